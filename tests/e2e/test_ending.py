"""Told to stop at any moment, the program ends within eight seconds and leaves a sound database."""

import asyncio
import os
import random
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

import pytest

from reviewbot.playground import Playground, open_playground
from reviewbot.store.migrating import check, upgrade
from tests.e2e.process import ended, running_bot, started_bot

ENDINGS: Final = int(os.environ.get("REVIEWBOT_ENDINGS", "10"))
SEED: Final = int(os.environ.get("REVIEWBOT_SEED", "1"))
KINDS: Final = ("idle", "start", "send", "backup", "migration")
AT_ONCE: Final = 3
"""How many processes run side by side; more would only wait for each other."""
EXIT_WITHIN: Final = 8.0


@pytest.mark.slow
@pytest.mark.timeout(30 + 10 * ENDINGS)
async def test_a_stop_at_any_moment_ends_in_time(tmp_path: Path) -> None:
    print(f"REVIEWBOT_SEED={SEED} REVIEWBOT_ENDINGS={ENDINGS}")  # noqa: T201 - to replay it
    dice = random.Random(SEED)  # noqa: S311 - to be replayed, not to be secret
    moments = [(KINDS[n % len(KINDS)], dice.uniform(0, 1.2)) for n in range(ENDINGS)]
    turns = asyncio.Semaphore(AT_ONCE)
    for number, (kind, _) in enumerate(moments):
        (tmp_path / str(number)).mkdir()
        if kind != "migration":  # there the program makes the database itself
            await upgrade(_url(tmp_path / str(number)))

    async def one(number: int, kind: str, after: float) -> None:
        folder = tmp_path / str(number)
        async with turns, open_playground() as discord:
            await _stopped(discord, folder, kind, after)

    await asyncio.gather(*(one(n, kind, after) for n, (kind, after) in enumerate(moments)))
    for number, (kind, _) in enumerate(moments):  # one by one: a migration is alone in a process
        url = _url(tmp_path / str(number))
        if kind == "migration":
            await upgrade(url)
        assert await check(url) == [], kind


async def _stopped(discord: Playground, folder: Path, kind: str, after: float) -> None:
    """Stop a bot `after` seconds of what it does, and look at what it leaves."""
    guild = discord.guild("Film club")
    guild.channel("reviews")
    discord.add_bot(guild)
    url = _url(folder)
    async with _doing(discord, url, folder, kind) as process:
        await asyncio.sleep(after)
        start = time.monotonic()
        code, errors = await ended(process)
    told = f"{kind} after {after:.2f} s: {errors}"
    assert time.monotonic() - start < EXIT_WITHIN, told
    # Before the handlers are there nothing is open yet, and the signal ends the process.
    assert code == 0 or (code == -signal.SIGTERM and kind in {"start", "migration"}), told
    assert "Traceback" not in errors, told


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'club.db'}"


@asynccontextmanager
async def _doing(
    discord: Playground, url: str, folder: Path, kind: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    if kind in {"start", "migration"}:
        yield await started_bot(discord, url, folder)
        return
    hours = "1" if kind == "backup" else "0"
    async with running_bot(discord, url, folder, REVIEWBOT_BACKUP_EVERY_HOURS=hours) as process:
        writing = asyncio.create_task(_send(discord)) if kind == "send" else None
        yield process
        if writing is not None:
            writing.cancel()
            with suppress(asyncio.CancelledError, AssertionError, LookupError):
                await writing


async def _send(discord: Playground) -> None:
    """Write a review whose card Discord is slow to take."""
    discord.faults.on("POST /channels/*/messages", delay=6.0)
    ada = discord.guild("Film club").member("Ada")
    opened = await ada.slash("review post", title="Parasite", kind="movie")
    await ada.submit(opened.form, {"Your review": "Words."})
