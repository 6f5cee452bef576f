"""The thread of a review: opened from its card, once, with a message that can be replied to."""

from typing import Final

import discord

from reviewbot.bot.client import ReviewBot
from reviewbot.bot.history import History
from reviewbot.bot.rights import named
from reviewbot.domain.outbox import Owed
from reviewbot.domain.reviews import Card, Review
from reviewbot.errors import NotAllowed, NotFound
from reviewbot.services import talking
from reviewbot.store import cards, reviews, threads
from reviewbot.ui import ids, layout, titles

NAME_MAX: Final = 100
"""Characters of a thread's name (developer documentation, "Start Thread from Message")."""
_ARCHIVED_AFTER: Final = 1_440
_THERE_ALREADY: Final = 160004
_PARKED_SECONDS: Final = 3_600


async def open_owed(bot: ReviewBot, owed: Owed) -> int | None:
    """Open the thread that a first comment asked for; see `bot.client.Payer`."""
    async with bot.db.read() as conn:
        review = await reviews.find(conn, owed.guild_id, owed.subject_id)
    if review is None:
        return None
    try:
        await open_thread(bot, review)
    except NotAllowed:
        return bot.now() + _PARKED_SECONDS
    except NotFound:
        return None
    return None


async def open_thread(bot: ReviewBot, review: Review) -> int:
    """Open the review's thread if it has none; return its id.

    Raises `NotFound` where no card is posted, `NotAllowed` naming the right that we miss.
    """
    async with bot.db.read() as conn:
        known = await threads.find(conn, review.guild_id, review.id)
        card = await cards.find(conn, review.guild_id, review.id)
    if known is not None:
        return known
    if card is None:
        raise NotFound("The card of that review is not posted, so it can have no thread.")
    if missing := _missing(bot, card):
        raise NotAllowed(
            f"I may not open a thread there: I need {named(missing)} in <#{card.channel_id}>."
        )
    thread_id = await _opened(bot, review, card)
    await _welcome(bot, review, thread_id)
    await talking.opened(bot.db, review.guild_id, review.id, thread_id)
    return thread_id


async def _opened(bot: ReviewBot, review: Review, card: Card) -> int:
    """Open it; where an earlier attempt did, it has the id of the card's message."""
    channel = bot.get_partial_messageable(card.channel_id, guild_id=card.guild_id)
    message = channel.get_partial_message(card.message_id)
    name = titles.plain(review.work, NAME_MAX)
    try:
        thread = await message.create_thread(name=name, auto_archive_duration=_ARCHIVED_AFTER)
    except discord.HTTPException as error:
        if error.code == _THERE_ALREADY:
            return card.message_id
        raise
    return thread.id


async def _welcome(bot: ReviewBot, review: Review, thread_id: int) -> None:
    """Say once what becomes a comment here: a reply to this message."""
    channel = bot.get_partial_messageable(thread_id, guild_id=review.guild_id)
    custom_id = ids.comment(review.id)
    if await History(bot).find(channel, {custom_id}) is not None:
        return
    words = (
        f"Talk about {titles.named(review.work)} here. What you say in reply to this message, with "
        "the ping on, becomes a comment on the review; all else stays talk."
    )
    notice = layout.notice(words, layout.button("Comment", custom_id))
    await channel.send(view=notice, nonce=f"{review.id}.t")


def _missing(bot: ReviewBot, card: Card) -> list[str]:
    guild = bot.get_guild(card.guild_id)
    channel = guild.get_channel(card.channel_id) if guild else None
    if guild is None or channel is None:
        return []
    granted = channel.permissions_for(guild.me)
    needed = {
        "View Channel": granted.view_channel,
        "Create Public Threads": granted.create_public_threads,
        "Send Messages in Threads": granted.send_messages_in_threads,
    }
    return [name for name, there in needed.items() if not there]
