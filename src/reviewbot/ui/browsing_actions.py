"""Looking around by presses: a menu opens a review, buttons turn pages, all private answers."""

from dataclasses import replace
from typing import Any, Final

from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.browsing import Look, Sort
from reviewbot.domain.ids import is_id
from reviewbot.errors import NotFound
from reviewbot.ui import answers, ids, looking
from reviewbot.ui.actions import Press, Read


def chosen(interaction: Interaction) -> str:
    """Return the value chosen in a menu, or raise `NotFound`; anybody may send any value."""
    data: Any = interaction.data
    values = data.get("values") or [""]
    if len(values[0]) > ids.CHOSEN_MAX:
        raise NotFound(GONE)
    return str(values[0])


class Pick(Read, template=ids.PICK):
    """Opens the review chosen in a menu; everything else is as for the button."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with its first page."""
        picked = chosen(interaction)
        if not is_id(picked):
            raise NotFound(GONE)
        self.parts = {"review": picked}
        await super().act(interaction)


class TurnList(Press, template=rf"rv1:look:{ids.LOOK}"):
    """Turns to a page of a list."""

    async def act(self, interaction: Interaction) -> None:
        """Put the page in place of a private one, or answer with it."""
        look, page = ids.look_of(self.parts)
        await _turn(interaction, look, page)


class SortList(Press, template=rf"rv1:sort:{ids.LOOK}"):
    """Puts a list into the order chosen in a menu."""

    async def act(self, interaction: Interaction) -> None:
        """Put its first page in place of the one that was there."""
        look, _ = ids.look_of(self.parts)
        letter = chosen(interaction)
        if letter not in {ids.sort_letter(sort) for sort in Sort}:
            raise NotFound(GONE)
        await _turn(interaction, replace(look, sort=ids.sort_of(letter)), 0)


class Another(Press, template=r"rv1:another:(?P<kind>[mbt-])"):
    """Shows some other review."""

    async def act(self, interaction: Interaction) -> None:
        """Put it in place of the one that was there."""
        layout = await looking.any_review(interaction, ids.kind_of(self.parts["kind"]))
        await answers.turn(interaction, layout)


class OpenPicked(Press, template=ids.OPEN):
    """Opens the page of the work chosen in a menu."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the page."""
        await _open_work(interaction, chosen(interaction))


class OpenWork(Press, template=rf"rv1:work:(?P<work>{ids.ID})"):
    """Opens the page of a work, for the presser alone."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the page."""
        await _open_work(interaction, self.parts["work"])


async def _open_work(interaction: Interaction, work_id: str) -> None:
    if not is_id(work_id):
        raise NotFound(GONE)
    await answers.tell(interaction, await looking.work(interaction, work_id))


async def _turn(interaction: Interaction, look: Look, page: int) -> None:
    await answers.turn(interaction, await looking.page(interaction, look, page))


BROWSING_ACTIONS: Final = (Pick, TurnList, SortList, Another, OpenPicked, OpenWork)
