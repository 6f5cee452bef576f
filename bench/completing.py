"""`python -m bench.completing [MOVIES.csv]`: which titles are found while they are typed.

100,000 works in one guild, in ten scripts, each typed in the ways of `title_typing`; a work is
found if it is among the 25 that are offered. Milliseconds are CPU of this process with all its
threads; PostgreSQL works in a process of its own, so there they are time on the wall.
A file of real titles, in MovieLens' form, takes the place of some of the made-up ones.
REVIEWBOT_BENCH_TITLES and REVIEWBOT_BENCH_ASKED change how many there are,
REVIEWBOT_BENCH_ENGINES names one engine to measure only that. Exit 1 if a bar is missed.
"""

import asyncio
import csv
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from bench.title_corpus import Named, titles
from bench.title_typing import SHOWN, Asked, Typing
from reviewbot.domain.ids import new_id
from reviewbot.domain.works import Work, WorkKind
from reviewbot.services import completing
from reviewbot.store import works
from reviewbot.store.engine import Database, open_database
from reviewbot.store.migrating import upgrade
from reviewbot.store.vocabulary import Vocabularies
from tests.databases import find_programs, running_server

GUILD: Final = 2**60 + 1
TITLES: Final = int(os.environ.get("REVIEWBOT_BENCH_TITLES", "100000"))
ASKED: Final = int(os.environ.get("REVIEWBOT_BENCH_ASKED", "1000"))
BARS: Final[dict[str, tuple[float, float]]] = {
    "word's beginning": (99, 5),
    "one error": (98, 15),
    "two errors": (94, 15),
    "first 60 %, one error": (94, 15),
}
"""The least recall in %, and the most CPU in ms (99 of 100)."""
WARM_UP: Final = 100
"""Questions asked before, so that every statement is compiled."""
BATCH: Final = 2_000
_YEAR: Final = re.compile(r" \((\d{4})[^)]*\)$")
_ARTICLE: Final = re.compile(r"^(.*), (The|A|An|La|Le|Les|L'|Il|El|Der|Die|Das)$")


async def fill(db: Database, named: Sequence[Named]) -> list[str]:
    """Write works with their names; return their ids."""
    kinds = list(WorkKind)
    made = [
        (Work(GUILD, new_id(), kinds[n % 3], one.names[0], 1930 + n % 95), one.names[1:])
        for n, one in enumerate(named)
    ]
    for start in range(0, len(made), BATCH):
        async with db.write() as conn:
            for work, others in made[start : start + BATCH]:
                await works.put(conn, work, other_titles=others)
    return [work.id for work, _ in made]


async def found(
    db: Database,
    vocabularies: Vocabularies,
    ids: Sequence[str],
    asked: Sequence[Asked],
    clock: Callable[[], float] = time.process_time,
) -> tuple[list[Asked], list[float]]:
    """Return what did not find its work, and the milliseconds that each took."""
    missed, took = [], []
    async with db.read() as conn:
        await vocabularies.names(conn, GUILD)
        for one in asked:
            before = clock()
            offered = await completing.list_works(conn, vocabularies, GUILD, 1, one.typed, SHOWN)
            took.append(1_000 * (clock() - before))
            if ids[one.meant] not in {work.id for work in offered}:
                missed.append(one)
    return missed, sorted(took)


def real_titles(path: Path) -> list[Named]:
    """Return the titles of a MovieLens file of movies, articles first and without the year."""
    with path.open(encoding="utf-8", newline="") as file:
        told = [_YEAR.sub("", row["title"]) for row in csv.DictReader(file)]
    names = [re.sub(r" \([^)]*\)", "", title) for title in told]
    whole = [_ARTICLE.sub(r"\2 \1", name) for name in names]
    return [Named("latin", (name,)) for name in dict.fromkeys(whole)]


async def main(path: Path | None) -> int:
    """Measure on SQLite, then on PostgreSQL; return 1 if a bar is missed."""
    real = real_titles(path) if path else []
    named = [*real, *titles(TITLES - len(real))]
    typing = Typing(named)
    engines = os.environ.get("REVIEWBOT_BENCH_ENGINES", "sqlite postgresql").split()
    held = True
    if "sqlite" in engines:
        with tempfile.TemporaryDirectory() as folder:
            held &= await measure(f"sqlite:///{folder}/bench.db", named, typing)
    programs = await asyncio.to_thread(find_programs)
    if "postgresql" in engines and programs:
        with running_server(programs) as server, server.database() as url:
            held &= await measure(url, named, typing)
    return 0 if held else 1


async def measure(url: str, named: Sequence[Named], typing: Typing) -> bool:
    """Fill a store, ask, print; tell whether every bar is held."""
    engine, clock = url.partition(":")[0], time.process_time
    if engine == "postgresql":
        clock = time.perf_counter
    await upgrade(url)
    table, held = Table(title=f"{len(named):,} works, {engine}, the first {SHOWN}"), True
    for heading in ("typed", "found %", "at least", "ms p50", "p99", "at most", "too short %"):
        table.add_column(heading, justify="right" if heading != "typed" else "left")
    async with open_database(url) as db:
        ids, vocabularies = await fill(db, named), Vocabularies()
        for kind in typing.kinds():
            await found(db, vocabularies, ids, list(typing.some(kind, WARM_UP)))
            asked = list(typing.some(kind, ASKED))
            missed, took = await found(db, vocabularies, ids, asked, clock)
            recall, p99 = 100 - 100 * len(missed) / len(asked), took[int(len(took) * 0.99)]
            least, most = BARS.get(kind, (0, 0))
            held &= recall >= least and (not most or p99 <= most)
            short = 100 * typing.short[kind] / (typing.short[kind] + len(asked))
            bar = (f"{least}", f"{most}") if most else ("", "")
            times = (f"{took[len(took) // 2]:.2f}", f"{p99:.2f}")
            table.add_row(kind, f"{recall:.1f}", bar[0], *times, bar[1], f"{short:.1f}")
            for one in missed[:15] if "-v" in sys.argv else ():
                print(f"  {one.typed!r} for {named[one.meant].names}")
    Console(width=100).print(table)
    return held


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:] if argument != "-v"]
    sys.exit(asyncio.run(main(given[0] if given else None)))
