"""How a layout reaches the one who asked: said privately, said to all, or in place of another."""

import io

import discord

from reviewbot.bot.client import Interaction
from reviewbot.ui.layout import Layout


async def tell(interaction: Interaction, layout: Layout) -> None:
    """Answer privately."""
    await interaction.response.send_message(view=layout, ephemeral=True)


async def show(interaction: Interaction, layout: Layout) -> None:
    """Answer for everybody in the channel."""
    await interaction.response.send_message(view=layout)


async def turn(interaction: Interaction, layout: Layout) -> None:
    """Put a layout in place of the private one that was pressed; answer privately elsewhere."""
    message = interaction.message
    if message is not None and message.flags.ephemeral:
        await interaction.response.edit_message(view=layout)
    else:
        await tell(interaction, layout)


async def turn_own(interaction: Interaction, layout: Layout) -> None:
    """Put a layout in place of one that the presser asked for; answer others privately."""
    message = interaction.message
    asked = message.interaction_metadata if message is not None else None
    if asked is not None and asked.user.id == interaction.user.id:
        await interaction.response.edit_message(view=layout)
    else:
        await tell(interaction, layout)


def text_file(name: str, text: str) -> discord.File:
    """Return a text as a file in UTF-8, exactly as it is."""
    return discord.File(io.BytesIO(text.encode()), filename=name)


async def hand_over(interaction: Interaction, name: str, text: str) -> None:
    """Answer privately with a text as a file."""
    await interaction.response.send_message(file=text_file(name, text), ephemeral=True)
