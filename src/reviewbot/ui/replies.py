"""A native reply to a card becomes a comment; one that reached us empty is told how, gently."""

import contextlib
from typing import Final

import discord

from reviewbot.bot.client import ReviewBot
from reviewbot.domain.authority import Actor
from reviewbot.domain.reviews import Card, CommentSource
from reviewbot.services import comments
from reviewbot.services.comments import Remark
from reviewbot.services.deliveries import patiently
from reviewbot.store import cards
from reviewbot.ui import ids, layout

ACKNOWLEDGED: Final = "💬"


async def on_reply(bot: ReviewBot, message: discord.Message) -> None:
    """Take a member's reply as a comment if it answers one of our cards."""
    reference = message.reference
    if message.guild is None or reference is None or reference.message_id is None:
        return
    async with bot.db.read() as conn:
        card = await cards.find_by_message(conn, message.guild.id, reference.message_id)
    if card is None:
        return
    actor = Actor(message.guild.id, message.author.id)
    if message.content.strip():
        await _comment(bot, message, actor, card)
    elif await comments.may_hint(bot.db, actor, bot.now()):
        await _hint(message, card)


async def _comment(bot: ReviewBot, message: discord.Message, actor: Actor, card: Card) -> None:
    remark = Remark(card.review_id, message.content, CommentSource.REPLY, message_id=message.id)
    refresh_at = bot.postman.refresh_at(card.review_id)
    added = await patiently(
        lambda: comments.add(bot.db, actor, remark, bot.now(), refresh_at=refresh_at)
    )
    if added is None:
        return
    bot.postman.wake()
    with contextlib.suppress(discord.Forbidden, discord.NotFound):
        await message.add_reaction(ACKNOWLEDGED)


async def _hint(message: discord.Message, card: Card) -> None:
    """Say, at most once a member and day, how a comment reaches us; nobody is pinged."""
    words = (
        "Your reply reached me without its words: Discord gives them to me only while the "
        "ping (@) beside the text box is on. The button works too."
    )
    button = layout.button("Comment", ids.comment(card.review_id))
    with contextlib.suppress(discord.Forbidden, discord.NotFound):
        await message.reply(view=layout.notice(words, button), mention_author=False, silent=True)
