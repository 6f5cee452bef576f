"""After a stop that nobody announced the database file is looked over, beside the work."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from reviewbot.bot.health import examined
from reviewbot.services.installation import CLEAN, RUNNING, STOP_KEY
from reviewbot.store import inspecting, state
from reviewbot.store.address import Address
from tests.e2e.club import Club, open_club


@pytest.fixture
async def calm(sqlite_url: str) -> AsyncIterator[Club]:
    async with open_club(sqlite_url) as club:
        yield club


def _file(club: Club) -> Path:
    return Path(club.database_url.removeprefix("sqlite:///"))


def _fact(club: Club, key: str) -> str:
    with closing(sqlite3.connect(_file(club))) as conn:
        return str(conn.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()[0])


async def _looked(club: Club) -> str:
    async with asyncio.timeout(10):
        while True:
            async with club.db.read() as conn:
                if found := await state.find(conn, inspecting.CHECKED_KEY):
                    return found
            await asyncio.sleep(0.02)


async def test_only_a_stop_that_was_not_announced_is_looked_into(calm: Club) -> None:
    assert calm.app
    assert calm.app.bot.integrity is None
    assert _fact(calm, STOP_KEY) == RUNNING
    await calm.stop()
    assert _fact(calm, STOP_KEY) == CLEAN
    await calm.start()
    assert calm.app.bot.integrity is None
    await calm.stop()
    with closing(sqlite3.connect(_file(calm))) as conn, conn:
        conn.execute("UPDATE state SET value = ? WHERE key = ?", (RUNNING, STOP_KEY))
    await calm.start()
    assert await _looked(calm) == "ok"
    assert (await examined(calm.app.bot)).ready


async def test_damage_is_told_by_health_log_and_doctor_while_the_bot_serves(calm: Club) -> None:
    await calm.post(calm.ada, "Words.")
    await calm.stop()
    _spoil(_file(calm))
    with closing(sqlite3.connect(_file(calm))) as conn, conn:
        conn.execute("UPDATE state SET value = ? WHERE key = ?", (RUNNING, STOP_KEY))
    await calm.start()
    assert await _looked(calm) != "ok"
    assert calm.app
    health = await examined(calm.app.bot)
    assert "the database is damaged" in health.troubles[0]
    assert [line for line in calm.logged if "the database is damaged" in line]
    assert "Words." in (await calm.ben.slash("review show", title="Parasite")).text


def _spoil(path: Path) -> None:
    """Overwrite the page of an index that no start and no reading touches."""
    with closing(sqlite3.connect(path)) as conn:
        [page] = conn.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'ix_searches_used_at'"
        ).fetchone()
        [size] = conn.execute("PRAGMA page_size").fetchone()
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)


async def test_looking_ends_at_once_when_the_bot_stops(sqlite_url: str) -> None:
    looking = asyncio.create_task(inspecting.quick_check(Address.parse(sqlite_url)))
    await asyncio.sleep(0)
    looking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await looking


async def test_a_postgresql_server_looks_after_itself(postgres_url: str) -> None:
    assert await inspecting.quick_check(Address.parse(postgres_url)) == "ok"
