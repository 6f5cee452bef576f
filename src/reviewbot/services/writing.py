"""Drafts: kept before anything judges them, thrown away by their author or when empty."""

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.reviews import Draft
from reviewbot.services.deliveries import patiently
from reviewbot.store import drafts
from reviewbot.store.engine import Database


async def keep(db: Database, draft: Draft) -> None:
    """Write a draft down before anything judges it; waits out a locked database."""

    async def attempt() -> None:
        async with db.write() as conn:
            await drafts.put(conn, draft)

    await patiently(attempt)


async def discard(db: Database, actor: Actor, draft_id: str) -> None:
    """Throw a member's draft away; one that is gone already is fine."""
    async with db.write() as conn:
        draft = await drafts.find(conn, actor.guild_id, draft_id)
        if draft is not None:
            authorise(actor, Action.CONTINUE, draft)
            await drafts.remove(conn, actor.guild_id, draft_id)
