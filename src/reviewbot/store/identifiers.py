"""What catalogues call the works of a guild; one identifier belongs to one work at most."""

from typing import Final

from sqlalchemy import bindparam, delete, select

from reviewbot.domain.identifiers import Identifier, Scheme
from reviewbot.domain.works import Work
from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.rows import WORK, work_of
from reviewbot.store.schema import identifiers, works

_PUT = Change(insert(identifiers))
_THIS: Final = (
    identifiers.c.guild_id == bindparam("guild_id"),
    identifiers.c.scheme == bindparam("scheme"),
    identifiers.c.value == bindparam("value"),
)
_REMOVE = Change(delete(identifiers).where(*_THIS))
_FIND = Query(
    select(*WORK)
    .select_from(
        identifiers.join(
            works,
            (works.c.guild_id == identifiers.c.guild_id) & (works.c.id == identifiers.c.work_id),
        )
    )
    .where(*_THIS)
)
_OF_WORK = Query(
    select(identifiers.c.scheme, identifiers.c.value)
    .where(
        identifiers.c.guild_id == bindparam("guild_id"),
        identifiers.c.work_id == bindparam("work_id"),
    )
    .order_by(identifiers.c.scheme, identifiers.c.value)
)


def _key(guild_id: int, one: Identifier) -> dict[str, Value]:
    return {"guild_id": guild_id, "scheme": one.scheme, "value": one.value}


def put(conn: Connection, guild_id: int, work_id: str, one: Identifier) -> None:
    """Give a work an identifier; `Conflict` is raised later where another work has it."""
    conn.send(_PUT, **_key(guild_id, one), work_id=work_id)


def remove(conn: Connection, guild_id: int, one: Identifier) -> None:
    """Take an identifier away from whichever work has it."""
    conn.send(_REMOVE, **_key(guild_id, one))


async def find_work(conn: Connection, guild_id: int, one: Identifier) -> Work | None:
    """Return the work that has this identifier, or `None`."""
    row = await conn.one(_FIND, **_key(guild_id, one))
    return row and work_of(row)


async def list_of_work(conn: Connection, guild_id: int, work_id: str) -> list[Identifier]:
    """Return the work's identifiers by catalogue."""
    rows = await conn.all(_OF_WORK, guild_id=guild_id, work_id=work_id)
    return [Identifier(Scheme(scheme), value) for scheme, value in rows]
