"""`/review comment` and the entry *Comment on review* in a message's menu."""

import discord
from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.cogs.options import Title
from reviewbot.domain.reviews import COMMENT_MAX, CommentSource, Review
from reviewbot.errors import Invalid, NotFound
from reviewbot.services.comments import Remark
from reviewbot.services.finding import known_work
from reviewbot.store import cards, comments, reviews
from reviewbot.store.connection import Connection
from reviewbot.ui import comment_ids, forms, ids
from reviewbot.ui.comment_forms import say
from reviewbot.ui.completions import titles
from reviewbot.ui.limits import CHOICE_NAME_MAX
from reviewbot.ui.thoughts import comment_id_of, thoughts


class Discuss(commands.Cog):
    """Commenting on reviews."""

    @app_commands.command()
    @app_commands.autocomplete(title=titles, reply_to=thoughts)
    async def comment(
        self,
        interaction: Interaction,
        title: Title,
        text: app_commands.Range[str, 1, COMMENT_MAX],
        by: discord.User | None = None,
        reply_to: app_commands.Range[str, 1, CHOICE_NAME_MAX] | None = None,
    ) -> None:
        """Comment on a review, or answer a comment.

        Args:
            title: What the review is about; pick it from the list or type its title
            text: Your comment; put || around what spoils
            by: Whose review you mean, if there are several
            reply_to: The comment that you answer; pick it from the list
        """
        await say(interaction, text, _remark(interaction, text, title, by, reply_to))


async def _remark(
    interaction: Interaction, text: str, title: str, by: discord.User | None, reply_to: str | None
) -> Remark:
    guild_id = actor_of(interaction).guild_id
    async with interaction.client.db.read() as conn:
        review_id, parent_id = await _meant(conn, guild_id, title, by, reply_to)
    return Remark(review_id, text, CommentSource.COMMAND, interaction.id, parent_id=parent_id)


async def _meant(
    conn: Connection, guild_id: int, title: str, by: discord.User | None, reply_to: str | None
) -> tuple[str, str | None]:
    """Return the review and the comment that are meant."""
    if reply_to is None:
        return (await review_meant(conn, guild_id, title, by)).id, None
    picked = comment_id_of(reply_to)
    answered = await comments.find(conn, guild_id, picked) if picked else None
    if answered is None:
        raise Invalid("Pick the comment from the list while you type, or use its button.")
    return answered.review_id, answered.id


async def review_meant(
    conn: Connection, guild_id: int, title: str, by: discord.User | None
) -> Review:
    """Return the review of a title; raise `Invalid` where several could be meant."""
    work = await known_work(conn, guild_id, title)
    if by is not None:
        one = await reviews.find_by_author(conn, guild_id, work.id, by.id)
        found = [one] if one else []
    else:
        found = await reviews.list_of_work(conn, guild_id, work.id)
    if not found:
        raise NotFound(f"There is no such review of {work.label} here.")
    if len(found) > 1:
        raise Invalid(
            f"{len(found)} members reviewed {work.label}. Say whose review you mean with the "
            "option “by”, or use the button on its card."
        )
    return found[0]


def comment_menu() -> app_commands.ContextMenu:
    """Return the entry of a message's menu that opens the form for a comment."""
    return app_commands.ContextMenu(name="Comment on review", callback=_open_form)


async def _open_form(interaction: Interaction, message: discord.Message) -> None:
    actor = actor_of(interaction)
    async with interaction.client.db.read() as conn:
        answered = await comments.find_by_message(conn, actor.guild_id, message.id)
        card = await cards.find_by_message(conn, actor.guild_id, message.id)
        review = await reviews.find(conn, actor.guild_id, card.review_id) if card else None
    if answered is not None:
        form = forms.comment_form("Your reply", comment_ids.respond_form(answered.id))
    elif review is not None:
        form = forms.comment_form(forms.comment_title(review.work), ids.comment_form(review.id))
    else:
        raise NotFound("That message is not the card of a review. Use this on one of my cards.")
    await interaction.response.send_modal(form)
