"""`python -m bench.recommend [MEMBERS WORKS]`: fitting, answering, and what it costs the loop.

Ratings are made up: works drawn by Zipf's law (0.9), profiles log-normal (median 20, sigma
1.1), 60 features of which a work has three. Quality is `reviewbot recommend evaluate`'s matter.
"""

import asyncio
import sys
import time

import numpy as np

from reviewbot.recommender.engine import Engine

ASKED = 200


def made_up(members: int, works: int) -> tuple[list[tuple[str, int, int]], dict[str, list[str]]]:
    """Return ratings and features; the same ones every time."""
    rng = np.random.default_rng(0)
    chance = 1.0 / np.arange(1, works + 1) ** 0.9
    chance /= chance.sum()
    ratings = []
    for member in range(members):
        size = int(np.clip(np.exp(rng.normal(np.log(20), 1.1)), 1, 1500))
        some = np.unique(rng.choice(works, size, p=chance))
        points = np.clip(np.round(rng.normal(7, 2, len(some))), 1, 10) * 10
        ratings += [(str(w), member, int(p)) for w, p in zip(some, points, strict=True)]
    features = {
        str(work): [f"tag {tag}" for tag in np.flatnonzero(rng.random(60) < 0.05)]
        for work in range(works)
    }
    return ratings, features


async def longest_pause(ended: asyncio.Event) -> float:
    """Return for how many seconds at most the loop did nothing until then."""
    longest = 0.0
    while not ended.is_set():
        before = time.perf_counter()
        await asyncio.sleep(0.002)
        longest = max(longest, time.perf_counter() - before - 0.002)
    return longest


async def measure(members: int, works: int) -> None:
    """Fit beside a running loop, then ask for some of the members, and print."""
    ratings, features = made_up(members, works)
    ended = asyncio.Event()
    pausing = asyncio.create_task(longest_pause(ended))
    started = time.perf_counter()
    engine = await asyncio.to_thread(Engine.fit, ratings, features)
    fitting = time.perf_counter() - started
    ended.set()
    pause = await pausing
    spent = []
    for member in range(min(ASKED, members)):
        own = {work: points for work, who, points in ratings if who == member}
        before = time.thread_time()
        engine.suggest(member, own)
        spent.append(1000 * (time.thread_time() - before))
    print(
        f"{members} members, {works} works, {len(ratings)} ratings: fit {fitting:.2f} s, "
        f"loop paused {1000 * pause:.0f} ms at most; "
        f"answer {np.median(spent):.1f} ms of CPU, p99 {np.quantile(spent, 0.99):.1f} ms"
    )


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    for size in [given] if given else [[200, 1000], [1000, 10_000]]:
        asyncio.run(measure(*size))
