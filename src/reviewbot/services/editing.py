"""Changing a review: opened with all that it says, changed, and put back to an earlier edition."""

from collections.abc import Callable

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.parts import WHOLE, Part
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Draft, Review
from reviewbot.domain.works import Work
from reviewbot.domain.writing import Words, drafted, next_edition, words_of
from reviewbot.errors import Invalid, NotFound
from reviewbot.services.deliveries import claim, patiently
from reviewbot.services.finding import known_work
from reviewbot.services.reviews import Published, card_owed
from reviewbot.store import cards, drafts, hiding, outbox, reviews
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database

_GONE = "That is not here any more."


async def own_review(conn: Connection, actor: Actor, title: str, part: str | None) -> Review:
    """Find the actor's own review of a work, or of a part that was typed like `S2E5`.

    Without a part it is the one of the whole work, or the only one there is; one that a
    moderator hid is still its author's. Raises `Invalid`
    where several could be meant, `NotFound` where there is none.
    """
    wanted = Part.parse(part) if part else WHOLE
    work = await known_work(conn, actor.guild_id, title)
    found = await _own(conn, actor, work)
    if exact := [review for review in found if review.part == wanted]:
        return exact[0]
    if not found or part:
        of = f"{wanted.label} of " if wanted != WHOLE else ""
        raise NotFound(f"You have not reviewed {of}{work.label} here. Begin with /review post.")
    if len(found) > 1:
        there = ", ".join(review.part.label for review in found[:10])
        raise Invalid(
            f"You reviewed several parts of {work.label}: {there}. "
            "Say which one with the option “part”, like S2 or S2E5."
        )
    return found[0]


async def list_own(conn: Connection, actor: Actor, title: str) -> list[Review]:
    """Return the actor's own reviews of a work and its parts, also hidden ones.

    Raises `NotFound` where there is no such work, `Invalid` where several could be meant.
    """
    return await _own(conn, actor, await known_work(conn, actor.guild_id, title))


async def _own(conn: Connection, actor: Actor, work: Work) -> list[Review]:
    return [
        *await reviews.list_by_author(conn, actor.guild_id, work.id, actor.user_id),
        *await hiding.list_by_author(conn, actor.guild_id, work.id, actor.user_id),
    ]


async def open_draft(
    db: Database, actor: Actor, draft: Draft, part: str | None, interaction_id: int
) -> Draft:
    """Keep a draft filled in with the actor's review of its title, for the form to open so."""
    if draft.rating:
        Rating.parse(draft.rating)
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, draft.created_at)
        draft = drafted(await own_review(conn, actor, draft.title, part), draft)
        await drafts.put(conn, draft)
    return draft


async def change(
    db: Database,
    actor: Actor,
    review_id: str,
    interaction_id: int,
    now: int,
    words: Callable[[Review], Words],
) -> Published:
    """Make the next edition of the actor's review from the present one; its card is owed.

    Waits out a locked database. Raises what `words` raises, and `NotFound`.
    """

    async def attempt() -> Published:
        async with db.write() as conn:
            await claim(conn, actor.guild_id, interaction_id, now)
            before = await reviews.get(conn, actor.guild_id, review_id)
            authorise(actor, Action.CHANGE, before)
            review = next_edition(before, words(before), now)
            card = await cards.find(conn, actor.guild_id, review_id)
            owed = card_owed(review, card.channel_id if card else 0, now)
            await reviews.put(conn, review)
            await outbox.put(conn, owed)
        return Published(review, is_new=False, owed=owed)

    return await patiently(attempt)


async def find_edition(conn: Connection, actor: Actor, review_id: str, number: int) -> Review:
    """Return the actor's review as it was in an edition; raise `NotFound` if that is gone."""
    found = await list_editions(conn, actor, review_id)
    if one := next((review for review in found if review.edition == number), None):
        return one
    raise NotFound("That edition is not kept any more.")


async def list_editions(conn: Connection, actor: Actor, review_id: str) -> list[Review]:
    """Return the actor's review in each edition that is kept, the newest first."""
    found = await reviews.list_editions(conn, actor.guild_id, review_id)
    if not found:
        raise NotFound(_GONE)
    authorise(actor, Action.CHANGE, found[-1])
    return found[::-1]


async def restore(
    db: Database, actor: Actor, review_id: str, number: int, interaction_id: int, now: int
) -> Published:
    """Say again what an edition said, as the newest edition; nothing is lost by it."""
    async with db.read() as conn:
        earlier = await find_edition(conn, actor, review_id, number)
    words = words_of(earlier)
    return await change(db, actor, review_id, interaction_id, now, lambda _: words)
