"""What is offered while a member types a title of their own shelf."""

from reviewbot.bot.client import Interaction
from reviewbot.bot.offering import Choices, answered
from reviewbot.domain.works import TITLE_MAX
from reviewbot.services.finding import reference
from reviewbot.store import shelves
from reviewbot.ui import titles
from reviewbot.ui.limits import CHOICE_NAME_MAX, CHOICES_MAX
from reviewbot.ui.offers import offered


async def shelved_titles(interaction: Interaction, typed: str) -> Choices:
    """Offer what stands on the member's shelf by what was typed so far."""
    return await answered(interaction, _shelved(interaction, typed[:TITLE_MAX]))


async def _shelved(interaction: Interaction, typed: str) -> Choices:
    member_id, guild_id = interaction.user.id, interaction.guild_id
    if guild_id is None:
        return []
    async with interaction.client.db.read() as conn:
        found = await shelves.list_completions(conn, guild_id, member_id, typed, CHOICES_MAX)
    return offered((titles.plain(work, CHOICE_NAME_MAX), reference(work.id)) for work in found)
