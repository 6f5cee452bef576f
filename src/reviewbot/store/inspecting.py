"""Questions to a database that may be broken, old or in use; nothing is changed by asking."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final

import asyncpg

from reviewbot.store import index
from reviewbot.store.address import Address
from reviewbot.store.reading import reading

_LIVE: Final = "SELECT count(*) FROM reviews WHERE state = 'live' AND hidden_at IS NULL"
_STATE: Final = "SELECT value FROM state WHERE key = '{}'"
_STUCK: Final = "SELECT count(*) FROM outbox WHERE attempts >= 5"
_DRAFTS: Final = "SELECT count(*) FROM drafts WHERE created_at < {}"
_NEWEST: Final = (
    "SELECT coalesce(max(created_at), 0) FROM (SELECT created_at FROM reviews "
    "UNION ALL SELECT created_at FROM comments) AS written"
)
_SCHEMA: Final = "SELECT version_num FROM alembic_version"
CHECKED_KEY: Final = "checked"
"""Under which fact stands what the last `quick_check` of a running bot found; `ok` is good."""
_KEPT_DRAFT: Final = 30 * 86_400
Problem: Final = (
    sqlite3.Error,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    OSError,
    TimeoutError,
)
"""What asking may raise."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a database says of itself; `indexed` is `None` where nobody can tell.

    `damage` and `lost` (rows that refer to nothing) are only looked for in SQLite.
    """

    damage: str
    lost: int
    index_form: str | None
    live: int
    indexed: int | None
    stuck: int
    old_drafts: int
    newest_at: int
    starts: str | None
    checked: str = "ok"


@dataclass(frozen=True, slots=True)
class Server:
    """What a PostgreSQL server says: version as in 160004, and the encoding of the database."""

    version: int
    encoding: str


async def schema(address: Address) -> str | None:
    """Return which schema the database has, `None` where it has none of ours."""
    try:
        rows = await _ask(address, _SCHEMA)
    except (sqlite3.OperationalError, asyncpg.UndefinedTableError):
        return None
    return str(rows[0][0]) if rows else None


async def facts(address: Address, now: int) -> Facts:
    """Ask for everything, or only for the damage if there is some.

    The schema must be that of this version.
    """
    lost = 0
    if address.path:
        damage = str((await _ask(address, "PRAGMA integrity_check(1)"))[0][0])
        if damage != "ok":
            return Facts(damage, 0, index.FORM, 0, None, 0, 0, 0, None)
        lost = len(await _ask(address, "PRAGMA foreign_key_check"))
    return Facts(
        "",
        lost,
        await _text(address, _STATE.format(index.FORM_KEY)),
        await _number(address, _LIVE),
        await _indexed(address),
        await _number(address, _STUCK),
        await _number(address, _DRAFTS.format(now - _KEPT_DRAFT)),
        await _number(address, _NEWEST),
        await _text(address, _STATE.format("starts")),
        await _text(address, _STATE.format(CHECKED_KEY)) or "ok",
    )


async def quick_check(address: Address) -> str:
    """Return `ok`, or what is wrong with the file; a few seconds for each gigabyte.

    Ends at once when it is cancelled. PostgreSQL sees to its files itself.
    """
    if address.path is None:
        return "ok"
    file = address.existing_file()
    with closing(reading(file, timeout=2, check_same_thread=False)) as conn:
        looking = asyncio.ensure_future(asyncio.to_thread(_first_damage, conn))
        try:
            return await asyncio.shield(looking)
        except asyncio.CancelledError:
            conn.interrupt()
            await asyncio.wait((looking,))
            raise


def _first_damage(conn: sqlite3.Connection) -> str:
    try:
        return str(conn.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.OperationalError:
        raise  # it is busy or was interrupted, which says nothing of the file
    except sqlite3.DatabaseError as error:
        return str(error)


async def server(address: Address) -> Server:
    """Ask PostgreSQL about itself."""
    version = await _number(address, "SELECT current_setting('server_version_num')::int")
    return Server(version, await _text(address, "SELECT current_setting('server_encoding')") or "")


async def _indexed(address: Address) -> int | None:
    """Count what is in the index.

    FTS5 keeps the number of its rows as the first number of the record 1 of its data, seven
    bits a byte (SQLite's documentation, "FTS5", the averages record).
    """
    if address.path is None:
        return await _number(address, "SELECT count(*) FROM search")
    rows = await _ask(address, "SELECT block FROM search_data WHERE id = 1")
    count = 0
    for byte in rows[0][0] if rows else b"":
        count = count << 7 | byte & 0x7F
        if not byte & 0x80:
            return count
    return None if rows and rows[0][0] else 0


async def _number(address: Address, sql: str) -> int:
    rows = await _ask(address, sql)
    return int(rows[0][0]) if rows else 0


async def _text(address: Address, sql: str) -> str | None:
    rows = await _ask(address, sql)
    return str(rows[0][0]) if rows else None


async def _ask(address: Address, sql: str) -> Sequence[Sequence[Any]]:
    if address.path:
        return await asyncio.to_thread(_ask_sqlite, address, sql)
    raw = await asyncpg.connect(address.dsn, timeout=10)
    try:
        return [tuple(row) for row in await raw.fetch(sql)]
    finally:
        await raw.close(timeout=2)


def _ask_sqlite(address: Address, sql: str) -> Sequence[Sequence[Any]]:
    with closing(reading(address.existing_file(), timeout=2)) as conn:
        return conn.execute(sql).fetchall()
