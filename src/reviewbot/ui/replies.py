"""A native reply to a card or to a comment becomes a comment; an empty one is told how, gently."""

import contextlib
from dataclasses import dataclass
from typing import Final

import discord

from reviewbot.bot.client import ReviewBot
from reviewbot.domain.authority import Actor
from reviewbot.domain.reviews import CommentSource
from reviewbot.services import comments
from reviewbot.services.comments import Remark
from reviewbot.services.deliveries import patiently
from reviewbot.store import cards, threads
from reviewbot.store import comments as stored
from reviewbot.ui import comment_ids, ids, layout

ACKNOWLEDGED: Final = "💬"


@dataclass(frozen=True, slots=True)
class Answered:
    """What a reply answers: a review by its card, or a comment on it by its message."""

    review_id: str
    comment_id: str | None = None


async def on_reply(bot: ReviewBot, message: discord.Message) -> None:
    """Take a member's reply as a comment if it answers one of our cards or a comment."""
    answered = await _answered(bot, message)
    if message.guild is None or answered is None:
        return
    actor = Actor(message.guild.id, message.author.id)
    if words := words_of(bot, message):
        await _comment(bot, message, actor, answered, words)
    elif await comments.may_hint(bot.db, actor, bot.now()):
        await _hint(message, answered)


async def on_edit(bot: ReviewBot, message: discord.Message) -> None:
    """Let a comment say what its message says now, where Discord tells us."""
    words = words_of(bot, message)
    if message.guild is not None and words:
        await comments.follow_edit(bot.db, message.guild.id, message.id, words, bot.now())


async def _answered(bot: ReviewBot, message: discord.Message) -> Answered | None:
    reference = message.reference
    if message.guild is None or reference is None or reference.message_id is None:
        return None
    guild_id, message_id = message.guild.id, reference.message_id
    async with bot.db.read() as conn:
        if card := await cards.find_by_message(conn, guild_id, message_id):
            return Answered(card.review_id)
        if comment := await stored.find_by_message(conn, guild_id, message_id):
            return Answered(comment.review_id, comment.id)
        talked_of = await threads.find_review(conn, guild_id, message.channel.id)
    return Answered(talked_of) if talked_of and _answers_us(bot, message) else None


def _answers_us(bot: ReviewBot, message: discord.Message) -> bool:
    """Tell whether a message in a review's thread replies to one of ours."""
    answered = message.reference.resolved if message.reference else None
    return isinstance(answered, discord.Message) and answered.author == bot.user


def words_of(bot: ReviewBot, message: discord.Message) -> str:
    """Return what somebody wrote, without our own name before or after it."""
    words = message.content.strip()
    if bot.user is not None:
        for name in (f"<@{bot.user.id}>", f"<@!{bot.user.id}>"):
            words = words.removeprefix(name).removesuffix(name).strip()
    return words


async def _comment(
    bot: ReviewBot, message: discord.Message, actor: Actor, answered: Answered, words: str
) -> None:
    remark = Remark(
        answered.review_id,
        words,
        CommentSource.REPLY,
        message_id=message.id,
        parent_id=answered.comment_id,
    )
    refresh_at = bot.postman.refresh_at(answered.review_id)
    added = await patiently(
        lambda: comments.add(bot.db, actor, remark, bot.now(), refresh_at=refresh_at)
    )
    if added is None:
        return
    bot.postman.wake()
    with contextlib.suppress(discord.Forbidden, discord.NotFound):
        await message.add_reaction(ACKNOWLEDGED)


async def _hint(message: discord.Message, answered: Answered) -> None:
    """Say, at most once a member and day, how a comment reaches us; nobody is pinged."""
    words = (
        "Your reply reached me without its words: Discord gives them to me only while the "
        "ping (@) beside the text box is on. The button works too."
    )
    button = layout.button("Comment", ids.comment(answered.review_id))
    if answered.comment_id is not None:
        words = (
            "Your reply to that comment reached me without its words: Discord gives them to me "
            "only where you mention me. The button works too."
        )
        button = layout.button("Reply", comment_ids.respond(answered.comment_id))
    with contextlib.suppress(discord.Forbidden, discord.NotFound):
        await message.reply(view=layout.notice(words, button), mention_author=False, silent=True)
