"""Taking reviews away: hidden from everybody at once, put back, or removed for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import and_, bindparam, delete, exists, literal_column, or_, select, update

from reviewbot.domain.reviews import Review
from reviewbot.errors import Conflict
from reviewbot.store import guilds, index, reviews
from reviewbot.store.connection import Change, Connection, Query, Value
from reviewbot.store.rows import REVIEW, SELECT_ANY_REVIEWS, review_of
from reviewbot.store.schema import METADATA, cards, pictures
from reviewbot.store.schema import reviews as table

_DELETED: Final = table.c.state == literal_column("'deleted'")  # an index of theirs asks for it so
_FIND = Query(
    SELECT_ANY_REVIEWS.add_columns(table.c.state_at).where(
        table.c.id == bindparam("review_id"), _DELETED
    )
)
_THIS = (table.c.guild_id == bindparam("of_guild"), table.c.id == bindparam("review_id"))
_SET_STATE = Change(
    update(table).where(*_THIS).values(state=bindparam("new_state"), state_at=bindparam("now"))
)
_HAS_CARD = exists().where(cards.c.guild_id == table.c.guild_id, cards.c.review_id == table.c.id)
_EXPIRED = Query(
    select(table.c.guild_id, table.c.id)
    .where(
        _DELETED,
        table.c.state_at < bindparam("before"),
        or_(and_(~_HAS_CARD), table.c.state_at < bindparam("long_before")),
    )
    .order_by(table.c.state_at)
    .limit(bindparam("most"))
)
_PICTURES = Query(
    select(pictures.c.id).where(
        pictures.c.guild_id == bindparam("guild_id"),
        pictures.c.review_id == bindparam("review_id"),
    )
)
_OF_REVIEW: Final = (
    *("editions", "review_tags", "pictures", "helpfuls", "follows", "comments"),
    *("spoiler_calls", "cards", "threads"),
)
"""The tables whose rows belong to a review and go with it."""


def _remove_from(name: str) -> Change:
    rows = METADATA.tables[name]
    of_guild = rows.c.guild_id == bindparam("of_guild")
    return Change(delete(rows).where(of_guild, rows.c.review_id == bindparam("review_id")))


_REMOVE_ALL: Final = tuple(_remove_from(name) for name in _OF_REVIEW)
_REMOVE = Change(delete(table).where(*_THIS))


@dataclass(frozen=True, slots=True)
class Removed:
    """A review that its author deleted, and since when (Unix seconds)."""

    review: Review
    at: int


async def withdraw(conn: Connection, review: Review, now: int) -> None:
    """Take a review away from everybody, its author too; all of it is kept for `put_back`."""
    if not review.hidden:
        await index.remove(conn, review, await index.place_of(conn, review))
    reviews.untag(conn, review)
    conn.send(_SET_STATE, **_key(review), new_state="deleted", now=now)
    guilds.taste_changed(conn, review.guild_id)


async def find_deleted(conn: Connection, guild_id: int, review_id: str) -> Removed | None:
    """Return the deleted review, or `None` where it is live, merged, or gone for good."""
    row = await conn.one(_FIND, guild_id=guild_id, review_id=review_id)
    return Removed(review_of(row[: len(REVIEW)]), row[len(REVIEW)]) if row else None


async def put_back(conn: Connection, review: Review, now: int) -> None:
    """Make a deleted review live again, as it was: hidden, where a moderator had hidden it.

    Raises `Conflict` where its author has written another one of the same work or part.
    """
    newer = await reviews.find_by_author(
        conn, review.guild_id, review.work.id, review.author_id, review.part
    )
    if newer is not None:
        raise Conflict(
            f"You have written about {review.work.label} anew since then, so I cannot bring the "
            "old review back beside it. Delete the new one first, then press Undo here again."
        )
    conn.send(_SET_STATE, **_key(review), new_state="live", now=now)
    reviews.tag(conn, review)
    if not review.hidden:
        await index.add(conn, review, await index.place_of(conn, review))
    guilds.taste_changed(conn, review.guild_id)


async def list_expired(
    conn: Connection, before: int, long_before: int, limit: int = 50
) -> Sequence[tuple[int, str]]:
    """Return guild and id of reviews, of all guilds, that were deleted before a time.

    One whose card still stands in Discord waits for that to go, but not beyond `long_before`.
    """
    return await conn.all(_EXPIRED, before=before, long_before=long_before, most=limit)


async def remove(conn: Connection, guild_id: int, review_id: str) -> list[str]:
    """Remove a review that is not live with all that belongs to it, for good.

    Returns the ids of its pictures, whose files are the caller's to remove.
    """
    found = await conn.all(_PICTURES, guild_id=guild_id, review_id=review_id)
    for change in (*_REMOVE_ALL, _REMOVE):
        conn.send(change, of_guild=guild_id, review_id=review_id)
    return [picture_id for (picture_id,) in found]


def _key(review: Review) -> dict[str, Value]:
    return {"of_guild": review.guild_id, "review_id": review.id}
