"""No statement walks through all that a guild has, unless that is its business."""

import importlib
import pkgutil
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Final

import pytest

from reviewbot import store
from reviewbot.store.connection import Change

ONE_ROW_A_GUILD: Final = ("guilds",)
WALKS: Final = {
    # The whole guild is what they are about; each is a member's or a moderator's own request.
    "browsing": {"TOP", "DIVISIVE", "WANTED"},
    "tastes": {"_WORKS"},
    "reviews": {"_RATINGS", "_RATINGS_OF_PARTS", "_RATED"},  # once a fit
    "vocabulary": {"_WORDS", "NAMES", "USED"},
    "leaving": {"_PRESENT", "_GONE", "_LIVE", "_FILES", "_PICTURES"},
    "personal": {"_EXPORTS[reports]", "_EXPORTS[spoiler_calls]", "_EXPORTS[actions_log]", "_WORKS"},
    "rebuilding": {"_COUNT", "_TITLE_COUNT", "_BEFORE", "_TITLES_AFTER"},
    "guilds": {"_COUNT"},
    "pictures": {"_KNOWN"},  # all of an installation, against its files
    "sharing": {"_IDENTIFIERS"},  # once a day, page by page of a guild
    # In the order of the index, and stopped by a limit.
    "cards": {"_CHANNELS"},
    "completions": {"_LIVELY"},
    "corrections": {"_NEWEST"},
    "log": {"_PAGE", "_COUNT"},
    "threads": {"_NEWEST"},
    "tags": {"USED"},  # one row of each tag, for the least of those after the last
    # Few rows: one a guild, one of each merge, report, draft or notice that is still open.
    "members": {"_PRIVATE"},
    "merged_rows": {"_ABOUT", "_ALL"},
    "merging": {"_NEWEST", "_ROWS[drafts]", "_MOVE_ALL[drafts]"},
    "notices": {"_WITHDRAW"},
    "drafts": {"_REMOVE_UNTOUCHED"},
    "reports": {"_COUNT", "_PAGE"},
    "history": {"_VERSION"},
    "forgotten": {"_ALL"},  # the facts of the installation, once a start
}
_WALK: Final = re.compile(r"SCAN (?!\(|CONSTANT|json_each)(\w+)|SEARCH (\w+) .*\(guild_id=\?\)")


def statements() -> Iterator[tuple[str, str, Change]]:
    """Every statement of the store: its module, its name there, and itself."""
    for module in pkgutil.iter_modules(store.__path__):
        for name, value in vars(importlib.import_module(f"reviewbot.store.{module.name}")).items():
            if isinstance(value, Change):
                yield module.name, name, value
            elif isinstance(value, Mapping):
                for key, one in value.items():
                    if isinstance(one, Change):
                        yield module.name, f"{name}[{getattr(key, 'name', key)}]", one


def plan(conn: sqlite3.Connection, statement: Change) -> list[str]:
    sql, _ = statement.prepared("sqlite")
    try:
        rows = conn.execute(f"EXPLAIN QUERY PLAN {sql}", [None] * sql.count("?")).fetchall()
    except sqlite3.OperationalError as error:
        if not re.search(r"no such|has no column", str(error)):
            raise
        return []  # it is PostgreSQL's own
    return [row[3] for row in rows]


def walks(conn: sqlite3.Connection, statement: Change) -> list[str]:
    """The steps of its plan that go through a table, or through a guild's part of one."""
    tables = {name for (name,) in conn.execute("SELECT name FROM sqlite_master")}
    found = []
    for step in plan(conn, statement):
        match = _WALK.match(step)
        walked = match and (match[1] or match[2])
        if walked and walked in tables and walked not in ONE_ROW_A_GUILD:
            found.append(step)
    return found


def test_no_statement_walks_through_a_guild(sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as conn:
        found = {
            f"{module}.{name}": steps
            for module, name, statement in statements()
            if name not in WALKS.get(module, ()) and (steps := walks(conn, statement))
        }
    assert not found


@pytest.mark.parametrize("name", ["works._NAMED", "cards._OF_WORK", "comments._AUTHORS"])
def test_without_the_figures_it_would(sqlite_url: str, name: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as conn:
        conn.execute("DELETE FROM sqlite_stat1")
        conn.commit()
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as conn:
        [statement] = [one for module, own, one in statements() if f"{module}.{own}" == name]
        assert walks(conn, statement)
