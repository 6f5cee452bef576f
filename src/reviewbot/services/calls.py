"""*This spoils*: hidden at once on one member's word, then answered by its author or a moderator.

A call is `kept` once the author agrees or a moderator says so, and then the review stays
hidden until its author marks what spoils. It is `refused` once a moderator opens the review
again; that member cannot call it another time.
"""

from dataclasses import dataclass

from reviewbot.domain.authority import Action, Actor, authorise, authorise_moderator
from reviewbot.domain.ids import new_id
from reviewbot.domain.notices import NoticeKind
from reviewbot.domain.order import Answer, Call, Deed, Subject
from reviewbot.domain.reviews import Review, Spoils
from reviewbot.errors import Conflict, Invalid, NotAllowed
from reviewbot.services import notices
from reviewbot.services.deliveries import claim
from reviewbot.services.owing import owe_alert
from reviewbot.services.refreshing import owe_refresh
from reviewbot.store import calls, hiding, log, reviews
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database


@dataclass(frozen=True, slots=True)
class Press:
    """What somebody pressed: who, in which interaction, on which thing, at which Unix second."""

    actor: Actor
    interaction_id: int
    subject_id: str
    now: int


async def call(db: Database, press: Press) -> Review:
    """Hide all of a review because somebody found a spoiler in the open; return it.

    Raises `Invalid` where all of it is hidden by its author, `Conflict` where this member
    has said so already, `NotAllowed` where a moderator refused them before.
    """
    async with db.write() as conn:
        review = await _begun(conn, press, Action.CALL)
        if review.spoils is Spoils.ALL:
            raise Invalid("All of this review is hidden already; nobody sees it unasked.")
        mine = [c for c in await _calls(conn, press) if c.member_id == press.actor.user_id]
        if mine and mine[0].answer is Answer.REFUSED:
            raise NotAllowed("A moderator has looked at this already and left it open.")
        if mine and review.called:
            raise Conflict("You have said so already; all of it is hidden.")
        await calls.put(conn, Call(press.actor.guild_id, review.id, press.actor.user_id, press.now))
        await _tell_author(conn, review, press, NoticeKind.SPOILS)
        await owe_alert(conn, review.guild_id, review.id, press.now)
        if not review.called:
            await _marked(conn, press, press.now)
        return await _shown_anew(conn, review, press.now)


async def take_back(db: Database, press: Press) -> Review:
    """Undo the actor's own call; the review opens where nobody else's word hides it."""
    async with db.write() as conn:
        review = await _begun(conn, press, Action.CALL)
        if not await calls.remove(conn, review.guild_id, review.id, press.actor.user_id):
            raise Conflict("There is nothing of yours to take back; it may have been settled.")
        left = await _calls(conn, press)
        if review.called and not any(c.answer is not Answer.REFUSED for c in left):
            await _marked(conn, press, None)
        return await _shown_anew(conn, review, press.now)


async def answer(db: Database, press: Press, given: Answer) -> Review:
    """Let the author say that the call was right (`KEPT`) or object (`DISPUTED`)."""
    async with db.write() as conn:
        review = await _begun(conn, press, Action.ANSWER)
        _check_called(review)
        if given is Answer.KEPT:
            await tell_callers(conn, review, given, press.actor.user_id, press.now)
        await calls.answer(conn, review.guild_id, review.id, given)
        return review


async def settle(db: Database, press: Press, given: Answer) -> Review:
    """Let a moderator keep a called review hidden (`KEPT`) or open it again (`REFUSED`)."""
    authorise_moderator(press.actor)
    async with db.write() as conn:
        review = await _begun(conn, press, Action.HIDE)
        _check_called(review)
        await tell_callers(conn, review, given, press.actor.user_id, press.now)
        await calls.answer(conn, review.guild_id, review.id, given)
        if given is Answer.REFUSED:
            await _marked(conn, press, None)
            await _tell_author(conn, review, press, NoticeKind.SHOWN)
        word = "open" if given is Answer.REFUSED else "keep hidden"
        await log.put(conn, _deed(press, word))
        return await _shown_anew(conn, review, press.now)


async def tell_callers(
    conn: Connection, review: Review, given: Answer, actor_id: int, now: int
) -> None:
    """Tell whoever called a review what came of it; each of them once, before it is answered."""
    kind = NoticeKind.CALL_KEPT if given is Answer.KEPT else NoticeKind.CALL_REFUSED
    for one in await calls.list_of_review(conn, review.guild_id, review.id):
        if one.answer in {Answer.OPEN, Answer.DISPUTED}:
            await notices.tell(conn, review.guild_id, one.member_id, kind, review.id, actor_id, now)


async def _begun(conn: Connection, press: Press, action: Action) -> Review:
    await claim(conn, press.actor.guild_id, press.interaction_id, press.now)
    review = await reviews.get(conn, press.actor.guild_id, press.subject_id)
    authorise(press.actor, action, review)
    return review


async def _calls(conn: Connection, press: Press) -> list[Call]:
    return await calls.list_of_review(conn, press.actor.guild_id, press.subject_id)


async def _marked(conn: Connection, press: Press, since: int | None) -> None:
    async with hiding.reindexed(conn, press.actor.guild_id, press.subject_id):
        await calls.mark(conn, press.actor.guild_id, press.subject_id, since)


async def _shown_anew(conn: Connection, review: Review, now: int) -> Review:
    """Owe the card its new look at once; return the review as it is now."""
    await owe_refresh(conn, review, now, now)
    return await reviews.get(conn, review.guild_id, review.id)


async def _tell_author(conn: Connection, review: Review, press: Press, kind: NoticeKind) -> None:
    guild_id, actor_id = review.guild_id, press.actor.user_id
    await notices.tell(conn, guild_id, review.author_id, kind, review.id, actor_id, press.now)


def _check_called(review: Review) -> None:
    if not review.called:
        raise Conflict("That has been settled already.")


def _deed(press: Press, action: str) -> Deed:
    actor = press.actor
    kind, reason = Subject.REVIEW, ""
    return Deed(
        actor.guild_id, new_id(), actor.user_id, action, kind, press.subject_id, reason, press.now
    )
