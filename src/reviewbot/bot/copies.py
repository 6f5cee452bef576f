"""Copies of the database that the running bot makes by itself, and how many of them stay."""

import asyncio
import logging
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reviewbot.bot.jobs import Job
from reviewbot.store import copying, picture_copies, rotation
from reviewbot.store.address import Address

_log = logging.getLogger(__name__)

_HOUR: Final = 3_600
_AFTER_START: Final = 60.0
"""Seconds that the first copy waits, so that a bot which crashes at once makes none."""


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """Where copies go, how often one is made, and of how many days and weeks one is kept.

    `pictures` is the folder of the pictures that belong to the database.
    """

    url: str
    folder: Path
    every_hours: int
    daily: int
    weekly: int
    pictures: Path | None = None

    def job(self, after: float = _AFTER_START) -> Job:
        """Return what makes the copies."""
        return Job("copies", self.every_hours * _HOUR, self.work, after=after)

    async def work(self) -> float:
        """Make a copy if one is due; return the seconds until the next is.

        The time of the newest copy counts, not that of the start, so that a bot which is
        restarted every day makes copies all the same.
        """
        due_in = await asyncio.to_thread(self._due_in, int(time.time()))
        if due_in > 0:
            return due_in
        made = await copying.backup(
            self.url,
            rotation.next_name(self.url, self.folder, int(time.time())),
            self.pictures,
        )
        gone = await asyncio.to_thread(self._prune, made)
        _log.info("the database was copied to %s; %d old copies are gone", made.name, len(gone))
        return self.every_hours * _HOUR

    def _due_in(self, now: int) -> float:
        copies = rotation.list_copies(self.folder)
        made_at = min(copies[-1].made_at, now) if copies else 0  # a clock may have been wrong
        return made_at + self.every_hours * _HOUR - now

    def _prune(self, made: Path) -> list[Path]:
        gone = rotation.prune(self.folder, self.daily, self.weekly, good=made)
        if database := Address.parse(self.url).path:
            gone += rotation.prune_migration_copies(database)
        picture_copies.prune(self.folder)
        return gone
