"""What suggestions are made from: who rated what, and which works there are.

When it changed is told by `guilds.taste_changes`.
"""

import asyncio

from sqlalchemy import Float, bindparam, cast, func, select

from reviewbot.domain.parts import Part
from reviewbot.domain.stats import rolled_up
from reviewbot.domain.taste import Rated
from reviewbot.domain.works import Work, WorkKind
from reviewbot.store.connection import Connection, Query, Value
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
_MINE = (
    select(reviews.c.work_id)
    .where(
        reviews.c.guild_id == bindparam("guild_id"),
        reviews.c.author_id == bindparam("author_id"),
        LIVE,
    )
    .correlate(None)
)
_OTHERS = Query(
    select(reviews.c.work_id, cast(func.avg(reviews.c.points), Float))
    .where(
        reviews.c.guild_id == bindparam("guild_id"),
        reviews.c.work_id.in_(_MINE),
        reviews.c.author_id != bindparam("author_id"),
        reviews.c.season == 0,
        LIVE,
    )
    .group_by(reviews.c.work_id)
)
_KINDS = Query(
    select(works.c.id, works.c.kind).where(
        works.c.guild_id == bindparam("guild_id"), works.c.id.in_(_MINE)
    )
)
_WORDED = Query(
    select(func.count())
    .select_from(reviews)
    .where(
        reviews.c.guild_id == bindparam("guild_id"),
        reviews.c.author_id == bindparam("author_id"),
        reviews.c.text != "",
        LIVE,
    )
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
    """Return every work of the guild; tens of thousands are made beside the loop."""
    rows = await conn.all(_WORKS, guild_id=guild_id)
    return await asyncio.to_thread(lambda: [work_of(row) for row in rows])


async def list_rated(conn: Connection, guild_id: int, member_id: int) -> list[Rated]:
    """Return what the member rated, each work once, beside the mean of all others' ratings.

    The others are counted once each by what they gave the whole work; parts of shows count
    for the member alone.
    """
    key: dict[str, Value] = {"guild_id": guild_id, "author_id": member_id}
    others = {work: mean for work, mean in await conn.all(_OTHERS, **key) if mean is not None}
    kinds = dict(await conn.all(_KINDS, **key))
    return [
        Rated(work, WorkKind(kinds[work]), points, others.get(work))
        for work, points in await list_of_member(conn, guild_id, member_id)
        if points is not None
    ]


async def count_worded(conn: Connection, guild_id: int, member_id: int) -> int:
    """Return how many of the member's reviews have words to read."""
    return await conn.scalar(_WORDED, guild_id=guild_id, author_id=member_id) or 0
