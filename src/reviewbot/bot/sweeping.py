"""Removes for good what was deleted and can no longer be brought back, and empty drafts."""

from collections.abc import Callable
from typing import Final

from reviewbot.bot.jobs import Job
from reviewbot.services import comments, deleting
from reviewbot.store.engine import Database
from reviewbot.store.pictures import PictureFiles

EVERY_SECONDS: Final = 60.0


def sweeping(db: Database, now: Callable[[], int], files: PictureFiles) -> Job:
    """Return what sweeps, at once and then every minute."""

    async def work() -> None:
        await files.remove(await deleting.sweep(db, now()))
        await comments.purge(db, now())

    return Job("sweeping", EVERY_SECONDS, work)
