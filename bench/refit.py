"""`python -m bench.refit [MEMBERS WORKS [FOLDER]]`: what a loop feels of a refit, either way.

The guild of `bench.recommend` is written into a SQLite file; the loop is looked at every
millisecond while it is fitted twice: a first time, and again with weights that are known. Told
are the longest pause of the loop and how many were longer than 20 ms, the same of a bare loop
in another process at the same time, and the most memory of the bot and of the process.
"""

import asyncio
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from bench.recommend import made_up
from reviewbot.domain.ids import new_id
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Review, Spoils
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import Work, WorkKind
from reviewbot.services.apart import Apart
from reviewbot.services.suggesting import Suggesting
from reviewbot.store import guilds, reviews, works
from reviewbot.store.engine import Database, open_database
from reviewbot.store.migrating import upgrade

GUILD = 1
LONG = 0.02
BATCH = 2_000
NOW = 1_700_000_000
BARE = "bare"


async def fill(db: Database, members: int, count: int) -> None:
    """Write the made-up guild, ratings without words."""
    ratings, _ = made_up(members, count)
    made = {
        str(n): Work(GUILD, new_id(), WorkKind.MOVIE, f"Work {n}", 1950 + n % 75, f"M {n % 900}")
        for n in range(count)
    }
    async with db.write() as conn:
        await guilds.put(conn, GUILD, NOW)
        for work in made.values():
            await works.put(conn, work)
    for at in range(0, len(ratings), BATCH):
        async with db.write() as conn:
            for name, member, points in ratings[at : at + BATCH]:
                await reviews.put(conn, _rating(made[name], member + 1, points))


def _rating(work: Work, member: int, points: int) -> Review:
    nothing = Prose.of("")
    return Review(
        *(GUILD, new_id(), work, member, nothing, nothing, Spoils.NONE),
        *(Rating(points), 1, NOW, NOW),
    )


async def pauses(ended: asyncio.Event) -> list[float]:
    """Return by how many seconds each millisecond was too long until then."""
    found = []
    while not ended.is_set():
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        found.append(time.perf_counter() - before - 0.001)
    return found


async def refit(db: Database, suggesting: Suggesting, name: str) -> None:
    """Fit, and print what the loop felt of it, and what a bare one felt of the machine."""
    bare = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.refit", BARE), stdin=PIPE, stdout=PIPE
    )
    ended = asyncio.Event()
    looking = asyncio.create_task(pauses(ended))
    started, cpu = time.perf_counter(), time.process_time()
    await suggesting.fitted(db, GUILD)
    spent, cpu = time.perf_counter() - started, time.process_time() - cpu
    ended.set()
    felt = told(await looking)
    other = (await bare.communicate(b""))[0].decode().strip()
    mine, child = (getrusage(who).ru_maxrss / 1024 for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
    print(
        f"{name}: {spent:.1f} s ({cpu:.1f} s of our CPU), loop paused {felt} (a bare one {other}); "
        f"memory {mine:.0f} MB here, {child:.0f} apart",
        flush=True,
    )


def told(felt: list[float]) -> str:
    """Say how long the longest pause was, and how many were long."""
    return f"{1000 * max(felt):.0f} ms at most, {sum(one > LONG for one in felt)} times over 20"


async def bare_loop() -> None:
    """Look at a loop that has nothing to do until standard input ends, and print what it felt."""
    ended = asyncio.Event()
    looking = asyncio.create_task(pauses(ended))
    await asyncio.to_thread(sys.stdin.read)
    ended.set()
    print(told(await looking))


async def measure(members: int, count: int, url: str) -> None:
    """Fit apart first, since the memory of a thread that fitted stays with us."""
    async with open_database(url) as db:
        async with db.read() as conn:
            full = await reviews.count_rated(conn, GUILD)
        if not full:
            await fill(db, members, count)
        for name, apart in (("apart", Apart(url)), ("in a thread", None)):
            suggesting = Suggesting(patience=600.0, apart=apart, apart_from=0)
            await refit(db, suggesting, f"{name}, first")
            async with db.write() as conn:
                guilds.taste_changed(conn, GUILD)
            await refit(db, suggesting, f"{name}, again")
            await suggesting.close()


async def main(members: int, count: int, folder: Path) -> None:
    """Measure one size; a file of that size which is there is used again."""
    url = f"sqlite:///{folder}/refit-{members}-{count}.db"
    await upgrade(url, copies=folder)
    await measure(members, count, url)


if __name__ == "__main__":
    given = [*sys.argv[1:], "5000", "50000"][: max(2, len(sys.argv) - 1)]
    if given[0] == BARE:
        asyncio.run(bare_loop())
    else:
        with tempfile.TemporaryDirectory() as made:
            kept = Path(given[2]) if len(given) > 2 else Path(made)
            asyncio.run(main(int(given[0]), int(given[1]), kept))
