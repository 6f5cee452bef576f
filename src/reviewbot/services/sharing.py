"""Counting together with other servers: made anew once a day, gone at once when one withdraws.

Nothing is counted unless the operator and the guild's admin both switched it on. What is kept
are counts of at least five members from at least two guilds (`recommender.elsewhere.pairs`);
members who keep out of comparisons are in none.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from reviewbot.domain.ids import new_id
from reviewbot.domain.sharing import names_of
from reviewbot.domain.works import Work
from reviewbot.recommender.elsewhere import Pairs, pairs
from reviewbot.store import guilds, members, reviews, sharing, state, tastes
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database

LIKED: Final = 80
"""Points from which somebody likes a work."""
OF_MEMBER_MAX: Final = 100
"""Works of one member that are counted, the last rated: nobody outweighs the others."""
PAIRS_MAX: Final = 200_000
"""Pairs that are kept, those with most members."""
DAY_SECONDS: Final = 86_400
_CHUNK: Final = 2_000
_MADE: Final = "pairs made"
"""The fact that says when the counts were made, a Unix second; anything else if they are not."""


async def withdraw(conn: Connection, guild_id: int) -> None:
    """Forget all counts if the guild is in them; they are made anew without what goes.

    To be called in the transaction in which a guild or one of its members withdraws.
    """
    if (await guilds.settings(conn, guild_id)).shares:
        await _forget(conn)


async def forget(db: Database) -> None:
    """Forget all counts: the operator does not let there be any."""
    async with db.read() as conn:
        if not (await mark(conn)).isdecimal():
            return
    async with db.write() as conn:
        await _forget(conn)


async def _forget(conn: Connection) -> None:
    """Forget, and leave a mark by which counts that are being made see that they are outdated."""
    sharing.clear(conn)
    await state.put(conn, _MADE, f"withdrawn {new_id()}")


async def mark(conn: Connection) -> str:
    """Return what is another text whenever the counts are others."""
    return await state.find(conn, _MADE) or ""


async def refresh(db: Database, now: int) -> bool:
    """Make the counts anew if they are a day old or were forgotten; tell whether it was done."""
    async with db.read() as conn:
        before, sharers = await mark(conn), await sharing.list_sharing(conn)
    fresh = before.isdecimal() and now - int(before) < DAY_SECONDS
    if fresh or not (before or sharers):
        return False
    liked: list[tuple[int, int, str]] = []
    for guild_id in sharers:
        async with db.read() as conn:
            liked += await _liked(conn, guild_id)
    counted = await asyncio.to_thread(pairs, liked)
    return await _keep(db, counted, before, now)


async def of_guild(
    conn: Connection, guild_id: int, works: Iterable[Work]
) -> tuple[Pairs, Mapping[str, list[str]]]:
    """Return what is counted of a guild's works, and the names that each of them goes by."""
    numbers = await sharing.list_identifiers(conn, guild_id)
    names = {work.id: names_of(work, numbers.get(work.id, ())) for work in works}
    known = {name: work for work, many in names.items() for name in many}
    counts = await sharing.list_works(conn, known)
    return Pairs(counts, await sharing.list_pairs(conn, counts)), names


async def _liked(conn: Connection, guild_id: int) -> list[tuple[int, int, str]]:
    """Return what members who are compared like, under the names that others count by."""
    private = await members.list_private(conn, guild_id)
    numbers = await sharing.list_identifiers(conn, guild_id)
    works = {work.id: work for work in await tastes.list_works(conn, guild_id)}
    of_member: dict[int, list[str]] = {}
    for work, member, points in await reviews.list_ratings(conn, guild_id):
        if points >= LIKED and member not in private:
            of_member.setdefault(member, []).append(work)
    return [
        (guild_id, member, name)
        for member, liked in of_member.items()
        for work in liked[-OF_MEMBER_MAX:]
        for name in names_of(works[work], numbers.get(work, ()))
    ]


async def _keep(db: Database, counted: Pairs, before: str, now: int) -> bool:
    """Put new counts in place of the old, unless somebody withdrew meanwhile."""
    async with db.write() as conn:
        if await mark(conn) != before:
            return False
        sharing.clear(conn)
        sharing.put(conn, counted.works, {})
        await state.put(conn, _MADE, str(now))
    most = sorted(counted.both.items(), key=lambda one: -one[1])[:PAIRS_MAX]
    for some in _chunks(most):
        async with db.write() as conn:
            if await mark(conn) != str(now):
                return False
            sharing.put(conn, {}, dict(some))
    return True


def _chunks(
    pairs: Iterable[tuple[tuple[str, str], int]],
) -> Iterator[list[tuple[tuple[str, str], int]]]:
    left = iter(pairs)
    while some := list(islice(left, _CHUNK)):
        yield some
