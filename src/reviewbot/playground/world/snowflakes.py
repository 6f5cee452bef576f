"""Snowflakes: ids that sort by the time they were made."""

from reviewbot.playground.clock import Clock

EPOCH = 1_420_070_400_000
"""Milliseconds of the first second of 2015, from which Discord counts."""


class Snowflakes:
    """Makes ids, each greater than the one before, from a clock's time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def make(self) -> str:
        """Return a new id."""
        milliseconds = int(self._clock.time() * 1000) - EPOCH
        self._last = max(self._last + 1, milliseconds << 22)
        return str(self._last)
