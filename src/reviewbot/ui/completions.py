"""What is offered while a member types: works the server knows, with kind and year, and tags.

Local data only.
"""

from discord import app_commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.offering import Choices, answered
from reviewbot.domain.reviews import TAG_MAX, TAGS_MAX
from reviewbot.domain.works import TITLE_MAX, WorkKind
from reviewbot.services import completing, editing
from reviewbot.services.finding import reference
from reviewbot.store import tags as stored_tags
from reviewbot.ui.limits import CHOICE_NAME_MAX, CHOICES_MAX
from reviewbot.ui.offers import offered
from reviewbot.ui.titles import plain


async def titles(interaction: Interaction, typed: str) -> Choices:
    """Offer works by what was typed so far; of one kind, if the member chose one already."""
    return await answered(interaction, _titles(interaction, typed[:TITLE_MAX]))


async def tags(interaction: Interaction, typed: str) -> Choices:
    """Offer the server's tags by what was typed so far, the most used ones first."""
    return await answered(interaction, _tags(interaction, typed[:TAG_MAX]))


async def tag_lists(interaction: Interaction, typed: str) -> Choices:
    """Offer, after the tags typed already, what the last of them may become."""
    return await answered(interaction, _tag_lists(interaction, typed[:CHOICE_NAME_MAX]))


async def parts(interaction: Interaction, typed: str) -> Choices:
    """Offer the seasons and episodes of what was chosen that the member has reviewed."""
    return await answered(interaction, _parts(interaction, typed))


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
    found = await _meant(interaction, typed)
    return [app_commands.Choice(name=tag, value=tag) for tag in found[:CHOICES_MAX]]


async def _tag_lists(interaction: Interaction, typed: str) -> Choices:
    before, comma, last = typed.rpartition(",")
    given = {one.strip() for one in before.lower().split(",")}
    lead = f"{before.strip()}, " if comma else ""
    lists = [lead + tag for tag in await _meant(interaction, last) if tag not in given]
    return offered((one, one) for one in lists if len(one) <= CHOICE_NAME_MAX)


async def _meant(interaction: Interaction, typed: str) -> list[str]:
    client, guild_id = interaction.client, interaction.guild_id
    if guild_id is None:
        return []
    async with client.db.read() as conn:
        known = await client.vocabularies.tags(conn, guild_id)
        return await stored_tags.list_completions(
            conn, known, guild_id, interaction.user.id, typed, CHOICES_MAX + TAGS_MAX
        )


async def _parts(interaction: Interaction, typed: str) -> Choices:
    title = getattr(interaction.namespace, "title", None)
    if interaction.guild_id is None or not title:
        return []
    async with interaction.client.db.read() as conn:
        found = await editing.list_own(conn, actor_of(interaction), str(title))
    labels = (review.part.label for review in found if review.part.label)
    begun = "".join(typed.casefold().split())
    fitting = [one for one in labels if begun in "".join(one.casefold().split())]
    return offered((one, one) for one in fitting)
