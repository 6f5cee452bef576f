"""Which schema a database has, and which one this version of the program needs."""

import sqlite3
from functools import cache
from pathlib import Path
from typing import Final

import asyncpg
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Text, column, select, table

from reviewbot.errors import CannotStart
from reviewbot.store.address import Address
from reviewbot.store.connection import Connection, Query

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_VERSION = Query(select(column("version_num", Text)).select_from(table("alembic_version")))


@cache
def revisions(migrations: Path = MIGRATIONS) -> tuple[str, ...]:
    """Return the names of all schemas that the program knows, oldest first."""
    config = Config()
    config.set_main_option("script_location", str(migrations))
    script = ScriptDirectory.from_config(config)
    return tuple(r.revision for r in reversed(list(script.walk_revisions())))


async def refuse_other_schema(conn: Connection, address: Address) -> None:
    """Raise `CannotStart` unless the database has exactly the schema of the program."""
    found = await _found(conn)
    if found == revisions()[-1]:
        return
    if found is not None and found not in revisions():
        raise newer_schema(address, found)
    raise out_of_date(address)


def out_of_date(address: Address) -> CannotStart:
    """Return the refusal of a database that an earlier version of the program has made."""
    return CannotStart(
        f"The database at {address} is not up to date.\nBring it there with `reviewbot db upgrade`."
    )


def newer_schema(address: Address, found: str) -> CannotStart:
    """Return the refusal of a database that a later version of the program has made."""
    return CannotStart(
        f"The database at {address} has schema {found}, which this version does not know\n"
        f"(it knows up to {revisions()[-1]}). A newer version of the program made it.\n"
        "Run that version again, or give another database; nothing was changed."
    )


async def _found(conn: Connection) -> str | None:
    try:
        return await conn.scalar(_VERSION)
    except (sqlite3.OperationalError, asyncpg.UndefinedTableError):
        return None


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Tell Alembic's comparison to leave out the search index, which is derived data."""
    return not (kind == "table" and name is not None and f"{name}_".startswith("search_"))
