"""What an author answers who was asked about a text that may give something away."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.authority import Action, authorise
from reviewbot.domain.reviews import Draft, Spoils
from reviewbot.domain.suspicion import suspicious, with_marks
from reviewbot.errors import NotFound
from reviewbot.store import drafts
from reviewbot.ui import forms, ids
from reviewbot.ui.actions import Press
from reviewbot.ui.writing import publish_changed

_DRAFT: Final = rf"(?P<draft>{ids.ID})"


class _Post(Press, template="never:post"):
    """What both ways of posting have in common."""

    async def post(self, interaction: Interaction, change: Callable[[Draft], Draft]) -> None:
        """Publish the draft after a change, in place of the question."""
        await publish_changed(interaction, self.parts["draft"], change)


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
