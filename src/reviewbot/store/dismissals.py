"""What members do not want to be suggested, and all else that they need not be told of."""

from typing import Final

from sqlalchemy import bindparam, delete, literal_column, select, union_all

from reviewbot.domain.shelves import Shelf
from reviewbot.store import guilds
from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.schema import dismissals, shelves, viewings

LOGGED: Final = "logged"
DISMISSED: Final = "dismissed"
_PUT = Change(insert(dismissals).on_conflict_do_nothing())
_REMOVE = Change(
    delete(dismissals).where(
        dismissals.c.guild_id == bindparam("guild_id"),
        dismissals.c.member_id == bindparam("member_id"),
        dismissals.c.work_id == bindparam("work_id"),
    )
)
_KNOWN = Query(
    union_all(
        *(
            select(table.c.work_id, how).where(
                table.c.guild_id == bindparam("guild_id"),
                table.c.member_id == bindparam("member_id"),
            )
            for table, how in (
                (shelves, shelves.c.shelf),
                (viewings, literal_column(f"'{LOGGED}'")),
                (dismissals, literal_column(f"'{DISMISSED}'")),
            )
        )
    )
)
SEEN: Final = frozenset({Shelf.DONE.value, Shelf.CURRENT.value, Shelf.PAUSED.value, LOGGED})
"""How a work is known to somebody who may still want it again."""


async def put(conn: Connection, guild_id: int, member_id: int, work_id: str, now: int) -> None:
    """Suggest a work to the member no more; raise `NotFound` if there is no such work."""
    conn.send(_PUT, guild_id=guild_id, member_id=member_id, work_id=work_id, created_at=now)
    guilds.taste_changed(conn, guild_id)


async def remove(conn: Connection, guild_id: int, member_id: int, work_id: str) -> None:
    """Let a work be suggested to the member again."""
    conn.send(_REMOVE, guild_id=guild_id, member_id=member_id, work_id=work_id)
    guilds.taste_changed(conn, guild_id)


async def list_known(conn: Connection, guild_id: int, member_id: int) -> list[tuple[str, str]]:
    """Return what the member knows of: the work's id, and its shelf, `LOGGED` or `DISMISSED`."""
    rows = await conn.all(_KNOWN, guild_id=guild_id, member_id=member_id)
    return [(work_id, str(how)) for work_id, how in rows]
