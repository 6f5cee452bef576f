"""What members do not want to hear of: reviews, by their id, and other members."""

from sqlalchemy import bindparam, delete, select

from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.schema import mutes

_PUT = Change(insert(mutes).on_conflict_do_nothing())
_REMOVE = Change(
    delete(mutes).where(
        mutes.c.guild_id == bindparam("of_guild"),
        mutes.c.member_id == bindparam("member"),
        mutes.c.subject == bindparam("of_subject"),
    )
)
_OF_MEMBER = Query(
    select(mutes.c.subject).where(
        mutes.c.guild_id == bindparam("guild_id"), mutes.c.member_id == bindparam("member_id")
    )
)


async def put(conn: Connection, guild_id: int, member_id: int, subject: str, now: int) -> None:
    """Let the member hear no more of a review, or of the member whose id is the subject."""
    conn.send(_PUT, guild_id=guild_id, member_id=member_id, subject=subject, created_at=now)


async def remove(conn: Connection, guild_id: int, member_id: int, subject: str) -> None:
    """Let the member hear of it again."""
    conn.send(_REMOVE, of_guild=guild_id, member=member_id, of_subject=subject)


async def list_of_member(conn: Connection, guild_id: int, member_id: int) -> frozenset[str]:
    """Return all that the member muted."""
    rows = await conn.all(_OF_MEMBER, guild_id=guild_id, member_id=member_id)
    return frozenset(row[0] for row in rows)
