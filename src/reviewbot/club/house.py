"""The bot at the playground: opened, closed, and opened again on the same database."""

import asyncio
import time
from contextlib import AsyncExitStack
from pathlib import Path

from reviewbot.app import App, Upkeep, open_app
from reviewbot.playground import Playground

REFRESH_SECONDS = 1
"""Least time between two changes of a card; shorter than in earnest, as people look on."""


class House:
    """Keeps one bot running; `start` it first and `stop` it in the end."""

    def __init__(self, discord: Playground, database_url: str, pictures: Path) -> None:
        self._pictures = pictures
        self._discord = discord
        self._url = database_url
        self._changing = asyncio.Lock()
        self._open: AsyncExitStack | None = None

    async def start(self) -> App:
        """Connect the bot; return when it is ready."""
        discord = self._discord
        self._open = AsyncExitStack()
        return await self._open.enter_async_context(
            open_app(
                token=discord.token,
                database_url=self._url,
                api_url=discord.api_url,
                gateway_url=discord.gateway_url,
                card_refresh_seconds=REFRESH_SECONDS,
                clock=self._time,
                upkeep=Upkeep(picture_folder=self._pictures),
            )
        )

    def _time(self) -> float:
        """Return the playground's time where somebody moved that on; it begins in the past."""
        return max(time.time(), self._discord.clock.time())

    async def stop(self) -> None:
        """Close the bot, once a restart that may be under way is over."""
        async with self._changing:
            await self._close()

    async def restart(self) -> None:
        """Close the bot and open it again, to the end even if nobody waits for it any more."""
        await asyncio.shield(asyncio.create_task(self._again()))

    async def _again(self) -> None:
        async with self._changing:
            if self._open is not None:
                await self._close()
                await self.start()

    async def _close(self) -> None:
        opened, self._open = self._open, None
        if opened is not None:
            await opened.aclose()
