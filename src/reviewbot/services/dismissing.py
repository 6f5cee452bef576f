"""Saying of a suggestion that it is not for oneself, and taking that back."""

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.shelves import Shelf, Shelved
from reviewbot.domain.works import Work
from reviewbot.services.deliveries import claim
from reviewbot.store import dismissals, works
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database


async def dismiss(db: Database, actor: Actor, work_id: str, interaction_id: int, now: int) -> Work:
    """Suggest a work to the member no more; raise `NotFound` if it is not here."""
    async with db.write() as conn:
        work = await _own(conn, actor, work_id, interaction_id, now)
        await dismissals.put(conn, actor.guild_id, actor.user_id, work.id, now)
        return work


async def take_back(
    db: Database, actor: Actor, work_id: str, interaction_id: int, now: int
) -> Work:
    """Let a work be suggested to the member again; raise `NotFound` if it is not here."""
    async with db.write() as conn:
        work = await _own(conn, actor, work_id, interaction_id, now)
        await dismissals.remove(conn, actor.guild_id, actor.user_id, work.id)
        return work


async def _own(conn: Connection, actor: Actor, work_id: str, interaction_id: int, now: int) -> Work:
    """Claim the interaction, and return the work; where it stands is each member's own."""
    await claim(conn, actor.guild_id, interaction_id, now)
    work = await works.get(conn, actor.guild_id, work_id)
    there = Shelved(actor.guild_id, actor.user_id, work, Shelf.WANT, now, now)
    authorise(actor, Action.CHANGE, there)
    return work
