"""Guilds that the bot has left: noted at once, and all that is theirs removed much later.

Everything of a guild goes in small transactions, so that nobody waits for a large one, and
each of them looks first whether the bot is still gone.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Table, bindparam, delete, select, tuple_, update

from reviewbot.store import index
from reviewbot.store.connection import Change, Connection, Query
from reviewbot.store.rows import SELECT_REVIEWS, review_of
from reviewbot.store.schema import METADATA, guilds, pictures, reviews

ROWS: Final = 500
"""How many rows one transaction removes at most."""
_INDEXED: Final = 50
_OF: Final = guilds.c.guild_id == bindparam("of_guild")
_LEFT = Change(
    update(guilds).where(_OF, guilds.c.left_at.is_(None)).values(left_at=bindparam("now"))
)
_BACK = Change(update(guilds).where(_OF, guilds.c.left_at.is_not(None)).values(left_at=None))
_PRESENT = Query(select(guilds.c.guild_id).where(guilds.c.left_at.is_(None)))
_GONE = Query(
    select(guilds.c.guild_id)
    .where(guilds.c.left_at < bindparam("before"))
    .order_by(guilds.c.left_at)
    .limit(1)
)
_LIVE = Query(SELECT_REVIEWS.limit(bindparam("most")))
_WITHDRAW = Change(
    update(reviews)
    .where(reviews.c.guild_id == bindparam("of_guild"), reviews.c.id == bindparam("review_id"))
    .values(state="deleted")
)
_FILES = Query(
    select(pictures.c.id)
    .where(pictures.c.guild_id == bindparam("guild_id"))
    .order_by(pictures.c.id)
    .limit(ROWS)
)


def _some_of(table: Table[Any]) -> Change:
    key = tuple(table.primary_key.columns)
    of_guild = table.c.guild_id == bindparam("of_guild")
    rows = select(*key).where(of_guild).order_by(*key).limit(ROWS)
    return Change(delete(table).where(tuple_(*key).in_(rows)))


_PICTURES: Final = _some_of(pictures)
_TABLES: Final = tuple(
    _some_of(table)
    for table in reversed(METADATA.sorted_tables)
    if "guild_id" in table.c and table is not guilds
)
_LAST: Final = Change(delete(guilds).where(_OF))


async def note(conn: Connection, guild_ids: Iterable[int], now: int) -> None:
    """Note guilds that the bot has left; one that was noted before keeps its time."""
    for guild_id in guild_ids:
        conn.send(_LEFT, of_guild=guild_id, now=now)


async def back(conn: Connection, guild_ids: Iterable[int]) -> None:
    """Note that the bot is in these guilds."""
    for guild_id in guild_ids:
        conn.send(_BACK, of_guild=guild_id)


async def list_present(conn: Connection) -> list[int]:
    """Return the guilds that the bot has not left, as far as is known."""
    return [guild_id for (guild_id,) in await conn.all(_PRESENT)]


async def next_gone(conn: Connection, before: int) -> int | None:
    """Return the guild that the bot left longest ago, of those left before a time."""
    return await conn.scalar(_GONE, before=before)


async def remove_some(conn: Connection, guild_id: int) -> tuple[Sequence[str], bool]:
    """Remove some rows of a guild, for good.

    Returns the ids of pictures whose files have to go, and whether nothing is left.
    """
    live = await conn.all(_LIVE, guild_id=guild_id, most=_INDEXED)
    for row in live:
        review = review_of(row)
        await index.remove(conn, review, await index.place_of(conn, review))
        conn.send(_WITHDRAW, of_guild=guild_id, review_id=review.id)
    if live:
        return (), False
    files = [picture_id for (picture_id,) in await conn.all(_FILES, guild_id=guild_id)]
    for change in (_PICTURES,) if files else _TABLES:
        if await conn.run(change, of_guild=guild_id) > 0:
            return files, False
    conn.send(_LAST, of_guild=guild_id)
    return (), True
