"""Throws away what nobody needs any more, once a day."""

import asyncio
import logging
import time
from typing import Final

from reviewbot.services import installation
from reviewbot.store.engine import Database

_log = logging.getLogger(__name__)

_DAY: Final = 86_400
_AGAIN: Final = 600
"""Seconds until the next try after a failure."""


async def keep_house(db: Database) -> None:
    """Tidy up at once and then every day, for ever; a failure is tried again."""
    while True:
        wait = _DAY
        try:
            forgotten = await installation.tidy(db, int(time.time()))
            _log.info("forgot %d interactions of earlier days", forgotten)
        except Exception as error:  # noqa: BLE001 - the loop must outlive any failure (R26)
            wait = _AGAIN
            _log.error("tidying up failed (%s)", type(error).__name__)
        await asyncio.sleep(wait)
