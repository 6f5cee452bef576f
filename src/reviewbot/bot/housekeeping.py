"""Throws away what nobody needs any more, once a day."""

import logging
from collections.abc import Callable
from typing import Final

from reviewbot.bot.jobs import Job
from reviewbot.services import installation
from reviewbot.store.engine import Database
from reviewbot.store.pictures import PictureFiles

_log = logging.getLogger(__name__)

_DAY: Final = 86_400
_SOON: Final = 60.0


def housekeeping(db: Database, now: Callable[[], int], files: PictureFiles) -> Job:
    """Return what tidies up, at once and then every day.

    Where we left a guild with much in it, it goes on in a minute.
    """

    async def work() -> float | None:
        forgotten = await installation.tidy(db, now())
        _log.info("forgot %d interactions of earlier days", forgotten)
        pictures, more = await installation.clear_left(db, now())
        await files.remove(pictures)
        if aside := await files.sort(await installation.pictures_known(db)):
            _log.info("put %d pictures aside, or back, by what the database names", aside)
        return _SOON if more else None

    return Job("housekeeping", _DAY, work)
