"""What suggestions are made from: who rated what, and a mark that tells when that changed."""

from sqlalchemy import bindparam, func, select

from reviewbot.domain.works import Work
from reviewbot.store.connection import Connection, Query
from reviewbot.store.rows import LIVE, WORK, work_of
from reviewbot.store.schema import reviews, works

_STAMP = Query(
    select(func.count(), func.coalesce(func.sum(reviews.c.edition), 0)).where(
        reviews.c.guild_id == bindparam("guild_id"), LIVE
    )
)
_OF_MEMBER = Query(
    select(reviews.c.work_id, reviews.c.points)
    .where(
        reviews.c.guild_id == bindparam("guild_id"),
        reviews.c.author_id == bindparam("author_id"),
        LIVE,
    )
    .order_by(reviews.c.number)
)
_WORKS = Query(select(*WORK).where(works.c.guild_id == bindparam("guild_id")))


async def stamp(conn: Connection, guild_id: int) -> tuple[int, int]:
    """Return a mark of the guild's reviews; it is another one after any new one or edition."""
    row = await conn.one(_STAMP, guild_id=guild_id)
    return (int(row[0]), int(row[1])) if row else (0, 0)


async def list_of_member(
    conn: Connection, guild_id: int, author_id: int
) -> list[tuple[str, int | None]]:
    """Return every work that the member reviewed, with the points where they gave any."""
    rows = await conn.all(_OF_MEMBER, guild_id=guild_id, author_id=author_id)
    return [(work_id, points) for work_id, points in rows]


async def list_works(conn: Connection, guild_id: int) -> list[Work]:
    """Return every work of the guild."""
    return [work_of(row) for row in await conn.all(_WORKS, guild_id=guild_id)]
