"""The bot as a process of its own, to be killed."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from reviewbot.playground import Playground

READY_WITHIN = 30.0


@asynccontextmanager
async def running_bot(
    discord: Playground, database_url: str, folder: Path, **environment: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `reviewbot run` until the block ends; it is ready when the block begins."""
    process = await started_bot(discord, database_url, folder, **environment)
    try:
        async with asyncio.timeout(READY_WITHIN):
            assert process.stdout
            line = await process.stdout.readline()
        assert b"Ready in 1 server." in line, line
        yield process
    finally:
        await ended(process)


async def started_bot(
    discord: Playground,
    database_url: str,
    folder: Path,
    wrapped_in: Sequence[str] = (),
    **environment: str,
) -> asyncio.subprocess.Process:
    """Start `reviewbot run` in a folder without settings, by another program if one is given."""
    settings = {
        "REVIEWBOT_TOKEN": discord.token,
        "REVIEWBOT_DATABASE_URL": database_url,
        "REVIEWBOT_DISCORD_API_URL": discord.api_url,
        "REVIEWBOT_DISCORD_GATEWAY_URL": discord.gateway_url,
        "REVIEWBOT_CARD_REFRESH_SECONDS": "1",
        "REVIEWBOT_STARTS_PER_DAY": "0",  # tests start and kill as often as they like
        **environment,
    }
    return await asyncio.create_subprocess_exec(
        *(*wrapped_in, sys.executable, "-m", "reviewbot", "run"),
        cwd=folder,
        env={**os.environ, **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ended(process: asyncio.subprocess.Process) -> tuple[int, str]:
    """End a process that runs; return its exit code and what it wrote as errors."""
    if process.returncode is None:
        process.terminate()
    async with asyncio.timeout(15):
        _, errors = await process.communicate()
    assert process.returncode is not None
    return process.returncode, errors.decode()
