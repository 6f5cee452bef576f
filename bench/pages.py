"""`python -m bench.pages`: what a page of a work and each list costs, on few reviews and on many.

One guild has one work with 50 reviews, another one with 50,000, in one database file. Each page
is asked for and drawn in turns; what counts is the CPU time of the loop's own thread, which is
how long all else waits. The database works in threads of its own; its time is in the wall time.
Beside them stands the bare driver, asked for the 25 newest texts and how often each rating was
given, which is the least that a page of a work has to know.
"""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Final

from sqlalchemy import insert

from bench.fill import Words, fill
from reviewbot.domain.browsing import Look, Sort, Way
from reviewbot.domain.ids import new_id
from reviewbot.domain.members import CardSize
from reviewbot.domain.pages import Page
from reviewbot.services.finding import reference
from reviewbot.services.looking import known_opinions
from reviewbot.store import browsing, opinions, works
from reviewbot.store.connection import Change, Connection
from reviewbot.store.engine import Database, open_database
from reviewbot.store.migrating import upgrade
from reviewbot.store.schema import reviews
from reviewbot.ui import lists
from reviewbot.ui.limits import SEEN_MAX
from reviewbot.ui.show import work_page

FEW, MANY, ROUNDS, MOST_MS = 50, 50_000, 15, 20.0
BATCH: Final = 2_000
RAW: Final = (
    "SELECT * FROM reviews WHERE guild_id = ? AND work_id = ? ORDER BY number + 0 DESC LIMIT 25",
    "SELECT points, count(*) FROM reviews WHERE guild_id = ? AND work_id = ? GROUP BY points",
)
Drawn = Callable[[Connection, int, str], Awaitable[object]]


async def _crowd(db: Database, guild_id: int, count: int) -> str:
    """Write so many reviews of one work, each by another member; return its id."""
    [work, *_] = await fill(db, guild_id, 1)
    words = Words(3)
    put = Change(insert(reviews).values(dict.fromkeys(_columns(guild_id, work.id, 0, ""))))
    for start in range(2, count + 1, BATCH):
        numbers = range(start, min(start + BATCH, count + 1))
        rows = [_columns(guild_id, work.id, number, words.some(85)) for number in numbers]
        async with db.write() as conn:
            conn.send_many(put, rows)
    return work.id


def _columns(guild_id: int, work_id: str, number: int, text: str) -> dict[str, int | str]:
    return {
        "guild_id": guild_id,
        "id": new_id(),
        "number": number,
        "work_id": work_id,
        "author_id": 20_000 + number,
        "headline": text[:30],
        "text": text,
        "spoils": "none",
        "points": 5 * (1 + number % 20),
        "edition": 1,
        "comment_count": number % 3,
        "created_at": number,
        "edited_at": number,
        "verdict": "must_see",
    }


async def _show(conn: Connection, guild_id: int, work_id: str, sort: Sort = Sort.NEWEST) -> object:
    seen = await known_opinions(conn, guild_id, reference(work_id), sort, SEEN_MAX, 20_000)
    return work_page(seen, sort).to_components()


async def _of_work(conn: Connection, guild_id: int, work_id: str) -> object:
    look = Look(Way.OF_WORK, work_id=work_id)
    total = await opinions.count_worded(conn, guild_id, work_id)
    found = await opinions.list_worded(conn, guild_id, work_id, Sort.NEWEST, SEEN_MAX, total // 2)
    work = await works.get(conn, guild_id, work_id)
    return lists.of_work_page(work, look, Page(found, 1, SEEN_MAX, total)).to_components()


def _listed(way: Way) -> Drawn:
    listed = {Way.RECENT: browsing.RECENT, Way.DISCUSSED: browsing.DISCUSSED}[way]

    async def draw(conn: Connection, guild_id: int, _work_id: str) -> object:
        found = await browsing.list_reviews(conn, listed, 0, 15, guild_id=guild_id, kind=None)
        return lists.reviews_page(Look(way), found, CardSize.COMPACT).to_components()

    return draw


def _ranked(way: Way) -> Drawn:
    ranked = {Way.TOP: browsing.TOP, Way.DIVISIVE: browsing.DIVISIVE, Way.WANTED: browsing.WANTED}[
        way
    ]

    async def draw(conn: Connection, guild_id: int, _work_id: str) -> object:
        since = {} if way is Way.WANTED else {"since": 0}
        found = await browsing.list_works(
            conn, ranked, 0, 10, guild_id=guild_id, kind=None, **since
        )
        return lists.works_page(Look(way), found).to_components()

    return draw


PAGES: Final[dict[str, Drawn]] = {
    "show": _show,
    "show, highest first": lambda conn, guild, work: _show(conn, guild, work, Sort.HIGHEST),
    "all of a work": _of_work,
    **{way.name.lower(): _listed(way) for way in (Way.RECENT, Way.DISCUSSED)},
    **{way.name.lower(): _ranked(way) for way in (Way.TOP, Way.DIVISIVE, Way.WANTED)},
}


async def _cost(db: Database, page: Drawn, guild_id: int, work_id: str) -> tuple[float, float]:
    """Return milliseconds of the loop's CPU, and of wall time."""
    cpu, wall = time.thread_time(), time.perf_counter()
    async with db.read() as conn:
        await page(conn, guild_id, work_id)
    return 1000 * (time.thread_time() - cpu), 1000 * (time.perf_counter() - wall)


def _bare(path: Path, guild_id: int, work_id: str) -> float:
    """Return milliseconds of wall time that the bare driver takes for the two questions."""
    took = []
    with closing(sqlite3.connect(path)) as conn:
        for _ in range(ROUNDS):
            wall = time.perf_counter()
            for sql in RAW:
                conn.execute(sql, (guild_id, work_id)).fetchall()
            took.append(1000 * (time.perf_counter() - wall))
    return median(took)


async def measure() -> bool:
    """Print a line for each page; tell whether all hold."""
    held = True
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        url = f"sqlite:///{path}"
        await upgrade(url)
        async with open_database(url) as db:
            guilds = {count: (count, await _crowd(db, count, count)) for count in (FEW, MANY)}
            print(f"{'page':22}   few ms  many ms  ratio  wall few  wall many")
            for name, page in PAGES.items():
                took: dict[int, list[tuple[float, float]]] = {FEW: [], MANY: []}
                for _ in range(ROUNDS):
                    for count, place in guilds.items():
                        took[count].append(await _cost(db, page, *place))
                few, many = (median(one[0] for one in took[n]) for n in (FEW, MANY))
                walls = (median(one[1] for one in took[n]) for n in (FEW, MANY))
                held = held and many <= MOST_MS
                shown = "".join(f"{one:>10.1f}" for one in walls)
                print(f"{name:22}{few:>9.2f}{many:>9.2f}{many / few:>7.1f}{shown}")
            bare = "".join(f"{_bare(path, *place):>10.1f}" for place in guilds.values())
            print(f"{'bare driver':22}{'':25}{bare}")
    return held


if __name__ == "__main__":
    raise SystemExit(0 if asyncio.run(measure()) else 1)
