"""`/review thread`: a place to talk about a review."""

import discord
from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.cogs.comment import review_meant
from reviewbot.cogs.options import Title
from reviewbot.domain.authority import Action, authorise
from reviewbot.ui import layout
from reviewbot.ui.completions import titles
from reviewbot.ui.threads import open_thread


class Talk(commands.Cog):
    """Threads of reviews."""

    @app_commands.command(name="thread")
    @app_commands.autocomplete(title=titles)
    async def thread(
        self, interaction: Interaction, title: Title, by: discord.User | None = None
    ) -> None:
        """Open a thread to talk about a review, or find the one there is.

        Args:
            title: What the review is about; pick it from the list or type its title
            by: Whose review you mean, if there are several
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            review = await review_meant(conn, actor.guild_id, title, by)
        authorise(actor, Action.COMMENT, review)
        thread_id = await open_thread(interaction.client, review)
        said = layout.notice(f"Talk goes on in <#{thread_id}>.")
        await interaction.edit_original_response(view=said)
