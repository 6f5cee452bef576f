"""What SQLite's planner is told about our tables, so that it never walks a whole guild.

Without statistics SQLite takes any equation for a sharp one, and `guild_id = ?` for one that
leaves ten rows: it then looks through all of a guild's rows where a second column would have
led it to the one wanted. `ANALYZE` would teach it what the file holds at that moment; on a new
file that is nothing. So it is told once what a large community looks like, which SQLite's own
manual allows (https://sqlite.org/fileformat2.html#stat1tab). PostgreSQL keeps its own.
"""

from typing import Final

from sqlalchemy import Connection, text

_ROWS: Final = 1_000_000
"""Rows of each table."""
_RARE_ROWS: Final = 1_000
"""Rows that an index of some rows only holds, such as of what was deleted."""
_IN_GUILD: Final = 100_000
_DISTINCT: Final = {
    "guild_id": _ROWS // _IN_GUILD,
    "work_id": 20_000,
    "review_id": 50_000,
    "state": 2,
    "season": 2,
    "episode": 2,
    "kind": 3,
    "shelf": 5,
    "scheme": 5,
    "tag": 500,
    "word": 20_000,
    "settled_at": 100,
}
_MEMBERS: Final = 2_000
"""Different values in a column that names a member; any other column tells rows apart."""
_KNOWN = "SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx"
_TABLES = """SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
 AND name NOT LIKE 'search%' AND name != 'alembic_version'"""


def tell_planner(conn: Connection) -> None:
    """Write what the planner is to believe, unless it is there; connections opened later heed it.

    For SQLite only.
    """
    wanted = _wanted(conn)
    if not conn.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'")).all():
        conn.execute(text("ANALYZE sqlite_schema"))  # makes the table
        conn.execute(text("ANALYZE"))
    if [tuple(row) for row in conn.execute(text(_KNOWN))] == wanted:
        return
    conn.execute(text("DELETE FROM sqlite_stat1"))
    for row in wanted:
        values = dict(zip(("tbl", "idx", "stat"), row, strict=True))
        conn.execute(text("INSERT INTO sqlite_stat1 VALUES (:tbl, :idx, :stat)"), values)


def _wanted(conn: Connection) -> list[tuple[str, str, str]]:
    found = []
    for (table,) in conn.execute(text(_TABLES)).all():
        for _, index, unique, origin, partial in conn.exec_driver_sql(
            f"PRAGMA index_list({table})"
        ):
            columns = [row[2] for row in conn.exec_driver_sql(f"PRAGMA index_info({index})")]
            named = table if origin == "pk" and _without_rowid(conn, table) else index
            found.append((table, named, _stat(columns, unique=bool(unique), some=bool(partial))))
    return sorted(found)


def _without_rowid(conn: Connection, table: str) -> bool:
    listed = conn.exec_driver_sql(f"PRAGMA table_list({table})").one()
    return bool(listed[4])


def _stat(columns: list[str | None], *, unique: bool, some: bool) -> str:
    """Return the rows of an index, and how many are left once each column more is known."""
    left: float = _RARE_ROWS if some and not unique else _ROWS
    told = [left]
    for column in columns:
        left = max(1, left / _distinct(column or ""))
        told.append(left)
    if unique:
        told[-1] = 1
    return " ".join(str(round(number)) for number in told)


def _distinct(column: str) -> int:
    named_member = column.endswith(("member_id", "author_id", "sender_id", "friend_id"))
    return _MEMBERS if named_member else _DISTINCT.get(column, _IN_GUILD)
