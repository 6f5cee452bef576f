"""What a press on a shelf does: want, move, take off, undo, and turning its pages.

All of it is the presser's own shelf; another member's is only ever shown, if they let it.
"""

from typing import Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.authority import Actor
from reviewbot.domain.ids import is_id
from reviewbot.domain.shelves import Shelf
from reviewbot.domain.works import WorkKind
from reviewbot.errors import NotFound
from reviewbot.services import shelves as keeping
from reviewbot.services import undoing
from reviewbot.services.shelves import Cause, Moved, Placing
from reviewbot.store import recommendations, shelves, works
from reviewbot.store.connection import Connection
from reviewbot.ui import answers, ids
from reviewbot.ui.actions import Press
from reviewbot.ui.browsing_actions import chosen
from reviewbot.ui.layout import Layout
from reviewbot.ui.shelf import (
    SHELF_SIZE,
    Looked,
    entry_page,
    moved_notice,
    removed_notice,
    shelf_page,
    undone_notice,
)
from reviewbot.ui.shelf_forms import how_far_form

_ID_MAX: Final = 2**63


class Want(Press, template=rf"rv1:want:(?P<review>{ids.ID})"):
    """Puts what a review is of on the presser's list, and remembers the review."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, or say where the work stands already."""
        review = await self.review(interaction)
        moved = await _wanted(interaction, review.work.id, review.id)
        await answers.tell(interaction, moved_notice(moved))


class Wish(Press, template=rf"rv1:wish:(?P<work>{ids.ID})"):
    """Puts a work on the presser's list."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, or say where the work stands already."""
        moved = await _wanted(interaction, self.parts["work"])
        await answers.tell(interaction, moved_notice(moved))


async def _wanted(interaction: Interaction, work_id: str, review_id: str | None = None) -> Moved:
    client, actor = interaction.client, actor_of(interaction)
    moved = await keeping.want(
        client.db,
        actor,
        work_id,
        interaction.id,
        client.now(),
        Cause(review_id),
        refresh_at=client.postman.refresh_at,
    )
    client.postman.wake()
    return moved


class TurnShelf(
    Press, template=rf"rv1:shelf:{ids.MEMBER}:{ids.SHELF}(?P<kind>[mbt-]):(?P<page>{ids.NUMBER})"
):
    """Turns to a page of a shelf."""

    async def act(self, interaction: Interaction) -> None:
        """Put the page in place of a private one, or answer with it."""
        shelf, kind = ids.shelf_of(self.parts["shelf"]), ids.kind_of(self.parts["kind"])
        await _turn(interaction, self.parts["member"], shelf, kind, int(self.parts["page"]))


class OnlyShelf(Press, template=rf"rv1:only:{ids.MEMBER}:(?P<kind>[mbt-])"):
    """Narrows a shelf to what was chosen in a menu."""

    async def act(self, interaction: Interaction) -> None:
        """Put the first page of it in place of the one that was there."""
        letter = chosen(interaction)
        if letter not in set(map(ids.shelf_letter, (None, *Shelf))):
            raise NotFound(GONE)
        kind = ids.kind_of(self.parts["kind"])
        await _turn(interaction, self.parts["member"], ids.shelf_of(letter), kind, 0)


async def _turn(
    interaction: Interaction, member: str, shelf: Shelf | None, kind: WorkKind | None, page: int
) -> None:
    actor, member_id = actor_of(interaction), int(member, 36)
    if member_id >= _ID_MAX:
        raise NotFound(GONE)
    async with interaction.client.db.read() as conn:
        layout = await look(conn, actor, member_id, shelf, kind, page)
    await answers.turn(interaction, layout)


async def look(
    conn: Connection,
    actor: Actor,
    member_id: int,
    shelf: Shelf | None,
    kind: WorkKind | None,
    page: int = 0,
) -> Layout:
    """Return a page of a member's shelf as the actor may see it; raise `NotAllowed` if not."""
    await keeping.check_open(conn, actor, member_id)
    found = await shelves.list_of_member(
        conn, actor.guild_id, member_id, shelf=shelf, kind=kind, page=page, size=SHELF_SIZE
    )
    counts = await shelves.count(conn, actor.guild_id, member_id)
    own = member_id == actor.user_id
    offered = await recommendations.count_open(conn, actor.guild_id, member_id) if own else 0
    return shelf_page(Looked(member_id, own, shelf, kind, found, counts, offered))


class Entry(Press, template=rf"rv1:entry:(?P<work>{ids.ID})"):
    """Opens where a work stands with the presser."""

    async def act(self, interaction: Interaction) -> None:
        """Put its page in place of a private one, or answer with it."""
        await answers.turn(interaction, await _entry(interaction, self.parts["work"]))


class Entries(Press, template=ids.SHELVED):
    """Opens the work that was chosen in a menu."""

    async def act(self, interaction: Interaction) -> None:
        """Put its page in place of the shelf."""
        work_id = chosen(interaction)
        if not is_id(work_id):
            raise NotFound(GONE)
        await answers.turn(interaction, await _entry(interaction, work_id))


async def _entry(interaction: Interaction, work_id: str) -> Layout:
    actor = actor_of(interaction)
    async with interaction.client.db.read() as conn:
        work = await works.get(conn, actor.guild_id, work_id)
        shelved = await shelves.find(conn, actor.guild_id, actor.user_id, work_id)
    return entry_page(work, shelved, actor.user_id)


class Move(Press, template=rf"rv1:move:(?P<work>{ids.ID}):(?P<shelf>[wcdpx])"):
    """Moves a work to another shelf."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, and show where it stands now."""
        client, actor, work_id = interaction.client, actor_of(interaction), self.parts["work"]
        placing = Placing(ids.shelf_of(self.parts["shelf"]))
        moved = await keeping.change(
            client.db, actor, work_id, placing, interaction.id, client.now()
        )
        page = entry_page(moved.shelved.work, moved.shelved, actor.user_id)
        await answers.turn(interaction, page)


class Must(Press, template=rf"rv1:must:(?P<work>{ids.ID}):(?P<on>[01])"):
    """Marks what the presser wants as what they must see, or not any more."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, and show where it stands now."""
        client, actor, work_id = interaction.client, actor_of(interaction), self.parts["work"]
        placing = Placing(must=self.parts["on"] == "1")
        moved = await keeping.change(
            client.db, actor, work_id, placing, interaction.id, client.now()
        )
        page = entry_page(moved.shelved.work, moved.shelved, actor.user_id)
        await answers.turn(interaction, page)


class Unshelve(Press, template=rf"rv1:unshelve:(?P<work>{ids.ID})"):
    """Takes a work off the presser's shelf."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, and offer the way back."""
        client, actor = interaction.client, actor_of(interaction)
        known = (client.db, actor, self.parts["work"], interaction.id, client.now())
        moved = await keeping.remove(*known, refresh_at=client.postman.refresh_at)
        client.postman.wake()
        await answers.turn(interaction, removed_notice(moved))


class HowFar(Press, template=rf"rv1:howfar:(?P<work>{ids.ID})"):
    """Opens the form that asks how far and why."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the form, filled in."""
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            work = await works.get(conn, actor.guild_id, self.parts["work"])
            shelved = await shelves.find(conn, actor.guild_id, actor.user_id, work.id)
        await interaction.response.send_modal(how_far_form(work, shelved))


class Undo(Press, template=rf"rv1:undo:(?P<undo>{ids.ID})"):
    """Takes back what the presser did."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, and say how things stand now."""
        client, actor = interaction.client, actor_of(interaction)
        known = (client.db, actor, self.parts["undo"], interaction.id, client.now())
        work, shelved = await undoing.undo(*known, refresh_at=client.postman.refresh_at)
        client.postman.wake()
        await answers.turn(interaction, undone_notice(work, shelved, actor.user_id))


SHELF_ACTIONS: Final = (
    Want,
    Wish,
    TurnShelf,
    OnlyShelf,
    Entry,
    Entries,
    Move,
    Must,
    Unshelve,
    HowFar,
    Undo,
)
