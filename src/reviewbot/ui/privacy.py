"""What a member reads about their own data, and the files that they get."""

import io

import discord
from discord import ButtonStyle

from reviewbot.bot.client import Interaction
from reviewbot.domain.authority import Actor
from reviewbot.services import exporting
from reviewbot.services.privacy import Erased, Holdings
from reviewbot.ui import ids, layout
from reviewbot.ui.layout import Layout


async def hand_out(interaction: Interaction, actor: Actor) -> None:
    """Answer privately with everything that is held of the member, a message for each file."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    client = interaction.client
    async for name, content in exporting.export(client.db, client.pictures, actor):
        file = discord.File(io.BytesIO(content), filename=name)
        await interaction.followup.send(file=file, ephemeral=True)


def forget_question(user_id: int, held: Holdings) -> Layout:
    """Say what would be erased, offer the export first, and ask once."""
    if not held.rows:
        return layout.notice("I hold nothing of you in this server.")
    words = (
        f"**Erase everything of yours in this server?**\n"
        f"Your {_counted(held.reviews, 'review')}, {_counted(held.comments, 'comment')}, "
        "pictures, shelves, diary, recommendations, settings and drafts are erased, and your "
        "cards are taken out of the channels. Replies that others wrote to you stay, without "
        "your name. It cannot be undone, and copies that the host keeps for emergencies run out "
        "after some weeks."
    )
    return layout.notice(
        words,
        layout.button("Export first", ids.export(user_id)),
        layout.button("Erase for good", ids.erase(user_id), style=ButtonStyle.danger),
    )


def forgotten(erased: Erased) -> Layout:
    """Say what was erased."""
    return layout.notice(
        f"Done. {_counted(erased.reviews, 'review')}, {_counted(erased.comments, 'comment')} and "
        "everything else of yours in this server are erased; your cards disappear in a moment. "
        "You are welcome to begin anew whenever you like."
    )


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
