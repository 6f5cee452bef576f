"""Telling the moderators: a message in the channel they chose, where they chose one."""

import logging

import aiohttp
import discord

from reviewbot.bot.client import ReviewBot
from reviewbot.store import guilds

_log = logging.getLogger(__name__)


async def alert(bot: ReviewBot, guild_id: int, layout: discord.ui.LayoutView) -> None:
    """Post a layout in the server's log channel, if it has one.

    It may fail: what moderators have to do stands in `/reviewbot reports` all the same.
    """
    async with bot.db.read() as conn:
        choices = await guilds.settings(conn, guild_id)
    if choices.log_channel_id is None:
        return
    channel = bot.get_partial_messageable(choices.log_channel_id, guild_id=guild_id)
    try:
        await channel.send(view=layout)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        code = getattr(error, "code", type(error).__name__)
        _log.info("the log channel of guild %s could not be told (%s)", guild_id, code)
