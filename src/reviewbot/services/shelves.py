"""Putting works on one's shelf, moving them, and taking them off again."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.progress import Progress
from reviewbot.domain.shelves import Shelf, Shelved, checked_reason
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import Work
from reviewbot.errors import NotAllowed, NotFound
from reviewbot.services.deliveries import claim
from reviewbot.services.finding import choose_work, reference
from reviewbot.services.placing import Naming, place
from reviewbot.services.refreshing import owe_count
from reviewbot.services.undoing import Before, remember
from reviewbot.store import members, reviews, shelves, works
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database


@dataclass(frozen=True, slots=True)
class Placing:
    """What a member says of a work on their shelf; what is `None` stays as it is."""

    shelf: Shelf | None = None
    progress: str | None = None
    reason: str | None = None
    recommended_by: int | None = None
    must: bool | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """What made a member want a work: a review, or whoever recommended it, or neither.

    A suggestion is the bot's recommendation.
    """

    review_id: str | None = None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a work stands now and stood before; without `undo_id` nothing was changed."""

    shelved: Shelved
    before: Shelved | None = None
    undo_id: str = ""


async def add(
    db: Database, actor: Actor, naming: Naming, placing: Placing, interaction_id: int, now: int
) -> Moved:
    """Put a work on the member's shelf, by default on the one of what they want to see."""
    progress, reason = _judged(placing)
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        work = await place(conn, actor.guild_id, naming, now)
        before = await shelves.find(conn, actor.guild_id, actor.user_id, work.id)
        shelf = placing.shelf or (before.shelf if before else Shelf.WANT)
        there = before or Shelved(actor.guild_id, actor.user_id, work, shelf, now, now)
        there = replace(
            there,
            shelf=shelf,
            progress=there.progress if progress is None else progress,
            reason=there.reason if reason is None else reason,
            recommended_by=placing.recommended_by or there.recommended_by,
            must=there.must if placing.must is None else placing.must,
        )
        return await _moved(conn, actor, there, before, now)


async def change(
    db: Database, actor: Actor, work_id: str, placing: Placing, interaction_id: int, now: int
) -> Moved:
    """Change where a work of the guild stands with the member; it need not be on a shelf yet."""
    return await add(db, actor, Naming(reference(work_id)), placing, interaction_id, now)


async def want(
    db: Database,
    actor: Actor,
    work_id: str,
    interaction_id: int,
    now: int,
    because: Cause,
    *,
    refresh_at: Callable[[str], int] | None = None,
) -> Moved:
    """Put a work on the list of what the member wants to see, remembering what made them.

    The card of a review counts that. A work that stands somewhere already, or that the member
    reviewed, stays where it is; then nothing is changed. Raises `NotFound` if the work or the
    review is not there.
    """
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        review_id = because.review_id
        work, author_id = await _wanted(conn, actor, work_id, review_id)
        before = await standing(conn, actor, work, now)
        if before is not None:
            return Moved(before)
        new = Shelved(actor.guild_id, actor.user_id, work, Shelf.WANT, now, now)
        new = replace(new, recommended_by=author_id or because.member_id, review_id=review_id)
        await owe_count(conn, actor.guild_id, review_id, now, refresh_at)
        return await _moved(conn, actor, new, None, now)


async def remove(
    db: Database,
    actor: Actor,
    work_id: str,
    interaction_id: int,
    now: int,
    *,
    refresh_at: Callable[[str], int] | None = None,
) -> Moved:
    """Take a work off the member's shelf; raise `NotFound` if it is not there."""
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        before = await shelves.find(conn, actor.guild_id, actor.user_id, work_id)
        if before is None:
            raise NotFound("That is not on your shelf any more.")
        authorise(actor, Action.CHANGE, before)
        await shelves.remove(conn, actor.guild_id, actor.user_id, work_id)
        await owe_count(conn, actor.guild_id, before.review_id, now, refresh_at)
        undo_id = await remember(conn, actor, Before(before.work, before), now)
    return Moved(before, before, undo_id)


async def standing(conn: Connection, actor: Actor, work: Work, now: int) -> Shelved | None:
    """Return where a work stands with a member: who reviewed it is done with it."""
    shelved = await shelves.find(conn, actor.guild_id, actor.user_id, work.id)
    if shelved is not None:
        return shelved
    if await reviews.find_by_author(conn, actor.guild_id, work.id, actor.user_id):
        return Shelved(actor.guild_id, actor.user_id, work, Shelf.DONE, now, now)
    return None


async def on_shelf(conn: Connection, actor: Actor, title: str) -> Shelved:
    """Find what a member means of their own shelf; raise `NotFound` if it is not there."""
    work = await choose_work(conn, actor.guild_id, title)
    shelved = work and await shelves.find(conn, actor.guild_id, actor.user_id, work.id)
    if not shelved:
        named = work.label if work else "that" if title.startswith(reference("")) else title
        raise NotFound(f"“{named}” is not on your shelf. Put it there with `/shelf add`.")
    return shelved


async def check_open(conn: Connection, actor: Actor, member_id: int) -> None:
    """Let somebody look at a member's shelf and diary, or raise `NotAllowed`."""
    if member_id == actor.user_id:
        return
    choices = await members.find(conn, actor.guild_id, member_id)
    if not choices.shelf_open:
        raise NotAllowed(
            "That member keeps their shelf and diary to themselves. "
            "Whoever wants to show theirs can do so with `/review settings`."
        )


async def _wanted(
    conn: Connection, actor: Actor, work_id: str, review_id: str | None
) -> tuple[Work, int | None]:
    if review_id is None:
        return await works.get(conn, actor.guild_id, work_id), None
    review = await reviews.get(conn, actor.guild_id, review_id)
    authorise(actor, Action.READ, review)
    return review.work, None if review.author_id == actor.user_id else review.author_id


async def _moved(
    conn: Connection, actor: Actor, there: Shelved, before: Shelved | None, now: int
) -> Moved:
    authorise(actor, Action.CHANGE, there)
    if there == before:
        return Moved(there, before)
    there = replace(there, changed_at=now)
    await shelves.put(conn, there)
    undo_id = await remember(conn, actor, Before(there.work, before), now)
    return Moved(there, before, undo_id)


def _judged(placing: Placing) -> tuple[Progress | None, Prose | None]:
    progress = Progress.parse(placing.progress) if placing.progress else None
    return progress, None if placing.reason is None else checked_reason(placing.reason)
