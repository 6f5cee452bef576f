"""Puts the real bot and a Discord on this machine together, with the club in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from reviewbot.app import open_app
from reviewbot.bot.client import ReviewBot
from reviewbot.club.library import load_library
from reviewbot.club.opening import Opening, open_club
from reviewbot.playground import Playground, open_playground
from reviewbot.playground.driver import Channel, Guild, Member
from reviewbot.store.migrating import upgrade

GUILD: Final = "Film & Book Club"
BOT: Final = "reviewbot"
CHANNELS: Final = ("reviews", "talk", "tonight")


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
    database_url: str, *, port: int = 0, page: bool = False, empty: bool = False
) -> AsyncIterator[Stage]:
    """Open the playground, connect the bot, and let the club write its reviews unless `empty`."""
    async with open_playground(port, page=page, bot_name=BOT) as discord:
        stage = _set(discord)
        await upgrade(database_url)
        async with open_app(
            token=discord.token,
            database_url=database_url,
            api_url=discord.api_url,
            gateway_url=discord.gateway_url,
            card_refresh_seconds=1,
        ) as app:
            if not empty:
                await _fill(stage, app.bot)
            yield stage


def _set(discord: Playground) -> Stage:
    guild = discord.guild(GUILD)
    channels = [guild.channel(name) for name in CHANNELS]
    names = {member.key: member.name for member in load_library().members}
    for name in names.values():
        guild.member(name)
    discord.add_bot(guild)
    return Stage(discord, guild, channels[0], names)


async def _fill(stage: Stage, bot: ReviewBot) -> None:
    opening = Opening(
        bot.db,
        guild_id=int(stage.guild.id),
        channel_id=int(stage.reviews.it.id),
        members={key: int(stage.member(key).id) for key in stage.names},
        deliver=lambda published: bot.postman.post(published, None),
        now=bot.now(),
    )
    await open_club(opening, load_library())
