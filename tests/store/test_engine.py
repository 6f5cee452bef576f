"""What `read()` and `write()` promise."""

import asyncio
import sqlite3
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import bindparam, select, update

from reviewbot.errors import Unavailable
from reviewbot.store import guilds, hints, state
from reviewbot.store.connection import Change, Connection, Query
from reviewbot.store.engine import Database, open_database
from reviewbot.store.failures import FULL, WriteRefusedError
from reviewbot.store.schema import guilds as guild_table
from tests.databases import Server
from tests.store.samples import ADA, CLUB, a_review, a_work, stored

_THE_CLUB = guild_table.c.guild_id == CLUB
READ_COUNT = Query(select(guild_table.c.reviews_made).where(_THE_CLUB).with_for_update())
WRITE_COUNT = Change(update(guild_table).where(_THE_CLUB).values(reviews_made=bindparam("n")))
TASKS = 60


async def test_no_update_is_lost(db: Database) -> None:
    """Sixty tasks read a number, wait, and write it back plus one."""

    async def add_one() -> None:
        async with db.write() as conn:
            seen = await conn.scalar(READ_COUNT) or 0
            await asyncio.sleep(0.002)
            assert await conn.run(WRITE_COUNT, n=seen + 1) == 1

    async with db.write() as conn:
        await guilds.put(conn, CLUB, 1)
    await asyncio.gather(*(add_one() for _ in range(TASKS)))
    async with db.read() as conn:
        assert await conn.scalar(Query(select(guild_table.c.reviews_made))) == TASKS


async def test_reading_refuses_changes(db: Database) -> None:
    async with db.read() as conn:
        with pytest.raises(WriteRefusedError):
            await state.put(conn, "a", "b")
    async with db.read() as conn:
        assert await state.find(conn, "a") is None


async def test_readers_see_what_is_committed_and_nothing_else(db: Database) -> None:
    async with db.write() as conn:
        await state.put(conn, "a", "b")
        async with db.read() as reader:
            assert await state.find(reader, "a") is None
    async with db.read() as reader:
        assert await state.find(reader, "a") == "b"


async def test_a_failure_leaves_nothing(db: Database) -> None:
    async def failing() -> None:
        async with db.write() as conn:
            await state.put(conn, "a", "b")
            raise KeyError

    with pytest.raises(KeyError):
        await failing()
    async with db.write() as conn:
        assert await state.find(conn, "a") is None


async def _change_much(db: Database, name: str) -> None:
    async with db.write() as conn:
        await state.put(conn, f"{name} first", "1")
        await stored(conn, a_review(a_work()))
        await state.put(conn, f"{name} last", "1")


@pytest.mark.slow
async def test_a_cancelled_task_leaves_all_or_nothing(db: Database) -> None:
    """Cancelled after each number of steps of the loop, so at each await at least once."""
    for steps in range(60):
        task = asyncio.create_task(_change_much(db, str(steps)))
        for _ in range(steps):
            await asyncio.sleep(0 if steps % 2 else 0.0003)
        task.cancel()
        await asyncio.wait([task])
        await _change_much(db, f"{steps} next")
        async with db.read() as conn:
            kept = {
                end: await state.find(conn, f"{steps} {end}") is not None
                for end in ("first", "last", "next first", "next last")
            }
        assert kept["first"] == kept["last"]
        assert kept["next first"]
        assert kept["next last"]
        assert task.cancelled() or kept["last"]


async def test_a_task_cancelled_twice_still_frees_the_writer(db: Database) -> None:
    task = asyncio.create_task(_change_much(db, "a"))
    await asyncio.sleep(0.001)
    for _ in range(5):
        task.cancel()
        await asyncio.sleep(0)
    await asyncio.wait([task])
    async with asyncio.timeout(15):
        await _change_much(db, "b")


async def test_a_cancelled_reader_harms_nobody(db: Database) -> None:
    async def ask() -> None:
        async with db.read() as conn:
            for _ in range(50):
                await state.find(conn, "a")

    tasks = [asyncio.create_task(ask()) for _ in range(20)]
    await asyncio.sleep(0.01)
    for task in tasks[::2]:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(result is None for result in results[1::2])


async def test_ids_have_sixty_four_bits(db: Database) -> None:
    async with db.write() as conn:
        assert await hints.claim(conn, 2**63 - 1, ADA, 1)
        assert not await hints.claim(conn, 2**63 - 1, ADA, 1)
        assert await hints.claim(conn, 2**63 - 2, ADA, 1)


async def test_many_readers_and_writers_get_on(db: Database) -> None:
    async def read(conn_count: int) -> None:
        for _ in range(conn_count):
            async with db.read() as conn:
                await state.find(conn, "a")

    async def write(name: int) -> None:
        async with db.write() as conn:
            await state.put(conn, str(name), "1")

    await asyncio.gather(*(read(5) for _ in range(30)), *(write(n) for n in range(40)))
    async with db.read() as conn:
        assert await state.find(conn, "39") == "1"


async def test_a_statement_that_fails_in_silence_is_not_taken_for_success(
    postgres_url: str,
) -> None:
    """PostgreSQL answers the COMMIT of a failed transaction by rolling it back."""

    async def careless() -> None:
        async with open_database(postgres_url) as db, db.write() as conn:
            await state.put(conn, "a", "b")
            with pytest.raises(Unavailable, match="narrow"):
                await _fail(conn)

    with pytest.raises(Unavailable):
        await careless()


async def _fail(conn: Connection) -> None:
    try:
        await conn.run(Change(select(bindparam("n") / 0)), n=1)
    except Exception as error:
        raise Unavailable("narrow") from error


async def test_a_restarted_server_is_used_again(postgres_server: Server, postgres_url: str) -> None:
    async with open_database(postgres_url) as db:
        await _change_much(db, "before")
        for attempt in range(10):
            await asyncio.to_thread(
                postgres_server.execute,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'reviewbot'",
            )
            await asyncio.sleep(0 if attempt % 2 else 0.01)
            async with db.read() as conn:
                assert await state.find(conn, "before last") == "1"
            await _change_much(db, f"after {attempt}")


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


async def test_a_database_locked_for_a_while_is_waited_for(sqlite_url: str) -> None:
    async with open_database(sqlite_url) as db:
        with closing(sqlite3.connect(_path(sqlite_url), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            task = asyncio.create_task(_change_much(db, "a"))
            await asyncio.sleep(1)
            async with db.read() as conn:
                assert await state.find(conn, "a last") is None
            assert not task.done()
            other.execute("COMMIT")
            await task


@pytest.mark.slow
async def test_a_database_locked_for_too_long_is_a_sentence(sqlite_url: str) -> None:
    async with open_database(sqlite_url) as db:
        with closing(sqlite3.connect(_path(sqlite_url), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            started = time.monotonic()
            with pytest.raises(Unavailable, match="busy"):
                await _change_much(db, "a")
            assert 4 < time.monotonic() - started < 10
            other.execute("ROLLBACK")
        await _change_much(db, "a")


async def test_a_full_disk_loses_nothing_that_was_kept(sqlite_url: str) -> None:
    """SQLite rolls back by itself where there is no room, as `max_page_count` feigns it."""
    async with open_database(sqlite_url) as db:
        await _change_much(db, "kept")
        async with db.write() as conn:
            raw = conn._driver.raw  # type: ignore[attr-defined] # only SQLite's driver has it
            pages = (await raw.execute_fetchall("PRAGMA page_count"))[0][0]
            await raw.execute_fetchall(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(Unavailable) as refused:
            async with db.write() as conn:
                await state.put(conn, "big", "x" * 1_000_000)
        assert refused.value.sentence == FULL
        async with db.read() as conn:
            assert await state.find(conn, "kept last") == "1"
        await raw.execute_fetchall("PRAGMA max_page_count = 1000000")
        await _change_much(db, "after")


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0, 0.001, 0.003, 0.01, 0.1])
async def test_nothing_runs_on_after_a_failure(database_url: str, seconds: float) -> None:
    """A connection that stays open keeps its thread, and that the process, alive."""

    async def failing() -> None:
        async with open_database(database_url):
            raise KeyError

    before = set(threading.enumerate())
    with pytest.raises(KeyError):
        await failing()
    task = asyncio.create_task(_stay_open(database_url))
    await asyncio.sleep(seconds)
    task.cancel()
    await asyncio.wait([task])
    for thread in set(threading.enumerate()) - before:
        if "connection" in thread.name:
            await asyncio.to_thread(thread.join, 5)
            assert not thread.is_alive()


async def _stay_open(url: str) -> None:
    async with open_database(url):
        await asyncio.sleep(60)


async def test_a_process_killed_while_writing_keeps_what_it_acknowledged(sqlite_url: str) -> None:
    program = """
import asyncio, sys
from reviewbot.store import state
from reviewbot.store.engine import open_database
async def main():
    async with open_database(sys.argv[1]) as db:
        for n in range(10_000):
            async with db.write() as conn:
                await state.put(conn, f"{n} a", "1")
                await state.put(conn, f"{n} b", "1")
            print(n, flush=True)
asyncio.run(main())
"""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", program, sqlite_url), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    acknowledged = [await process.stdout.readline() for _ in range(50)]
    process.kill()
    acknowledged += (await process.communicate())[0].splitlines()
    last = int(next(line for line in reversed(acknowledged) if line.strip()))
    async with open_database(sqlite_url) as db, db.read() as conn:
        for n in range(last + 1):
            assert await state.find(conn, f"{n} b") == "1"
        # The next one may be there without having been acknowledged, but never half of it.
        next_a, next_b = [await state.find(conn, f"{last + 1} {end}") for end in "ab"]
        assert next_a == next_b
