"""Facts of this installation: the guilds it is in, and which commands Discord has from us."""

from collections.abc import Iterable

from reviewbot.store import guilds, state
from reviewbot.store.engine import Database


async def joined(db: Database, guild_ids: Iterable[int], now: int) -> None:
    """Note guilds that we are in; those known already stay as they are."""
    async with db.write() as conn:
        for guild_id in guild_ids:
            await guilds.put(conn, guild_id, now)


async def note(db: Database, key: str, value: str) -> None:
    """Write down a fact, in place of what it was."""
    async with db.write() as conn:
        await state.put(conn, key, value)
