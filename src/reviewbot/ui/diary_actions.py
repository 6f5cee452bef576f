"""What a press in a diary does: leaf through it, and change or take out one's own entries."""

from typing import Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.authority import Actor
from reviewbot.domain.dates import day_of
from reviewbot.domain.ids import is_id
from reviewbot.domain.pages import Page
from reviewbot.domain.viewings import Viewing
from reviewbot.errors import NotFound
from reviewbot.services import diary
from reviewbot.services.shelves import check_open
from reviewbot.store import cards, reviews, viewings, works
from reviewbot.store.connection import Connection
from reviewbot.ui import answers, ids
from reviewbot.ui.actions import Press
from reviewbot.ui.browsing_actions import chosen
from reviewbot.ui.diary import (
    DIARY_SIZE,
    DiaryEntry,
    Leafed,
    diary_page,
    noted_notice,
    unnoted_notice,
    viewing_page,
)
from reviewbot.ui.diary_forms import viewing_form
from reviewbot.ui.layout import Layout

_ID_MAX: Final = 2**63


class TurnDiary(
    Press, template=rf"rv1:diary:{ids.MEMBER}:{ids.MONTH}:(?P<page>{ids.NUMBER})(?::[LE])?"
):
    """Turns to a page of a diary."""

    async def act(self, interaction: Interaction) -> None:
        """Put the page in place of a private one, or answer with it."""
        await _turn(interaction, self.parts["member"], self.parts["month"], int(self.parts["page"]))


class Months(Press, template=rf"rv1:months:{ids.MEMBER}"):
    """Turns to the month chosen in a menu."""

    async def act(self, interaction: Interaction) -> None:
        """Put its first page in place of the one that was there."""
        await _turn(interaction, self.parts["member"], chosen(interaction), 0)


async def _turn(interaction: Interaction, member: str, month: str, page: int) -> None:
    actor, member_id = actor_of(interaction), int(member, 36)
    if member_id >= _ID_MAX:
        raise NotFound(GONE)
    async with interaction.client.db.read() as conn:
        layout = await leaf(conn, actor, member_id, month.removeprefix("-"), page)
    await answers.turn(interaction, layout)


async def leaf(
    conn: Connection, actor: Actor, member_id: int, month: str | None = None, page: int = 0
) -> Layout:
    """Return a page of a member's diary, by default the last month's, as the actor may see it.

    A month without entries gives the last one before it. Raises `NotAllowed` for a diary
    that its member keeps to themselves.
    """
    await check_open(conn, actor, member_id)
    months = await viewings.list_months(conn, actor.guild_id, member_id)
    there = [one for one, _ in months if month is None or one <= month]
    month = next(iter(there), months[0][0] if months else "")
    found = await viewings.list_of_month(conn, actor.guild_id, member_id, month, page, DIARY_SIZE)
    entries = [await entry_of(conn, viewing) for viewing in found.items]
    own = member_id == actor.user_id
    return diary_page(
        Leafed(member_id, own, month, Page(entries, page, DIARY_SIZE, found.total), months)
    )


async def entry_of(conn: Connection, viewing: Viewing) -> DiaryEntry:
    """Return a viewing with what a diary says beside it."""
    review = await reviews.find_by_author(
        conn, viewing.guild_id, viewing.work.id, viewing.member_id, viewing.part
    )
    card = None
    if review and review.text:
        card = await cards.find(conn, viewing.guild_id, review.id)
    return DiaryEntry(viewing, await diary.told(conn, viewing), card)


class OpenViewing(Press, template=rf"rv1:viewing:(?P<viewing>{ids.ID})"):
    """Opens an entry of the presser's diary."""

    async def act(self, interaction: Interaction) -> None:
        """Put its page in place of a private one, or answer with it."""
        await _open(interaction, self.parts["viewing"])


class OpenNoted(Press, template=ids.NOTED):
    """Opens the entry that was chosen in a menu."""

    async def act(self, interaction: Interaction) -> None:
        """Put its page in place of the diary."""
        await _open(interaction, chosen(interaction))


async def _open(interaction: Interaction, viewing_id: str) -> None:
    if not is_id(viewing_id):
        raise NotFound(GONE)
    actor = actor_of(interaction)
    async with interaction.client.db.read() as conn:
        viewing = await viewings.get(conn, actor.guild_id, actor.user_id, viewing_id)
        review = await reviews.find_by_author(
            conn, actor.guild_id, viewing.work.id, actor.user_id, viewing.part
        )
        entry = await entry_of(conn, viewing)
    page = viewing_page(entry, review.id if review and review.text else None)
    await answers.turn(interaction, page)


class Today(Press, template=rf"rv1:today:(?P<viewing>{ids.ID})"):
    """Says that a viewing was today."""

    async def act(self, interaction: Interaction) -> None:
        """Note it, and say so."""
        client, actor, now = interaction.client, actor_of(interaction), interaction.client.now()
        noted = await diary.set_day(
            client.db, actor, self.parts["viewing"], day_of(now), interaction.id, now
        )
        client.postman.wake()
        await answers.turn(interaction, noted_notice(noted))


class Renote(Press, template=rf"rv1:renote:(?P<viewing>{ids.ID})"):
    """Opens the form of an entry."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the form, filled in."""
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            viewing = await viewings.get(conn, actor.guild_id, actor.user_id, self.parts["viewing"])
        form = viewing_form(viewing.work, ids.renote_form(viewing.id), viewing)
        await interaction.response.send_modal(form)


class Unnote(Press, template=rf"rv1:unnote:(?P<viewing>{ids.ID})"):
    """Takes an entry out of the presser's diary."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, and offer the way back."""
        client, actor = interaction.client, actor_of(interaction)
        noted = await diary.remove(
            client.db, actor, self.parts["viewing"], interaction.id, client.now()
        )
        client.postman.wake()
        await answers.turn(interaction, unnoted_notice(noted))


class Log(Press, template=rf"rv1:seen:(?P<work>{ids.ID})"):
    """Opens the form that notes a viewing of a work."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the form."""
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            work = await works.get(conn, actor.guild_id, self.parts["work"])
        await interaction.response.send_modal(viewing_form(work, ids.seen_form(work.id)))


DIARY_ACTIONS: Final = (
    TurnDiary,
    Months,
    OpenViewing,
    OpenNoted,
    Today,
    Renote,
    Unnote,
    Log,
)
