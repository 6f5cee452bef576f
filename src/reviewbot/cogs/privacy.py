"""`/privacy`: a member's own data, handed out or erased."""

from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.services import privacy
from reviewbot.ui import answers
from reviewbot.ui.privacy import forget_question, hand_out


class Privacy(commands.Cog):
    """What is held of a member; all answers are private."""

    @app_commands.command()
    async def export(self, interaction: Interaction) -> None:
        """Get a file with everything that I hold of you in this server."""
        await hand_out(interaction, actor_of(interaction))

    @app_commands.command()
    async def forget(self, interaction: Interaction) -> None:
        """Have everything erased that I hold of you in this server; I ask once more first."""
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            held = await privacy.holdings(conn, actor)
        await answers.tell(interaction, forget_question(actor.user_id, held))
