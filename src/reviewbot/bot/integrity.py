"""Looks the database file over after a stop that nobody announced, beside the bot's work (R21)."""

import logging
from dataclasses import dataclass
from typing import Final

from reviewbot.bot.jobs import Job
from reviewbot.services import installation
from reviewbot.store import inspecting
from reviewbot.store.address import Address
from reviewbot.store.engine import Database

_log = logging.getLogger(__name__)

SOUND: Final = "ok"
_NEVER: Final = 10 * 365 * 86_400.0


@dataclass
class Integrity:
    """What is known of the file: `trouble` is empty where nothing is wrong, or nobody looked."""

    address: Address
    trouble: str = ""

    def job(self, db: Database) -> Job:
        """Return what looks once, and again only where looking failed."""

        async def work() -> None:
            found = await inspecting.quick_check(self.address)
            self.trouble = "" if found == SOUND else found
            await installation.note(db, inspecting.CHECKED_KEY, found)
            if self.trouble:
                _log.error("the database is damaged: %s", self.trouble)
            else:
                _log.info("the last stop was not announced; the database file is sound")

        return Job("integrity", _NEVER, work)
