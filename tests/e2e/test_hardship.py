"""A file that may only be read, a database that is locked, a clock that jumps."""

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest

from reviewbot.playground import open_playground
from tests.e2e.club import Club, open_club
from tests.e2e.process import started_bot
from tests.other_program import sqlite_locked

HOUR, DAY = 3_600, 86_400


def _obeying() -> list[str]:
    """What lets a program run that modes of files bind, as they do not bind root."""
    if os.geteuid():
        return []
    found = shutil.which("setpriv")
    if found is None:
        pytest.skip("root writes everywhere, and setpriv is not here")
    return [found, "--bounding-set=-dac_override", "--inh-caps=-dac_override"]


@pytest.mark.slow
@pytest.mark.parametrize("place", ["folder", "file"])
async def test_what_may_only_be_read_is_named_and_refused(
    sqlite_url: str, tmp_path: Path, place: str
) -> None:
    """R20."""
    database = Path(sqlite_url.removeprefix("sqlite:///"))
    only = tmp_path / "only"
    only.mkdir()
    shutil.copyfile(database, only / "club.db")
    (only / "club.db").chmod(0o400)
    if place == "folder":
        only.chmod(0o500)
    async with open_playground() as discord:
        url = f"sqlite:///{only / 'club.db'}"
        bot = await started_bot(discord, url, tmp_path, _obeying())
        async with asyncio.timeout(60):
            _, told = await bot.communicate()
        assert discord.traffic.identifies == 0
    only.chmod(0o700)
    assert bot.returncode == 78, told
    assert str(only) in told.decode()
    assert b"Traceback" not in told


@asynccontextmanager
async def _locked(url: str) -> AsyncIterator[None]:
    """Let another program hold all works, on SQLite everything."""
    if url.startswith("sqlite"):
        async with sqlite_locked(url):
            yield
        return
    server = await asyncpg.connect(url)
    async with server.transaction():
        await server.execute("LOCK TABLE works, titles IN ACCESS EXCLUSIVE MODE")
        yield
    await server.close()


async def test_a_locked_database_keeps_nobody_from_typing(club: Club) -> None:
    """R2: an answer while the lock is held, an empty one if need be, and nothing in the log."""
    await club.post(club.ada, "Words.")
    async with _locked(club.database_url):
        offered = await club.ben.autocomplete("review show", "title", "paras")
    if club.database_url.startswith("sqlite"):
        assert offered  # readers wait for no writer there
    assert not [line for line in club.logged if "reference" in line]
    assert await club.ben.autocomplete("review show", "title", "paras")


@pytest.mark.slow
async def test_a_clock_that_jumps_keeps_nothing_up(database_url: str) -> None:
    """R25: hours and days forth and back, in mid-run, as a machine without a battery does."""
    jumped = [0.0]
    async with open_club(database_url, start=False) as club:
        club.clock = lambda: time.time() + jumped[0]
        await club.start()
        first = await club.post(club.ada, "The first.", title="Title")
        for n, seconds in enumerate((-2 * HOUR, 2 * HOUR, DAY, 0, -DAY, 0), 1):
            jumped[0] = seconds
            card = await club.post(club.ada, f"After jump {n}.", title=f"Title {n}")
            await club.ben.reply(card, "Seen.")
            await club.ben.reply(first, f"Jump {n}.")
            async with asyncio.timeout(20):
                while "💬 1 thought" not in card.text or f"💬 {n} thought" not in first.text:  # noqa: ASYNC110 - the playground changes
                    await asyncio.sleep(0.05)
            found = await club.cleo.slash("review search", query=f"jump {n}")
            assert f"Title {n}" in found.text
            deleted = await club.ada.slash("review delete", title=f"Title {n}")
            assert not deleted.failed
        assert club.app
        for job in club.app.bot.jobs.all:
            await job.work()
        await club.restart()
        assert "The first." in (await club.cleo.click("Read", on=first)).text
        assert not [line for line in club.logged if "reference" in line]
