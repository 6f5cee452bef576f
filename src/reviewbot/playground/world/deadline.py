"""A moment by which something must have happened, given that the machine went on."""

import time
from collections.abc import Callable
from typing import Final

from reviewbot.playground.clock import Clock

_STEP: Final = 0.1


class Deadline:
    """Calls `missed` after `seconds` of the clock, unless `met` was called before.

    Discord and a bot stand on two machines; here both wait for one processor. While this
    process wants to go on and gets no processor (the machine stands still, or others are
    busy) Discord's own time would pass for neither, so the deadline moves by as much.
    What the process itself computes meanwhile counts: a bot that blocks the loop is late.
    """

    def __init__(self, clock: Clock, seconds: float, missed: Callable[[], None]) -> None:
        self._clock = clock
        self._due = clock.monotonic() + seconds
        self._missed = missed
        self._is_over = False
        self._await_step()

    @property
    def is_over(self) -> bool:
        """Whether it has passed."""
        return self._is_over or self._clock.monotonic() > self._due + self._stood_still()

    def met(self) -> None:
        """Say that what was waited for has happened."""
        self._timer.cancel()

    def _await_step(self) -> None:
        self._real, self._worked = time.monotonic(), time.process_time()
        step = max(0.0, min(_STEP, self._due - self._clock.monotonic()))
        self._timer = self._clock.call_later(step, self._look)

    def _look(self) -> None:
        self._due += self._stood_still()
        if self._clock.monotonic() >= self._due:
            self._is_over = True
            self._missed()
        else:
            self._await_step()

    def _stood_still(self) -> float:
        """Return the real seconds of this step in which the process neither slept nor worked."""
        passed = time.monotonic() - self._real
        return max(0.0, passed - _STEP - (time.process_time() - self._worked))
