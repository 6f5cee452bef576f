"""Rate limits: a large window for each route, honestly counted, and what tests make smaller."""

import hashlib
from fnmatch import fnmatchcase

from reviewbot.playground.clock import Clock

LIMIT = 5000
"""Requests a window; large, for a client waits once it reads that little is left."""
WINDOW = 5.0


class RateLimits:
    """Counts requests by bucket: a route and the id that its path begins with."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._windows: dict[str, tuple[float, int]] = {}
        self._names: dict[str, str] = {}
        self._smaller: dict[str, tuple[int, float]] = {}

    def set(self, pattern: str, limit: int, window: float) -> None:
        """Allow only `limit` requests in `window` seconds on routes that match a pattern."""
        self._smaller[pattern] = (limit, window)

    def count(self, pattern: str, major: str) -> tuple[dict[str, str], float | None]:
        """Count one request: the headers of its answer, and seconds to wait if refused."""
        now = self._clock.monotonic()
        limit, window = self._limit(pattern) if self._smaller else (LIMIT, WINDOW)
        key = pattern + major
        ends, used = self._windows.get(key, (0.0, 0))
        if now >= ends:
            ends, used = now + window, 0
        refused = used >= limit and limit != LIMIT
        self._windows[key] = (ends, used if refused else used + 1)
        left = ends - now
        headers = {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(max(int(limit == LIMIT), limit - used - 1)),
            "X-RateLimit-Reset": f"{self._clock.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": self._name(pattern),
            "Via": "1.1 playground",
        }
        return headers, left if refused else None

    def _limit(self, pattern: str) -> tuple[int, float]:
        for smaller, limit in self._smaller.items():
            if fnmatchcase(pattern, smaller):
                return limit
        return LIMIT, WINDOW

    def _name(self, pattern: str) -> str:
        name = self._names.get(pattern)
        if name is None:
            name = self._names[pattern] = hashlib.sha256(pattern.encode()).hexdigest()[:32]
        return name
