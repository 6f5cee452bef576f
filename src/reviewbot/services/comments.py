"""Commenting on a review or answering a comment, by form, by command or by a native reply."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.ids import new_id
from reviewbot.domain.notices import OF_COMMENTS, NoticeKind
from reviewbot.domain.reviews import (
    Comment,
    CommentSource,
    Draft,
    Review,
    checked_comment,
    place_of,
)
from reviewbot.domain.spoilers import Prose
from reviewbot.errors import Invalid, NotFound
from reviewbot.services import notices
from reviewbot.services.deliveries import claim, patiently
from reviewbot.services.following import FOLLOWERS_MAX
from reviewbot.services.refreshing import owe_refresh
from reviewbot.services.talking import owe_thread
from reviewbot.store import cards, comments, drafts, follows, hints, reviews
from reviewbot.store import notices as store_notices
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database

UNDO_SECONDS: Final = 900
_DAY = 86_400
_GONE: Final = "That comment is not here any more."


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody says on a review and how it reached us; not judged yet.

    `interaction_id` or `message_id` is what Discord may deliver twice. `draft_id` is the
    draft that ends with the comment. `parent_id` is the comment that it answers, if any.
    """

    review_id: str
    text: str
    source: CommentSource
    interaction_id: int | None = None
    message_id: int | None = None
    draft_id: str | None = None
    parent_id: str | None = None


async def keep(db: Database, draft: Draft) -> None:
    """Write a comment's text down before anything judges it; waits out a locked database."""

    async def attempt() -> None:
        async with db.write(urgent=True) as conn:
            await drafts.put(conn, draft)

    await patiently(attempt)


async def add(
    db: Database, actor: Actor, remark: Remark, now: int, *, refresh_at: int, tell: bool = True
) -> Comment | None:
    """Add a comment and owe the card its new count at `refresh_at`; `None` if it was there.

    Whom it answers is told, the author of the review, and who follows it, unless not `tell`:
    wake the postman afterwards. Raises `Invalid` for words that cannot be a comment and
    `NotFound` for no such review or comment.
    """
    text = checked_comment(remark.text)
    async with db.write() as conn:
        if remark.interaction_id is not None:
            await claim(conn, actor.guild_id, remark.interaction_id, now)
        review = await reviews.get(conn, actor.guild_id, remark.review_id)
        authorise(actor, Action.COMMENT, review)
        parent = await _parent(conn, review, remark)
        comment = _made(actor, remark, text, parent, now)
        if not await comments.put(conn, comment):
            return None
        await owe_refresh(conn, review, now, refresh_at)
        if remark.draft_id:
            await drafts.remove(conn, actor.guild_id, remark.draft_id)
        await owe_thread(conn, review, now)
        if tell:
            await _tell(conn, review, parent, comment, now)
    return comment


async def _parent(conn: Connection, review: Review, remark: Remark) -> Comment | None:
    if remark.parent_id is None:
        return None
    parent = await comments.get(conn, review.guild_id, remark.parent_id)
    if parent.review_id != review.id:
        raise NotFound(_GONE)
    return parent


def _made(actor: Actor, remark: Remark, text: Prose, parent: Comment | None, now: int) -> Comment:
    place = remark.message_id or remark.interaction_id or place_of(now)
    return Comment(
        actor.guild_id,
        new_id(),
        remark.review_id,
        actor.user_id,
        text,
        remark.source,
        now,
        remark.message_id,
        parent.id if parent else None,
        place=place,
        root_place=parent.root_place if parent else place,
    )


async def _tell(
    conn: Connection, review: Review, parent: Comment | None, comment: Comment, now: int
) -> None:
    """Tell whoever is answered and who follows the review, each once and of what is nearest."""
    followers = await follows.list_of_review(conn, review.guild_id, review.id, FOLLOWERS_MAX)
    told = dict.fromkeys(followers, NoticeKind.FOLLOWED)
    told[review.author_id] = NoticeKind.COMMENT
    if parent is not None:
        told[parent.author_id] = NoticeKind.REPLY
    for member_id, kind in told.items():
        await notices.tell(
            conn, review.guild_id, member_id, kind, comment.id, comment.author_id, now
        )


async def revise(
    db: Database,
    actor: Actor,
    comment_id: str,
    text: str,
    now: int,
    *,
    interaction_id: int,
    draft_id: str | None = None,
) -> Comment:
    """Give the actor's comment other words; raise `Invalid` for words that cannot be one."""
    prose = checked_comment(text)
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        comment = await _own(conn, actor, comment_id)
        await comments.revise(conn, comment, prose, now)
        if draft_id:
            await drafts.remove(conn, actor.guild_id, draft_id)
    return comment


async def delete(
    db: Database,
    actor: Actor,
    comment_id: str,
    now: int,
    *,
    interaction_id: int,
    refresh_at: Callable[[str], int],
) -> Comment:
    """Delete the actor's comment; it can be taken back for `UNDO_SECONDS`.

    `refresh_at` says from when the card of a review may show its new count.
    """
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        comment = await _own(conn, actor, comment_id)
        await _delete(conn, comment, now, refresh_at(comment.review_id))
    return comment


async def restore(
    db: Database,
    actor: Actor,
    comment_id: str,
    now: int,
    *,
    interaction_id: int,
    refresh_at: Callable[[str], int],
) -> Comment:
    """Bring the actor's deleted comment back, or raise `NotFound` where it is too late."""
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        comment = await comments.find_any(conn, actor.guild_id, comment_id)
        if comment is None:
            raise NotFound(_GONE)
        authorise(actor, Action.CHANGE, comment)
        review = await reviews.get(conn, actor.guild_id, comment.review_id)
        if not await comments.restore(conn, comment, now - UNDO_SECONDS):
            raise NotFound("It is too late for that: the words are gone for good.")
        await owe_refresh(conn, review, now, refresh_at(review.id))
    return comment


async def follow_edit(
    db: Database, guild_id: int, message_id: int, words: str, now: int
) -> Comment | None:
    """Give the comment that a Discord message is the words that stand there now.

    Returns it, or `None` where the message is no comment or says what the comment says. Words
    that cannot be a comment change nothing.
    """
    async with db.read() as conn:
        comment = await comments.find_by_message(conn, guild_id, message_id)
    if comment is None:
        return None
    try:
        text = checked_comment(words)
    except Invalid:
        return None
    if text.reveal() == comment.text.reveal():
        return None
    async with db.write() as conn:
        await comments.revise(conn, comment, text, now)
    return comment


async def follow_deletion(
    db: Database,
    guild_id: int,
    message_ids: Iterable[int],
    now: int,
    *,
    refresh_at: Callable[[str], int],
) -> int:
    """Delete the comments that these deleted Discord messages were, and forget such cards.

    Returns how many comments. They can be brought back as long as others, but nobody offers.
    """
    deleted = 0
    for message_id in message_ids:
        async with db.read() as conn:
            comment = await comments.find_by_message(conn, guild_id, message_id)
            card = await cards.find_by_message(conn, guild_id, message_id)
        if comment is None and card is None:
            continue
        async with db.write() as conn:
            if card is not None:
                await cards.remove(conn, card)
            if comment is not None:
                deleted += 1
                await _delete(conn, comment, now, refresh_at(comment.review_id))
    return deleted


async def purge(db: Database, now: int) -> int:
    """Remove for good what can not be taken back any more; return how many comments."""
    async with db.write() as conn:
        return await comments.purge(conn, now - UNDO_SECONDS, now - 2 * _DAY)


async def _own(conn: Connection, actor: Actor, comment_id: str) -> Comment:
    comment = await comments.get(conn, actor.guild_id, comment_id)
    authorise(actor, Action.CHANGE, comment)
    return comment


async def _delete(conn: Connection, comment: Comment, now: int, refresh_at: int) -> None:
    if not await comments.remove(conn, comment, now):
        return
    for kind in OF_COMMENTS:
        await store_notices.withdraw(conn, comment.guild_id, kind, comment.id, comment.author_id)
    review = await reviews.find(conn, comment.guild_id, comment.review_id)
    if review is not None:
        await owe_refresh(conn, review, now, refresh_at)


async def may_hint(db: Database, actor: Actor, now: int) -> bool:
    """Tell whether this member may be shown today how to comment; true once a day."""
    async with db.write() as conn:
        return await hints.claim(conn, actor.guild_id, actor.user_id, now // _DAY)
