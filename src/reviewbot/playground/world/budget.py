"""How often the bot may start a gateway session."""

from reviewbot.playground.clock import Clock

DAY = 24 * 3600.0


class SessionBudget:
    """Counts the IDENTIFYs of a day; Discord allows 1,000 and then resets the token."""

    def __init__(self, clock: Clock, total: int = 1000) -> None:
        self._clock = clock
        self.total = total
        self._used = 0
        self._began = clock.monotonic()

    def _roll(self) -> None:
        if self._clock.monotonic() - self._began >= DAY:
            self._began = self._clock.monotonic()
            self._used = 0

    def use(self) -> bool:
        """Count one session; False when that was one too many."""
        self._roll()
        self._used += 1
        return self._used <= self.total

    def remaining(self) -> int:
        """Return how many sessions may still be started today."""
        self._roll()
        return max(0, self.total - self._used)

    def reset_after(self) -> int:
        """Return the milliseconds until the day is over."""
        self._roll()
        return int((self._began + DAY - self._clock.monotonic()) * 1000)
