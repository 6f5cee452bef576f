"""Facts of the installation, by name."""

from sqlalchemy import bindparam, select

from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.schema import state

_FIND = Query(select(state.c.value).where(state.c.key == bindparam("key")))
_ROW = insert(state)
_PUT = Change(
    _ROW.on_conflict_do_update(index_elements=["key"], set_={"value": _ROW.excluded.value})
)


async def find(conn: Connection, key: str) -> str | None:
    """Return what was last put under `key`, or `None`."""
    return await conn.scalar(_FIND, key=key)


async def put(conn: Connection, key: str, value: str) -> None:
    """Keep `value` under `key`, in place of what was there."""
    conn.send(_PUT, key=key, value=value)
