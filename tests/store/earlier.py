"""Databases of earlier versions of the program, with a few rows in each of their tables."""

import hashlib
import re
from typing import Any, Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, LargeBinary, MetaData, String, Table, insert, inspect, select

from reviewbot.store.address import Address
from reviewbot.store.engine import in_migration
from reviewbot.store.history import MIGRATIONS, revisions

ROWS: Final = 3
EARLIER: Final = revisions()[:-1]
_DERIVED: Final = ("search", "sqlite", "alembic")


async def make(url: str, revision: str) -> None:
    """Bring an empty database to the schema of an earlier version, and fill each of its tables."""
    address = Address.parse(url)
    if address.path:
        address.path.touch()
    await in_migration(address, lambda conn: _upgrade(conn, revision))
    await in_migration(address, _fill)


async def contents(url: str) -> dict[str, str]:
    """Return a digest of the rows of each table, without what is derived from others."""
    return await in_migration(Address.parse(url), _digests)


def _upgrade(conn: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = conn
    command.upgrade(config, revision)


def _fill(conn: Connection) -> None:
    for table in _tables(conn):
        allowed = _allowed(conn, table.name)
        for n in range(1, ROWS + 1):
            values = {c.name: _value(c.type, n) for c in table.columns} | allowed
            if table.name == "viewings":  # an id of its own: nothing refers to it
                values["id"] = _value(table.c.id.type, ROWS + n)
            conn.execute(insert(table).values(values))


def _allowed(conn: Connection, table: str) -> dict[str, str]:
    """Return a value for each column that takes one of a few words, from its constraint."""
    checks = (check["sqltext"] for check in inspect(conn).get_check_constraints(table))
    found = (re.match(r"\(*(\w+)\)*\s*(?:IN|= ANY).*?'(\w*)'", text) for text in checks)
    return {one[1]: one[2] for one in found if one}


def _value(kind: Any, n: int) -> int | str | bytes:  # noqa: ANN401 - a type of a column, of whatever is stored
    if isinstance(kind, String):
        return chr(ord("a") + n) * 12  # as long as our ids, which refer to one another
    return b"%d" % n if isinstance(kind, LargeBinary) else n


def _digests(conn: Connection) -> dict[str, str]:
    found = {}
    for table in _tables(conn):
        rows = sorted(repr(tuple(row)) for row in conn.execute(select(table)))
        found[table.name] = f"{len(rows)} {hashlib.sha256(repr(rows).encode()).hexdigest()}"
    return found


def _tables(conn: Connection) -> list[Table]:
    metadata = MetaData()
    metadata.reflect(conn)
    return [one for one in metadata.sorted_tables if not one.name.startswith(_DERIVED)]
