"""Starting and stopping: what the person who runs the bot sees."""

import asyncio
import time
from pathlib import Path

import pytest

from reviewbot.playground import Playground, open_playground
from tests.e2e.process import ended, running_bot, started_bot

TOKEN = "REVIEWBOT_TOKEN"  # noqa: S105 - the name of a setting


def _discord(playground: Playground) -> Playground:
    guild = playground.guild("Film club")
    guild.channel("reviews")
    playground.add_bot(guild)
    return playground


@pytest.mark.slow
async def test_a_stopped_bot_ends_in_time_with_status_0(sqlite_url: str, tmp_path: Path) -> None:
    async with open_playground() as playground:
        async with running_bot(_discord(playground), sqlite_url, tmp_path) as bot:
            start = time.monotonic()
            code, errors = await ended(bot)
        assert code == 0, errors
        assert time.monotonic() - start < 8
        assert "Traceback" not in errors


async def _fails(playground: Playground, url: str, folder: Path, **more: str) -> tuple[int, str]:
    process = await started_bot(playground, url, folder, **more)
    async with asyncio.timeout(60):
        _, errors = await process.communicate()
    assert process.returncode is not None
    told = errors.decode()
    lines = [x for x in told.splitlines() if " WARNING " not in x and " INFO " not in x]
    assert "Traceback" not in told, told
    assert 1 <= len(lines) <= 6, told
    return process.returncode, "\n".join(lines)


@pytest.mark.slow
async def test_an_unknown_token_is_explained(sqlite_url: str, tmp_path: Path) -> None:
    async with open_playground() as playground:
        code, told = await _fails(playground, sqlite_url, tmp_path, **{TOKEN: "a.wrong.one"})
    assert code == 78
    assert "does not know this bot token" in told
    assert "Next:" in told
    assert "a.wrong.one" not in told


async def test_a_missing_token_is_explained(sqlite_url: str, tmp_path: Path) -> None:
    async with open_playground() as playground:
        code, told = await _fails(playground, sqlite_url, tmp_path, **{TOKEN: ""})
    assert code == 78
    assert "There is no bot token." in told


async def test_a_discord_that_is_not_there_is_trouble_that_passes(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with open_playground() as playground:
        code, told = await _fails(
            playground, sqlite_url, tmp_path, REVIEWBOT_DISCORD_API_URL="http://127.0.0.1:9/api/v10"
        )
    assert code == 75
    assert "cannot be reached" in told
