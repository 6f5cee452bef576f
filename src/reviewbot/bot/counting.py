"""Counts together what members of several servers like, where that is switched on."""

from collections.abc import Callable
from typing import Final

from reviewbot.bot.jobs import Job
from reviewbot.services import sharing
from reviewbot.store.engine import Database

EVERY_SECONDS: Final = 60.0


def counting(db: Database, now: Callable[[], int], *, shares: bool) -> Job:
    """Return what looks each minute whether the counts are to be made; they are once a day.

    Where the operator does not want them, it sees to it that there are none.
    """

    async def work() -> None:
        if shares:
            await sharing.refresh(db, now())
        else:
            await sharing.forget(db)

    return Job("counting", EVERY_SECONDS, work)
