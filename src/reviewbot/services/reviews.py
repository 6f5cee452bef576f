"""Writing a review: from the first options over the kept draft to the published edition."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.ids import is_id, new_id
from reviewbot.domain.order import Answer
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.progress import Progress
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import NEW_WORK, Draft, Review
from reviewbot.domain.works import (
    Work,
    WorkKind,
    checked_maker,
    checked_title,
    checked_year,
    may_be,
    near_year,
    of_year,
)
from reviewbot.domain.writing import (
    added_to,
    checked_tags,
    checked_words,
    edited,
    first_edition,
    part_of,
)
from reviewbot.errors import Conflict, Invalid, NoRoom, NotFound, ReviewbotError, Unavailable
from reviewbot.services import beside, calls, hidden
from reviewbot.services.deliveries import DeliveredAlready, claim, patiently
from reviewbot.services.linking import Unlinked, find_linked, find_pasted, keep_link
from reviewbot.services.refreshing import owe_refreshes
from reviewbot.store import drafts, guilds, outbox, reviews, shelves, viewings, works
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database

LEASE_SECONDS: Final = 60
"""How long the card is left to whoever published, before the outbox posts it."""
_REFERENCE: Final = "#"


class Unplaced(Invalid):
    """It is not clear which work a draft is of; its author has to say that first."""


class NearYear(Invalid):
    """A work of the year before or after is known; only the member can say whether it is theirs."""

    def __init__(self, work: Work, year: int | None) -> None:
        super().__init__(
            f"{work.label} is known here, and you said {year}. If it is the same one, pick it from "
            "the list while you type; if it is another one, say with the option “maker” whose."
        )
        self.work = work
        self.year = year


@dataclass(frozen=True, slots=True)
class Published:
    """A review that is durable now, and the card that is owed for it."""

    review: Review
    is_new: bool
    owed: Owed


def reference(work_id: str) -> str:
    """Return the text that stands for a work picked from the completions."""
    return _REFERENCE + work_id


async def choose_work(
    conn: Connection,
    guild_id: int,
    title: str,
    kind: WorkKind | None = None,
    year: int | None = None,
    maker: str = "",
) -> Work | None:
    """Find the work that a member typed or picked; `None` if the guild has none of that name.

    A pasted link stands for the work that has it. Raises `Invalid` if several could be meant,
    or the picked one contradicts kind or year, `NearYear` if the year is off by one.
    """
    if picked := picked_id(title):
        work = await works.find(conn, guild_id, picked)
        if work and not may_be(work, kind, year):
            raise Invalid(
                f"You picked {work.label}, which does not fit the other options. "
                "Change them, or type the title instead of picking it."
            )
        if work:
            return work
    named = await works.list_named(conn, guild_id, title, kind)
    found = of_year(named, year)
    if not found and (near := near_year(named, year, maker)):
        raise NearYear(near, year)
    if len(found) > 1:
        several = "; ".join(work.label for work in found[:5])
        raise Invalid(
            f"{len(found)} works have that name: {several}. "
            "Pick one from the list while you type, or give its kind and year."
        )
    return found[0] if found else await find_pasted(conn, guild_id, title)


async def completed(conn: Connection, work: Work, year: int | None, now: int) -> Work:
    """Return the work with its year, which is kept, and shown, where nobody knew it before."""
    if year is None or work.year is not None:
        return work
    work = replace(work, year=checked_year(year))
    await works.put(conn, work)
    guilds.taste_changed(conn, work.guild_id)
    await owe_refreshes(conn, work.guild_id, work.id, now)
    return work


async def known_work(conn: Connection, guild_id: int, title: str) -> Work:
    """Find the work that a member typed or picked; raise `NotFound` if there is none."""
    work = await choose_work(conn, guild_id, title)
    if work is None:
        named = "that" if title.startswith(_REFERENCE) else f"“{title}”"
        raise NotFound(f"Nobody has reviewed {named} here yet. Be the first with /review post.")
    return work


def picked_id(title: str) -> str | None:
    """Return the id of a work that was picked; `None` if a title was typed."""
    picked = title.removeprefix(_REFERENCE)
    return picked if title.startswith(_REFERENCE) and is_id(picked) else None


async def open_draft(db: Database, draft: Draft, interaction_id: int) -> Draft:
    """Keep what the options said, before the form opens; return it with its work, if known.

    Raises `Invalid` for options that cannot be used, so that nobody writes a text in vain, and
    `NearYear`, with the draft kept, where its author has to say first which work it is of.
    """
    if draft.rating:
        Rating.parse(draft.rating)
    checked_year(draft.year)
    checked_maker(draft.maker)
    checked_tags(draft.tags)
    if draft.safe_after:
        Progress.parse(draft.safe_after)
    part_of(draft.kind, draft)
    async with db.write() as conn:
        await claim(conn, draft.guild_id, interaction_id, draft.created_at)
        opened = await _opened(conn, draft)
        await drafts.put(conn, draft if isinstance(opened, NearYear) else opened)
    if isinstance(opened, NearYear):
        raise opened
    return opened


async def _opened(conn: Connection, draft: Draft) -> Draft | NearYear:
    """Return the draft with what is known of its work, or the question that comes first."""
    try:
        work = await _meant(conn, draft)
    except NearYear as question:
        return question
    if work:
        return _placed(draft, work)
    if picked_id(draft.title):
        raise NotFound("That work is not here any more. Type its title instead.")
    return replace(draft, title=checked_title(draft.title))


def _placed(draft: Draft, work: Work) -> Draft:
    year = draft.year if work.year is None else work.year
    maker = draft.maker or work.maker or ""
    return replace(draft, title=work.title, work_id=work.id, kind=work.kind, year=year, maker=maker)


async def keep(
    db: Database,
    actor: Actor,
    draft_id: str,
    interaction_id: int,
    now: int,
    change: Callable[[Draft], Draft],
) -> Draft:
    """Write what a form brought into the draft before anything judges it; return the draft.

    Waits out a locked database (see `patiently`). Raises `DeliveredAlready` if this
    interaction has published the draft, and `NotFound` if there is none for this member.
    """

    async def attempt() -> Draft:
        async with db.write(urgent=True) as conn:
            draft = await drafts.find(conn, actor.guild_id, draft_id)
            if draft is None:
                await claim(conn, actor.guild_id, interaction_id, now)
                raise NotFound("That is not here any more.")
            authorise(actor, Action.CONTINUE, draft)
            kept = change(draft)
            await drafts.put(conn, kept)
            return kept

    return await patiently(attempt)


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
            review = await _judged(conn, draft, now)
        except (Invalid, Conflict) as refusal:
            await drafts.put(conn, await _caught_up(conn, draft, refusal))
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


async def _judged(conn: Connection, draft: Draft, now: int) -> Review:
    if draft.review_id is not None:
        return await _changed(conn, draft, now)
    words = checked_words(draft)
    work = await _known(conn, draft, now)
    part = part_of(work.kind if work else draft.kind, draft)
    if work is None:
        work = await _made(conn, draft)
        await keep_link(conn, draft, work, now)
        return first_edition(work, draft.author_id, words, part, now)
    await keep_link(conn, draft, work, now)
    work = await completed(conn, work, draft.year, now)
    before = await reviews.find_by_author(conn, draft.guild_id, work.id, draft.author_id, part)
    if before is None:
        first = first_edition(work, draft.author_id, words, part, now)
        return await beside.reviewed(conn, first, now)
    return added_to(replace(before, work=work), words, now)


async def _changed(conn: Connection, draft: Draft, now: int) -> Review:
    """Return the next edition of the review that the draft was opened on."""
    before = await hidden.present(conn, draft)
    if before is None:
        raise Conflict("That review is not here any more. Try again to post your words anew.")
    if before.edition != draft.edition:
        raise Conflict(
            f"Your review was changed meanwhile: it is at edition {before.edition}. I kept what "
            "you wrote here. Try again to put it in place of that; /review editions keeps both."
        )
    changed = edited(before, draft, now)
    if before.called and not changed.called:
        await calls.tell_callers(conn, before, Answer.KEPT, draft.author_id, now)
    return changed


async def _caught_up(conn: Connection, draft: Draft, refusal: ReviewbotError) -> Draft:
    """Return a refused draft as its author goes on with it, now that they know why."""
    if isinstance(refusal, Unplaced):
        return replace(draft, kind=None)
    if isinstance(refusal, Unlinked):
        draft = replace(draft, link="")
    if draft.review_id is None:
        return await _named(conn, draft)
    present = await hidden.present(conn, draft)
    if present is None:
        return replace(draft, review_id=None, edition=0)
    return replace(draft, edition=present.edition)


async def _named(conn: Connection, draft: Draft) -> Draft:
    """Return a draft with the title of the work that was picked, which its author can read."""
    picked = picked_id(draft.title)
    work = await works.find(conn, draft.guild_id, picked) if picked else None
    return _placed(draft, work) if work else draft


async def _known(conn: Connection, draft: Draft, now: int) -> Work | None:
    """Find the draft's work; from here on nobody else can make one of its name."""
    if draft.work_id and (work := await works.find(conn, draft.guild_id, draft.work_id)):
        return work
    await guilds.lock(conn, draft.guild_id, now)
    try:
        found = await _meant(conn, draft)
    except (NearYear, Unlinked):
        raise
    except Invalid as refusal:
        raise Unplaced(refusal.sentence) from refusal
    if found is None and picked_id(draft.title):
        raise Unplaced("That work is not here any more. Type its title instead.")
    return found


async def _meant(conn: Connection, draft: Draft) -> Work | None:
    """Find the work that the draft's link or title stands for."""
    if linked := await find_linked(conn, draft, picked_id(draft.title)):
        return linked
    try:
        return await choose_work(
            conn, draft.guild_id, draft.title, draft.kind, draft.year, draft.maker
        )
    except NearYear:
        if draft.work_id == NEW_WORK:  # its author was asked, and it is another one
            return None
        raise


async def _made(conn: Connection, draft: Draft) -> Work:
    kind = draft.kind or (WorkKind.TV if draft.season else None)
    title, maker = checked_title(draft.title), checked_maker(draft.maker)
    dated = "" if draft.year is None else f" of {draft.year}"
    if kind is None:
        raise Unplaced(
            f"“{title}”{dated} is new here. Say what it is with the option “kind”: "
            "film, book or show."
        )
    work = Work(draft.guild_id, new_id(), kind, title, checked_year(draft.year), maker)
    await works.put(conn, work)
    return work


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
