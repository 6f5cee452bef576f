"""Many at once: nobody is refused, nothing is lost, and one connection alone writes."""

import asyncio
import os
import sqlite3
from pathlib import Path
from typing import Any, Final

import pytest

from reviewbot.services.deliveries import patiently
from reviewbot.store import interactions, state
from reviewbot.store.address import Address
from reviewbot.store.copying import backup
from reviewbot.store.engine import Database, open_database
from reviewbot.store.inspecting import quick_check
from reviewbot.store.migrating import upgrade
from tests.databases import find_programs, running_server
from tests.store.samples import CLUB, a_review, a_work, stored

WRITES: Final = int(os.environ.get("REVIEWBOT_WRITES", "150"))
"""Transactions of each of the eight writers; the bar of R16 is 1,000."""
RESTARTS: Final = int(os.environ.get("REVIEWBOT_RESTARTS", "5"))
"""How often the server crashes; the bar of R24 is 20."""


async def test_two_hundred_posts_and_reads_at_once(db: Database) -> None:
    """R16."""

    async def post(number: int) -> None:
        async with db.write() as conn:
            await stored(conn, a_review(a_work(f"Work {number}")))
            await state.put(conn, f"work {number}", "1")

    async def read(number: int) -> None:
        async with db.read() as conn:
            await state.find(conn, f"work {number}")

    await asyncio.gather(*(deed(n) for n in range(200) for deed in (post, read)))
    async with db.read() as conn:
        assert [n for n in range(200) if not await state.find(conn, f"work {n}")] == []


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_eight_writers_and_a_hundred_readers_meet_no_lock(db: Database) -> None:
    """R16."""
    done = asyncio.Event()

    async def write(writer: int) -> None:
        for number in range(WRITES):
            async with db.write() as conn:
                seen = int(await state.find(conn, f"writer {writer}") or 0)
                assert seen == number
                await state.put(conn, f"writer {writer}", str(number + 1))

    async def read() -> None:
        while not done.is_set():
            async with db.read() as conn:
                await state.find(conn, "writer 0")
            await asyncio.sleep(0.01)

    readers = [asyncio.create_task(read()) for _ in range(100)]
    await asyncio.gather(*(write(n) for n in range(8)))
    done.set()
    await asyncio.gather(*readers)


async def test_one_connection_alone_writes(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R23: copies, looks and readers open the file for reading only."""
    opened: list[str] = []
    connect = sqlite3.connect

    def watched(database: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as sqlite3 has it
        opened.append(str(database))
        return connect(database, *given, **named)

    await upgrade(sqlite_url)
    monkeypatch.setattr(sqlite3, "connect", watched)
    async with open_database(sqlite_url) as db:
        async with db.write() as conn:
            await state.put(conn, "a", "b")
        await backup(sqlite_url, tmp_path / "copy.db")
        await quick_check(Address.parse(sqlite_url))
        async with db.write() as conn:
            await state.put(conn, "a", "c")
    ours = [one for one in opened if "reviewbot.db" in one]
    assert len(ours) >= 5
    assert [one for one in ours if "mode=ro" not in one] == [ours[0]], ours


@pytest.mark.slow
@pytest.mark.timeout(60 + 15 * RESTARTS)
async def test_a_server_that_crashes_again_and_again_costs_nothing(sqlite_url: str) -> None:
    """R24: each write is acknowledged once and is there once, whatever the server does."""
    del sqlite_url  # its fixture only makes sure that the migrations were tried
    programs = find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed here")
    with running_server(programs, synchronous_commit="on") as server:
        server.create("load")
        url = server.url("load")
        await upgrade(url)
        async with open_database(url) as db:
            load = [Load(db, n) for n in range(6)]
            tasks = [asyncio.create_task(one.run()) for one in load]
            for _ in range(RESTARTS):
                before = [one.done for one in load]
                await asyncio.to_thread(server.restart)
                async with asyncio.timeout(30):
                    while any(one.done < seen + 3 for one, seen in zip(load, before, strict=True)):
                        assert not [task for task in tasks if task.done()]
                        await asyncio.sleep(0.02)
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            async with db.read() as conn:
                for one in load:
                    assert int(await state.find(conn, one.key) or 0) in {one.done, one.done + 1}
    written, tried = sum(one.done for one in load), sum(one.tried for one in load)
    print(f"{written} written in {tried} attempts")  # noqa: T201 - figures of the table


async def test_nobody_waits_while_others_have_turn_after_turn(db: Database) -> None:
    """R24 found it: who writes again at once must not go before who waits."""
    turns = [0] * 12

    async def write(writer: int) -> None:
        while min(turns) < 3:
            async with db.write() as conn:
                await state.put(conn, f"writer {writer}", "1")
            turns[writer] += 1

    async with asyncio.timeout(20):
        await asyncio.gather(*(write(n) for n in range(len(turns))))


class Load:
    """Writes one number after another, each with an interaction's id that can act once."""

    def __init__(self, db: Database, writer: int) -> None:
        self._db = db
        self._writer = writer
        self.key = f"writer {writer}"
        self.done = 0
        self.tried = 0

    async def run(self) -> None:
        while True:
            await patiently(self._add_one)
            self.done += 1

    async def _add_one(self) -> None:
        """Count up; where the answer to a commit was lost, the second attempt finds it done."""
        self.tried += 1
        async with self._db.write() as conn:
            number = self.done + 1
            if not await interactions.claim(conn, CLUB, self._writer * 10**6 + number, 1):
                assert int(await state.find(conn, self.key) or 0) == number
                return
            assert int(await state.find(conn, self.key) or 0) == self.done
            await state.put(conn, self.key, str(number))
