"""Who follows which review, to be told of the comments on it."""

from sqlalchemy import bindparam, delete, exists, literal, select

from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.schema import follows, mutes

_PUT = Change(insert(follows).on_conflict_do_nothing())
_THIS = (
    follows.c.guild_id == bindparam("of_guild"),
    follows.c.review_id == bindparam("of_review"),
    follows.c.member_id == bindparam("member"),
)
_REMOVE = Change(delete(follows).where(*_THIS))
_MUTED = exists().where(
    mutes.c.guild_id == follows.c.guild_id,
    mutes.c.member_id == follows.c.member_id,
    mutes.c.subject == follows.c.review_id,
)
_FIND = Query(select(literal(1)).select_from(follows).where(*_THIS, ~_MUTED))
_OF_REVIEW = Query(
    select(follows.c.member_id)
    .where(
        follows.c.guild_id == bindparam("guild_id"), follows.c.review_id == bindparam("review_id")
    )
    .order_by(follows.c.member_id)
    .limit(bindparam("most"))
)


async def put(conn: Connection, guild_id: int, review_id: str, member_id: int, now: int) -> None:
    """Note that a member follows a review."""
    conn.send(_PUT, guild_id=guild_id, review_id=review_id, member_id=member_id, created_at=now)


async def remove(conn: Connection, guild_id: int, review_id: str, member_id: int) -> bool:
    """Note that they do not any more; false where they did not."""
    return await conn.run(_REMOVE, **_key(guild_id, review_id, member_id)) == 1


async def find(conn: Connection, guild_id: int, review_id: str, member_id: int) -> bool:
    """Tell whether a member follows a review and did not mute it."""
    return await conn.scalar(_FIND, **_key(guild_id, review_id, member_id)) == 1


async def list_of_review(conn: Connection, guild_id: int, review_id: str, limit: int) -> list[int]:
    """Return who follows a review, whoever muted it too, at most `limit`."""
    rows = await conn.all(_OF_REVIEW, guild_id=guild_id, review_id=review_id, most=limit)
    return [row[0] for row in rows]


def _key(guild_id: int, review_id: str, member_id: int) -> dict[str, Value]:
    return {"of_guild": guild_id, "of_review": review_id, "member": member_id}
