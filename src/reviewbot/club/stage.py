"""Puts the real bot and a Discord on this machine together, with the club in it."""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reviewbot.bot.client import ReviewBot
from reviewbot.club.chatter import Chatter, load_chatter
from reviewbot.club.house import House
from reviewbot.club.library import Library, load_library
from reviewbot.club.opening import Opening, open_club
from reviewbot.errors import CannotStart
from reviewbot.playground import Clock, Playground, open_playground
from reviewbot.playground.driver import Channel, Guild, Member
from reviewbot.playground.keeping import DamagedWorldError, keeping, load
from reviewbot.services.reviews import Published
from reviewbot.store import locking
from reviewbot.store.migrating import upgrade

GUILD: Final = "Film & Book Club"
BOT: Final = "reviewbot"
CHANNELS: Final = {
    "reviews": "What we read and saw. Press Read for all of it; reply to a card to comment.",
    "talk": "Everything else, and too much about trains",
    "tonight": "Who watches what, when, and who brings the snacks",
}
OWNER: Final = "nour"
"""The key of the member who owns the guild: the librarian."""
DATABASE, WORLD = "club.db", "world.json"


@dataclass(frozen=True, slots=True)
class Stage:
    """The club on its playground; `names` maps the library's keys to display names."""

    discord: Playground
    guild: Guild
    reviews: Channel
    names: dict[str, str]

    def member(self, key: str) -> Member:
        """Return a member of the club by the library's key."""
        return self.guild.member(self.names[key])


@asynccontextmanager
async def open_stage(
    folder: Path, *, port: int = 0, page: bool = False, empty: bool = False
) -> AsyncIterator[Stage]:
    """Open the club kept in a folder; a new one writes its reviews first, unless `empty`.

    The folder holds the bot's database and the world it lives in, ids and messages alike.
    Raises `CannotStart` if either cannot be read.
    """
    url, world = f"sqlite:///{folder}/{DATABASE}", folder / WORLD
    library = load_library()
    is_new = not world.exists()
    clock = Clock(behind=_oldest(library) if is_new and not empty else 0.0)
    async with AsyncExitStack() as opened:
        discord = await opened.enter_async_context(
            open_playground(port, clock, page=page, bot_name=BOT)
        )
        _restore(discord, world)
        stage = _set(discord, library)
        await opened.enter_async_context(locking.held(url, "playground"))
        await upgrade(url)
        house = House(discord, url, folder / "pictures")
        opened.push_async_callback(house.stop)
        app = await house.start()
        if is_new and not empty:
            await _fill(stage, app.bot, library)
        discord.restart = house.restart
        await opened.enter_async_context(keeping(discord.world, world))
        yield stage


def _oldest(library: Library) -> float:
    """Return how many seconds ago the club's first review was written, and a day more."""
    return 86_400.0 * (max(one.days_ago for one in library.reviews) + 1)


def _restore(discord: Playground, world: Path) -> None:
    try:
        load(discord.world, world)
    except DamagedWorldError as error:
        raise CannotStart(
            f"{error}\nNext: move that file away; the club then starts anew."
        ) from error


def _set(discord: Playground, library: Library) -> Stage:
    """Return the club's guild with everybody in it; what is there already stays."""
    names = {member.key: member.name for member in library.members}
    is_new = not discord.world.guilds
    guild = discord.guild(GUILD, owner=names[OWNER])
    channels = [guild.channel(name) for name in CHANNELS]
    for name in names.values():
        guild.member(name)
    if is_new:
        for channel in channels:
            channel.it.topic = CHANNELS[channel.name]
        discord.add_bot(guild)
    return Stage(discord, guild, channels[0], names)


async def _fill(stage: Stage, bot: ReviewBot, library: Library) -> None:
    """Let the club write, each thing at its time; the clock ends where it should be."""
    discord, now = stage.discord, int(time.time())
    chatter = Chatter(stage.guild, stage.names, load_chatter(), now)

    async def deliver(published: Published) -> None:
        written = published.review.created_at
        await chatter.until(written)
        discord.clock.move_to(written)
        await bot.postman.post(published, None)

    opening = Opening(
        bot.db,
        guild_id=int(stage.guild.id),
        channel_id=int(stage.reviews.it.id),
        members={key: int(stage.member(key).id) for key in stage.names},
        deliver=deliver,
        now=now,
    )
    await open_club(opening, library)
    await chatter.until(now)
    discord.clock.catch_up()
