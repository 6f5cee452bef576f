"""Processes that fit for ever: what a test kills, stops or leaves alone in the middle of a fit."""

import asyncio
import sys
from pathlib import Path
from typing import Final

LOOK_FOR: Final = 60.0
"""Seconds that a condition may take on a machine that stands still now and then."""
_ENDLESS: Final = """
import asyncio, os, sys
from pathlib import Path
from reviewbot.services import apart

async def endless(job):
    Path(sys.argv[1]).write_text(f"{os.getpid()}.")
    await asyncio.sleep(3600)

apart._fit = endless
sys.exit(apart.main())
"""


def endless(told: Path) -> list[str]:
    """Return a command for `Apart` that says in the file `told` that it fits, and never ends."""
    return [sys.executable, "-c", _ENDLESS, str(told)]


async def started(told: Path) -> int:
    """Wait until it fits; return its process id."""
    async with asyncio.timeout(LOOK_FOR):
        while not _said(told).endswith("."):  # noqa: ASYNC110 - another process says it
            await asyncio.sleep(0.05)
    return int(_said(told).rstrip("."))


async def ended(pid: int) -> None:
    """Wait until there is no such process; one that nobody has asked after has ended too."""
    async with asyncio.timeout(LOOK_FOR):
        while _command(pid):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.05)


def _said(told: Path) -> str:
    return told.read_text() if told.exists() else ""


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""
