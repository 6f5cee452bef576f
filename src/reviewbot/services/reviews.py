"""Publishing: from the kept draft to the review and the card that is owed for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.reviews import Draft, Review
from reviewbot.errors import Conflict, Invalid, NoRoom, NotFound, ReviewbotError, Unavailable
from reviewbot.services import hidden
from reviewbot.services.deliveries import DeliveredAlready, claim, patiently
from reviewbot.services.drafting import keep
from reviewbot.services.finding import choose_work
from reviewbot.services.judging import caught_up, judged
from reviewbot.store import drafts, outbox, reviews, shelves, viewings
from reviewbot.store.engine import Database

LEASE_SECONDS: Final = 60
"""How long the card is left to whoever published, before the outbox posts it."""


@dataclass(frozen=True, slots=True)
class Published:
    """A review that is durable now, and the card that is owed for it."""

    review: Review
    is_new: bool
    owed: Owed


async def publish(
    db: Database,
    actor: Actor,
    draft_id: str,
    interaction_id: int,
    now: int,
    change: Callable[[Draft], Draft] = lambda draft: draft,
) -> Published:
    """Judge a draft, after `change`, and make it a review or the member's next edition.

    One transaction: the work if it is new, the review, the card that is owed, the claim on
    the interaction, and the end of the draft. Raises `Invalid` if the text cannot be
    published. Whatever is raised, the draft is kept as `change` left it, unless it is not
    there (`NotFound`), has been published (`DeliveredAlready`), or the database stays away
    for a minute (`Unavailable`).
    """
    try:
        published = await patiently(
            lambda: _published(db, actor, draft_id, interaction_id, now, change)
        )
    except NoRoom:
        await keep(db, actor, draft_id, interaction_id, now, change)
        raise
    except (DeliveredAlready, NotFound, Unavailable):
        raise
    except Conflict:
        kept = await keep(db, actor, draft_id, interaction_id, now, change)
        await _look_for_hidden(db, kept)
        raise
    except Exception:
        await keep(db, actor, draft_id, interaction_id, now, change)
        raise
    if isinstance(published, ReviewbotError):
        raise published
    return published


async def _look_for_hidden(db: Database, draft: Draft) -> None:
    async with db.read() as conn:
        work = await choose_work(conn, draft.guild_id, draft.title, draft.kind, draft.year)
        if work is not None:
            await hidden.refuse_beside(conn, work, draft)


async def _published(
    db: Database,
    actor: Actor,
    draft_id: str,
    interaction_id: int,
    now: int,
    change: Callable[[Draft], Draft],
) -> Published | ReviewbotError:
    """Do it in one transaction; a refusal is returned, so that what was typed is kept by it."""
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        draft = await drafts.get(conn, actor.guild_id, draft_id)
        authorise(actor, Action.CONTINUE, draft)
        draft = change(draft)
        try:
            review = await judged(conn, draft, now)
        except (Invalid, Conflict) as refusal:
            await drafts.put(conn, await caught_up(conn, draft, refusal))
            return refusal
        owed = card_owed(review, draft.channel_id, now)
        await reviews.put(conn, review)
        if review.edition == 1:
            shelves.reviewed(conn, review)
            viewings.reviewed(conn, review)
        if not review.hidden:
            await outbox.put(conn, owed)
        await drafts.remove(conn, actor.guild_id, draft_id)
    return Published(review, review.edition == 1, owed)


def card_owed(review: Review, channel_id: int, now: int) -> Owed:
    """Return the debt of a card: for one edition the same nonce at every attempt.

    A review owes one card at most, so the debt bears the review's id: where one is unpaid
    already, this is that one renewed.
    """
    return Owed(
        review.guild_id,
        review.id,
        OwedKind.POST,
        review.id,
        channel_id,
        nonce=f"{review.id}.{review.edition}"[:25],
        due_at=now + LEASE_SECONDS,
        created_at=now,
    )
