"""A bot in a process of its own that starts quickly, to be killed three hundred times.

The processes are forked from a server that has everything imported; each opens the database
and logs in by itself, as `reviewbot run` does.
"""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Final

from reviewbot.app import open_app
from reviewbot.playground import Playground
from reviewbot.playground.traffic import GatewayEvent, Record

READY_WITHIN: Final = 10.0


def context() -> ForkServerContext:
    """Return what starts processes that have the bot imported already."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["reviewbot.app", __name__])
    return made


async def _serve(token: str, url: str, api_url: str, gateway_url: str) -> None:
    async with open_app(
        token=token,
        database_url=url,
        api_url=api_url,
        gateway_url=gateway_url,
        card_refresh_seconds=1,
    ) as app:
        await app.wait()


def _main(token: str, url: str, api_url: str, gateway_url: str) -> None:
    asyncio.run(_serve(token, url, api_url, gateway_url))


@asynccontextmanager
async def doomed_bot(discord: Playground, database_url: str) -> AsyncIterator[ForkServerProcess]:
    """Run a bot that is ready when the block begins, and killed when it ends, if not before."""
    ready = asyncio.Event()

    def watch(record: Record) -> None:
        if isinstance(record, GatewayEvent) and record.sent and record.name == "READY":
            ready.set()

    discord.traffic.observers.append(watch)
    arguments = (discord.token, database_url, discord.api_url, discord.gateway_url)
    process = context().Process(target=_main, args=arguments, daemon=True)
    process.start()
    try:
        async with asyncio.timeout(READY_WITHIN):
            await ready.wait()
        yield process
    finally:
        discord.traffic.observers.remove(watch)
        process.kill()
        await asyncio.to_thread(process.join, 10)
