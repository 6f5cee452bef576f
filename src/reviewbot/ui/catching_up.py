"""What was said, changed or deleted while we were away, found again after a new session (R10).

A resumed session brings what was missed by itself. After a new one we look at the last day of
the channels in which cards stand: at most 200 messages and 20 doubtful ones of each, one
channel after the other. All of it counts by message id, so that doing it twice changes nothing.
"""

import asyncio
import logging
import time
from typing import Final, TypeAlias

import discord

from reviewbot.bot.client import ReviewBot
from reviewbot.bot.history import READ_MAX
from reviewbot.domain.reviews import Comment, place_of
from reviewbot.services import comments as following
from reviewbot.store import cards, comments, threads
from reviewbot.ui.replies import on_edit, on_reply, words_of

_log = logging.getLogger(__name__)

CHANNELS_MAX: Final = 25
"""Channels of one guild that are looked at."""
DOUBTS_MAX: Final = 20
SPACING_SECONDS: Final = 0.5
_DAY: Final = 86_400
_Place: TypeAlias = discord.TextChannel | discord.Thread | discord.VoiceChannel


async def catch_up(bot: ReviewBot) -> None:
    """Look at every guild's channels and threads with cards."""
    for guild in bot.guilds:
        async with bot.db.read() as conn:
            places = await cards.list_channels(conn, guild.id, CHANNELS_MAX)
            places += await threads.list_newest(conn, guild.id, CHANNELS_MAX)
        for place_id in places:
            place = guild.get_channel_or_thread(place_id)
            if isinstance(place, _Place) and _readable(place):
                await _look(bot, guild, place)
                await asyncio.sleep(SPACING_SECONDS)


def _readable(channel: _Place) -> bool:
    granted = channel.permissions_for(channel.guild.me)
    return granted.view_channel and granted.read_message_history


async def _look(bot: ReviewBot, guild: discord.Guild, channel: _Place) -> None:
    since = place_of(int(time.time()) - _DAY)
    try:
        found = [one async for one in channel.history(limit=READ_MAX, after=discord.Object(since))]
    except (discord.Forbidden, discord.NotFound):
        return
    there = sorted(found, key=lambda message: message.id)
    for message in there:
        if not message.author.bot and message.webhook_id is None and words_of(bot, message):
            await on_edit(bot, message)
            if message.reference is not None:
                await on_reply(bot, message)
    whole = len(there) < READ_MAX
    first = since if whole else there[0].id
    last = place_of(int(time.time()) + _DAY) if whole else there[-1].id
    async with bot.db.read() as conn:
        known = await comments.list_of_messages(conn, guild.id, first, last, READ_MAX)
    present = {message.id for message in there}
    await _gone(bot, channel, [one for one in known if one.message_id not in present])


async def _gone(bot: ReviewBot, channel: _Place, doubtful: list[Comment]) -> None:
    """Delete the comments of a card's channel whose messages stand nowhere any more."""
    gone = []
    for comment in doubtful[:DOUBTS_MAX]:
        async with bot.db.read() as conn:
            card = await cards.find(conn, comment.guild_id, comment.review_id)
            thread_id = await threads.find(conn, comment.guild_id, comment.review_id)
        if comment.message_id is None or card is None or card.channel_id != channel.id:
            continue
        places = [channel.id] if thread_id is None else [thread_id, channel.id]
        if not await _stands_in(bot, places, comment.message_id):
            gone.append(comment.message_id)
    if gone:
        refresh_at, guild_id = bot.postman.refresh_at, channel.guild.id
        await following.follow_deletion(bot.db, guild_id, gone, bot.now(), refresh_at=refresh_at)
        bot.postman.wake()


async def _stands_in(bot: ReviewBot, channel_ids: list[int], message_id: int) -> bool:
    """Tell whether a message is in one of these, or may be where we cannot look."""
    for channel_id in channel_ids:
        try:
            await bot.get_partial_messageable(channel_id).fetch_message(message_id)
        except discord.NotFound:
            continue
        except discord.Forbidden:
            return True
        return True
    return False
