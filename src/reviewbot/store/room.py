"""How much room the disk has: what is new waits before SQLite fails, so that drafts still fit."""

import logging
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from reviewbot.errors import NoRoom

_log = logging.getLogger(__name__)

RESERVED_BYTES: Final = 20_000_000
"""Room that only drafts, bookkeeping and removals may use."""
_EVERY: Final = 2.0
NO_ROOM: Final = (
    "The disk of the bot's host is nearly full, so nothing new is saved just now. Whoever runs "
    "me has to make room; what you wrote in a form is kept among your drafts."
)


class Room:
    """Looks at the free bytes of a folder's disk, at most every two seconds."""

    def __init__(self, folder: Path, free: Callable[[Path], int] | None = None) -> None:
        self.free = free or _free
        self.is_short = False
        self._folder = folder
        self._looked_at = -_EVERY

    def check(self) -> None:
        """Raise `NoRoom` where the disk is nearly full; say so in the log once."""
        now = time.monotonic()
        if now - self._looked_at >= _EVERY:
            self._looked_at = now
            self._look()
        if self.is_short:
            raise NoRoom(NO_ROOM)

    def _look(self) -> None:
        short = self.free(self._folder) < RESERVED_BYTES
        if short and not self.is_short:
            _log.error("the disk is nearly full: only drafts are saved until there is room")
        elif self.is_short and not short:
            _log.warning("there is room on the disk again")
        self.is_short = short


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return RESERVED_BYTES  # whoever cannot be asked is no reason to refuse anything
