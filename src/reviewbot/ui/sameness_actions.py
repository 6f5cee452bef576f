"""What an author answers who was asked whether a known work is the one they mean."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.domain.reviews import NEW_WORK, Draft
from reviewbot.services import drafting
from reviewbot.services.deliveries import promptly
from reviewbot.ui import forms, ids
from reviewbot.ui.actions import Press
from reviewbot.ui.writing import publish_changed

_DRAFT: Final = rf"(?P<draft>{ids.ID})"
_WRITTEN: Final = r"(?P<written>[yn])"


class _Answer(Press, template="never:same"):
    """What both answers have in common: they go on where the author was."""

    async def go_on(self, interaction: Interaction, work_id: str) -> None:
        """Say of which work the draft is, and publish it or open its form."""

        def change(draft: Draft) -> Draft:
            return replace(draft, work_id=work_id)

        if self.parts["written"] == "y":
            await publish_changed(interaction, self.parts["draft"], change)
        else:
            await _open(interaction, self.parts["draft"], change)


class SameOne(_Answer, template=rf"rv1:same:{_DRAFT}:(?P<work>{ids.ID}):{_WRITTEN}"):
    """Says that a draft is of the known work."""

    async def act(self, interaction: Interaction) -> None:
        """Go on with that work."""
        await self.go_on(interaction, self.parts["work"])


class AnotherOne(_Answer, template=rf"rv1:another:{_DRAFT}:{_WRITTEN}"):
    """Says that a draft is of none that is known."""

    async def act(self, interaction: Interaction) -> None:
        """Go on with a new work, unless somebody has made it meanwhile."""
        await self.go_on(interaction, NEW_WORK)


async def _open(interaction: Interaction, draft_id: str, change: Callable[[Draft], Draft]) -> None:
    client, actor = interaction.client, actor_of(interaction)
    known = (client.db, actor, draft_id, interaction.id, client.now())
    kept = await promptly(drafting.keep(*known, change))
    await interaction.response.send_modal(forms.review_form(kept))


SAMENESS_ACTIONS: Final = (SameOne, AnotherOne)
