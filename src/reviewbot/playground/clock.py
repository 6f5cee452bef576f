"""Time as the playground knows it: it runs by itself and can be moved on."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime


class Timer:
    """A call that is due at a moment of a clock; `cancel` takes it back."""

    __slots__ = ("_clock", "_handle", "action", "due")

    def __init__(self, clock: "Clock", due: float, action: Callable[[], None]) -> None:
        self._clock = clock
        self.due = due
        self.action = action
        loop = asyncio.get_running_loop()
        self._handle = loop.call_later(max(0.0, due - clock.monotonic()), self.fire)

    def fire(self) -> None:
        """Make the call now, once."""
        self.cancel()
        self.action()

    def cancel(self) -> None:
        """Make sure that the call is never made."""
        self._handle.cancel()
        self._clock.forget(self)


class Clock:
    """A clock that shows real time plus whatever it was advanced by.

    It may start `behind` by some seconds, so that what is done at first happened in the past.
    Timers fire in the order in which they are due, whether time passes or is advanced.
    Advancing wakes nothing outside: what sleeps in the event loop sleeps on.
    """

    def __init__(self, behind: float = 0.0) -> None:
        self._offset = -behind
        self._started = time.time() - time.monotonic()
        self._timers: set[Timer] = set()

    def monotonic(self) -> float:
        """Return seconds since some fixed moment; never goes back."""
        return time.monotonic() + self._offset

    def time(self) -> float:
        """Return Unix seconds."""
        return self._started + self.monotonic()

    def iso(self, moment: float | None = None) -> str:
        """Return a moment (Unix seconds; now by default) as Discord writes times."""
        when = self.time() if moment is None else moment
        return datetime.fromtimestamp(when, UTC).isoformat(timespec="microseconds")

    def call_later(self, delay: float, action: Callable[[], None]) -> Timer:
        """Call `action` in `delay` seconds of this clock."""
        timer = Timer(self, self.monotonic() + delay, action)
        self._timers.add(timer)
        return timer

    def forget(self, timer: Timer) -> None:
        """Take a timer off the list; for Timer's own use."""
        self._timers.discard(timer)

    def move_to(self, moment: float) -> None:
        """Move on to a moment (Unix seconds), if it is later than now."""
        self.advance(max(0.0, moment - self.time()))

    def catch_up(self) -> None:
        """Move on to real time, if the clock is behind it."""
        self.advance(max(0.0, -self._offset))

    def advance(self, seconds: float) -> None:
        """Move on by `seconds` and make every call that has come due."""
        self._offset += seconds
        now = self.monotonic()
        for timer in sorted(self._timers, key=lambda timer: timer.due):
            if timer.due <= now:
                timer.fire()
