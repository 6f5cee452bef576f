"""What another program does to the SQLite file of a bot that runs."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing


@asynccontextmanager
async def sqlite_locked(url: str) -> AsyncIterator[sqlite3.Connection]:
    """Let another program hold an SQLite file for writing, until it rolls back or the block ends.

    It waits in a thread for its turn: whoever writes just then may need this loop to finish.
    """
    with closing(_other(url)) as other:
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        try:
            yield other
        finally:
            other.rollback()


async def sqlite_changed(url: str, statement: str) -> None:
    """Let another program carry out a statement on an SQLite file, when it has its turn."""
    with closing(_other(url)) as other:
        await asyncio.to_thread(other.execute, statement)


def _other(url: str) -> sqlite3.Connection:
    path = url.removeprefix("sqlite:///")
    return sqlite3.connect(path, 60, isolation_level=None, check_same_thread=False)
