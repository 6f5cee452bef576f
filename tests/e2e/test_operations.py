"""One bot at a time, sessions that are counted, copies that are made, and an end in time."""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from reviewbot.app import Upkeep, open_app
from reviewbot.bot.copies import CopyPlan
from reviewbot.bot.jobs import Job, Jobs
from reviewbot.bot.sessions import KEY, Sessions
from reviewbot.domain.starts import Starts
from reviewbot.playground import Playground, open_playground
from reviewbot.services import installation
from reviewbot.store import rotation, state
from reviewbot.store.engine import Database, open_database
from reviewbot.store.verifying import verify
from tests.e2e.process import ended, running_bot, started_bot


@pytest.fixture
async def discord() -> AsyncIterator[Playground]:
    async with open_playground() as playground:
        guild = playground.guild("Film club")
        guild.channel("reviews")
        playground.add_bot(guild)
        yield playground


@pytest.mark.slow
async def test_a_second_bot_ends_at_once_and_names_the_first(
    discord: Playground, sqlite_url: str, tmp_path: Path
) -> None:
    """R3."""
    async with running_bot(discord, sqlite_url, tmp_path) as first:
        second = await started_bot(discord, sqlite_url, tmp_path)
        _, errors = await second.communicate()
        assert second.returncode == 75, errors
        assert f"in use by reviewbot (run), process {first.pid} on " in errors.decode()
        assert discord.traffic.identifies == 1
        first.kill()
        await first.wait()
    async with running_bot(discord, sqlite_url, tmp_path):
        assert discord.traffic.identifies == 2


@pytest.mark.slow
async def test_sessions_are_counted_over_restarts(
    discord: Playground, sqlite_url: str, tmp_path: Path
) -> None:
    """R8: a bot that was just started again and again waits, and says so."""
    async with running_bot(discord, sqlite_url, tmp_path) as bot:
        bot.kill()
        await bot.wait()
    async with open_database(sqlite_url) as db:
        starts = await _starts(db)
        assert len(starts.times) == discord.traffic.identifies == 1
        for _ in range(6):
            starts = starts.noted(int(time.time()))
        await installation.note(db, KEY, starts.written())
    bot = await started_bot(discord, sqlite_url, tmp_path, REVIEWBOT_STARTS_PER_DAY="140")
    assert bot.stderr
    async with asyncio.timeout(20):
        while b"it waits" not in (line := await bot.stderr.readline()):
            assert line
    assert discord.traffic.identifies == 1
    start = time.monotonic()
    assert (await ended(bot))[0] == 0
    assert time.monotonic() - start < 8


async def test_no_session_begins_while_discord_has_none_to_spare(
    discord: Playground, sqlite_url: str, tmp_path: Path
) -> None:
    for _ in range(960):
        discord.world.sessions.use()
    bot = await started_bot(discord, sqlite_url, tmp_path)
    assert bot.stderr
    async with asyncio.timeout(20):
        while b"Discord allows 40 more sessions" not in (line := await bot.stderr.readline()):
            assert line
    assert discord.traffic.identifies == 0
    start = time.monotonic()
    assert (await ended(bot))[0] == 0
    assert time.monotonic() - start < 8


@pytest.mark.slow
async def test_a_broken_database_begins_no_session(
    discord: Playground, tmp_path: Path, sqlite_url: str
) -> None:
    (tmp_path / "reviewbot.db").write_bytes(b"This is no database. " * 500)
    bot = await started_bot(discord, sqlite_url, tmp_path)
    _, errors = await bot.communicate()
    assert bot.returncode == 78, errors
    assert discord.traffic.identifies == 0


@pytest.mark.slow
@pytest.mark.parametrize("refused", [1, 3])
async def test_the_first_connections_may_be_refused(
    discord: Playground, sqlite_url: str, refused: int
) -> None:
    """R9; 20 of them with the waits of both programs take a minute, so less here."""
    discord.faults.refuse(refused)
    async with open_app(
        token=discord.token,
        database_url=sqlite_url,
        api_url=discord.api_url,
        gateway_url=discord.gateway_url,
        upkeep=Upkeep(140),
    ) as app:
        assert app.bot.is_ready()
        assert discord.traffic.identifies == 1


async def test_sessions_that_are_made_invalid_again_and_again_are_bounded(
    database_url: str,
) -> None:
    """A day of virtual time in which every session is refused as soon as it began."""
    clock = [1_800_000_000.0]
    began: list[float] = []

    async def sleep(seconds: float) -> None:
        clock[0] += seconds

    async with open_database(database_url) as db:
        while clock[0] < 1_800_000_000 + 86_400:
            sessions = Sessions(db, 140, now=lambda: clock[0], sleep=sleep)
            await sleep((await _starts(db)).wait(int(clock[0]), 140))
            await sessions.begin(initial=True)
            began.append(clock[0])
            with contextlib.suppress(Exception):
                await sessions.begin(initial=False)
                began.append(clock[0])
    assert 50 < len(began) <= 150


async def _starts(db: Database) -> Starts:
    async with db.read() as conn:
        return Starts.of(await state.find(conn, KEY))


@pytest.mark.slow
async def test_a_session_that_is_refused_is_begun_again(
    discord: Playground, sqlite_url: str
) -> None:
    async with open_app(
        token=discord.token,
        database_url=sqlite_url,
        api_url=discord.api_url,
        gateway_url=discord.gateway_url,
        upkeep=Upkeep(140),
    ) as app:
        before = discord.traffic.identifies
        discord.faults.invalidate()
        async with asyncio.timeout(15):
            while discord.traffic.identifies == before:  # noqa: ASYNC110 - the playground counts
                await asyncio.sleep(0.1)
        assert len((await _starts(app.bot.db)).times) == discord.traffic.identifies


async def test_copies_are_made_verified_and_thinned_out(database_url: str, tmp_path: Path) -> None:
    folder, now = tmp_path / "copies", int(time.time())
    plan = CopyPlan(database_url, folder, 24, 3, 2)
    assert await plan.work() == 24 * 3600
    [made] = rotation.list_copies(folder)
    assert (await verify(made.path)).manifest
    assert 0 < await plan.work() <= 24 * 3600
    assert len(rotation.list_copies(folder)) == 1
    made.path.unlink()
    for day in range(1, 60):
        rotation.next_name(database_url, folder, now - day * 86_400).write_bytes(b"old")
    (folder / "reviewbot-20200101T000000Z.db.unfinished").write_bytes(b"half")
    (folder / "mine.db").write_bytes(b"not ours")
    assert await plan.work() == 24 * 3600
    left = rotation.list_copies(folder)
    assert 3 <= len(left) <= 5
    assert max(copy.made_at for copy in left) >= now
    assert not list(folder.glob("*.unfinished"))
    assert (folder / "mine.db").exists()


async def test_a_copy_that_fails_removes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    for day in range(1, 40):
        at = int(time.time()) - day * 86_400
        rotation.next_name(sqlite_url, folder, at).write_bytes(b"old")
    with contextlib.closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as conn:
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute("UPDATE sqlite_schema SET rootpage = 999 WHERE name = 'works'")
        conn.commit()
    job = CopyPlan(sqlite_url, folder, 24, 3, 2).job(after=0)
    jobs = Jobs([job])
    jobs.start()
    async with asyncio.timeout(10):
        while not job.failures:  # noqa: ASYNC110 - the job counts by itself
            await asyncio.sleep(0.05)
    await jobs.stop()
    assert job.trouble
    assert len(rotation.list_copies(folder)) == 39


@pytest.mark.parametrize("error", [RuntimeError, KeyError, OSError, TimeoutError, ValueError])
async def test_a_job_outlives_any_failure(error: type[Exception]) -> None:
    """R26."""
    ran: list[int] = []

    async def work() -> float:
        ran.append(1)
        if len(ran) < 2:
            raise error("words nobody should read")
        return 60.0

    job = Job("test", 0.01, work)
    jobs = Jobs([job])
    jobs.start()
    async with asyncio.timeout(15):
        while len(ran) < 2:  # noqa: ASYNC110 - the job counts by itself
            await asyncio.sleep(0.01)
    await asyncio.sleep(0)
    await jobs.stop()
    assert job.failures == 0
    assert job.succeeded_at > 0


def test_nothing_is_removed_without_a_good_copy(tmp_path: Path) -> None:
    for day in ("20260101", "20260102", "20260103"):
        (tmp_path / f"reviewbot-{day}T000000Z.db").write_bytes(b"")
    good = tmp_path / "elsewhere.db"
    assert rotation.prune(tmp_path, 1, 0, good=good) == []
    good.write_bytes(b"")
    assert len(rotation.prune(tmp_path, 1, 0, good=good)) == 2
    assert [copy.path.name for copy in rotation.list_copies(tmp_path)] == [
        "reviewbot-20260103T000000Z.db"
    ]
