"""Drafts before anything judges them: opened with the options, kept with what a form brought."""

from collections.abc import Callable
from dataclasses import replace

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.progress import Progress
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Draft
from reviewbot.domain.works import checked_maker, checked_title, checked_year
from reviewbot.domain.writing import checked_tags, part_of
from reviewbot.errors import NotFound
from reviewbot.services.deliveries import claim, patiently
from reviewbot.services.finding import NearYear, picked_id
from reviewbot.services.judging import meant, placed
from reviewbot.store import drafts
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database


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
        work = await meant(conn, draft)
    except NearYear as question:
        return question
    if work:
        return placed(draft, work)
    if picked_id(draft.title):
        raise NotFound("That work is not here any more. Type its title instead.")
    return replace(draft, title=checked_title(draft.title))


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
