"""Facts of this installation: the guilds it is in, and which commands Discord has from us."""

from collections.abc import Iterable
from typing import Final

from reviewbot.services.searching import KEPT_SECONDS
from reviewbot.store import guilds, interactions, searches, state
from reviewbot.store.engine import Database

INTERACTIONS_KEPT_SECONDS: Final = 2 * 86_400
"""How long it is known that an interaction has acted; its token lives fifteen minutes."""


async def joined(db: Database, guild_ids: Iterable[int], now: int) -> None:
    """Note guilds that we are in; those known already stay as they are."""
    async with db.write() as conn:
        for guild_id in guild_ids:
            await guilds.put(conn, guild_id, now)


async def note(db: Database, key: str, value: str) -> None:
    """Write down a fact, in place of what it was."""
    async with db.write() as conn:
        await state.put(conn, key, value)


async def tidy(db: Database, now: int) -> int:
    """Forget interactions that nobody can deliver again, and old searches; return how many."""
    async with db.write() as conn:
        await searches.forget(conn, now - KEPT_SECONDS)
        return await interactions.forget(conn, now - INTERACTIONS_KEPT_SECONDS)
