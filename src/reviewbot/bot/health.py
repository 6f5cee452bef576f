"""Says on this machine whether the bot lives and is ready; off unless a port is chosen.

`/live`: the process does its work. `/ready`: Discord's gateway is there, the database takes
changes, and what is owed to Discord goes out. Nothing in an answer tells of anybody.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

from reviewbot.bot.client import ReviewBot
from reviewbot.errors import Unavailable
from reviewbot.store import outbox

HOST: Final = "127.0.0.1"
STUCK_SECONDS: Final = 900
"""How long something may be due before the outbox counts as stuck."""
_STORE_SECONDS: Final = 3.0
_TICK: Final = 1.0
_LATE: Final = 10.0
_LOCAL: Final = {"127.0.0.1", "localhost"}


@dataclass(frozen=True, slots=True)
class Health:
    """What is known: `ready` may be false while `live` is true. `troubles` are plain words."""

    ready: bool
    troubles: Sequence[str]

    def written(self) -> str:
        """Return it as JSON."""
        return json.dumps({"ready": self.ready, "troubles": list(self.troubles)})


@dataclass
class Pulse:
    """Notices a loop that stands still: somebody else has to ask, since it cannot answer."""

    at: float = field(default_factory=time.monotonic)

    @property
    def is_late(self) -> bool:
        """Tell whether it has not beaten for too long."""
        return time.monotonic() - self.at > _LATE

    async def beat(self) -> None:
        """Beat for ever."""
        while True:
            self.at = time.monotonic()
            await asyncio.sleep(_TICK)


async def examined(bot: ReviewBot) -> Health:
    """Look at the gateway, the database, the outbox and the jobs."""
    found = []
    if not bot.is_ready() or bot.is_closed() or not bot.is_connected:
        found.append("the gateway is not connected")
    if bot.sessions.waiting_until:
        found.append("the bot waits before it logs in, since it was started too often")
    if bot.breaker.seconds_left:
        found.append("the network in front of Discord refuses this address; the bot keeps quiet")
    found += await _store(bot)
    if bot.integrity and bot.integrity.trouble:
        found.append("the database is damaged: stop the bot and restore a backup")
    broken = [f"{job.name}: {job.trouble}" for job in bot.jobs.all if job.is_broken]
    return Health(not found, [*found, *broken])


async def _store(bot: ReviewBot) -> list[str]:
    try:
        async with asyncio.timeout(_STORE_SECONDS):
            async with bot.db.write():
                pass  # takes the lock and lets go: a database that is locked by others fails here
            async with bot.db.read() as conn:
                due = await outbox.next_due(conn)
    except (Unavailable, TimeoutError):
        return ["the database takes no changes"]
    if due is not None and bot.now() - due > STUCK_SECONDS:
        return ["messages for Discord are not going out"]
    return []


@asynccontextmanager
async def told_on(port: int, bot: ReviewBot) -> AsyncIterator[None]:
    """Answer at `port` of this machine while the block runs; 0 answers nowhere.

    Raises `OSError` where the port is taken.
    """
    if not port:
        yield
        return
    pulse = Pulse()
    beating = asyncio.create_task(pulse.beat())
    runner = web.AppRunner(_app(bot, pulse), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        yield
    finally:
        beating.cancel()
        await runner.cleanup()


def _app(bot: ReviewBot, pulse: Pulse) -> web.Application:
    async def live(_request: web.Request) -> web.Response:
        return web.json_response({"live": not pulse.is_late}, status=503 if pulse.is_late else 200)

    async def ready(_request: web.Request) -> web.Response:
        health = await examined(bot)
        status = 200 if health.ready else 503
        return web.Response(text=health.written(), status=status, content_type="application/json")

    app = web.Application(middlewares=[_only_from_here])
    app.router.add_get("/live", live)
    app.router.add_get("/ready", ready)
    return app


@web.middleware
async def _only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse names that are not this machine's: a page elsewhere may point its own name here."""
    if request.host.rpartition(":")[0] not in _LOCAL:
        raise web.HTTPForbidden
    return await handler(request)
