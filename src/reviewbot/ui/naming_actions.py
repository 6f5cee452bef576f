"""What the menus of a work's names do, and the button that takes a change back."""

from typing import Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.identifiers import Identifier, Scheme
from reviewbot.errors import NotFound
from reviewbot.services import naming
from reviewbot.services.naming import Doing
from reviewbot.ui import answers, ids, names, titles
from reviewbot.ui.actions import Press
from reviewbot.ui.browsing_actions import chosen
from reviewbot.ui.layout import notice
from reviewbot.ui.text import neutralise


def doing(interaction: Interaction) -> Doing:
    """Return who does something, in which interaction, and when."""
    return Doing(actor_of(interaction), interaction.id, interaction.client.now())


class Prefer(Press, template=rf"rv1:prefer:(?P<work>{ids.ID})"):
    """Shows a work by the name chosen."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with what changed."""
        key = chosen(interaction)
        done = await naming.prefer_title(
            interaction.client.db, doing(interaction), self.parts["work"], key
        )
        await answers.tell(interaction, names.renamed(done))


class Unname(Press, template=rf"rv1:unname:(?P<work>{ids.ID})"):
    """Takes the name or the identifier chosen away."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with what changed."""
        value, db, work_id = chosen(interaction), interaction.client.db, self.parts["work"]
        scheme, colon, number = value.partition(":")
        if colon and scheme in set(Scheme):
            one = Identifier(Scheme(scheme), number)
            done = await naming.unlink(db, doing(interaction), work_id, one)
        elif colon:
            raise NotFound(GONE)
        else:
            done = await naming.remove_title(db, doing(interaction), work_id, value)
        await answers.tell(interaction, names.renamed(done))


class UndoName(Press, template=rf"rv1:rename:(?P<undo>{ids.ID})"):
    """Takes a change of names back."""

    async def act(self, interaction: Interaction) -> None:
        """Say in place of the change that it is undone."""
        work = await naming.undo(interaction.client.db, doing(interaction), self.parts["undo"])
        interaction.client.postman.wake()  # cards may be owed what the work is again
        await answers.turn(
            interaction, notice(f"Taken back: {neutralise(titles.plain(work, 160))} is as before.")
        )


NAMING_ACTIONS: Final = (Prefer, Unname, UndoName)
