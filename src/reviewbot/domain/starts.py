"""How often a gateway session may begin: Discord resets the token of a bot that loops.

Discord allows 1,000 sessions in 24 hours and then makes the token worthless (developer
documentation, "Gateway", session start limit). A program that crashes right after it logged in
and is started again at once gets there within the hour.
"""

import json
from dataclasses import dataclass, replace
from typing import Final, Self

DAY: Final = 86_400
CALM_SECONDS: Final = 600
"""A session that lasted this long was no crash."""
FREE: Final = 3
"""Sessions without a calm one between them that begin at once: a restart or two is no loop."""
FIRST_WAIT: Final = 5
LONGEST_WAIT: Final = 900
SPARE: Final = 50
"""Sessions that we leave: whoever repairs the bot needs some."""


@dataclass(frozen=True, slots=True)
class Starts:
    """When sessions began within the last day, oldest first, and when one was last calm.

    Unix seconds.
    """

    times: tuple[int, ...] = ()
    calm_at: int = 0

    @classmethod
    def of(cls, written: str | None) -> Self:
        """Read what `written` wrote; what cannot be read counts as nothing."""
        try:
            told = json.loads(written or "{}")
            return cls(tuple(int(at) for at in told["times"]), int(told["calm_at"]))
        except (ValueError, TypeError, KeyError):
            return cls()

    def written(self) -> str:
        """Return it as text, to be kept over restarts."""
        return json.dumps({"times": self.times, "calm_at": self.calm_at})

    def noted(self, now: int) -> Self:
        """Return it with a session that begins now."""
        return replace(self, times=(*(at for at in self.times if now - DAY < at <= now), now))

    def calm(self, now: int) -> Self:
        """Return it after a session that was no crash."""
        return replace(self, calm_at=now)

    def wait(self, now: int, per_day: int) -> int:
        """Return the seconds until the next session may begin.

        5 seconds to 15 minutes, doubling, while sessions end early, and never more than
        `per_day` sessions in any 24 hours; 0 asks for neither.
        """
        times = [at for at in self.times if now - DAY < at <= now]
        if not per_day or not times:
            return 0
        hurried = sum(at > self.calm_at for at in times) - FREE
        pause = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(hurried, 20)) if hurried >= 0 else 0
        after = times[-1] + pause
        if len(times) >= per_day:
            after = max(after, times[-per_day] + DAY)
        return max(0, after - now)


@dataclass(frozen=True, slots=True)
class Budget:
    """What Discord says: sessions left, and the seconds until it counts anew."""

    remaining: int
    reset_after: int

    def wait(self) -> int:
        """Return the seconds to wait so that some sessions are left."""
        return self.reset_after + 1 if self.remaining < SPARE else 0
