"""Looking around by presses: a menu opens a review, buttons turn pages, all private answers."""

from dataclasses import replace
from typing import Any, Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.browsing import Look, Sort
from reviewbot.domain.ids import is_id
from reviewbot.domain.pages import Page
from reviewbot.errors import NotFound
from reviewbot.services.looking import known_opinions
from reviewbot.services.reviews import reference
from reviewbot.store import opinions, works
from reviewbot.store.connection import Connection
from reviewbot.ui import answers, ids
from reviewbot.ui.actions import Press, Read
from reviewbot.ui.layout import Layout
from reviewbot.ui.limits import SEEN_MAX
from reviewbot.ui.lists import of_work_page
from reviewbot.ui.show import work_page


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


class OpenWork(Press, template=rf"rv1:work:(?P<work>{ids.ID})"):
    """Opens the page of a work, for the presser alone."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the page."""
        await open_work(interaction, self.parts["work"])


async def open_work(interaction: Interaction, work_id: str) -> None:
    """Answer privately with the page of a work."""
    actor = actor_of(interaction)
    async with interaction.client.db.read() as conn:
        seen = await known_opinions(conn, actor.guild_id, reference(work_id), Sort.NEWEST, SEEN_MAX)
    await answers.tell(interaction, work_page(seen, asker=actor.user_id))


async def _turn(interaction: Interaction, look: Look, page: int) -> None:
    actor = actor_of(interaction)
    async with interaction.client.db.read() as conn:
        layout = await page_of(conn, actor.guild_id, look, page)
    await answers.turn(interaction, layout)


async def page_of(conn: Connection, guild_id: int, look: Look, page: int) -> Layout:
    """Return a page of a list, the last one if there are fewer; raise `NotFound` without one."""
    work = await works.get(conn, guild_id, look.work_id or "")
    given = await opinions.list_given(conn, guild_id, work.id)
    total = sum(one.worded for one in given)
    page = min(page, max(0, (total - 1) // SEEN_MAX))
    found = await opinions.list_worded(
        conn, guild_id, work.id, look.sort, SEEN_MAX, page * SEEN_MAX
    )
    return of_work_page(work, look, Page(found, page, SEEN_MAX, total))


BROWSING_ACTIONS: Final = (Pick, TurnList, SortList, OpenWork)
