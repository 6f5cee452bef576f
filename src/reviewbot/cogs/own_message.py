"""The entry *Make this my review* in a message's menu: words that are there become a review."""

from dataclasses import replace

import discord
from discord import app_commands

from reviewbot.bot.client import Interaction
from reviewbot.cogs.post import new_draft
from reviewbot.errors import Invalid, NotAllowed
from reviewbot.services import writing
from reviewbot.services.deliveries import promptly
from reviewbot.ui.writing_forms import place_form


def review_menu() -> app_commands.ContextMenu:
    """Return the entry of a message's menu that makes a review of the presser's own words."""
    return app_commands.ContextMenu(name="Make this my review", callback=_begin)


async def _begin(interaction: Interaction, message: discord.Message) -> None:
    if message.author.id != interaction.user.id:
        raise NotAllowed("That message is not yours. Use this on something that you wrote.")
    if not message.content.strip():
        raise Invalid("There are no words in that message that I could take.")
    draft = replace(new_draft(interaction, ""), text=message.content)
    await promptly(writing.keep(interaction.client.db, draft, interaction.id))
    await interaction.response.send_modal(place_form(draft))
