import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import discord
import pytest
import yarl
from discord import TextChannel
from discord.gateway import DiscordWebSocket
from discord.http import Route

from reviewbot.playground import Channel, Guild, Member, Playground, open_playground
from tests.conformance import Conformance, find_description
from tests.playground.robot import Robot

PLAIN = discord.Intents(guilds=True, guild_messages=True, guild_reactions=True, dm_messages=True)


@dataclass(slots=True)
class Stage:
    """A playground with a guild, a channel, two members, and a bot that is ready."""

    discord: Playground
    guild: Guild
    channel: Channel
    ada: Member
    bob: Member
    bot: Robot

    @property
    def place(self) -> TextChannel:
        """The channel as the bot knows it."""
        found = self.bot.get_channel(int(self.channel.id))
        assert isinstance(found, TextChannel)
        return found


@pytest.fixture
async def discord_here(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Playground]:
    async with open_playground() as playground:
        monkeypatch.setattr(Route, "BASE", playground.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(playground.gateway_url))
        yield playground


@pytest.fixture(autouse=True)
def described(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hold everything that goes over the wires against Discord's own description."""
    description = find_description()
    if description is None or "discord_here" not in request.fixturenames:
        yield
        return
    playground: Playground = request.getfixturevalue("discord_here")
    conformance = Conformance(description)
    conformance.watch(playground.traffic)
    yield
    conformance.verify()
    assert not playground.traffic.crashes


@asynccontextmanager
async def running(playground: Playground, intents: discord.Intents = PLAIN) -> AsyncIterator[Robot]:
    """A bot that is logged in and ready while the block runs."""
    bot = Robot(intents)
    ready = asyncio.Event()
    bot.on_ready = _setter(ready)  # type: ignore[attr-defined]  # how discord.py finds listeners
    task = asyncio.create_task(bot.start(playground.token))
    waiting = asyncio.create_task(ready.wait())
    try:
        await asyncio.wait({task, waiting}, timeout=5, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        assert ready.is_set(), "the bot did not get ready"
        yield bot
    finally:
        waiting.cancel()
        await bot.close()
        await asyncio.gather(task, return_exceptions=True)


def _setter(event: asyncio.Event) -> Callable[[], Awaitable[None]]:
    async def on_ready() -> None:
        event.set()

    return on_ready


def people(playground: Playground) -> tuple[Guild, Channel, Member, Member]:
    guild = playground.guild("Film club")
    channel = guild.channel("reviews")
    ada, bob = guild.member("Ada"), guild.member("Bob")
    playground.add_bot(guild)
    return guild, channel, ada, bob


@pytest.fixture
async def stage(discord_here: Playground) -> AsyncIterator[Stage]:
    guild, channel, ada, bob = people(discord_here)
    async with running(discord_here) as bot:
        yield Stage(discord_here, guild, channel, ada, bob, bot)
