"""Throws away what nobody needs any more, once a day."""

import logging
import time
from typing import Final

from reviewbot.bot.jobs import Job
from reviewbot.services import installation
from reviewbot.store.engine import Database

_log = logging.getLogger(__name__)

_DAY: Final = 86_400


def housekeeping(db: Database) -> Job:
    """Return what tidies up, at once and then every day."""

    async def work() -> None:
        forgotten = await installation.tidy(db, int(time.time()))
        _log.info("forgot %d interactions of earlier days", forgotten)

    return Job("housekeeping", _DAY, work)
