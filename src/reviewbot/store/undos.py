"""What members can still take back: how things stood before, kept for a day."""

import json
from typing import Any, Final, TypeAlias

from sqlalchemy import bindparam, delete

from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.schema import undos

Kept: TypeAlias = dict[str, Any]
"""Plain values that JSON holds."""

KEPT_SECONDS: Final = 86_400
_PUT = Change(insert(undos))
_TAKE = Query(
    delete(undos)
    .where(
        undos.c.guild_id == bindparam("guild_id"),
        undos.c.id == bindparam("undo_id"),
        undos.c.member_id == bindparam("member_id"),
    )
    .returning(undos.c.kept)
)
_FORGET = Change(delete(undos).where(undos.c.created_at < bindparam("before")))


async def put(
    conn: Connection, guild_id: int, undo_id: str, member_id: int, kept: Kept, now: int
) -> None:
    """Keep how things stood."""
    conn.send(
        _PUT,
        guild_id=guild_id,
        id=undo_id,
        member_id=member_id,
        kept=json.dumps(kept, ensure_ascii=False),
        created_at=now,
    )


async def take(conn: Connection, guild_id: int, undo_id: str, member_id: int) -> Kept | None:
    """Return how things stood, once; `None` if it was taken back, is too old, or not theirs."""
    kept = await conn.scalar(_TAKE, guild_id=guild_id, undo_id=undo_id, member_id=member_id)
    return None if kept is None else json.loads(kept)


async def forget(conn: Connection, before: int) -> int:
    """Forget what was kept before a time; return how much that was."""
    return await conn.run(_FORGET, before=before)
