"""Counts of works that members of several guilds like together, and which guilds share."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import bindparam, delete, select, tuple_

from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.schema import guilds, identifiers, shared_pairs, shared_works

PAGE: Final = 2_000
_SHARING = Query(
    select(guilds.c.guild_id)
    .where(guilds.c.shares == bindparam("on"), guilds.c.left_at.is_(None))
    .order_by(guilds.c.guild_id)
)
_IDENTIFIERS = Query(
    select(identifiers.c.work_id, identifiers.c.scheme, identifiers.c.value).where(
        identifiers.c.guild_id == bindparam("guild_id")
    )
)
_PUT_WORK = Change(insert(shared_works))
_PUT_PAIR = Change(insert(shared_pairs))
_CLEAR: Final = (Change(delete(shared_pairs)), Change(delete(shared_works)))
_WORKS = Query(
    select(shared_works.c.work, shared_works.c.members)
    .where(shared_works.c.work > bindparam("after"))
    .order_by(shared_works.c.work)
    .limit(PAGE)
)
_PAIRS = Query(
    select(shared_pairs.c.work, shared_pairs.c.other, shared_pairs.c.members)
    .where(
        tuple_(shared_pairs.c.work, shared_pairs.c.other)
        > tuple_(bindparam("after"), bindparam("beside"))
    )
    .order_by(shared_pairs.c.work, shared_pairs.c.other)
    .limit(PAGE)
)


async def list_sharing(conn: Connection) -> list[int]:
    """Return the guilds that agreed to be counted, and that we are in."""
    return [guild_id for (guild_id,) in await conn.all(_SHARING, on=1)]


async def list_identifiers(conn: Connection, guild_id: int) -> dict[str, list[tuple[str, str]]]:
    """Return the identifiers of a guild's works: scheme and value, by the work's id."""
    found: dict[str, list[tuple[str, str]]] = {}
    for work_id, scheme, value in await conn.all(_IDENTIFIERS, guild_id=guild_id):
        found.setdefault(work_id, []).append((scheme, value))
    return found


def clear(conn: Connection) -> None:
    """Forget all counts."""
    for change in _CLEAR:
        conn.send(change)


def put(conn: Connection, works: Mapping[str, int], pairs: Mapping[tuple[str, str], int]) -> None:
    """Add counts that are not there yet."""
    for one, members in works.items():
        conn.send(_PUT_WORK, work=one, members=members)
    for (one, other), members in pairs.items():
        conn.send(_PUT_PAIR, work=one, other=other, members=members)


async def list_works(conn: Connection, known: Mapping[str, object]) -> dict[str, int]:
    """Return how many members like each work that is `known` by its name."""
    found: dict[str, int] = {}
    after = ""
    while rows := await conn.all(_WORKS, after=after):
        found.update((work, members) for work, members in rows if work in known)
        after = rows[-1][0]
    return found


async def list_pairs(conn: Connection, works: Mapping[str, object]) -> dict[tuple[str, str], int]:
    """Return how many members like both of two of these works."""
    found: dict[tuple[str, str], int] = {}
    work, other = "", ""
    while rows := await conn.all(_PAIRS, after=work, beside=other):
        found.update(((a, b), members) for a, b, members in rows if a in works and b in works)
        work, other, _ = rows[-1]
    return found
