"""Taking back what a member just did to their shelf or diary."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.ids import new_id
from reviewbot.domain.reviews import Review
from reviewbot.domain.shelves import Shelved
from reviewbot.domain.viewings import Viewing
from reviewbot.domain.works import Work
from reviewbot.domain.writing import next_edition, words_of
from reviewbot.errors import Conflict, NotFound
from reviewbot.services.deliveries import claim
from reviewbot.services.refreshing import owe_count
from reviewbot.store import removing, reviews, shelves, undos, viewings, works
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database
from reviewbot.store.rows import rating_of

_GONE: Final = "That cannot be taken back any more."


@dataclass(frozen=True, slots=True)
class Before:
    """How things stood: the work's place on the shelf and a viewing; `None` where none was.

    `on_shelf` and `viewing_id` say which of the two were touched at all. `review` is the
    edition that a viewing's rating made, `points` the rating before it.
    """

    work: Work
    shelved: Shelved | None = None
    viewing: Viewing | None = None
    on_shelf: bool = True
    viewing_id: str = ""
    review: Review | None = None
    points: int | None = None


async def remember(conn: Connection, actor: Actor, before: Before, now: int) -> str:
    """Keep how things stood, in the transaction that changes them; return the id to undo it by."""
    undo_id = new_id()
    kept = {
        "work": before.work.id,
        "on_shelf": before.on_shelf,
        "shelved": before.shelved and shelves.values(before.shelved),
        "viewing_id": before.viewing_id,
        "viewing": before.viewing and viewings.values(before.viewing),
        "changed_at": now,
        "review": before.review and before.review.id,
        "edition": before.review and before.review.edition,
        "points": before.points,
    }
    await undos.put(conn, actor.guild_id, undo_id, actor.user_id, kept, now)
    return undo_id


async def undo(
    db: Database,
    actor: Actor,
    undo_id: str,
    interaction_id: int,
    now: int,
    *,
    refresh_at: Callable[[str], int] | None = None,
) -> tuple[Work, Shelved | None]:
    """Put things back to how they stood; return the work and where it stands now.

    Raises `NotFound` if that was done already, is too old or is somebody else's, and
    `Conflict` if the shelf was changed since.
    """
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        kept = await undos.take(conn, actor.guild_id, undo_id, actor.user_id)
        if kept is None:
            raise NotFound(_GONE)
        work = await works.find(conn, actor.guild_id, kept["work"])
        if work is None:
            raise NotFound(_GONE)
        if kept["on_shelf"]:
            for review_id in await _shelf_back(conn, actor, work, kept):
                await owe_count(conn, actor.guild_id, review_id, now, refresh_at)
        if kept["viewing"]:
            await viewings.restore(conn, kept["viewing"])
        elif kept["viewing_id"]:
            await viewings.remove(conn, actor.guild_id, actor.user_id, kept["viewing_id"])
        if kept["review"]:
            await _rating_back(conn, actor, kept, now)
        return work, await shelves.find(conn, actor.guild_id, actor.user_id, work.id)


async def _shelf_back(
    conn: Connection, actor: Actor, work: Work, kept: undos.Kept
) -> set[str | None]:
    """Put the shelf back; return which reviews made its member want the work, now and before."""
    present = await shelves.find(conn, actor.guild_id, actor.user_id, work.id)
    if present is not None and present.changed_at != kept["changed_at"]:
        raise Conflict("You have changed that since. Look at it with `/shelf show`.")
    if kept["shelved"]:
        await shelves.restore(conn, kept["shelved"])
    else:
        await shelves.remove(conn, actor.guild_id, actor.user_id, work.id)
    before = kept["shelved"]["review_id"] if kept["shelved"] else None
    return {before} ^ {present.review_id if present else None}


async def _rating_back(conn: Connection, actor: Actor, kept: undos.Kept, now: int) -> None:
    """Give a review the rating it had; one that was made for the rating goes again."""
    review = await reviews.find(conn, actor.guild_id, kept["review"])
    if review is None or review.edition != kept["edition"]:
        return
    authorise(actor, Action.CHANGE, review)
    if review.edition == 1:
        await removing.withdraw(conn, review, now)
        return
    words = replace(words_of(review), rating=rating_of(kept["points"]))
    await reviews.put(conn, next_edition(review, words, now))
