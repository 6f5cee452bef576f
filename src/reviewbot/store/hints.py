"""Hints that a member is given once a day at most."""

from reviewbot.store.connection import Change, Connection, insert
from reviewbot.store.schema import hints

_ROW = insert(hints)
_CLAIM = Change(
    _ROW.on_conflict_do_update(
        index_elements=["guild_id", "user_id"],
        set_={"day": _ROW.excluded.day},
        where=hints.c.day < _ROW.excluded.day,
    )
)


async def claim(conn: Connection, guild_id: int, user_id: int, day: int) -> bool:
    """Tell whether the member has had no hint on this day (days since 1970) or a later one."""
    return await conn.run(_CLAIM, guild_id=guild_id, user_id=user_id, day=day) == 1
