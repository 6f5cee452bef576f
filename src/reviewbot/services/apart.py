"""Fitting in a process of its own: a thread that fits holds the interpreter, and so the loop.

The process reads the database itself and hands its engine over in a file (`parcels`); the loop
sees neither ratings nor matrices. It lives for one fit, so its memory is given back, and never
longer than the bot: its standard input is a pipe that ends with us, however we end.
"""

import asyncio
import logging
import os
import pickle
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Final

from reviewbot.errors import ReviewbotError
from reviewbot.services import fitting, parcels
from reviewbot.services.fitting import Fitted, Taught
from reviewbot.store.engine import open_database

LONGEST: Final = 600.0
"""Seconds after which a fit is given up; 5,000 members by 50,000 works take about twenty."""
NICENESS: Final = 10
"""How much the bot goes before a process that fits."""
OURSELVES: Final = (sys.executable, "-m", "reviewbot.services.apart")

_log = logging.getLogger(__name__)


class FitError(Exception):
    """The process ended without an engine; its words say how, and nothing of the database."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a process is asked to fit; the address goes by a pipe, for it may hold a password."""

    database_url: str
    guild_id: int
    taught: Taught | None
    shares: bool


class Apart:
    """Fits guilds of the database at `database_url`; `command` starts a process that does it."""

    def __init__(self, database_url: str, command: Sequence[str] = OURSELVES) -> None:
        self._database_url = database_url
        self._command = command

    async def fit(self, guild_id: int, taught: Taught | None, *, shares: bool) -> Fitted:
        """Fit a guild; see `fitting.fit`. A cancelled fit leaves no process behind.

        Raises `FitError` if the process is killed, fails or takes more than `LONGEST`, and
        `OSError` if none can be started.
        """
        job = Job(self._database_url, guild_id, taught, shares)
        with parcels.nameless_file() as file:
            try:
                async with asyncio.timeout(LONGEST):
                    await self._run(job, file)
            except TimeoutError as error:  # which is an OSError as well
                raise FitError(f"the process took more than {LONGEST:.0f} s") from error
            fitted: Fitted = await asyncio.to_thread(parcels.read, file)
        return fitted

    async def _run(self, job: Job, file: IO[bytes]) -> None:
        process = await asyncio.create_subprocess_exec(
            *(*self._command, str(file.fileno())),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            pass_fds=(file.fileno(),),
            start_new_session=True,  # Ctrl+C is for the bot, which ends this one
        )
        try:
            said = await _told(process, job)
            code = await process.wait()
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if code:
            raise FitError(said or f"the process ended with {code}")


async def _told(process: asyncio.subprocess.Process, job: Job) -> str:
    """Give the process its job and return what it said; the pipe to it stays open meanwhile."""
    if process.stdin is None or process.stdout is None:
        return ""
    with suppress(ConnectionError):  # it is gone already, and its exit code says how
        process.stdin.write(pickle.dumps(job))
        await process.stdin.drain()
    return (await process.stdout.read()).decode(errors="replace").strip()


def apart_of(database_url: str) -> Apart | None:
    """Return what fits apart, where a process can be handed an open file: not on Windows."""
    return Apart(database_url) if os.name == "posix" else None


async def _fit(job: Job) -> Fitted:
    async with open_database(job.database_url) as db:
        return await fitting.fit(db, job.guild_id, job.taught, shares=job.shares)


def _end_with_parent() -> None:
    """End this process once standard input ends: the bot is gone, or wants no answer."""
    while os.read(0, 4096):
        pass
    os._exit(1)


def main() -> int:
    """Fit as standard input says, into the file whose number is the last argument."""
    os.nice(NICENESS)
    job: Job = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the bot that started us
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        with os.fdopen(int(sys.argv[-1]), "w+b") as file:
            parcels.write(file, asyncio.run(_fit(job)))
    except (ReviewbotError, OSError, MemoryError, ValueError) as error:
        sys.stdout.write(type(error).__name__)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
