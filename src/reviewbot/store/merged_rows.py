"""What a merge keeps of members, as JSON beside it: handed out to each alone, or taken out."""

import json
from typing import Any, Final

from sqlalchemy import BigInteger, Text, bindparam, or_, select, update

from reviewbot.store.connection import Change, Connection, Query, Value
from reviewbot.store.schema import merges, reviews

_KEPT: Final = ("shelves", "dismissals")
_GUILD: Final = bindparam("of_guild", type_=BigInteger)
_MEMBER: Final = bindparam("of_member", type_=BigInteger)
_ABOUT: Final = Query(
    select(merges).where(
        merges.c.guild_id == _GUILD,
        or_(
            merges.c.member_id == _MEMBER,
            merges.c.moved.contains(bindparam("of_name", type_=Text)),
        ),
    )
)
_ALL: Final = Query(select(merges.c.id, merges.c.moved).where(merges.c.guild_id == _GUILD))
_REVIEWS: Final = Query(
    select(reviews.c.id).where(reviews.c.guild_id == _GUILD, reviews.c.author_id == _MEMBER)
)
_SET: Final = Change(
    update(merges)
    .where(merges.c.guild_id == _GUILD, merges.c.id == bindparam("its_id"))
    .values(moved=bindparam("now_moved"))
)


async def rows_of(conn: Connection, guild_id: int, member_id: int) -> list[dict[str, Value]]:
    """Return the merges that a member made or that keep rows of theirs, without anybody else's."""
    key: dict[str, Value] = {"of_guild": guild_id, "of_member": member_id}
    found = []
    for row in await conn.all(_ABOUT, **key, of_name=str(member_id)):
        one = dict(zip((column.name for column in merges.c), row, strict=True))
        one["moved"], has_own = only_of(one["moved"], member_id)
        if has_own or one["member_id"] == member_id:
            found.append(one)
    return found


async def forget(conn: Connection, guild_id: int, member_id: int) -> None:
    """Take everything of a member out of what the guild's merges keep; call it before all else."""
    key: dict[str, Value] = {"of_guild": guild_id, "of_member": member_id}
    theirs = {review_id for (review_id,) in await conn.all(_REVIEWS, **key)}
    for merge_id, moved in await conn.all(_ALL, of_guild=guild_id):
        left = without(moved, member_id, theirs)
        if left != moved:
            conn.send(_SET, of_guild=guild_id, its_id=merge_id, now_moved=left)


def only_of(moved: str, member_id: int) -> tuple[str, bool]:
    """Return what is kept, of members only this one's rows; tell whether there are any."""
    kept = json.loads(moved)
    for table in _KEPT:
        kept[table] = [rows for rows in kept.get(table, ()) if _whose(rows) == member_id]
    kept["gave_way"], kept["cards"] = [], {}
    return json.dumps(kept), any(kept[table] for table in _KEPT)


def without(moved: str, member_id: int, review_ids: set[str]) -> str:
    """Return what is kept without the member: their rows, their tags, and whom they advised."""
    kept: dict[str, Any] = json.loads(moved)
    for table in _KEPT:
        if table in kept:
            kept[table] = [
                [_unadvised(row, member_id) for row in rows]
                for rows in kept[table]
                if _whose(rows) != member_id
            ]
    if "gave_way" in kept:
        kept["gave_way"] = [one for one in kept["gave_way"] if one[0] not in review_ids]
    if "cards" in kept:
        kept["cards"] = {one: at for one, at in kept["cards"].items() if one not in review_ids}
    left = json.dumps(kept)
    return moved if json.loads(moved) == kept else left


def _whose(rows: list[dict[str, Any] | None]) -> int:
    return next(int(row["member_id"]) for row in rows if row)


def _unadvised(row: dict[str, Any] | None, member_id: int) -> dict[str, Any] | None:
    if row and row.get("recommended_by") == member_id:
        return {**row, "recommended_by": None}
    return row
