"""Keeps quiet while the network in front of Discord refuses us: every try prolongs a ban (R7)."""

import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any, Final, Self

import discord

_log = logging.getLogger(__name__)

FIRST_SECONDS: Final = 600.0
LONGEST_SECONDS: Final = 3_600.0


class Halted(ConnectionError):
    """A request was not sent, or refused by a ban: as if Discord could not be reached."""


class Breaker:
    """Opens when a request is refused as by a ban, for ten minutes, doubling up to an hour.

    Discord bans an address at 10,000 refused requests in ten minutes. A 429 of its own names
    the proxy it came through (`Via`); one without that comes from the network before it.
    Answers to members go another way and are not held back. `now` gives seconds that never
    go back.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self._seconds = FIRST_SECONDS
        self._until = 0.0

    @property
    def seconds_left(self) -> float:
        """For how long nothing is sent; 0 if all is well."""
        return max(0.0, self._until - self.now())

    @classmethod
    def guarding(cls, client: discord.Client) -> Self:
        """Return one that lets the requests of a client pass only while no ban is known."""
        breaker = cls()
        client.http.request = breaker._guarded(client.http.request)  # type: ignore[method-assign] # discord.py has no hook before a request
        return breaker

    def _guarded(
        self, request: Callable[..., Coroutine[Any, Any, Any]]
    ) -> Callable[..., Coroutine[Any, Any, Any]]:
        async def guarded(*given: object, **named: object) -> object:
            if self.seconds_left:
                raise Halted("Discord's network refused us a while ago")
            try:
                answer = await request(*given, **named)
            except discord.HTTPException as error:
                if error.status != 429 or error.response.headers.get("Via"):
                    raise
                self._open()
                raise Halted("Discord's network refuses us") from error
            self._seconds = FIRST_SECONDS
            return answer

        return guarded

    def _open(self) -> None:
        if self.seconds_left:
            return  # by a request that was on its way already
        self._until = self.now() + self._seconds
        _log.error(
            "the network in front of Discord refuses this address; the bot keeps quiet for %d "
            "minutes. Other programs on this address may be the cause",
            self._seconds // 60,
        )
        self._seconds = min(LONGEST_SECONDS, self._seconds * 2)
