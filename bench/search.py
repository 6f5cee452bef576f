"""`python -m bench.search [SIZES]`: searching beside the raw index, in small guilds and big ones.

The store grows from 10,000 to 1,000,000 reviews while the small guild stays as it is.
CPU is that of this process with all its threads. "Raw" is the bare `sqlite3` module asking FTS5
for the same tiers on the same file and reading the five rows. PostgreSQL works in a process of
its own, so there it is time on the wall. REVIEWBOT_BENCH_ENGINES names one to measure only that.
"""

import asyncio
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import asyncpg
from rich.console import Console
from rich.table import Table

from bench.search_corpus import (
    BIGGEST,
    LIBRARY,
    REVIEWS_SQL,
    SMALL,
    TITLES,
    Corpus,
    Row,
    put_sqlite,
    put_works,
    review_values,
    work_rows,
)
from reviewbot.domain.grammar import parse
from reviewbot.domain.ids import new_id
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Review, Spoils
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import Work
from reviewbot.store import completions, guesses, reviews, search
from reviewbot.store.engine import Database, open_database
from reviewbot.store.matching import tiers
from reviewbot.store.migrating import upgrade
from reviewbot.store.vocabulary import Vocabularies
from tests.databases import find_programs, running_server

QUERIES: Final = 150
INSERTS: Final = 300
BATCH: Final = 1_000
_ROWS: Final = """SELECT * FROM reviews JOIN works ON reviews.guild_id = works.guild_id
 AND reviews.work_id = works.id WHERE reviews.guild_id = ? AND number = ?"""
Ask = Callable[[], str]
Figures = dict[str, list[float]]


def queries(corpus: Corpus, guild_id: int) -> dict[str, Ask]:
    """Return, for each kind of query, what makes one."""
    words, chance = corpus.language, corpus.language.chance
    passage = [text.split() for text, _ in words.passages]

    def phrase() -> str:
        some, place = chance.choice(passage), chance.randrange(48)
        return f'"{some[place]} {some[place + 1]}"'

    return {
        "rare": lambda: chance.choice(words.words[20_000:]),
        "common": lambda: chance.choice(words.words[:20]),
        "two words": lambda: " ".join(words.some(2)),
        "phrase": phrase,
        "prefix": lambda: words.some(1)[0][:3],
        "two-syllable Hangul": lambda: words.hangul()[:2],
        "title": lambda: chance.choice(corpus.works[guild_id]).title,
        "filter": lambda: f"{words.some(1)[0]} kind:book rating:>4",
        "author": lambda: f"by:<@{10_000 + chance.randrange(30)}>",
    }


def typing(works: list[Work], corpus: Corpus) -> dict[str, Ask]:
    """Return what is typed into a title option: a word's beginning, and a misspelt title."""
    chance = corpus.language.chance

    def misspelt() -> str:
        title = chance.choice(works).title
        place = chance.randrange(len(title))
        return title[:place] + chance.choice("aeioust") + title[place + 1 :]

    def begun() -> str:
        return chance.choice(chance.choice(works).title.split())[: chance.randint(2, 6)]

    return {"autocomplete": begun, "typo autocomplete": misspelt}


async def main(sizes: list[int]) -> None:
    """Measure SQLite, then PostgreSQL, and print."""
    console = Console(width=130)
    engines = os.environ.get("REVIEWBOT_BENCH_ENGINES", "sqlite postgresql").split()
    if "sqlite" in engines:
        with tempfile.TemporaryDirectory() as folder:
            await _sqlite(Path(folder) / "bench.db", sizes, console)
    if "postgresql" not in engines:
        return
    if programs := await asyncio.to_thread(find_programs):
        with running_server(programs) as server, server.database() as url:
            await _postgres(url, sizes, console)


async def _sqlite(path: Path, sizes: list[int], console: Console) -> None:
    await upgrade(f"sqlite:///{path}")
    corpus, known, rows, done = Corpus(), set[str](), list[Row](), 0
    library = [corpus.work(LIBRARY) for _ in range(TITLES)]
    found: dict[int, Figures] = {}
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA synchronous = OFF")
    raw.execute("BEGIN")
    put_works(raw, library)
    raw.execute("COMMIT")
    for size in sizes:
        started = time.perf_counter()
        for row in corpus.grow(size - done):
            rows.append(row)
            if len(rows) == BATCH:
                put_sqlite(raw, rows, known)
                rows = []
        put_sqlite(raw, rows, known)
        rows, done = [], size
        raw.execute(
            "UPDATE guilds SET reviews_made = (SELECT max(number) FROM reviews"
            " WHERE reviews.guild_id = guilds.guild_id)"
        )
        console.print(f"{size:,} reviews after {time.perf_counter() - started:.0f} s more")
        async with open_database(f"sqlite:///{path}") as db:
            found[size] = await _measure(db, corpus, library, raw)
    raw.close()
    _print(console, "SQLite, CPU ms p50 / p99", found)


async def _postgres(url: str, sizes: list[int], console: Console) -> None:
    await upgrade(url)
    corpus, known, done = Corpus(), set[str](), 0
    library = [corpus.work(LIBRARY) for _ in range(TITLES)]
    found: dict[int, Figures] = {}
    raw = await asyncpg.connect(url)
    await raw.execute(
        "ALTER DATABASE " + url.split("/")[3].split("?", maxsplit=1)[0] + " SET jit = off"
    )
    await _copy_works(raw, library)
    for size in sizes:
        started = time.perf_counter()
        await raw.execute("DROP INDEX ix_search_words")
        batch: list[Row] = []
        for row in corpus.grow(size - done):
            batch.append(row)
            if len(batch) == 5 * BATCH:
                await _copy(raw, batch, known)
                batch = []
        await _copy(raw, batch, known)
        done = size
        await raw.execute(
            "CREATE INDEX ix_search_words ON search USING gin (words) WITH (fastupdate = off)"
        )
        await raw.execute(
            "INSERT INTO guilds (guild_id, number, reviews_made, joined_at)"
            " SELECT guild_id, guild_id - 1152921504606846976, max(number), 0"
            " FROM reviews GROUP BY guild_id"
            " ON CONFLICT (guild_id) DO UPDATE SET reviews_made = excluded.reviews_made"
        )
        await raw.execute("VACUUM ANALYZE")
        console.print(f"{size:,} reviews after {time.perf_counter() - started:.0f} s more")
        async with open_database(url) as db:
            found[size] = await _measure(db, corpus, library, None)
    await raw.close()
    _print(console, "PostgreSQL, wall ms p50 / p99", found)


async def _copy_works(raw: Any, works: list[Work]) -> None:  # noqa: ANN401 - asyncpg's connection
    of_works, of_titles, of_words = work_rows(works)
    await raw.copy_records_to_table(
        "works",
        records=[(*row[:2], str(row[2]), *row[3:]) for row in of_works],
        columns=["guild_id", "id", "kind", "title", "year", "maker", "reviewed_at"],
    )
    columns = ["guild_id", "work_id", "title_key", "title", "role"]
    await raw.copy_records_to_table("titles", records=of_titles, columns=columns)
    words = ["guild_id", "word", "work_id"]
    await raw.copy_records_to_table("title_words", records=of_words, columns=words)


async def _copy(raw: Any, rows: list[Row], known: set[str]) -> None:  # noqa: ANN401 - as above
    new = {r.review.work.id: r.review.work for r in rows if r.review.work.id not in known}
    known.update(new)
    await _copy_works(raw, list(new.values()))
    columns = REVIEWS_SQL.split("(")[1].split(")")[0].replace("\n", "").split(",")
    await raw.copy_records_to_table(
        "reviews",
        records=[review_values(row) for row in rows],
        columns=[column.strip() for column in columns],
    )
    await raw.execute(
        "INSERT INTO search SELECT * FROM (SELECT unnest($1::bigint[]), unnest($2::int[]),"
        " array_to_tsvector(string_to_array(unnest($3::text[]), ' '))) AS new",
        [row.review.guild_id for row in rows],
        [row.number for row in rows],
        [" ".join(row.tokens) for row in rows],
    )


async def _measure(
    db: Database, corpus: Corpus, library: list[Work], raw: sqlite3.Connection | None
) -> Figures:
    """Return milliseconds for each kind of query."""
    clock = time.process_time if raw else time.perf_counter
    figures: Figures = {}
    pauses, ended = asyncio.create_task(_pauses(stop := asyncio.Event())), stop
    for name, guild_id in (("small", SMALL), ("biggest", BIGGEST)):
        for kind, ask in queries(corpus, guild_id).items():
            asked = [parse(ask()) for _ in range(QUERIES)]
            async with db.read() as conn:
                ours = figures[f"{name}: {kind}"] = []
                for wanted in asked:
                    before = clock()
                    await search.search(conn, guild_id, wanted, 0, 5)
                    ours.append(1000 * (clock() - before))
            if raw:
                figures[f"{name}: {kind} raw"] = [_raw(raw, guild_id, one) for one in asked]
    vocabularies = Vocabularies()
    async with db.read() as conn:
        await vocabularies.of_guild(conn, LIBRARY)
        for kind, ask in typing(library, corpus).items():
            ours = figures[f"library: {kind}"] = []
            for typed in [ask() for _ in range(4 * QUERIES)]:
                before = clock()
                known = await completions.list_completions(conn, LIBRARY, typed)
                if len(known) < 3:
                    await guesses.list_guesses(conn, vocabularies, LIBRARY, typed)
                ours.append(1000 * (clock() - before))
    figures["insert with index"] = [ms async for ms in _inserts(db, corpus, clock)]
    corpus.skip(BIGGEST, INSERTS)
    ended.set()
    figures["longest pause of the loop"] = [1000 * await pauses]
    return figures


def _raw(raw: sqlite3.Connection, guild_id: int, wanted: Any) -> float:  # noqa: ANN401 - a search
    """Ask FTS5 for the same tiers and read five rows."""
    asked = tiers(wanted, guild_id, "sqlite")
    before = time.process_time()
    numbers: dict[int, None] = {}
    for tier in asked:
        numbers |= dict.fromkeys(
            row[0] & 0xFFFF_FFFF
            for row in raw.execute(
                "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 1000",
                (tier.expression,),
            )
        )
    for number in list(numbers)[:5]:
        raw.execute(_ROWS, (guild_id, number)).fetchall()
    return 1000 * (time.process_time() - before)


async def _inserts(db: Database, corpus: Corpus, clock: Callable[[], float]) -> Any:  # noqa: ANN401 - yields milliseconds
    works = [work for work in corpus.works[BIGGEST] if work.id in corpus.used]
    for n, (first, second) in enumerate(_pairs(corpus)):
        now = int(time.time()) + n
        review = Review(
            BIGGEST,
            new_id(),
            works[n % len(works)],
            time.time_ns(),
            headline=Prose(""),
            text=Prose(f"{first} {second}"),
            spoils=Spoils.NONE,
            rating=Rating(80),
            edition=1,
            created_at=now,
            edited_at=now,
        )
        async with db.write() as conn:
            before = clock()
            await reviews.put(conn, review)
        yield 1000 * (clock() - before)


def _pairs(corpus: Corpus) -> Iterator[tuple[str, str]]:
    for _ in range(INSERTS):
        first, second = corpus.language.chance.choices(corpus.language.passages, k=2)
        yield first[0], second[0]


async def _pauses(ended: asyncio.Event) -> float:
    """Return for how many seconds at most the loop did nothing else."""
    longest = 0.0
    while not ended.is_set():
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, time.perf_counter() - before - 0.001)
    return longest


def _print(console: Console, title: str, found: dict[int, Figures]) -> None:
    table = Table(title=title)
    table.add_column("what")
    for size in found:
        table.add_column(f"{size:,}", justify="right")
    table.add_column("raw, at the most", justify="right")
    last = list(found.values())[-1]
    for kind in [kind for kind in last if not kind.endswith(" raw")]:
        raw = last.get(f"{kind} raw")
        table.add_row(kind, *(_told(f[kind]) for f in found.values()), _told(raw) if raw else "")
    console.print(table)


def _told(figures: list[float]) -> str:
    ordered = sorted(figures)
    return f"{ordered[len(ordered) // 2]:.2f} / {ordered[int(len(ordered) * 0.99)]:.2f}"


if __name__ == "__main__":
    given = [int(argument.replace("_", "")) for argument in sys.argv[1:]]
    asyncio.run(main(given or [10_000, 100_000, 1_000_000]))
