"""Rate-limit headers: a large window for each route, honestly counted."""

import hashlib

from reviewbot.playground.clock import Clock

LIMIT = 5000
"""Requests a window; large, for a client waits once it reads that little is left."""
WINDOW = 5.0


class RateLimits:
    """Counts requests by bucket: a route and the id its path begins with."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._windows: dict[str, tuple[float, int]] = {}
        self._names: dict[str, str] = {}

    def headers(self, pattern: str, major: str) -> dict[str, str]:
        """Count one request and return the headers of its answer."""
        now = self._clock.monotonic()
        key = pattern + major
        ends, used = self._windows.get(key, (0.0, 0))
        if now >= ends:
            ends, used = now + WINDOW, 0
        self._windows[key] = (ends, used + 1)
        left = ends - now
        return {
            "X-RateLimit-Limit": str(LIMIT),
            "X-RateLimit-Remaining": str(max(1, LIMIT - used - 1)),
            "X-RateLimit-Reset": f"{self._clock.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": self._name(pattern),
            "Via": "1.1 playground",
        }

    def _name(self, pattern: str) -> str:
        name = self._names.get(pattern)
        if name is None:
            name = self._names[pattern] = hashlib.sha256(pattern.encode()).hexdigest()[:32]
        return name
