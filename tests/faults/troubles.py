"""What goes wrong while a member does something, and how the world is set right after it."""

import asyncio
import resource
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Final

import asyncpg

from reviewbot.playground.faults import Reset, Spoilt
from tests.e2e.club import Club
from tests.other_program import sqlite_locked

CALLBACK: Final = "POST /interactions/*/*/callback"
RECEIPT: Final = "PATCH /webhooks/*/*/messages/*"
CARD: Final = "POST /channels/*/messages"
REFRESH: Final = "PATCH /channels/*/messages/*"
ROUTES: Final = {"callback": CALLBACK, "receipt": RECEIPT, "card": CARD, "refresh": REFRESH}

Trouble = Callable[[Club], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Fault:
    """`trouble` reigns while the deed is done; `engine` is the only one that it can befall.

    What is `harmless` must not keep the deed from being acknowledged.
    """

    layer: str
    name: str
    trouble: Trouble
    engine: str | None = None
    slow: bool = False
    harmless: bool = False

    @property
    def title(self) -> str:
        return f"{self.layer}.{self.name}"


def _rest(route: str, status: int, code: int = 0, **how: bool) -> Trouble:
    @asynccontextmanager
    async def trouble(club: Club) -> AsyncIterator[None]:
        club.discord.faults.on(ROUTES[route], status=status, code=code, message="Scripted", **how)  # type: ignore[arg-type] # flags only
        yield

    return trouble


def _cut(route: str, reset: Reset) -> Trouble:
    @asynccontextmanager
    async def trouble(club: Club) -> AsyncIterator[None]:
        club.discord.faults.on(ROUTES[route], reset=reset)
        yield

    return trouble


def _spoilt(route: str, body: Spoilt) -> Trouble:
    @asynccontextmanager
    async def trouble(club: Club) -> AsyncIterator[None]:
        club.discord.faults.on(ROUTES[route], body=body)
        yield

    return trouble


def _late(route: str, seconds: float) -> Trouble:
    @asynccontextmanager
    async def trouble(club: Club) -> AsyncIterator[None]:
        club.discord.faults.on(ROUTES[route], delay=seconds)
        yield

    return trouble


def _gateway(strike: Callable[[Club], None], after: float = 0.005) -> Trouble:
    """Strike the connection just before the deed, or a moment into it."""

    @asynccontextmanager
    async def trouble(club: Club) -> AsyncIterator[None]:
        handle = asyncio.get_running_loop().call_later(after, strike, club)
        try:
            yield
        finally:
            handle.cancel()

    return trouble


def _closed(code: int) -> Trouble:
    return _gateway(lambda club: club.discord.faults.close(code))


@asynccontextmanager
async def _twice(club: Club) -> AsyncIterator[None]:
    club.discord.faults.duplicate("INTERACTION_CREATE")
    yield


@asynccontextmanager
async def _burst(club: Club) -> AsyncIterator[None]:
    """Five hundred messages that are none of our business, in front of the deed."""
    for number in range(500):
        await club.cleo.send(f"chatter {number}")
    yield


def _locked(seconds: float) -> Trouble:
    @asynccontextmanager
    async def trouble(club: Club) -> AsyncIterator[None]:
        async with sqlite_locked(club.database_url) as other:
            release = asyncio.get_running_loop().call_later(seconds, other.rollback)
            try:
                yield
            finally:
                release.cancel()

    return trouble


@asynccontextmanager
async def _unwritable(_club: Club) -> AsyncIterator[None]:
    """Let no file of this process grow beyond a page: to the engine the disk fails."""
    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, allowed[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, allowed)


@asynccontextmanager
async def _thrown_out(club: Club) -> AsyncIterator[None]:
    """End every connection that the bot has to PostgreSQL, just before and a moment into it."""
    await _end_connections(club.database_url)
    later = asyncio.create_task(_end_connections(club.database_url, after=0.02))
    yield
    await later


async def _end_connections(url: str, after: float = 0.0) -> None:
    await asyncio.sleep(after)
    other = await asyncpg.connect(url)
    try:
        await other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    finally:
        await other.close()


@asynccontextmanager
async def _blocked(_club: Club) -> AsyncIterator[None]:
    """Stop the whole event loop for a second, a moment into the deed."""
    handle = asyncio.get_running_loop().call_later(0.01, time.sleep, 1.0)
    try:
        yield
    finally:
        handle.cancel()


@asynccontextmanager
async def _restarted(club: Club) -> AsyncIterator[None]:
    await club.restart()
    yield


def _clock(seconds: float) -> Trouble:
    @asynccontextmanager
    async def trouble(club: Club) -> AsyncIterator[None]:
        assert club.app
        bot, now = club.app.bot, club.app.bot.now
        bot.now = lambda: now() + int(seconds)  # type: ignore[method-assign] # the wall clock jumps
        yield
        bot.now = now  # type: ignore[method-assign] # and is put right again

    return trouble


@asynccontextmanager
async def _nothing(_club: Club) -> AsyncIterator[None]:
    yield


_HOURS: Final = 3600
FAULTS: Final = (
    Fault("none", "at-all", _nothing, harmless=True),
    *(
        Fault("rest", f"{route}-{status}{f'-{code}' if code else ''}", _rest(route, status, code))
        for route, status, code in (
            *(("callback", status, 0) for status in (500, 502, 503, 504)),
            ("callback", 404, 10062),
            *(("receipt", status, 0) for status in (401, 500, 503)),
            ("receipt", 404, 10015),
            ("receipt", 404, 10008),
            *(("card", status, 0) for status in (429, 500, 502, 503, 504)),
            ("card", 403, 50001),
            ("card", 403, 50013),
            ("card", 404, 10003),
            *(("refresh", status, 0) for status in (429, 500, 503)),
            ("refresh", 404, 10008),
            ("refresh", 403, 50001),
        )
    ),
    Fault("rest", "card-429-global", _rest("card", 429, is_global=True)),
    Fault("rest", "card-429-ban", _rest("card", 429, via=False)),
    *(
        Fault("rest", f"{route}-reset-{when}", _cut(route, when))
        for route in ROUTES
        for when in ("before", "after")
    ),
    *(
        Fault("rest", f"{route}-{body}", _spoilt(route, body))
        for route in ("receipt", "card", "refresh")
        for body in ("html", "truncated")
    ),
    *(Fault("rest", f"{route}-late", _late(route, 4.0), slow=True) for route in ROUTES),
    Fault("gateway", "drop", _gateway(lambda club: club.discord.faults.drop())),
    Fault("gateway", "drop-before", _gateway(lambda club: club.discord.faults.drop(), 0.0)),
    Fault("gateway", "reconnect", _gateway(lambda club: club.discord.faults.reconnect())),
    Fault("gateway", "invalid", _gateway(lambda club: club.discord.faults.invalidate())),
    Fault(
        "gateway",
        "invalid-resumable",
        _gateway(lambda club: club.discord.faults.invalidate(resumable=True)),
    ),
    *(Fault("gateway", f"close-{code}", _closed(code)) for code in (4000, 4007, 4009)),
    Fault("gateway", "twice", _twice),
    Fault("gateway", "burst", _burst),
    Fault("process", "restart", _restarted),
    Fault("process", "blocked", _blocked),
    Fault("storage", "locked-4s", _locked(4.0), "sqlite", slow=True),
    Fault("storage", "locked-30s", _locked(30.0), "sqlite", slow=True),
    Fault("storage", "unwritable", _unwritable, "sqlite"),
    Fault("storage", "thrown-out", _thrown_out, "postgresql"),
    Fault("clock", "back-2h", _clock(-2 * _HOURS)),
    Fault("clock", "on-2h", _clock(2 * _HOURS)),
    Fault("clock", "back-1d", _clock(-24 * _HOURS)),
    Fault("clock", "on-1d", _clock(24 * _HOURS)),
)
