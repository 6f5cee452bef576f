"""What an author answers who was asked about a text that may give something away."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from reviewbot.bot import failures
from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.authority import Action, authorise
from reviewbot.domain.reviews import Draft, Spoils
from reviewbot.domain.suspicion import suspicious, with_marks
from reviewbot.errors import Conflict, Invalid, NotFound
from reviewbot.services import reviews
from reviewbot.store import drafts
from reviewbot.ui import forms, ids
from reviewbot.ui.actions import Press
from reviewbot.ui.receipts import deliver, offer_again

_DRAFT: Final = rf"(?P<draft>{ids.ID})"


class _Post(Press, template="never:post"):
    """What both ways of posting have in common."""

    async def post(self, interaction: Interaction, change: Callable[[Draft], Draft]) -> None:
        """Publish the draft after a change, in place of the question."""
        client, actor, draft_id = interaction.client, actor_of(interaction), self.parts["draft"]
        await interaction.response.defer()
        known = (client.db, actor, draft_id, interaction.id, client.now())
        try:
            published = await reviews.publish(*known, change)
        except (Invalid, Conflict) as error:
            await failures.report(interaction, error, partial(offer_again, draft_id))
            return
        await deliver(interaction, published)


class HideParts(_Post, template=rf"rv1:mask:{_DRAFT}"):
    """Posts the text with the doubtful passages hidden."""

    async def act(self, interaction: Interaction) -> None:
        """Mark and publish."""
        await self.post(interaction, _marked)


class PostAsItIs(_Post, template=rf"rv1:postit:{_DRAFT}"):
    """Posts the text as it is."""

    async def act(self, interaction: Interaction) -> None:
        """Publish."""
        await self.post(interaction, lambda draft: draft)


class EditAnyway(Press, template=rf"rv1:reedit:{_DRAFT}"):
    """Opens the form again; what comes back from it is posted without another question."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the form, filled in."""
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            draft = await drafts.find(conn, actor.guild_id, self.parts["draft"])
        if draft is None:
            raise NotFound(GONE)
        authorise(actor, Action.CONTINUE, draft)
        form = forms.review_form(draft, ids.asked_form(draft.id))
        await interaction.response.send_modal(form)


def _marked(draft: Draft) -> Draft:
    text = with_marks(draft.text, suspicious(draft.text))
    return replace(draft, text=text, spoils=Spoils.PARTS)


HINT_ACTIONS: Final = (HideParts, PostAsItIs, EditAnyway)
