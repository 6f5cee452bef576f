"""What a draft comes to: the work it is of, and the review or edition that it makes."""

from dataclasses import replace

from reviewbot.domain.ids import new_id
from reviewbot.domain.order import Answer
from reviewbot.domain.reviews import NEW_WORK, Draft, Review
from reviewbot.domain.works import Work, WorkKind, checked_maker, checked_title, checked_year
from reviewbot.domain.writing import added_to, checked_words, edited, first_edition, part_of
from reviewbot.errors import Conflict, Invalid, ReviewbotError
from reviewbot.services import beside, calls, hidden
from reviewbot.services.finding import NearYear, choose_work, picked_id
from reviewbot.services.linking import Unlinked, find_linked, keep_link
from reviewbot.services.placing import completed
from reviewbot.store import guilds, reviews, works
from reviewbot.store.connection import Connection


class Unplaced(Invalid):
    """It is not clear which work a draft is of; its author has to say that first."""


async def judged(conn: Connection, draft: Draft, now: int) -> Review:
    """Return the review or edition that the draft makes; its work is stored, if it is new.

    Raises `Invalid` where words, options or link cannot be published, `Conflict` where the
    review that it changes is not what it was.
    """
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


async def caught_up(conn: Connection, draft: Draft, refusal: ReviewbotError) -> Draft:
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
    return placed(draft, work) if work else draft


async def _known(conn: Connection, draft: Draft, now: int) -> Work | None:
    """Find the draft's work; from here on nobody else can make one of its name."""
    if draft.work_id and (work := await works.find(conn, draft.guild_id, draft.work_id)):
        return work
    await guilds.lock(conn, draft.guild_id, now)
    try:
        found = await meant(conn, draft)
    except (NearYear, Unlinked):
        raise
    except Invalid as refusal:
        raise Unplaced(refusal.sentence) from refusal
    if found is None and picked_id(draft.title):
        raise Unplaced("That work is not here any more. Type its title instead.")
    return found


async def meant(conn: Connection, draft: Draft) -> Work | None:
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


def placed(draft: Draft, work: Work) -> Draft:
    """Return the draft as one of this work, with what is known of that."""
    year = draft.year if work.year is None else work.year
    maker = draft.maker or work.maker or ""
    return replace(draft, title=work.title, work_id=work.id, kind=work.kind, year=year, maker=maker)


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
