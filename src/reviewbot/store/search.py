"""Asking the search index; `index.py` says what is in it. Both engines give the same answers.

Hits come in tiers: whole words in titles, beginnings in titles, whole words anywhere,
beginnings anywhere; each newest first. No tier is read further than its newest `HITS_MAX`, so
that the biggest guild costs no more than that. What the index cannot tell, like the order of
words, is looked up in the texts of the hits, `CHECKED_MAX` of them at most.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Text,
    bindparam,
    cast,
    column,
    literal_column,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from reviewbot.domain.pages import Page
from reviewbot.domain.reviews import Review
from reviewbot.domain.search import Ranking, Search
from reviewbot.domain.tokens import word_line
from reviewbot.errors import Invalid
from reviewbot.store.connection import Connection, Engine, Query
from reviewbot.store.failures import OverrunError
from reviewbot.store.index import VECTORS
from reviewbot.store.matching import Check, Tier, is_short, tiers
from reviewbot.store.rows import LIVE, OF_WORK, SAID, SELECT_REVIEWS, lines_of, review_of, said_of
from reviewbot.store.schema import guilds, reviews, titles, works

__all__ = ["HITS_MAX", "search"]

HITS_MAX: Final = 1_000
"""Reviews that one search finds at most; `Page.total` counts no further."""
CHECKED_MAX: Final = 600
"""Hits whose texts are looked at, the newest ones."""
CHECKED_ALL: Final = 300
"""The same where there is nothing but the texts to go by."""
_AT_ONCE: Final = 100
_TEXT: Final = 1
_LONG: Final = 50_000
"""Characters from which texts are looked at in a thread: a millisecond of the loop."""
BIG: Final = 5_000
"""Reviews from which a guild's index is not asked for short beginnings."""
BUDGET_SECONDS: Final = 0.25
"""How long one statement of a search may run: processor time of SQLite's thread; for PostgreSQL
time on the wall, and then the statement is cancelled there."""
WINDOWS: Final = (8_192, 131_072)
"""PostgreSQL reads every hit before it knows the newest: so it is asked for the guild's newest
reviews first, then for more of them."""
_NARROW: Final = (
    "That search takes too long here. Please narrow it: more or longer words, or a filter."
)

_FTS = table("search", column("rowid", BigInteger), column("words", Text))
_LISTED: Final[dict[Engine, str]] = {
    "sqlite": "json_each(:numbers)",
    "postgresql": "json_array_elements_text(CAST(:numbers AS json))",
}
_REVIEWS_MADE = Query(
    select(guilds.c.reviews_made).where(guilds.c.guild_id == bindparam("guild_id"))
)


def _numbered(engine: Engine) -> ColumnElement[bool]:
    listed = select(cast(literal_column("value"), Integer)).select_from(text(_LISTED[engine]))
    return reviews.c.number.in_(listed)


def _per_engine(make: Callable[[Engine], Any]) -> dict[Engine, Query[Any]]:
    engines: tuple[Engine, ...] = ("sqlite", "postgresql")
    return {engine: Query(make(engine)) for engine in engines}


_ROWS = _per_engine(
    lambda engine: SELECT_REVIEWS.add_columns(reviews.c.number).where(_numbered(engine))
)
_MARKS = _per_engine(
    lambda engine: select(reviews.c.number, reviews.c.points, reviews.c.comment_count).where(
        reviews.c.guild_id == bindparam("guild_id"), LIVE, _numbered(engine)
    )
)


def _names(engine: Engine) -> ColumnElement[str]:
    return (
        select(lines_of(engine, titles.c.title))
        .where(titles.c.guild_id == works.c.guild_id, titles.c.work_id == works.c.id)
        .correlate(works)
        .scalar_subquery()
    )


_TEXTS = _per_engine(
    lambda engine: (
        select(reviews.c.number, *SAID, works.c.maker, _names(engine))
        .select_from(reviews.join(works, OF_WORK))
        .where(reviews.c.guild_id == bindparam("guild_id"), LIVE, _numbered(engine))
    )
)
"""No more of each than what was said: hundreds are looked through for a phrase."""


async def search(
    conn: Connection,
    guild_id: int,
    wanted: Search,
    page: int,
    size: int,
    ranking: Ranking = Ranking.RELEVANCE,
) -> Page[Review]:
    """Return one page of the reviews that are wanted; pages count from 0.

    `HITS_MAX` in all, the newest of the best tiers. Words that cannot be searched for, like
    `!!!`, find nothing. Raises `Invalid` where a search takes longer than it may.
    """
    try:
        numbers = await _ranked(conn, guild_id, await _numbers(conn, guild_id, wanted), ranking)
        shown = numbers[page * size : (page + 1) * size]
        rows = await _all(conn, _ROWS[conn.engine], guild_id, shown) if shown else ()
    except OverrunError as error:
        raise Invalid(_NARROW) from error
    found = {row[-1]: review_of(row[:-1]) for row in rows}
    return Page([found[n] for n in shown if n in found], page, size, len(numbers))


async def _numbers(conn: Connection, guild_id: int, wanted: Search) -> list[int]:
    """Return the numbers of the hits, best first."""
    made = 0
    if conn.engine == "postgresql" or is_short(wanted):
        made = await conn.scalar(_REVIEWS_MADE, guild_id=guild_id) or 0
    found: dict[int, None] = {}
    asked = tiers(wanted, guild_id, conn.engine, big=made > BIG)
    for tier, numbers in zip(asked, await _hits(conn, guild_id, asked, made), strict=True):
        new = [number for number in numbers if number not in found]
        if tier.checks:
            new = await _checked(conn, guild_id, new, tier)
        found |= dict.fromkeys(new)
    return list(found)[:HITS_MAX]


async def _hits(
    conn: Connection, guild_id: int, asked: Sequence[Tier], made: int
) -> list[list[int]]:
    """Return the newest hits of each tier."""
    if not asked:
        return []
    values: dict[str, Any] = {f"tier_{n}": tier.expression for n, tier in enumerate(asked)}
    if conn.engine == "sqlite":
        query = _sqlite_hits(len(asked))
        return _parted(await conn.within(BUDGET_SECONDS, query, **values), len(asked))
    found: list[list[int]] = []
    for window in (*(w for w in WINDOWS if w < made), made):
        values |= {"guild_id": guild_id, "above": made - window}
        query = _postgres_hits(len(asked))
        found = _parted(await conn.within(BUDGET_SECONDS, query, **values), len(asked))
        if len(found[-1]) >= HITS_MAX:
            break
    return found


def _parted(rows: Sequence[tuple[Any, ...]], count: int) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(count)]
    for place, number in rows:
        found[place].append(number & 0xFFFF_FFFF)
    return found


@cache
def _sqlite_hits(count: int) -> Query[Any]:
    return _union(
        select(literal_column(str(n)).label("tier"), _FTS.c.rowid.label("number"))
        .where(literal_column("search").op("MATCH")(bindparam(f"tier_{n}", type_=Text)))
        .order_by(_FTS.c.rowid.desc())
        for n in range(count)
    )


@cache
def _postgres_hits(count: int) -> Query[Any]:
    return _union(
        select(literal_column(str(n)).label("tier"), VECTORS.c.number.label("number"))
        .where(
            VECTORS.c.guild_id == bindparam("guild_id"),
            VECTORS.c.number > bindparam("above"),
            VECTORS.c.words.op("@@")(cast(bindparam(f"tier_{n}", type_=Text), TSQUERY)),
        )
        .order_by(VECTORS.c.number.desc())
        for n in range(count)
    )


def _union(parts: Any) -> Query[Any]:  # noqa: ANN401 - selects of a place and a number
    limited = (part.limit(literal_column(str(HITS_MAX))).subquery() for part in parts)
    return Query(union_all(*(select(part) for part in limited)))


async def _checked(
    conn: Connection, guild_id: int, numbers: Sequence[int], tier: Tier
) -> list[int]:
    """Return those of the hits whose texts pass."""
    passed: list[int] = []
    most = CHECKED_ALL if tier.everything else CHECKED_MAX
    for start in range(0, min(len(numbers), most), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        rows = await _all(conn, _TEXTS[conn.engine], guild_id, some)
        passing: set[int]
        if sum(len(row[_TEXT]) for row in rows) > _LONG:
            passing = await asyncio.to_thread(_passing, rows, tier.checks)
        else:
            passing = _passing(rows, tier.checks)
        passed += [number for number in some if number in passing]
    return passed


def _passing(rows: Sequence[tuple[Any, ...]], checks: Sequence[Check]) -> set[int]:
    return {row[0] for row in rows if _passes(row, checks)}


def _passes(row: tuple[Any, ...], checks: Sequence[Check]) -> bool:
    _, *said, maker, names = row
    proses, tags = said_of(said)
    open_texts = [s.text for prose in proses for s in prose.segments() if not s.hidden]
    known = (*open_texts, *(names or "").split("\n"), maker or "", *tags)
    lines = [word_line(one) for one in known if one]
    return all(check.passes(lines) for check in checks)


async def _ranked(
    conn: Connection, guild_id: int, numbers: list[int], ranking: Ranking
) -> list[int]:
    if ranking is Ranking.RELEVANCE or not numbers:
        return numbers
    if ranking is Ranking.NEWEST:
        return sorted(numbers, reverse=True)
    rows = await _all(conn, _MARKS[conn.engine], guild_id, numbers)
    place = 1 if ranking is Ranking.HIGHEST else 2
    marks = {row[0]: row[place] or 0 for row in rows}
    return sorted(numbers, key=lambda number: (marks.get(number, 0), number), reverse=True)


async def _all(
    conn: Connection, query: Query[Any], guild_id: int, numbers: Sequence[int]
) -> Sequence[tuple[Any, ...]]:
    listed = json.dumps(list(numbers))
    return await conn.within(BUDGET_SECONDS, query, guild_id=guild_id, numbers=listed)
