"""Noting what one watched or read, when, and what one gave it that time."""

from dataclasses import dataclass, replace
from datetime import date

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.dates import SeenOn, day_of
from reviewbot.domain.ids import new_id
from reviewbot.domain.parts import WHOLE, Part, checked_part
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import NO_PROSE, Review, Spoils
from reviewbot.domain.shelves import Shelf, Shelved
from reviewbot.domain.viewings import Again, Viewing, again, checked_note, in_order
from reviewbot.domain.works import Work, WorkKind
from reviewbot.domain.writing import Words, first_edition, next_edition, words_of
from reviewbot.errors import Invalid
from reviewbot.services.deliveries import claim
from reviewbot.services.placing import Naming, place
from reviewbot.services.refreshing import owe_refresh
from reviewbot.services.undoing import Before, remember
from reviewbot.store import reviews, shelves, viewings
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database


@dataclass(frozen=True, slots=True)
class Noting:
    """What a member says of one viewing, as they typed it; an empty text says nothing."""

    day: str = ""
    rating: str = ""
    note: str = ""
    part: Part = WHOLE


@dataclass(frozen=True, slots=True)
class Noted:
    """A viewing that is kept, how it stands among the others, and the id to take it back by."""

    viewing: Viewing
    again: Again | None
    undo_id: str


async def log(
    db: Database, actor: Actor, naming: Naming, noting: Noting, interaction_id: int, now: int
) -> Noted:
    """Note a viewing, and put the work among those the member is done with.

    A season or an episode is no end: then the member is in the middle of it. A rating becomes
    the member's rating of the work, unless a later viewing is known.
    """
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        work = await place(conn, actor.guild_id, naming, now)
        at = await _after_all(conn, actor, work, now)
        new = Viewing(actor.guild_id, new_id(), actor.user_id, work, at)
        viewing = _judged(new, noting, day_of(now))
        shelved = await shelves.find(conn, actor.guild_id, actor.user_id, work.id)
        undo_id = await _kept(conn, actor, viewing, Before(work, shelved), now)
        await _shelve(conn, viewing, shelved, now)
        return Noted(viewing, await told(conn, viewing), undo_id)


async def revise(
    db: Database, actor: Actor, viewing_id: str, noting: Noting, interaction_id: int, now: int
) -> Noted:
    """Change what a viewing of the member's says."""
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        before = await viewings.get(conn, actor.guild_id, actor.user_id, viewing_id)
        authorise(actor, Action.CHANGE, before)
        viewing = _judged(before, noting, day_of(now))
        undo_id = await _kept(
            conn, actor, viewing, Before(before.work, None, before, on_shelf=False), now
        )
        return Noted(viewing, await told(conn, viewing), undo_id)


async def remove(
    db: Database, actor: Actor, viewing_id: str, interaction_id: int, now: int
) -> Noted:
    """Take a viewing out of the member's diary; their rating of the work stays."""
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        before = await viewings.get(conn, actor.guild_id, actor.user_id, viewing_id)
        authorise(actor, Action.CHANGE, before)
        kept = Before(before.work, None, before, on_shelf=False, viewing_id=before.id)
        undo_id = await remember(conn, actor, kept, now)
        await viewings.remove(conn, actor.guild_id, actor.user_id, viewing_id)
        await refresh(conn, before, now)
        return Noted(before, None, undo_id)


async def set_day(
    db: Database, actor: Actor, viewing_id: str, day: date, interaction_id: int, now: int
) -> Noted:
    """Say on which day a viewing of the member's was."""
    async with db.read() as conn:
        before = await viewings.get(conn, actor.guild_id, actor.user_id, viewing_id)
    noting = Noting(
        SeenOn.of_day(day).code,
        before.rating.label if before.rating else "",
        before.note.reveal(),
        before.part,
    )
    return await revise(db, actor, viewing_id, noting, interaction_id, now)


async def told(conn: Connection, viewing: Viewing) -> Again | None:
    """Say how a viewing stands among all of that member, work and part."""
    there = await viewings.list_of_work(
        conn, viewing.guild_id, viewing.member_id, viewing.work.id, viewing.part
    )
    return again(there, viewing)


async def refresh(conn: Connection, viewing: Viewing, now: int) -> None:
    """Owe the card of the member's review, if there is one, what it says of viewings."""
    review = await reviews.find_by_author(
        conn, viewing.guild_id, viewing.work.id, viewing.member_id, viewing.part
    )
    if review:
        await owe_refresh(conn, review, now, now)


async def _after_all(conn: Connection, actor: Actor, work: Work, now: int) -> int:
    """Return a time of noting that is after those of the viewings that there are."""
    there = await viewings.list_of_work(conn, actor.guild_id, actor.user_id, work.id)
    return max([now, *(one.created_at + 1 for one in there)])


def _judged(viewing: Viewing, noting: Noting, today: date) -> Viewing:
    part = checked_part(noting.part)
    if part != WHOLE and viewing.work.kind is not WorkKind.TV:
        raise Invalid("Only shows have seasons and episodes. Leave them out.")
    return replace(
        viewing,
        part=part,
        seen_on=SeenOn.parse(noting.day, today),
        rating=Rating.parse(noting.rating) if noting.rating.strip() else None,
        note=checked_note(noting.note),
    )


async def _kept(conn: Connection, actor: Actor, viewing: Viewing, before: Before, now: int) -> str:
    """Keep a viewing and what follows from it, and how things stood before."""
    await viewings.put(conn, viewing)
    before = replace(before, viewing_id=viewing.id)
    if await _is_latest(conn, viewing) and (changed := await _rated(conn, viewing, now)):
        review, points = changed
        before = replace(before, review=review, points=points)
    await refresh(conn, viewing, now)
    return await remember(conn, actor, before, now)


async def _is_latest(conn: Connection, viewing: Viewing) -> bool:
    there = await viewings.list_of_work(
        conn, viewing.guild_id, viewing.member_id, viewing.work.id, viewing.part
    )
    return in_order(there)[-1].id == viewing.id


async def _rated(conn: Connection, viewing: Viewing, now: int) -> tuple[Review, int | None] | None:
    """Make the viewing's rating the member's; return what was changed and the points before."""
    if viewing.rating is None:
        return None
    before = await reviews.find_by_author(
        conn, viewing.guild_id, viewing.work.id, viewing.member_id, viewing.part
    )
    if before is not None and before.rating == viewing.rating:
        return None
    if before is None:
        words = Words(NO_PROSE, NO_PROSE, Spoils.NONE, viewing.rating, NO_PROSE, (), None, None)
        review = first_edition(viewing.work, viewing.member_id, words, viewing.part, now)
    else:
        review = next_edition(before, replace(words_of(before), rating=viewing.rating), now)
    await reviews.put(conn, review)
    return review, before.rating.points if before and before.rating else None


async def _shelve(conn: Connection, viewing: Viewing, there: Shelved | None, now: int) -> None:
    shelf = Shelf.DONE if viewing.part == WHOLE else Shelf.CURRENT
    if there is not None and (there.finished or there.shelf is shelf):
        shelf = there.shelf
    new = there or Shelved(viewing.guild_id, viewing.member_id, viewing.work, shelf, now, now)
    await shelves.put(conn, replace(new, shelf=shelf, changed_at=now))
