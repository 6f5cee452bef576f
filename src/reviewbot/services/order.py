"""Reports, and what moderators do about them: hide with a reason, undo, dismiss, choose."""

from dataclasses import dataclass, replace
from typing import Final

from reviewbot.domain.authority import (
    Action,
    Actor,
    authorise,
    authorise_admin,
    authorise_moderator,
)
from reviewbot.domain.guilds import GuildChoices
from reviewbot.domain.ids import new_id
from reviewbot.domain.members import CardSize
from reviewbot.domain.notices import NoticeKind
from reviewbot.domain.order import Deed, Report, Subject, checked_reason
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.reviews import Comment, Review
from reviewbot.errors import Conflict, NotFound
from reviewbot.services import notices, sharing
from reviewbot.services.calls import Press
from reviewbot.services.deliveries import claim
from reviewbot.services.owing import owe_alert
from reviewbot.store import cards, guilds, hiding, log, outbox, reports
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database

_HIDDEN: Final = {
    Subject.REVIEW: NoticeKind.HIDDEN,
    Subject.COMMENT: NoticeKind.COMMENT_HIDDEN,
}
_SHOWN: Final = {
    Subject.REVIEW: NoticeKind.SHOWN,
    Subject.COMMENT: NoticeKind.COMMENT_SHOWN,
}


@dataclass(frozen=True, slots=True)
class Thing:
    """What a report or a deed is about: a review, or a comment on it; hidden or not."""

    review: Review
    comment: Comment | None
    hidden_at: int | None

    @property
    def kind(self) -> Subject:
        """Which of the two it is."""
        return Subject.REVIEW if self.comment is None else Subject.COMMENT

    @property
    def it(self) -> Review | Comment:
        """The review or the comment itself."""
        return self.comment or self.review


async def find(conn: Connection, guild_id: int, kind: Subject, subject_id: str) -> Thing | None:
    """Return the thing, hidden or not; `None` where its author took it away."""
    if kind is Subject.REVIEW:
        found = await hiding.find(conn, guild_id, subject_id)
        return Thing(found.review, None, found.hidden_at) if found else None
    one = await hiding.find_comment(conn, guild_id, subject_id)
    on = one and await hiding.find(conn, guild_id, one[0].review_id)
    return Thing(on.review, one[0], one[1]) if one and on else None


async def find_said(conn: Connection, guild_id: int, message_id: int) -> Thing | None:
    """Return the comment that a member's own message became, or `None`."""
    comment_id = await hiding.find_said(conn, guild_id, message_id)
    return await find(conn, guild_id, Subject.COMMENT, comment_id) if comment_id else None


async def report(db: Database, press: Press, kind: Subject, reason: str) -> tuple[Thing, Report]:
    """Keep a member's complaint; raises `Conflict` where they have an open one about it."""
    reason = checked_reason(reason)
    async with db.write() as conn:
        thing = await _begun(conn, press, kind, Action.REPORT)
        if thing.hidden_at is not None:
            raise NotFound("That is not here any more.")
        actor = press.actor
        made = Report(actor.guild_id, new_id(), kind, thing.it.id, actor.user_id, reason, press.now)
        if not await reports.put(conn, made):
            raise Conflict("You have reported this already; the moderators will look at it.")
        await owe_alert(conn, actor.guild_id, made.id, press.now)
        return thing, made


async def hide(db: Database, press: Press, kind: Subject, reason: str) -> Thing:
    """Take a review or comment out of sight, for a reason that its author is told."""
    authorise_moderator(press.actor)
    reason = checked_reason(reason)
    async with db.write() as conn:
        thing = await _begun(conn, press, kind, Action.HIDE)
        if thing.hidden_at is not None:
            raise Conflict("That is hidden already.")
        await _stand(conn, thing, press.now)
        stood = await _owe_card(conn, thing, press.now, OwedKind.REMOVE)
        await reports.settle(conn, press.actor.guild_id, kind, thing.it.id, press.now)
        await log.put(conn, replace(_deed(press, "hide", kind, reason), channel_id=stood))
        await _tell_author(conn, thing, press, _HIDDEN[kind])
        return replace(thing, hidden_at=press.now)


async def unhide(db: Database, press: Press, kind: Subject) -> Thing:
    """Put back what a moderator hid, with its card."""
    authorise_moderator(press.actor)
    async with db.write() as conn:
        thing = await _begun(conn, press, kind, Action.HIDE)
        if thing.hidden_at is None:
            raise Conflict("That is not hidden.")
        await _stand(conn, thing, None)
        await _owe_card(conn, thing, press.now, OwedKind.POST)
        await log.put(conn, _deed(press, "show", kind, ""))
        await _tell_author(conn, thing, press, _SHOWN[kind])
        return replace(thing, hidden_at=None)


async def dismiss(db: Database, press: Press) -> Report:
    """Close the reports about the thing that the report `press.subject_id` is about."""
    authorise_moderator(press.actor)
    async with db.write() as conn:
        await claim(conn, press.actor.guild_id, press.interaction_id, press.now)
        found = await reports.find(conn, press.actor.guild_id, press.subject_id)
        if found is None:
            raise NotFound("That is not here any more.")
        if found.settled_at is not None:
            raise Conflict("That has been settled already.")
        await reports.settle(conn, found.guild_id, found.kind, found.subject_id, press.now)
        about = replace(press, subject_id=found.subject_id)
        await log.put(conn, _deed(about, "dismiss", found.kind, found.reason))
        return found


async def choose(
    db: Database,
    actor: Actor,
    interaction_id: int,
    now: int,
    **changes: CardSize | bool | int | None,
) -> GuildChoices:
    """Change what holds for the whole server, by the names in `GuildChoices`; return it all.

    Whether the server `shares` is for its admins; one that no longer does is counted no more.
    """
    authorise_moderator(actor)
    if "shares" in changes:
        authorise_admin(actor)
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        await guilds.put(conn, actor.guild_id, now)
        if "shares" in changes:
            await sharing.withdraw(conn, actor.guild_id)
            guilds.taste_changed(conn, actor.guild_id)
        guilds.choose(conn, actor.guild_id, **changes)
        return await guilds.settings(conn, actor.guild_id)


async def _begun(conn: Connection, press: Press, kind: Subject, action: Action) -> Thing:
    await claim(conn, press.actor.guild_id, press.interaction_id, press.now)
    thing = await find(conn, press.actor.guild_id, kind, press.subject_id)
    if thing is None:
        raise NotFound("That is not here any more.")
    authorise(press.actor, action, thing.it)
    return thing


async def _stand(conn: Connection, thing: Thing, since: int | None) -> None:
    if thing.comment is None:
        await hiding.hide(conn, thing.review, since)
    else:
        await hiding.hide_comment(conn, thing.comment, since)


async def _owe_card(conn: Connection, thing: Thing, now: int, kind: OwedKind) -> int | None:
    """Owe what the card needs: to go or come with its review, or a new count of comments.

    Returns the channel of the card, the one where it stood before it was hidden.
    """
    guild_id, review_id = thing.review.guild_id, thing.review.id
    card = await cards.find(conn, guild_id, review_id)
    channel = card.channel_id if card else None
    if thing.comment is not None:
        kind = OwedKind.REFRESH
    elif channel is None and kind is OwedKind.POST:
        channel = await log.find_channel(conn, guild_id, review_id)
    if channel is not None:
        await outbox.put(conn, Owed.of_card(kind, guild_id, review_id, channel, now))
    return channel


async def _tell_author(conn: Connection, thing: Thing, press: Press, kind: NoticeKind) -> None:
    about, actor_id = thing.it, press.actor.user_id
    await notices.tell(conn, about.guild_id, about.author_id, kind, about.id, actor_id, press.now)


def _deed(press: Press, action: str, kind: Subject, reason: str) -> Deed:
    actor = press.actor
    return Deed(
        actor.guild_id, new_id(), actor.user_id, action, kind, press.subject_id, reason, press.now
    )
