"""Alive and ready are told on this machine, and each trouble flips the right one."""

import asyncio
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest

from reviewbot.bot.health import STUCK_SECONDS, Pulse, examined, told_on
from reviewbot.bot.jobs import MISSES_MAX
from reviewbot.doctor.asking import status
from reviewbot.domain.ids import new_id
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.store import outbox
from tests.e2e.club import Club, open_club
from tests.other_program import sqlite_locked


@pytest.fixture
async def calm(sqlite_url: str) -> AsyncIterator[Club]:
    async with open_club(sqlite_url) as club:
        yield club


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


async def _get(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
    headers = {"Host": f"{host}:{port}"}
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{path}", headers=headers) as answer,
    ):
        return answer.status, await answer.text()


async def test_a_bot_that_is_well_says_so(calm: Club) -> None:
    assert calm.app
    port = _free_port()
    async with told_on(port, calm.app.bot):
        assert await _get(port, "/live") == (200, '{"live": true}')
        assert await _get(port, "/ready") == (200, '{"ready": true, "troubles": []}')
        assert (await _get(port, "/ready", "evil.example"))[0] == 403
        assert await status(port, calm.database_url) == (True, "Ready.")
    fine, told = await status(port, calm.database_url)
    assert not fine
    assert "No bot answers" in told


@pytest.mark.slow
async def test_a_locked_database_is_not_ready_and_recovers(calm: Club) -> None:
    assert calm.app
    async with sqlite_locked(calm.database_url):
        health = await examined(calm.app.bot)
    assert not health.ready
    assert health.troubles == ["the database takes no changes"]
    async with asyncio.timeout(15):
        while not (await examined(calm.app.bot)).ready:  # noqa: ASYNC110 - the bot recovers by itself
            await asyncio.sleep(0.1)


async def test_a_cut_gateway_is_not_ready_and_recovers(calm: Club) -> None:
    assert calm.app
    calm.discord.faults.refuse(100)  # until it was seen: the client may come back at once
    calm.discord.faults.drop()
    async with asyncio.timeout(15):
        while (health := await examined(calm.app.bot)).ready:  # noqa: ASYNC110 - as below
            await asyncio.sleep(0.02)
    assert health.troubles == ["the gateway is not connected"]
    calm.discord.faults.refuse(0)
    async with asyncio.timeout(60):
        while not (await examined(calm.app.bot)).ready:  # noqa: ASYNC110 - the bot recovers by itself
            await asyncio.sleep(0.1)


async def test_debts_that_do_not_go_out_are_told(calm: Club) -> None:
    assert calm.app
    bot = calm.app.bot
    due = bot.now() + 60
    owed = Owed(calm.guild_id, new_id(), OwedKind.REFRESH, new_id(), 1, "", due, due)
    async with bot.db.write() as conn:
        await outbox.put(conn, owed)
    assert (await examined(bot)).ready
    bot.clock = lambda: due + STUCK_SECONDS + 1.0
    assert "not going out" in (await examined(bot)).troubles[0]


async def test_a_job_that_fails_again_and_again_is_told(calm: Club) -> None:
    assert calm.app
    job = calm.app.bot.jobs.all[0]
    job.failures, job.trouble = MISSES_MAX, "the disk is full"
    health = await examined(calm.app.bot)
    assert health.ready
    assert health.troubles == [f"{job.name}: the disk is full"]


def test_a_loop_that_stands_still_is_late() -> None:
    pulse = Pulse()
    assert not pulse.is_late
    pulse.at -= 11
    assert pulse.is_late


async def test_status_without_a_port_knows_whether_a_bot_runs(sqlite_url: str) -> None:
    assert await status(0, sqlite_url) == (False, "No bot runs on this database.")
