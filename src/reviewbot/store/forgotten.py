"""Who had everything erased: a backup from before that would bring them back (P2).

Noted is a keyed hash of server and member, with the Unix second, among the facts of the
installation. A restore carries those that its backup does not know over into it, and the next
start erases these members once more.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from typing import Final

from sqlalchemy import bindparam, delete, select

from reviewbot.store import state
from reviewbot.store.connection import Change, Connection, Query
from reviewbot.store.personal import USER_COLUMNS
from reviewbot.store.schema import METADATA
from reviewbot.store.schema import state as facts

PREFIX: Final = "forgotten."
_KEY: Final = f"{PREFIX}key"
_DONE: Final = f"{PREFIX}done:"
_AGAIN: Final = f"{PREFIX}again:"
_NOTED: Final = re.compile(r"forgotten\.(?:done|again):(?P<who>[0-9a-f]{32})")
_ALL: Final = Query(select(facts.c.key, facts.c.value).where(facts.c.key.startswith(PREFIX)))
_REMOVE: Final = Change(delete(facts).where(facts.c.key == bindparam("of_key")))
_MEMBERS: Final = [
    Query(select(table.c.guild_id, table.c[name]).distinct())
    for table in METADATA.sorted_tables
    for name in sorted(USER_COLUMNS & {column.name for column in table.c})
    if "guild_id" in table.c
]


async def note(conn: Connection, guild_id: int, member_id: int, now: int) -> None:
    """Note that everything of a member was erased, without saying who that is."""
    key = await state.find(conn, _KEY)
    if key is None:
        key = secrets.token_hex(16)
        await state.put(conn, _KEY, key)
    await state.put(conn, _DONE + _hashed(key, guild_id, member_id), str(now))


async def list_again(conn: Connection) -> list[tuple[int, int]]:
    """Return the members (guild, member) that a restored backup brought back."""
    noted = dict(await conn.all(_ALL))
    again = {name.removeprefix(_AGAIN) for name in noted if name.startswith(_AGAIN)}
    if not again:
        return []
    found = {(guild_id, who) for query in _MEMBERS for guild_id, who in await conn.all(query)}
    return sorted(
        (guild_id, member_id)
        for guild_id, member_id in found
        if member_id and _hashed(noted[_KEY], guild_id, member_id) in again
    )


async def settle(conn: Connection) -> None:
    """Note that all of them were erased once more."""
    for name, at in await conn.all(_ALL):
        if name.startswith(_AGAIN):
            conn.send(_REMOVE, of_key=name)
            await state.put(conn, _DONE + name.removeprefix(_AGAIN), at)


def carrying(noted: Mapping[str, str], table: str) -> list[str]:
    """Return the statements that carry what a database noted over into a restored one.

    `noted` are its facts that begin with `PREFIX`, `table` is what the facts' table is called.
    """
    key = noted.get(_KEY, "")
    if not re.fullmatch(r"[0-9a-f]{32}", key):
        return []
    statements = [_delete(table, _KEY), _insert(table, _KEY, key)]
    for name, at in sorted(noted.items()):
        if (match := _NOTED.fullmatch(name)) and at.isdecimal():
            known = f"key = '{_DONE}{match['who']}' AND value = '{at}'"
            again = _AGAIN + match["who"]
            statements.append(_delete(table, again))
            unknown = f"WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {known})"  # noqa: S608 - digits
            statements.append(f"{_insert(table, again, at)} {unknown}")
    return statements


def _delete(table: str, key: str) -> str:
    return f"DELETE FROM {table} WHERE key = '{key}'"  # noqa: S608 - hexadecimal digits of ours


def _insert(table: str, key: str, value: str) -> str:
    return f"INSERT INTO {table} (key, value) SELECT '{key}', '{value}'"


def _hashed(key: str, guild_id: int, member_id: int) -> str:
    told = hmac.new(bytes.fromhex(key), f"{guild_id}/{member_id}".encode(), hashlib.sha256)
    return told.hexdigest()[:32]
