"""Waits before a gateway session begins, so that no crash loop costs the bot its token (R8)."""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from typing import Final

import aiohttp
import discord

from reviewbot.domain.starts import CALM_SECONDS, Budget, Starts
from reviewbot.services import installation
from reviewbot.store import state
from reviewbot.store.engine import Database

_log = logging.getLogger(__name__)

KEY: Final = "starts"
_WITHIN: Final = 30
"""Seconds that may pass between a connection and its session; beyond, we hang up first."""
_BETWEEN: Final = 5
"""Discord allows one session in five seconds."""


class TooSoon(Exception):
    """A new session has to wait longer than its connection would."""


class Sessions:
    """Lets sessions begin; `per_day` is the most in 24 hours, 0 for as many as Discord allows.

    What began stands in the database, since a crash forgets the rest. `now` gives Unix seconds
    and `sleep` waits: whoever tests a day does not want to spend one.
    """

    def __init__(
        self,
        db: Database,
        per_day: int,
        *,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.waiting_until = 0
        self.remaining: int | None = None
        self._db = db
        self._per_day = per_day
        self._now = now
        self._sleep = sleep
        self._began_at = 0

    async def wait(self, client: discord.Client) -> None:
        """Wait until a session may begin, saying so; ask Discord what is left."""
        budget = await _asked(client)
        self.remaining = budget.remaining if budget else None
        seconds = max((await self._starts()).wait(self._second(), self._per_day), 0)
        if budget and budget.wait() > seconds:
            seconds = budget.wait()
            _log.error(
                "Discord allows %d more sessions; the bot waits %d s", budget.remaining, seconds
            )
        elif seconds:
            _log.warning("the bot began many sessions; it waits %d s before the next", seconds)
        if seconds:
            self.waiting_until = self._second() + seconds
            await self._sleep(seconds)
            self.waiting_until = 0

    async def begin(self, *, initial: bool) -> None:
        """Note a session that begins; raise `TooSoon` if it would have to wait for long."""
        if not initial:
            seconds = (await self._starts()).wait(self._second(), self._per_day)
            if seconds > _WITHIN:
                raise TooSoon
            await self._sleep(max(_BETWEEN, seconds))
        starts = await self._starts()
        if self._began_at and self._second() - self._began_at >= CALM_SECONDS:
            starts = starts.calm(self._second())
        self._began_at = self._second()
        await self._keep(starts.noted(self._began_at))

    async def calm(self) -> None:
        """Note that the bot ran well, or was stopped by whoever runs it."""
        await self._keep((await self._starts()).calm(self._second()))

    async def pause(self, attempt: int) -> None:
        """Wait after the connection failed for the n-th time, at most five minutes."""
        await self._sleep(random.uniform(0.5, 1) * min(300, 2**attempt))  # noqa: S311 - spreads restarts, guards nothing

    def _second(self) -> int:
        return int(self._now())

    async def _starts(self) -> Starts:
        async with self._db.read() as conn:
            return Starts.of(await state.find(conn, KEY))

    async def _keep(self, starts: Starts) -> None:
        await installation.note(self._db, KEY, starts.written())


async def _asked(client: discord.Client) -> Budget | None:
    """Ask Discord; `None` where it does not say, which must not keep the bot from starting."""
    try:
        told = await client.http.request(discord.http.Route("GET", "/gateway/bot"))
        limit = told["session_start_limit"]
        return Budget(int(limit["remaining"]), int(limit["reset_after"]) // 1000)
    except (discord.HTTPException, aiohttp.ClientError, OSError, KeyError, TypeError, ValueError):
        _log.info("Discord did not say how many sessions are left")
        return None
