"""Pressing for pictures: to see those of a review, and to change those of one's own."""

import io
from collections.abc import Sequence
from typing import Final

import discord

from reviewbot.bot.client import Interaction
from reviewbot.domain.authority import Action
from reviewbot.domain.pictures import Picture
from reviewbot.domain.reviews import Review
from reviewbot.store import pictures
from reviewbot.ui import ids
from reviewbot.ui.actions import Press
from reviewbot.ui.galleries import pictures_page, shown_to
from reviewbot.ui.picture_forms import picture_form


async def _pictures(interaction: Interaction, review: Review) -> list[Picture]:
    async with interaction.client.db.read() as conn:
        return await pictures.list_of_review(conn, review.guild_id, review.id)


class Pictures(Press, template=rf"rv1:pics:(?P<review>{ids.ID}):(?P<mode>[mr])"):
    """Shows the pictures of a review privately."""

    async def act(self, interaction: Interaction) -> None:
        """Acknowledge, then answer with the pictures as attachments."""
        review, revealed = await self.review(interaction), self.parts["mode"] == "r"
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await _pictures(interaction, review)
        files = await _files(interaction, shown_to(review, found, revealed=revealed))
        known = {file.filename for file in files}
        there = [one for one in found if one.name in known or not revealed]
        page = pictures_page(review, there, revealed=revealed)
        await interaction.edit_original_response(view=page, attachments=files)


async def _files(interaction: Interaction, shown: Sequence[Picture]) -> list[discord.File]:
    contents = [(one, await interaction.client.pictures.read(one.id)) for one in shown]
    return [
        discord.File(io.BytesIO(content), one.name, description=one.alt or None)
        for one, content in contents
        if content is not None
    ]


class ChangePictures(Press, template=rf"rv1:picform:(?P<review>{ids.ID})"):
    """Opens the form of the pictures of the presser's review."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the form."""
        review = await self.review(interaction, Action.CHANGE)
        form = picture_form(review, await _pictures(interaction, review))
        await interaction.response.send_modal(form)


PICTURE_ACTIONS: Final = (Pictures, ChangePictures)
