"""A point read and a review's insert beside the bare driver running the same statements.

Both sides use the same database in the same process, in turns. The bare side has its SQL, its
values and even its search tokens ready; ours makes them, and domain objects of the rows.
"""

import asyncio
import itertools
import os
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

import aiosqlite
import asyncpg

from bench.cost import Bar, Meter, Series
from bench.fill import Words, fill
from reviewbot.domain.ids import new_id
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Review, Spoils
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.tokens import tokens
from reviewbot.domain.works import Work
from reviewbot.store import reviews
from reviewbot.store.engine import WRITER_PRAGMAS, Database, open_database
from reviewbot.store.migrating import upgrade
from tests.databases import find_programs, running_server

ROUNDS, READS, INSERTS, REVIEWS = 15, 300, 60, 2_000
GUILD: Final = 2**60 + 1
MOST: Final = 2.0
Operation = Callable[[], Awaitable[object]]

_READ = """SELECT works.guild_id, works.id, works.kind, works.title, works.year, works.maker,
 reviews.id, author_id, headline, text, spoils, points, edition, created_at, edited_at,
 comment_count, season, episode, quote, tags, verdict, safe_after, helpful_count, picture_count,
 called_at, hidden_at FROM reviews JOIN works ON reviews.guild_id = works.guild_id
 AND reviews.work_id = works.id WHERE reviews.guild_id = $1 AND reviews.id = $2
 AND state = 'live' AND hidden_at IS NULL"""
_NUMBER = """UPDATE guilds SET reviews_made = reviews_made + 1 WHERE guild_id = $1
 RETURNING number, reviews_made"""
_INSERT = """INSERT INTO reviews (guild_id, id, number, work_id, author_id, headline, text,
 spoils, points, edition, created_at, edited_at, comment_count)
 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"""
_REVIEWED = """UPDATE works SET reviewed_at = $1 WHERE guild_id = $2 AND id = $3
 AND reviewed_at < $1"""
_TITLES = "SELECT title FROM titles WHERE guild_id = $1 AND work_id = $2"
_INDEX = {
    "sqlite": "INSERT INTO search(rowid, words) VALUES ($1, $2)",
    "postgresql": "INSERT INTO search VALUES ($1, $2, array_to_tsvector($3))",
}


class Bare(Protocol):
    """A driver's connection without anything of ours."""

    engine: str

    async def run(self, sql: str, *values: object) -> list[tuple[int, ...]]:
        """Run a statement and return its rows."""


class BareSqlite:
    """aiosqlite."""

    engine = "sqlite"

    def __init__(self, conn: aiosqlite.Connection) -> None:
        self._conn = conn

    async def run(self, sql: str, *values: object) -> list[tuple[int, ...]]:
        """Run a statement in one visit to the thread."""
        return await self._conn.execute_fetchall(_numbered(sql), values)  # type: ignore[return-value] # tuples, without a row factory


@cache
def _numbered(sql: str) -> str:
    return sql.replace("$", "?")


class BarePostgres:
    """asyncpg."""

    engine = "postgresql"

    def __init__(self, conn: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._conn = conn

    async def run(self, sql: str, *values: object) -> list[tuple[int, ...]]:
        """Run a statement; the rows are records, which unpack as tuples do."""
        if not values:
            await self._conn.execute(sql)
            return []
        return await self._conn.fetch(sql, *values)  # type: ignore[return-value] # as said


async def measure() -> list[Bar]:
    """Measure both engines; PostgreSQL only where a server is installed."""
    results = []
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        results += await _measure("SQLite", url, _bare_sqlite(url))
    if programs := await asyncio.to_thread(find_programs):
        with running_server(programs) as server, server.database() as url:
            results += await _measure("PostgreSQL", url, _bare_postgres(url))
    return results


@asynccontextmanager
async def _bare_sqlite(url: str) -> AsyncIterator[Bare]:
    path = Path(url.removeprefix("sqlite:///"))
    async with aiosqlite.connect(path, isolation_level=None, cached_statements=256) as conn:
        for pragma in WRITER_PRAGMAS:
            await conn.execute_fetchall(pragma)
        yield BareSqlite(conn)


@asynccontextmanager
async def _bare_postgres(url: str) -> AsyncIterator[Bare]:
    conn = await asyncpg.connect(url)
    try:
        yield BarePostgres(conn)
    finally:
        await conn.close()


async def _measure(name: str, url: str, opening: AbstractAsyncContextManager[Bare]) -> list[Bar]:
    await upgrade(url)
    with _on_one_core():
        async with open_database(url) as db, opening as bare:
            made = await fill(db, GUILD, REVIEWS)
            if bare.engine == "postgresql":
                await bare.run("ANALYZE")  # as its autovacuum does, which the tests' server lacks
            return await _rounds(name, db, bare, made)


@contextmanager
def _on_one_core() -> Iterator[None]:
    """Keep the loop and the drivers' threads together.

    Handing a statement to a thread costs 30 or 75 us, as the kernel happens to place the two;
    on one core it is 30 for both sides.
    """
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


async def _rounds(name: str, db: Database, bare: Bare, made: list[Work]) -> list[Bar]:
    async with db.read() as conn:
        written = [await reviews.list_of_work(conn, GUILD, work.id) for work in made[:50]]
    known = [review.id for some in written for review in some]
    ahead = iter(list(islice(_reviews(made), 2 * (ROUNDS + 2) * INSERTS)))
    kinds = {
        "read": (READS, _our_read(db, known), _bare_read(bare, known)),
        "insert": (INSERTS, _our_insert(db, ahead), _bare_insert(bare, ahead)),
    }
    results = []
    for kind, (operations, *sides) in kinds.items():
        both = Series(f"{name}: {kind}"), Series(f"bare {kind}")
        for number in range(-2, ROUNDS):
            for series, operation in zip(both, sides, strict=True):
                await _round(series, operation, operations, keep=number >= 0)
        results.append(Bar(*both, MOST))
    return results


async def _round(series: Series, operation: Operation, operations: int, *, keep: bool) -> None:
    start = Meter(os.getpid()).start()
    for _ in range(operations):
        await operation()
    cost = start.stop(operations)
    if keep:
        series.add(cost)


def _reviews(made: list[Work]) -> Iterator[Review]:
    """Yield reviews of some 600 characters that nobody has written yet."""
    words, now = Words(11), 2_000_000_000
    for number in itertools.count():
        yield Review(
            *(GUILD, new_id(), made[number % len(made)], 1_000_000 + number),
            *(Prose.of(words.some(4)), Prose.of(words.some(100)), Spoils.NONE, Rating(80)),
            *(1, now + number, now + number),
        )


def _our_read(db: Database, known: list[str]) -> Operation:
    ids = itertools.cycle(known)

    async def read() -> object:
        async with db.read() as conn:
            return await reviews.get(conn, GUILD, next(ids))

    return read


def _bare_read(bare: Bare, known: list[str]) -> Operation:
    ids = itertools.cycle(known)
    return lambda: bare.run(_READ, GUILD, next(ids))


def _our_insert(db: Database, ahead: Iterator[Review]) -> Operation:
    async def insert() -> None:
        async with db.write() as conn:
            await reviews.put(conn, next(ahead))

    return insert


def _bare_insert(bare: Bare, ahead: Iterator[Review]) -> Operation:
    half = islice(ahead, (ROUNDS + 2) * INSERTS)
    prepared = iter([(review, _tokens(review)) for review in half])

    async def insert() -> None:
        review, found = next(prepared)
        now, work_id = review.created_at, review.work.id
        said = (review.headline.reveal(), review.text.reveal(), "none", 80)
        await bare.run("BEGIN IMMEDIATE" if bare.engine == "sqlite" else "BEGIN")
        ((guild, number),) = await bare.run(_NUMBER, GUILD)
        key = (GUILD, review.id, number, work_id, review.author_id)
        await bare.run(_INSERT, *key, *said, 1, now, now, 0)
        await bare.run(_REVIEWED, now, GUILD, work_id)
        await bare.run(_TITLES, GUILD, work_id)
        if bare.engine == "sqlite":
            await bare.run(_INDEX["sqlite"], guild << 32 | number, " ".join(found))
        else:
            await bare.run(_INDEX["postgresql"], GUILD, number, found)
        await bare.run("COMMIT")

    return insert


def _tokens(review: Review) -> list[str]:
    text = f"{review.work.title} {review.headline.reveal()} {review.text.reveal()}"
    return list(dict.fromkeys(f"8rfm2wqzs00h:{token}" for token in tokens(text)))
