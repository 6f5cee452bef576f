"""Members' choices. Whoever has chosen nothing has no row."""

from typing import Final

from sqlalchemy import bindparam, literal_column, select

from reviewbot.domain.members import CardSize, Choices
from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.schema import members

_SWITCHES: Final = (
    members.c.see_finished,
    members.c.notices,
    members.c.welcome,
    members.c.credit,
    members.c.compared,
    members.c.shelf_open,
)
_FIND = Query(
    select(members.c.card, *_SWITCHES).where(
        members.c.guild_id == bindparam("guild_id"), members.c.member_id == bindparam("member_id")
    )
)
_PRIVATE = Query(
    select(members.c.member_id).where(
        members.c.guild_id == bindparam("guild_id"), members.c.compared == literal_column("0")
    )
)


def _chosen(name: str) -> Change:
    row = insert(members).values(
        {one: bindparam(one) for one in ("guild_id", "member_id")} | {name: bindparam("value")}
    )
    return Change(
        row.on_conflict_do_update(
            index_elements=["guild_id", "member_id"], set_={name: row.excluded[name]}
        )
    )


_CHOOSE: Final = {column.name: _chosen(column.name) for column in (members.c.card, *_SWITCHES)}


async def find(conn: Connection, guild_id: int, member_id: int) -> Choices:
    """Return the member's choices; the defaults, where they have chosen nothing."""
    row = await conn.one(_FIND, guild_id=guild_id, member_id=member_id)
    if row is None:
        return Choices()
    card, *switches = row
    return Choices(CardSize(card) if card else None, *map(bool, switches))


async def list_private(conn: Connection, guild_id: int) -> set[int]:
    """Return the members who do not want to appear in the reasons of others."""
    return {member_id for (member_id,) in await conn.all(_PRIVATE, guild_id=guild_id)}


async def choose(
    conn: Connection, guild_id: int, member_id: int, **changes: CardSize | bool | None
) -> None:
    """Change these choices, named as in `Choices`; the others stay as they are."""
    for name, value in changes.items():
        stored: Value = int(value) if isinstance(value, bool) else (value or "")
        conn.send(_CHOOSE[name], guild_id=guild_id, member_id=member_id, value=stored)
