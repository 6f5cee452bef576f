"""Writing without the form of a review: in one command."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from reviewbot.bot import failures
from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.domain.reviews import Draft
from reviewbot.errors import Conflict, Invalid, NotFound, ReviewbotError, Unavailable
from reviewbot.services import drafting, finding, reviews, writing
from reviewbot.services.deliveries import DeliveredAlready, promptly
from reviewbot.ui import answers, forms
from reviewbot.ui.hints import is_doubtful, question
from reviewbot.ui.receipts import deliver, hand_back
from reviewbot.ui.sameness import in_the_way, same_question


async def begin(interaction: Interaction, draft: Draft) -> None:
    """Keep what the options said and open the form, once it is clear which work is meant."""
    opening = drafting.open_draft(interaction.client.db, draft, interaction.id)
    try:
        opened = await promptly(opening)
    except finding.NearYear as near:
        await answers.tell(interaction, same_question(draft.id, near, written=False))
        return
    await interaction.response.send_modal(forms.review_form(opened))


async def publish_changed(
    interaction: Interaction, draft_id: str, change: Callable[[Draft], Draft]
) -> None:
    """Publish a draft after a change, in place of the question that was pressed."""
    client, actor = interaction.client, actor_of(interaction)
    await interaction.response.defer()
    known = (client.db, actor, draft_id, interaction.id, client.now())
    try:
        published = await reviews.publish(*known, change)
    except (Invalid, Conflict) as error:
        await failures.report(interaction, error, in_the_way(draft_id, error))
        return
    await deliver(interaction, published)


async def take_quickly(
    interaction: Interaction, draft: Draft, given: Mapping[str, str | None]
) -> None:
    """Publish a rating, a few words or both; what cannot be published can be tried again."""
    rating, text = given["rating"] or "", given["text"] or ""
    draft = replace(draft, rating=rating, text=text, link=given["link"] or "")
    draft = replace(draft, verdict=given["verdict"] or "", tags=given["tags"] or "")
    if not (draft.text.strip() or draft.rating.strip()):
        raise Invalid("Give a rating, a text, or both. For a long text there is /review post.")
    await interaction.response.defer(ephemeral=True, thinking=True)
    await publish_kept(interaction, draft)


async def publish_kept(interaction: Interaction, draft: Draft) -> None:
    """Keep a draft, publish it, and tell its author; the interaction is acknowledged already."""
    client, actor = interaction.client, actor_of(interaction)
    try:
        await writing.keep(client.db, draft)
    except Unavailable as error:
        await hand_back(interaction, draft.text, error)
        return
    if is_doubtful(draft.text, draft.spoils):
        await interaction.edit_original_response(view=question(draft))
        return
    try:
        published = await reviews.publish(client.db, actor, draft.id, interaction.id, client.now())
    except DeliveredAlready:
        await writing.discard(client.db, actor, draft.id)
        raise
    except (NotFound, Unavailable) as error:
        await hand_back(interaction, draft.text, error)
        return
    except ReviewbotError as error:
        await failures.report(interaction, error, in_the_way(draft.id, error))
        return
    await deliver(interaction, published)
