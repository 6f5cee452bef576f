"""Where the posted cards are."""

from sqlalchemy import bindparam, delete, func, select

from reviewbot.domain.reviews import Card
from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.rows import LIVE
from reviewbot.store.schema import cards, reviews

_ROW = insert(cards)
_PUT = Change(
    _ROW.on_conflict_do_update(
        index_elements=["guild_id", "review_id"],
        set_={"channel_id": _ROW.excluded.channel_id, "message_id": _ROW.excluded.message_id},
    )
)
_ALL = select(cards.c.guild_id, cards.c.review_id, cards.c.channel_id, cards.c.message_id).where(
    cards.c.guild_id == bindparam("guild_id")
)
_FIND = Query(_ALL.where(cards.c.review_id == bindparam("review_id")))
_BY_MESSAGE = Query(_ALL.where(cards.c.message_id == bindparam("message_id")))
_OF_WORK = Query(
    _ALL.join_from(
        cards,
        reviews,
        (reviews.c.guild_id == cards.c.guild_id) & (reviews.c.id == cards.c.review_id),
    )
    .where(reviews.c.work_id == bindparam("work_id"), LIVE)
    .order_by(cards.c.message_id.desc())
    .limit(bindparam("most"))
)
_CHANNELS = Query(
    select(cards.c.channel_id)
    .where(cards.c.guild_id == bindparam("guild_id"))
    .group_by(cards.c.channel_id)
    .order_by(func.max(cards.c.message_id).desc())
    .limit(bindparam("most"))
)
_REMOVE = Change(
    delete(cards).where(
        cards.c.guild_id == bindparam("of_guild"), cards.c.message_id == bindparam("message_id")
    )
)


async def put(conn: Connection, card: Card) -> None:
    """Remember the card of a review, in place of an earlier one.

    Raises `NotFound` if there is no such review, `Conflict` if the message is another's card.
    """
    conn.send(
        _PUT,
        guild_id=card.guild_id,
        review_id=card.review_id,
        channel_id=card.channel_id,
        message_id=card.message_id,
    )


async def find(conn: Connection, guild_id: int, review_id: str) -> Card | None:
    """Return the card of a review, or `None` while none is posted."""
    row = await conn.one(_FIND, guild_id=guild_id, review_id=review_id)
    return row and Card(*row)


async def find_by_message(conn: Connection, guild_id: int, message_id: int) -> Card | None:
    """Return the card that this message is, or `None`."""
    row = await conn.one(_BY_MESSAGE, guild_id=guild_id, message_id=message_id)
    return row and Card(*row)


async def list_of_work(conn: Connection, guild_id: int, work_id: str, limit: int) -> list[Card]:
    """Return the cards of a work's reviews, the newest first."""
    rows = await conn.all(_OF_WORK, guild_id=guild_id, work_id=work_id, most=limit)
    return [Card(*row) for row in rows]


async def remove(conn: Connection, card: Card) -> None:
    """Forget a card that is gone; one that was posted in its place meanwhile stays."""
    conn.send(_REMOVE, of_guild=card.guild_id, message_id=card.message_id)


async def list_channels(conn: Connection, guild_id: int, limit: int) -> list[int]:
    """Return the channels in which cards stand, that with the newest card first."""
    rows = await conn.all(_CHANNELS, guild_id=guild_id, most=limit)
    return [row[0] for row in rows]
