"""What is offered while a member types a title of their own shelf."""

import asyncio
import logging
from typing import Final

from discord import app_commands

from reviewbot.bot.client import Interaction
from reviewbot.domain.works import TITLE_MAX
from reviewbot.services.finding import reference
from reviewbot.store import shelves
from reviewbot.ui import titles
from reviewbot.ui.limits import CHOICE_NAME_MAX, CHOICES_MAX
from reviewbot.ui.offers import offered

_log = logging.getLogger(__name__)

_BUDGET_SECONDS: Final = 1.5


async def shelved_titles(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer what stands on the member's shelf by what was typed so far.

    What is slow or fails offers nothing, since a member can always type on.
    """
    if interaction.guild_id is None:
        return []
    member_id, guild_id = interaction.user.id, interaction.guild_id
    try:
        async with asyncio.timeout(_BUDGET_SECONDS), interaction.client.db.read() as conn:
            found = await shelves.list_completions(
                conn, guild_id, member_id, typed[:TITLE_MAX], CHOICES_MAX
            )
    except Exception as error:  # noqa: BLE001 - a completion is never worth a failure (R2)
        _log.info("no completions (%s)", type(error).__name__)
        return []
    return offered((titles.plain(work, CHOICE_NAME_MAX), reference(work.id)) for work in found)
