"""What suggestions are made from: who rated what, and which works there are.

When it changed is told by `guilds.taste_changes`.
"""

from sqlalchemy import bindparam, select

from reviewbot.domain.parts import Part
from reviewbot.domain.stats import rolled_up
from reviewbot.domain.works import Work
from reviewbot.store.connection import Connection, Query
from reviewbot.store.rows import LIVE, WORK, work_of
from reviewbot.store.schema import reviews, works

_OF_MEMBER = Query(
    select(reviews.c.work_id, reviews.c.points, reviews.c.season, reviews.c.episode)
    .where(
        reviews.c.guild_id == bindparam("guild_id"),
        reviews.c.author_id == bindparam("author_id"),
        LIVE,
    )
    .order_by(reviews.c.number)
)
_WORKS = Query(select(*WORK).where(works.c.guild_id == bindparam("guild_id")))


async def list_of_member(
    conn: Connection, guild_id: int, author_id: int
) -> list[tuple[str, int | None]]:
    """Return every work that the member reviewed, once, with the points where they gave any.

    What they gave parts of a show is rolled up as for everybody (`stats.rolled_up`).
    """
    rows = await conn.all(_OF_MEMBER, guild_id=guild_id, author_id=author_id)
    rated: dict[str, dict[Part, int]] = {}
    for work_id, points, season, episode in rows:
        given = rated.setdefault(work_id, {})
        if points is not None:
            given[Part(season, episode)] = points
    return [(work_id, rolled_up(given) if given else None) for work_id, given in rated.items()]


async def list_works(conn: Connection, guild_id: int) -> list[Work]:
    """Return every work of the guild."""
    return [work_of(row) for row in await conn.all(_WORKS, guild_id=guild_id)]
