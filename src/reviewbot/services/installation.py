"""Facts of this installation: its guilds, the commands Discord has from us, how it stopped."""

from collections.abc import Iterable, Sequence
from typing import Final

from reviewbot.services import sharing
from reviewbot.services.searching import KEPT_SECONDS
from reviewbot.store import (
    guilds,
    interactions,
    leaving,
    nights,
    pictures,
    searches,
    state,
    undos,
)
from reviewbot.store.engine import Database

INTERACTIONS_KEPT_SECONDS: Final = 2 * 86_400
"""How long it is known that an interaction has acted; its token lives fifteen minutes."""

LEFT_SECONDS: Final = 30 * 86_400
"""How long what was written in a guild is kept after we were removed from it (R11)."""
STOP_KEY: Final = "stop"
CLEAN: Final = "clean"
RUNNING: Final = "running"


async def joined(db: Database, guild_ids: Iterable[int], now: int) -> None:
    """Note guilds that we are in; those known already stay as they are, left or not."""
    known = list(guild_ids)
    async with db.write() as conn:
        for guild_id in known:
            await guilds.put(conn, guild_id, now)
        await leaving.back(conn, known)


async def present(db: Database, guild_ids: Iterable[int], now: int) -> None:
    """Note exactly which guilds we are in; from all others we were removed while away.

    A guild that Discord calls unavailable is one we are in.
    """
    here = set(guild_ids)
    await joined(db, here, now)
    async with db.write() as conn:
        missing = set(await leaving.list_present(conn)) - here
        for guild_id in missing:
            await sharing.withdraw(conn, guild_id)
        await leaving.note(conn, sorted(missing), now)


async def left(db: Database, guild_id: int, now: int) -> None:
    """Note that we were removed from a guild; what is kept of it goes after `LEFT_SECONDS`."""
    async with db.write() as conn:
        await sharing.withdraw(conn, guild_id)
        await leaving.note(conn, [guild_id], now)


async def clear_left(db: Database, now: int, steps: int = 200) -> tuple[Sequence[str], bool]:
    """Remove what is kept of guilds that we left long ago, in at most `steps` transactions.

    Returns the ids of pictures whose files have to go, and whether there is more to do.
    """
    files: list[str] = []
    for _ in range(steps):
        async with db.write(urgent=True) as conn:
            guild_id = await leaving.next_gone(conn, now - LEFT_SECONDS)
            if guild_id is None:
                return files, False
            gone, _ = await leaving.remove_some(conn, guild_id)
        files += gone
    return files, True


async def started(db: Database) -> bool:
    """Note that we run; tell whether the last one to run stopped without saying so."""
    async with db.write(urgent=True) as conn:
        before = await state.find(conn, STOP_KEY)
        await state.put(conn, STOP_KEY, RUNNING)
    return before == RUNNING


async def stopped(db: Database) -> None:
    """Note that we stopped as one should."""
    async with db.write(urgent=True) as conn:
        await state.put(conn, STOP_KEY, CLEAN)


async def note(db: Database, key: str, value: str) -> None:
    """Write down a fact, in place of what it was."""
    async with db.write() as conn:
        await state.put(conn, key, value)


async def pictures_known(db: Database) -> set[str]:
    """Return the ids of all pictures that belong to something."""
    async with db.read() as conn:
        return await pictures.known_ids(conn)


async def tidy(db: Database, now: int) -> int:
    """Forget interactions of earlier days, and old searches, undos and choices of groups.

    Returns how many of the first. Nobody can deliver the former again, nor take the latter back.
    """
    async with db.write() as conn:
        await undos.forget(conn, now - undos.KEPT_SECONDS)
        await searches.forget(conn, now - KEPT_SECONDS)
        await nights.forget(conn, now - nights.KEPT_SECONDS)
        return await interactions.forget(conn, now - INTERACTIONS_KEPT_SECONDS)
