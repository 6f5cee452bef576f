"""Drafts: kept before anything judges them, thrown away by their author or when empty."""

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.reviews import Draft
from reviewbot.services.deliveries import claim, patiently
from reviewbot.store import drafts
from reviewbot.store.engine import Database


async def keep(db: Database, draft: Draft, interaction_id: int | None = None) -> None:
    """Write a draft down before anything judges it; waits out a locked database.

    With an interaction it does so once: raises `DeliveredAlready` if that has acted.
    """

    async def attempt() -> None:
        async with db.write() as conn:
            if interaction_id is not None:
                await claim(conn, draft.guild_id, interaction_id, draft.created_at)
            await drafts.put(conn, draft)

    await patiently(attempt)


async def discard(db: Database, actor: Actor, draft_id: str) -> None:
    """Throw a member's draft away; one that is gone already is fine."""
    async with db.write() as conn:
        draft = await drafts.find(conn, actor.guild_id, draft_id)
        if draft is not None:
            authorise(actor, Action.CONTINUE, draft)
            await drafts.remove(conn, actor.guild_id, draft_id)
