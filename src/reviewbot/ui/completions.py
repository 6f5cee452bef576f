"""What is offered while a member types a title: works the server knows, with kind and year."""

import asyncio
import logging
from typing import Final

from discord import app_commands

from reviewbot.bot.client import Interaction
from reviewbot.domain.works import TITLE_MAX, Work
from reviewbot.services.reviews import reference
from reviewbot.store import works
from reviewbot.ui.limits import CHOICE_NAME_MAX, CHOICES_MAX
from reviewbot.ui.text import one_line

_log = logging.getLogger(__name__)

_BUDGET_SECONDS: Final = 1.5


async def titles(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer works by what was typed so far; of one kind, if the member chose one already.

    What is slow or fails offers nothing, since a member can always type on.
    """
    try:
        async with asyncio.timeout(_BUDGET_SECONDS):
            found = await _found(interaction, typed[:TITLE_MAX])
    except Exception as error:  # noqa: BLE001 - a completion is never worth a failure (R2)
        _log.info("no completions (%s)", type(error).__name__)
        return []
    return [_choice(work) for work in found[:CHOICES_MAX]]


async def _found(interaction: Interaction, typed: str) -> list[Work]:
    if interaction.guild_id is None:
        return []
    chosen = getattr(interaction.namespace, "kind", None)
    async with interaction.client.db.read() as conn:
        found = await works.list_completions(conn, interaction.guild_id, typed, CHOICES_MAX)
    return [work for work in found if not chosen or work.kind == chosen]


def _choice(work: Work) -> app_commands.Choice[str]:
    name = one_line(work.label, CHOICE_NAME_MAX)
    return app_commands.Choice(name=name, value=reference(work.id))
