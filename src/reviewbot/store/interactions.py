"""The interactions that have acted, so that one that Discord delivers twice acts once."""

from sqlalchemy import bindparam, delete

from reviewbot.store.connection import Change, Connection, insert
from reviewbot.store.schema import interactions

_CLAIM = Change(insert(interactions).on_conflict_do_nothing())
_FORGET = Change(delete(interactions).where(interactions.c.created_at < bindparam("before")))


async def claim(conn: Connection, guild_id: int, interaction_id: int, now: int) -> bool:
    """Tell whether this is the first time; call it in the transaction of the change itself."""
    values = {"guild_id": guild_id, "interaction_id": interaction_id, "created_at": now}
    return await conn.run(_CLAIM, **values) == 1


async def forget(conn: Connection, before: int) -> int:
    """Remove those of all guilds that came before a time; return how many.

    Discord delivers again within seconds and a token lives 15 minutes, so a day is plenty.
    """
    return await conn.run(_FORGET, before=before)
