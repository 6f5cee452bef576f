"""`/review settings`: what a member chooses for themselves."""

from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.ui import answers
from reviewbot.ui.choices_actions import panel


class Settings(commands.Cog):
    """A member's own settings."""

    @app_commands.command()
    async def settings(self, interaction: Interaction) -> None:
        """Choose what you see, what you are told, and what others see of you."""
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            page = await panel(conn, actor)
        await answers.tell(interaction, page)
