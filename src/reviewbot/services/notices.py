"""Telling members privately what concerns them: kept at once, sent together, never too often."""

from reviewbot.domain.authority import Actor
from reviewbot.domain.ids import new_id
from reviewbot.domain.notices import (
    ABOUT_COMMENTS,
    ABOUT_WORKS,
    OF_ANY_STATE,
    QUIET,
    SPACING_SECONDS,
    Bundle,
    Notice,
    NoticeKind,
    Told,
)
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.reviews import Review
from reviewbot.services.deliveries import claim
from reviewbot.store import (
    cards,
    comments,
    follows,
    log,
    members,
    mutes,
    notices,
    outbox,
    reviews,
    works,
)
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database

_SHUT_SECONDS = 86_400
"""How long a member who takes no direct messages is left alone."""


async def tell(
    conn: Connection,
    guild_id: int,
    member_id: int,
    kind: NoticeKind,
    subject_id: str,
    actor_id: int,
    now: int,
) -> None:
    """Have a member told of what `actor_id` did, in the transaction of the deed itself.

    `kind` says what `subject_id` is. Nobody is told of what they did themselves. Whether the
    member wants to know is asked when it is sent. Wake the postman after the transaction.
    """
    if member_id == actor_id:
        return
    notice = Notice(guild_id, new_id(), member_id, kind, subject_id, actor_id, now)
    await notices.put(conn, notice)
    if kind not in QUIET:
        owed = Owed(
            guild_id,
            new_id(),
            OwedKind.NOTICE,
            str(member_id),
            channel_id=0,
            nonce="",
            due_at=now,
            created_at=now,
        )
        await outbox.put(conn, owed)


async def gather(db: Database, owed: Owed, now: int) -> Bundle | int | None:
    """Fix what the member is told in one message.

    Returns the Unix second from which they may be told, if that is later, or `None` where
    there is nothing that they want to hear. What was fixed before stays fixed until `sent`,
    however often it is tried.
    """
    guild_id, member_id = owed.guild_id, int(owed.subject_id)
    async with db.write() as conn:
        pending = await notices.list_of_member(conn, guild_id, member_id)
        begun = next((one.bundle_id for one in pending if one.bundle_id), "")
        if begun:
            pending = [one for one in pending if one.bundle_id == begun]
        elif (allowed := await _allowed_at(conn, guild_id, member_id)) > now:
            return allowed if pending else None
        told = await _wanted(conn, guild_id, member_id, pending)
        kept = {one.notice.id for one in told}
        await notices.remove(conn, (one for one in pending if one.id not in kept))
        if all(one.notice.kind in QUIET for one in told):
            return None
        bundle_id = begun or new_id()
        await notices.bundle(conn, (one.notice for one in told), bundle_id)
    return Bundle(guild_id, bundle_id, member_id, tuple(told), again=bool(begun))


async def _allowed_at(conn: Connection, guild_id: int, member_id: int) -> int:
    return await notices.told_at(conn, guild_id, member_id) + SPACING_SECONDS


async def _wanted(
    conn: Connection, guild_id: int, member_id: int, pending: list[Notice]
) -> list[Told]:
    """Return what is still there and the member did not switch off or mute."""
    choices = await members.find(conn, guild_id, member_id)
    if not choices.notices:
        return []
    muted = await mutes.list_of_member(conn, guild_id, member_id)
    found = [await _found(conn, one) for one in pending if str(one.actor_id) not in muted]
    told = [one for one in found if one and not (one.review and one.review.id in muted)]
    return sorted(told, key=_order)


def _order(told: Told) -> tuple[int, int]:
    """By time; comments of one second as they were made."""
    return told.notice.created_at, told.comment.place if told.comment else 0


async def _found(conn: Connection, notice: Notice) -> Told | None:
    """Return the notice with what it is about; `None` where that is gone."""
    if notice.kind in ABOUT_WORKS:
        work = await works.find(conn, notice.guild_id, notice.subject_id)
        return Told(notice, work) if work else None
    review_id, comment = notice.subject_id, None
    any_state = notice.kind in OF_ANY_STATE
    if notice.kind in ABOUT_COMMENTS:
        find_comment = comments.find_any if any_state else comments.find
        comment = await find_comment(conn, notice.guild_id, notice.subject_id)
        if comment is None:
            return None
        review_id = comment.review_id
    find_review = reviews.find_any if any_state else reviews.find
    review = await find_review(conn, notice.guild_id, review_id)
    if review is None or not await _concerns(conn, notice, review):
        return None
    card = await cards.find(conn, notice.guild_id, review.id)
    deed = await log.find_last(conn, notice.guild_id, notice.subject_id) if any_state else None
    return Told(notice, review.work, review, comment, card, deed.reason if deed else "")


async def _concerns(conn: Connection, notice: Notice, review: Review) -> bool:
    """Tell whether the member still follows a review of which they are told for that."""
    if notice.kind is not NoticeKind.FOLLOWED:
        return True
    return await follows.find(conn, notice.guild_id, review.id, notice.member_id)


async def sent(db: Database, bundle: Bundle, now: int, *, taken: bool) -> None:
    """Note that a member was told, or that they take no messages (not `taken`).

    Of a member who had everything erased meanwhile, nothing is noted.
    """
    async with db.write() as conn:
        if not await notices.remove_bundle(conn, bundle.guild_id, bundle.member_id, bundle.id):
            return
        at = now if taken else now + _SHUT_SECONDS - SPACING_SECONDS
        await notices.note_told(conn, bundle.guild_id, bundle.member_id, at)


async def switch(db: Database, actor: Actor, interaction_id: int, now: int, *, on: bool) -> None:
    """Tell the member things in this guild from now on, or nothing any more."""
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        await members.choose(conn, actor.guild_id, actor.user_id, notices=on)
        if not on:
            await notices.clear(conn, actor.guild_id, actor.user_id)


async def mute(
    db: Database, actor: Actor, subject: str, interaction_id: int, now: int, *, on: bool
) -> None:
    """Let the member hear no more of a review or of a member (their id as text), or again."""
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        if on:
            await mutes.put(conn, actor.guild_id, actor.user_id, subject, now)
        else:
            await mutes.remove(conn, actor.guild_id, actor.user_id, subject)
