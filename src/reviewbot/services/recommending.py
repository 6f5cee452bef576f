"""Recommending a work to a friend: sent once, answered by the friend alone, thanked for later."""

from dataclasses import dataclass, replace

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.ids import new_id
from reviewbot.domain.notices import NoticeKind
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.recommending import (
    DAY_SECONDS,
    PER_DAY,
    Recommendation,
    Reply,
    checked_note,
    in_words,
)
from reviewbot.domain.shelves import Shelf, Shelved
from reviewbot.errors import Conflict, Invalid, NotAllowed, NotFound
from reviewbot.services import notices
from reviewbot.services.deliveries import claim
from reviewbot.services.placing import Naming, place
from reviewbot.services.shelves import standing
from reviewbot.store import (
    guilds,
    members,
    mutes,
    outbox,
    recommendations,
    shelves,
)
from reviewbot.store import (
    notices as pending,
)
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database

LEASE_SECONDS = 60
"""How long a message is left to the command that owes it, before the outbox sends it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A recommendation that is kept; without `owed` nothing is delivered."""

    recommendation: Recommendation
    owed: Owed | None


async def recommend(
    db: Database,
    actor: Actor,
    friend_id: int,
    naming: Naming,
    note: str,
    interaction_id: int,
    now: int,
) -> Sent:
    """Recommend a work to another member.

    Raises `Invalid`, `NotAllowed` or `Conflict` where that cannot be. Whom the friend muted
    never learns it, nor what a friend has seen who keeps their shelf to themselves.
    """
    if friend_id == actor.user_id:
        raise Invalid("You cannot recommend to yourself. `/shelf add` puts it on your own list.")
    checked = checked_note(note)
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        work = await place(conn, actor.guild_id, naming, now)
        await _check_day(conn, actor, now)
        muted = await _check_friend(conn, actor, friend_id, work.id)
        await _check_seen(conn, actor, friend_id, work.id)
        reply = Reply.MUTED if muted else Reply.OPEN
        one = Recommendation(
            actor.guild_id, new_id(), actor.user_id, friend_id, work, checked, now, reply
        )
        await recommendations.put(conn, one)
        if muted:
            return Sent(one, None)
        owed = _owed(one, now)
        await outbox.put(conn, owed)
    return Sent(one, owed)


async def answer(
    db: Database, actor: Actor, recommendation_id: str, reply: Reply, interaction_id: int, now: int
) -> Recommendation:
    """Take the friend's answer; the sender hears of it only where the friend agrees."""
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        one = await recommendations.find(conn, actor.guild_id, recommendation_id)
        if one is None:
            raise NotFound("That is not here any more.")
        authorise(actor, Action.CHANGE, one)
        await recommendations.answer(conn, actor.guild_id, one.id, reply, now)
        if reply is Reply.ADDED:
            await _add(conn, actor, one, now)
        else:
            await _take_off(conn, actor, one)
        if reply is Reply.MUTED:
            await mutes.put(conn, actor.guild_id, actor.user_id, str(one.sender_id), now)
    return replace(one, reply=reply)


async def _check_day(conn: Connection, actor: Actor, now: int) -> None:
    await guilds.lock(conn, actor.guild_id, now)
    sent = await recommendations.list_sent(conn, actor.guild_id, actor.user_id, now - DAY_SECONDS)
    if len(sent) >= PER_DAY:
        wait = in_words(sent[-PER_DAY] + DAY_SECONDS - now)
        raise Conflict(
            f"You have recommended {PER_DAY} works in the last 24 hours, which is the most. "
            f"The next one is possible in {wait}."
        )


async def _check_friend(conn: Connection, actor: Actor, friend_id: int, work_id: str) -> bool:
    """Tell whether the friend muted the actor; raise `NotAllowed` if they take none at all."""
    choices = await members.find(conn, actor.guild_id, friend_id)
    if not choices.welcome:
        raise NotAllowed("That member takes no recommendations just now.")
    if await recommendations.is_pending(conn, actor.guild_id, actor.user_id, friend_id, work_id):
        raise Conflict("You have recommended that to them already.")
    return str(actor.user_id) in await mutes.list_of_member(conn, actor.guild_id, friend_id)


async def _check_seen(conn: Connection, actor: Actor, friend_id: int, work_id: str) -> None:
    """Raise `Conflict` if the friend is done with the work and lets everybody see that."""
    choices = await members.find(conn, actor.guild_id, friend_id)
    shelved = await shelves.find(conn, actor.guild_id, friend_id, work_id)
    if choices.shelf_open and shelved and shelved.finished:
        raise Conflict(f"They have seen {shelved.work.label} already, as their shelf shows.")


async def _add(conn: Connection, actor: Actor, one: Recommendation, now: int) -> None:
    if await standing(conn, actor, one.work, now) is None:
        new = Shelved(actor.guild_id, actor.user_id, one.work, Shelf.WANT, now, now)
        await shelves.put(conn, replace(new, recommended_by=one.sender_id))
    choices = await members.find(conn, actor.guild_id, actor.user_id)
    if choices.credit and one.reply is not Reply.ADDED:
        await notices.tell(
            conn,
            actor.guild_id,
            one.sender_id,
            NoticeKind.ADDED,
            one.work.id,
            actor.user_id,
            now,
        )


async def _take_off(conn: Connection, actor: Actor, one: Recommendation) -> None:
    shelved = await shelves.find(conn, actor.guild_id, actor.user_id, one.work.id)
    wanted = shelved is not None and shelved.shelf is Shelf.WANT
    if shelved and wanted and shelved.recommended_by == one.sender_id:
        await shelves.remove(conn, actor.guild_id, actor.user_id, one.work.id)
    await pending.withdraw(conn, actor.guild_id, NoticeKind.ADDED, one.work.id, actor.user_id)


def _owed(one: Recommendation, now: int) -> Owed:
    return Owed(
        one.guild_id,
        new_id(),
        OwedKind.RECOMMEND,
        one.id,
        channel_id=0,
        nonce=one.id,
        due_at=now + LEASE_SECONDS,
        created_at=now,
    )
