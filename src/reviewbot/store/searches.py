"""Searches too long for the id of a button, which wait here to be turned to another page."""

from sqlalchemy import bindparam, delete, select

from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.schema import searches

_ROW = insert(searches)
_PUT = Change(
    _ROW.on_conflict_do_update(
        index_elements=["guild_id", "id"], set_={"used_at": _ROW.excluded.used_at}
    )
)
_FIND = Query(
    select(searches.c.query).where(
        searches.c.guild_id == bindparam("guild_id"), searches.c.id == bindparam("search_id")
    )
)
_FORGET = Change(delete(searches).where(searches.c.used_at < bindparam("before")))


def put(conn: Connection, guild_id: int, search_id: str, query: str, now: int) -> None:
    """Keep a search, or note that it was used again."""
    conn.send(_PUT, guild_id=guild_id, id=search_id, query=query, used_at=now)


async def find(conn: Connection, guild_id: int, search_id: str) -> str | None:
    """Return the query, or `None`."""
    return await conn.scalar(_FIND, guild_id=guild_id, search_id=search_id)


async def forget(conn: Connection, before: int) -> int:
    """Forget searches that were last used before this Unix second; return how many."""
    return await conn.run(_FORGET, before=before)
