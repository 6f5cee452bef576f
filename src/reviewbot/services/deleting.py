"""Deleting a review: hidden at once, brought back while its author may regret it, then gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.reviews import Review
from reviewbot.errors import NotFound
from reviewbot.services.deliveries import claim
from reviewbot.services.editing import own_review
from reviewbot.store import cards, drafts, outbox, removing
from reviewbot.store.engine import Database

UNDO_SECONDS: Final = 15 * 60
"""How long a deletion can be undone."""
_CARD_PATIENCE: Final = 7 * 86_400
"""How long a removal waits for Discord to take the card away."""
_UNTOUCHED_SECONDS: Final = 86_400
"""How long a draft without a word is kept."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """What was deleted, and in which channel its card stood, if it had one."""

    review: Review
    channel_id: int | None


async def delete(
    db: Database, actor: Actor, title: str, part: str | None, interaction_id: int, now: int
) -> Deleted:
    """Take the actor's review away from everybody's eyes; its card is owed its removal."""
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        review = await own_review(conn, actor, title, part)
        authorise(actor, Action.CHANGE, review)
        await removing.withdraw(conn, review, now)
        card = await cards.find(conn, review.guild_id, review.id)
        channel_id = card.channel_id if card else None
        if channel_id is None:  # the card may be on its way
            channel_id = await outbox.posting_in(conn, review.guild_id, review.id)
        if channel_id is not None:
            await outbox.put(
                conn, Owed.of_card(OwedKind.REMOVE, review.guild_id, review.id, channel_id, now)
            )
    return Deleted(review, channel_id)


async def undo(
    db: Database, actor: Actor, review_id: str, channel_id: int, interaction_id: int, now: int
) -> Review:
    """Bring a deleted review back as it was; its card is owed in the channel.

    Raises `NotFound` where it is too late, `Conflict` where a newer review is in its place.
    """
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        removed = await removing.find_deleted(conn, actor.guild_id, review_id)
        if removed is not None:
            authorise(actor, Action.CHANGE, removed.review)
        if removed is None or now > removed.at + UNDO_SECONDS:
            raise NotFound(
                "That cannot be undone any more: a deleted review is kept for 15 minutes."
            )
        await removing.put_back(conn, removed.review, now)
        if not removed.review.hidden:
            debt = (OwedKind.POST, removed.review.guild_id, review_id, channel_id)
            await outbox.put(conn, Owed.of_card(*debt, now))
    return removed.review


async def sweep(db: Database, now: int) -> Sequence[str]:
    """Remove for good what can no longer be brought back, and drafts without a word.

    Returns the ids of the pictures whose files have to go.
    """
    gone: list[str] = []
    async with db.write(urgent=True) as conn:
        await drafts.remove_untouched(conn, now - _UNTOUCHED_SECONDS)
        expired = await removing.list_expired(conn, now - UNDO_SECONDS, now - _CARD_PATIENCE)
        for guild_id, review_id in expired:
            gone += await removing.remove(conn, guild_id, review_id)
    return gone
