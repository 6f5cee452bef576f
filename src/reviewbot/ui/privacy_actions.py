"""What the buttons under `/privacy forget` do: export first, or erase for good."""

from typing import Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.authority import Actor
from reviewbot.errors import NotFound
from reviewbot.services import privacy
from reviewbot.ui import ids
from reviewbot.ui.actions import Press
from reviewbot.ui.privacy import forgotten, hand_out


def _own(interaction: Interaction, told: str) -> Actor:
    """Return who presses; raises `NotFound` where the button is another's."""
    actor = actor_of(interaction)
    if told != ids.base36(actor.user_id):
        raise NotFound(GONE)
    return actor


class Export(Press, template=r"rv1:mine:(?P<user>[0-9a-z]{1,13})"):
    """Hands a member everything that is held of them."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the files."""
        await hand_out(interaction, _own(interaction, self.parts["user"]))


class Erase(Press, template=r"rv1:forget:(?P<user>[0-9a-z]{1,13})"):
    """Erases everything that is held of a member."""

    async def act(self, interaction: Interaction) -> None:
        """Erase, and say so in place of the question."""
        actor, client = _own(interaction, self.parts["user"]), interaction.client
        await interaction.response.defer()
        erased = await privacy.forget(client.db, actor, interaction.id, client.now())
        await client.pictures.remove(picture_id for picture_id, _ in erased.pictures)
        client.postman.wake()
        await interaction.edit_original_response(view=forgotten(erased))


PRIVACY_ACTIONS: Final = (Export, Erase)
