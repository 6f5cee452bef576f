"""Keeps SQLite's search index in few segments, in small steps between what members do."""

import asyncio
from typing import Final

from reviewbot.bot.jobs import Job
from reviewbot.store import index
from reviewbot.store.engine import Database

EVERY: Final = 10.0
STEPS_MAX: Final = 8
"""Steps at a time, some ten milliseconds of a database thread each."""
_PAUSE: Final = 0.05


def merging(db: Database) -> Job:
    """Return what merges a little wherever something was indexed since the last time."""
    merged = b""

    async def work() -> None:
        nonlocal merged
        for _ in range(STEPS_MAX):
            before = await _structure(db)
            if before == merged:
                return
            async with db.write() as conn:
                index.merge(conn)
            if await _structure(db) == before:
                merged = before
            await asyncio.sleep(_PAUSE)

    return Job("merging", EVERY, work, after=EVERY)


async def _structure(db: Database) -> bytes:
    async with db.read() as conn:
        return await index.structure(conn)
