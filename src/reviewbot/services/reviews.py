"""Writing a review: from the first options over the kept draft to the published edition."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.ids import is_id, new_id
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Draft, Review, checked_prose
from reviewbot.domain.works import Work, WorkKind, checked_maker, checked_title, checked_year
from reviewbot.errors import Invalid, NotFound, Unavailable
from reviewbot.services.deliveries import DeliveredAlready, claim, patiently
from reviewbot.store import drafts, guilds, outbox, reviews, works
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database

LEASE_SECONDS: Final = 60
"""How long the card is left to whoever published, before the outbox posts it."""
_REFERENCE: Final = "#"


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
) -> Work | None:
    """Find the work that a member typed or picked; `None` if the guild has none of that name.

    Raises `Invalid` if several could be meant, or the picked one contradicts kind or year.
    """
    if picked := picked_id(title):
        work = await works.find(conn, guild_id, picked)
        if work and ((kind and work.kind is not kind) or (year and work.year not in (year, None))):
            raise Invalid(
                f"You picked {work.label}, which does not fit the other options. "
                "Change them, or type the title instead of picking it."
            )
        if work:
            return work
    found = await works.list_named(conn, guild_id, title, kind, year)
    if len(found) > 1:
        several = "; ".join(work.label for work in found[:5])
        raise Invalid(
            f"{len(found)} works have that name: {several}. "
            "Pick one from the list while you type, or give its kind and year."
        )
    return found[0] if found else None


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

    Raises `Invalid` for options that cannot be used, so that nobody writes a text in vain.
    """
    if draft.rating:
        Rating.parse(draft.rating)
    checked_year(draft.year)
    checked_maker(draft.maker)
    async with db.write() as conn:
        await claim(conn, draft.guild_id, interaction_id, draft.created_at)
        work = await choose_work(conn, draft.guild_id, draft.title, draft.kind, draft.year)
        if work:
            draft = replace(draft, title=work.title, work_id=work.id, year=work.year)
        elif picked_id(draft.title):
            raise NotFound("That work is not here any more. Type its title instead.")
        else:
            draft = replace(draft, title=checked_title(draft.title))
        await drafts.put(conn, draft)
    return draft


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
        async with db.write() as conn:
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
    except (DeliveredAlready, NotFound, Unavailable):
        raise
    except Exception:
        await keep(db, actor, draft_id, interaction_id, now, change)
        raise
    if isinstance(published, Invalid):
        raise published
    return published


async def _published(
    db: Database,
    actor: Actor,
    draft_id: str,
    interaction_id: int,
    now: int,
    change: Callable[[Draft], Draft],
) -> Published | Invalid:
    """Do it in one transaction; a refusal is returned, so that what was typed is kept by it."""
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        draft = await drafts.get(conn, actor.guild_id, draft_id)
        authorise(actor, Action.CONTINUE, draft)
        draft = change(draft)
        try:
            review = await _judged(conn, draft, now)
        except Invalid as refusal:
            await drafts.put(conn, draft)
            return refusal
        owed = card_owed(review, draft.channel_id, now)
        await reviews.put(conn, review)
        await outbox.put(conn, owed)
        await drafts.remove(conn, actor.guild_id, draft_id)
    return Published(review, review.edition == 1, owed)


async def _judged(conn: Connection, draft: Draft, now: int) -> Review:
    headline, text, spoils = checked_prose(draft)
    rating = Rating.parse(draft.rating) if draft.rating else None
    work, before = await _known(conn, draft, now), None
    if work is None:
        work = await _made(conn, draft)
    else:
        before = await reviews.find_by_author(conn, draft.guild_id, work.id, draft.author_id)
    if before is None:
        return Review(
            guild_id=draft.guild_id,
            id=new_id(),
            work=work,
            author_id=draft.author_id,
            headline=headline,
            text=text,
            spoils=spoils,
            rating=rating,
            edition=1,
            created_at=now,
            edited_at=now,
        )
    return replace(
        before,
        work=work,
        headline=headline,
        text=text,
        spoils=spoils,
        rating=rating or before.rating,
        edition=before.edition + 1,
        edited_at=now,
    )


async def _known(conn: Connection, draft: Draft, now: int) -> Work | None:
    """Find the draft's work; from here on nobody else can make one of its name."""
    if draft.work_id and (work := await works.find(conn, draft.guild_id, draft.work_id)):
        return work
    await guilds.lock(conn, draft.guild_id, now)
    return await choose_work(conn, draft.guild_id, draft.title, draft.kind, draft.year)


async def _made(conn: Connection, draft: Draft) -> Work:
    kind = draft.kind or WorkKind.MOVIE
    title, maker = checked_title(draft.title), checked_maker(draft.maker)
    work = Work(draft.guild_id, new_id(), kind, title, draft.year, maker)
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
