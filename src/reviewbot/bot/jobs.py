"""What the bot does by itself again and again; no failure ends it, and each is counted (R26)."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from reviewbot.errors import ReviewbotError

_log = logging.getLogger(__name__)

MISSES_MAX: Final = 3
"""Failures in a row after which a job counts as broken."""
_SOONEST: Final = 30.0
_LATEST: Final = 3_600.0


@dataclass
class Job:
    """Something to do every `every` seconds, for the first time `after` some.

    `work` may return a number of seconds until the next time instead. `failures` counts those
    in a row; `trouble` is what went wrong last, in words without names or ids.
    """

    name: str
    every: float
    work: Callable[[], Awaitable[float | None]]
    after: float = 0.0
    succeeded_at: float = 0.0
    failures: int = 0
    trouble: str = ""

    @property
    def is_broken(self) -> bool:
        """Tell whether it failed too often in a row."""
        return self.failures >= MISSES_MAX


@dataclass
class Jobs:
    """All jobs of a bot; `start` and `stop` them with it."""

    all: Sequence[Job]
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def start(self) -> None:
        """Begin with all of them."""
        self._tasks = [asyncio.create_task(_run(job), name=job.name) for job in self.all]

    async def stop(self) -> None:
        """End all of them, three seconds at most."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=3)


async def _run(job: Job) -> None:
    await asyncio.sleep(job.after)
    while True:
        try:
            wait = await job.work()
        except Exception as error:  # noqa: BLE001 - a job must outlive any failure (R26)
            job.failures += 1
            job.trouble = type(error).__name__
            if isinstance(error, ReviewbotError):
                job.trouble = error.sentence.splitlines()[0]
            wait = min(_LATEST, job.every, _SOONEST * 2 ** (job.failures - 1))
            _log.error("%s failed: %s; again in %.0f s", job.name, job.trouble, wait)
        else:
            job.failures, job.trouble, job.succeeded_at = 0, "", time.time()
        await asyncio.sleep(job.every if wait is None else wait)
