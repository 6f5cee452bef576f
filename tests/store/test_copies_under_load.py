"""R17: a copy made while the bot writes is one moment, and one that is cut short is none."""

import asyncio
import contextlib
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final

import pytest

from reviewbot.errors import CannotStart
from reviewbot.store import state
from reviewbot.store.copying import backup
from reviewbot.store.engine import Database, open_database
from reviewbot.store.restoring import restore
from reviewbot.store.verifying import verify
from tests.databases import Server
from tests.store.test_migrating import fill

COPIES: Final = int(os.environ.get("REVIEWBOT_COPIES", "6"))
"""How many copies are made under load, of each engine."""
KILLS: Final = int(os.environ.get("REVIEWBOT_KILLED_COPIES", "8"))
"""How many copies are killed; 0 kills at each of its steps."""
ROOT: Final = Path(__file__).parents[2]
needs_pg_dump = pytest.mark.skipif(not shutil.which("pg_dump"), reason="no pg_dump is here")


class Writer:
    """Counts up in the database: each transaction writes its number in two rows."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.done = -1

    async def run(self) -> None:
        while True:
            number = self.done + 1
            async with self._db.write() as conn:
                await state.put(conn, f"n {number:06}", "1")
                await state.put(conn, "last", str(number))
            self.done = number


@contextlib.asynccontextmanager
async def _writing(url: str) -> AsyncIterator[Writer]:
    async with open_database(url) as db:
        writer = Writer(db)
        task = asyncio.create_task(writer.run())
        try:
            yield writer
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


@needs_pg_dump
@pytest.mark.slow
@pytest.mark.timeout(60 + 10 * COPIES)
async def test_every_copy_under_load_is_one_moment(
    database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    moments, start = [], time.monotonic()
    async with _writing(database_url) as writer:
        for number in range(COPIES):
            begun = writer.done
            copy = await backup(database_url, tmp_path / f"{number}.copy")
            moments.append((copy, begun, writer.done))
        rate = writer.done / (time.monotonic() - start)
    print(f"{rate:.0f} transactions a second")  # noqa: T201 - a figure of the table
    for copy, begun, ended in moments:
        with _elsewhere(database_url, tmp_path, request) as url:
            await restore(url, copy)
            last = await _one_moment(url)
        assert begun <= last <= ended + 1


@contextlib.contextmanager
def _elsewhere(url: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Give a place for a restored copy."""
    if url.startswith("sqlite"):
        (folder / "restored.db").unlink(missing_ok=True)
        yield f"sqlite:///{folder / 'restored.db'}"
        return
    server: Server = request.getfixturevalue("postgres_server")
    with server.database() as other:
        yield other


async def _one_moment(url: str) -> int:
    """Return the number that the copy stopped at; all before it must be there, none after."""
    async with open_database(url) as db, db.read() as conn:
        last = int(await state.find(conn, "last") or -1)
        for number in range(last + 1):
            assert await state.find(conn, f"n {number:06}"), f"{number} of {last} is missing"
        assert not await state.find(conn, f"n {last + 1:06}")
    return last


STEPS: Final = """
import asyncio, os, signal, sys
from pathlib import Path
from reviewbot.store.copying import backup
import sqlite3, hashlib, json
point, count = int(sys.argv[3]), 0
def step(name, _):
    global count
    if name in {"open", "os.rename", "os.remove", "sqlite3.connect", "sqlite3.connect/handle"}:
        count += 1
        if count == point:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(step)
asyncio.run(backup(sys.argv[1], Path(sys.argv[2])))
print(count)
"""
"""Makes a copy and is killed before one of the steps that touch files."""


@pytest.mark.slow
@pytest.mark.timeout(200)
async def test_a_copy_that_is_killed_is_none_that_restore_accepts(
    sqlite_url: str, tmp_path: Path
) -> None:
    await fill(sqlite_url)
    count = int(await _copied(sqlite_url, tmp_path / "whole", 0))
    restored = f"sqlite:///{tmp_path / 'restored.db'}"
    for point in range(1, count + 1, max(1, count // KILLS) if KILLS else 1):
        target = tmp_path / f"{point}.copy"
        assert await _copied(sqlite_url, target, point) == ""
        for left in _left_over(target):
            try:
                await verify(left)
            except CannotStart:
                with pytest.raises(CannotStart):
                    await restore(restored, left)
                assert not (tmp_path / "restored.db").exists()
            else:  # it had its name already: then it is whole
                assert left == target
                assert _rows(left) == _rows(tmp_path / "whole")
        if not target.exists():
            await backup(sqlite_url, target)  # nothing that lies around is in the way
            await verify(target)
    print(f"{count} steps")  # noqa: T201 - a figure of the table


def _left_over(target: Path) -> list[Path]:
    found = sorted(target.parent.glob(f"{target.name}*"))
    return [path for path in found if path.suffix != ".json"]


async def _copied(url: str, target: Path, point: int) -> str:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", STEPS, url, str(target), str(point)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate()
    return told.decode().strip()


def _rows(path: Path) -> list[tuple[str, str]]:
    with contextlib.closing(sqlite3.connect(path)) as conn:
        return conn.execute("SELECT id, author_id FROM reviews").fetchall()
