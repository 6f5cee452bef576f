"""What is offered while a member types: works the server knows, with kind and year, and tags.

Local data only.
"""

import asyncio
import logging
from collections.abc import Awaitable
from typing import Final

from discord import app_commands

from reviewbot.bot.client import Interaction
from reviewbot.domain.reviews import TAG_MAX
from reviewbot.domain.works import TITLE_MAX, WorkKind
from reviewbot.services import completing
from reviewbot.services.reviews import reference
from reviewbot.store import tags as stored_tags
from reviewbot.ui.limits import CHOICE_NAME_MAX, CHOICES_MAX
from reviewbot.ui.offers import offered
from reviewbot.ui.titles import plain

Choices = list[app_commands.Choice[str]]
_log = logging.getLogger(__name__)

_BUDGET_SECONDS: Final = 1.5


async def titles(interaction: Interaction, typed: str) -> Choices:
    """Offer works by what was typed so far; of one kind, if the member chose one already."""
    return await _within_budget(_titles(interaction, typed[:TITLE_MAX]))


async def tags(interaction: Interaction, typed: str) -> Choices:
    """Offer the server's tags by what was typed so far, the most used ones first."""
    return await _within_budget(_tags(interaction, typed[:TAG_MAX]))


async def _within_budget(offered: Awaitable[Choices]) -> Choices:
    """Return what is offered; nothing where that is slow or fails, for one can always type on."""
    try:
        async with asyncio.timeout(_BUDGET_SECONDS):
            return await offered
    except Exception as error:  # noqa: BLE001 - a completion is never worth a failure (R2)
        _log.info("no completions (%s)", type(error).__name__)
        return []


async def _titles(interaction: Interaction, typed: str) -> Choices:
    guild_id = interaction.guild_id
    if guild_id is None:
        return []
    chosen = getattr(interaction.namespace, "kind", None)
    kind = WorkKind(chosen) if chosen in set(WorkKind) else None
    client = interaction.client
    async with client.db.read() as conn:
        found = await completing.list_works(
            conn, client.vocabularies, guild_id, interaction.user.id, typed, CHOICES_MAX, kind
        )
    return offered((plain(work, CHOICE_NAME_MAX), reference(work.id)) for work in found)


async def _tags(interaction: Interaction, typed: str) -> Choices:
    if interaction.guild_id is None:
        return []
    async with interaction.client.db.read() as conn:
        found = await stored_tags.list_completions(conn, interaction.guild_id, typed, CHOICES_MAX)
    return [app_commands.Choice(name=tag, value=tag) for tag in found]
