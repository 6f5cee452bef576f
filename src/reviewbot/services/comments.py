"""Commenting on a review, by form, by command or by replying to its card."""

from dataclasses import dataclass

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.ids import new_id
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.reviews import Comment, CommentSource, Draft, Review, checked_comment
from reviewbot.services.deliveries import claim, patiently
from reviewbot.store import cards, comments, drafts, hints, outbox, reviews
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody says on a review and how it reached us; not judged yet.

    `interaction_id` or `message_id` is what Discord may deliver twice. `draft_id` is the
    draft that ends with the comment.
    """

    review_id: str
    text: str
    source: CommentSource
    interaction_id: int | None = None
    message_id: int | None = None
    draft_id: str | None = None


async def keep(db: Database, draft: Draft) -> None:
    """Write a comment's text down before anything judges it; waits out a locked database."""

    async def attempt() -> None:
        async with db.write() as conn:
            await drafts.put(conn, draft)

    await patiently(attempt)


async def add(
    db: Database, actor: Actor, remark: Remark, now: int, *, refresh_at: int
) -> Comment | None:
    """Add a comment and owe the card its new count at `refresh_at`; `None` if it was there.

    Raises `Invalid` for words that cannot be a comment and `NotFound` for no such review.
    """
    text = checked_comment(remark.text)
    async with db.write() as conn:
        if remark.interaction_id is not None:
            await claim(conn, actor.guild_id, remark.interaction_id, now)
        review = await reviews.get(conn, actor.guild_id, remark.review_id)
        authorise(actor, Action.COMMENT, review)
        comment = Comment(
            actor.guild_id,
            new_id(),
            review.id,
            actor.user_id,
            text,
            remark.source,
            now,
            remark.message_id,
        )
        if not await comments.put(conn, comment):
            return None
        await _owe_count(conn, review, now, refresh_at)
        if remark.draft_id:
            await drafts.remove(conn, actor.guild_id, remark.draft_id)
    return comment


async def _owe_count(conn: Connection, review: Review, now: int, refresh_at: int) -> None:
    card = await cards.find(conn, review.guild_id, review.id)
    if card is None:
        return
    owed = Owed(
        review.guild_id,
        new_id(),
        OwedKind.REFRESH,
        review.id,
        card.channel_id,
        nonce="",
        due_at=refresh_at,
        created_at=now,
    )
    await outbox.put(conn, owed)


async def may_hint(db: Database, actor: Actor, now: int) -> bool:
    """Tell whether this member may be shown today how to comment; true once a day."""
    async with db.write() as conn:
        return await hints.claim(conn, actor.guild_id, actor.user_id, now // _DAY)
