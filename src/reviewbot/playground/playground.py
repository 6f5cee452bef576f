"""The playground itself: one world, one port, one driver."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from reviewbot.playground.clock import Clock
from reviewbot.playground.driver.guild import Guild
from reviewbot.playground.driver.messages import Message
from reviewbot.playground.faults import Faults
from reviewbot.playground.gateway.hub import Hub
from reviewbot.playground.gateway.server import GatewayServer
from reviewbot.playground.rest.server import RestServer
from reviewbot.playground.site import Site
from reviewbot.playground.traffic import Traffic
from reviewbot.playground.world import models, permissions
from reviewbot.playground.world.world import World

if TYPE_CHECKING:
    from reviewbot.playground.page import Page


class Playground:
    """A Discord on this machine.

    `world` is all there is, `traffic` what went over the wires, `faults` what is to go
    wrong, `clock` its time. Guilds, channels and members are handles by which one acts.
    `restart` starts the bot anew, where whoever opened the playground knows how. What was
    saved of a world (see `keeping`) is loaded before anything else is made in it.
    """

    def __init__(self, clock: Clock | None = None, bot_name: str = "Playground bot") -> None:
        self.clock = clock or Clock()
        self.world = World(self.clock, bot_name)
        self.faults = Faults()
        self.traffic = Traffic()
        self.hub = Hub(self.world, self.faults, self.traffic)
        self.rest = RestServer(self.world, self.faults, self.traffic)
        self.gateway = GatewayServer(self.world, self.hub, self.faults, self.traffic)
        self.restart: Callable[[], Awaitable[None]] | None = None
        self.page: Page | None = None
        self.address = ""
        self._guilds: dict[str, Guild] = {}

    def at(self, address: str) -> None:
        """Note the address, `http://host:port`, under which everything is reached."""
        self.address = address
        self.hub.address = self.rest.gateway_url = self.gateway_url
        self.world.assets.base = self.assets_url
        if self.page is not None:
            self.page.at(address)

    @property
    def api_url(self) -> str:
        """The base of the REST interface."""
        return f"{self.address}/api/v10"

    @property
    def gateway_url(self) -> str:
        """The address of the gateway."""
        return f"ws{self.address.removeprefix('http')}/gateway"

    @property
    def assets_url(self) -> str:
        """The base of avatars and attachments."""
        return f"{self.address}/assets"

    @property
    def page_url(self) -> str:
        """The page for people: an address that lets one browser in."""
        return self.page.guard.new_url() if self.page is not None else f"{self.address}/"

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.world.application.token

    @property
    def guilds(self) -> list[Guild]:
        """Every guild made so far."""
        return list(self._guilds.values())

    def guild(self, name: str, owner: str | None = None) -> Guild:
        """Return the guild of that name, made on first use.

        `owner` names a member who is to own it; otherwise the application's owner does.
        """
        if name not in self._guilds:
            world = self.world
            known = next((one for one in world.guilds.values() if one.name == name), None)
            if known is None:
                known = world.add_guild(name, world.add_user(owner) if owner else None)
            self._guilds[name] = Guild(world, known)
        return self._guilds[name]

    def add_bot(self, guild: Guild, granted: int = permissions.INVITE) -> models.Member:
        """Let the bot join a guild with a role of its own, by default with the invite's rights."""
        world = self.world
        role = world.add_role(guild.raw, world.application.name, granted, managed=True)
        return world.add_member(guild.raw, world.bot, [role])

    def remove_bot(self, guild: Guild) -> None:
        """Throw the bot out of a guild."""
        self.world.remove_member(guild.raw, self.world.bot)

    def allow_intents(self, intents: int) -> None:
        """Switch privileged intents on, as on the portal's page."""
        self.world.application.intents |= intents

    def message(self, message_id: str) -> Message:
        """Return a message by its id; raises KeyError where there is none."""
        for channel in self.world.channels.values():
            found = channel.messages.get(message_id) or channel.private.get(message_id)
            if found is not None:
                return Message(self.world, found)
        raise KeyError(message_id)


@asynccontextmanager
async def open_playground(
    port: int = 0,
    clock: Clock | None = None,
    *,
    page: bool = False,
    bot_name: str = "Playground bot",
) -> AsyncIterator[Playground]:
    """Serve a new playground on 127.0.0.1 while the block runs; port 0 takes any free one.

    With `page` there is also a page for people.
    """
    playground = Playground(clock, bot_name)
    site = Site(playground.rest, playground.gateway, playground.world.assets)
    if page:
        _add_page(playground, site)
    playground.at(await site.start(port))
    watching = asyncio.create_task(playground.page.watch()) if playground.page else None
    try:
        yield playground
    finally:
        playground.hub.end()
        if watching is not None:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
        await site.stop()


def _add_page(playground: Playground, site: Site) -> None:
    """Load and add the page; it brings a template engine that nothing else needs."""
    from reviewbot.playground.page import Page  # noqa: PLC0415 -- only those who ask pay for it
    from reviewbot.playground.page.guard import harden  # noqa: PLC0415 -- as above

    playground.page = Page(playground)
    site.add(playground.page.routes(), harden)
