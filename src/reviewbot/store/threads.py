"""The threads in which reviews are talked about: one for each review at most."""

from sqlalchemy import bindparam, delete, select

from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.schema import threads

_ROW = insert(threads)
_PUT = Change(
    _ROW.on_conflict_do_update(
        index_elements=["guild_id", "review_id"], set_={"thread_id": _ROW.excluded.thread_id}
    )
)
_OF_GUILD = threads.c.guild_id == bindparam("guild_id")
_FIND = Query(
    select(threads.c.thread_id).where(_OF_GUILD, threads.c.review_id == bindparam("review_id"))
)
_REVIEW = Query(
    select(threads.c.review_id).where(_OF_GUILD, threads.c.thread_id == bindparam("thread_id"))
)
_NEWEST = Query(
    select(threads.c.thread_id)
    .where(_OF_GUILD)
    .order_by(threads.c.thread_id.desc())
    .limit(bindparam("most"))
)
_REMOVE = Change(
    delete(threads).where(
        threads.c.guild_id == bindparam("of_guild"), threads.c.thread_id == bindparam("thread")
    )
)


async def put(conn: Connection, guild_id: int, review_id: str, thread_id: int) -> None:
    """Remember the thread of a review, in place of an earlier one."""
    conn.send(_PUT, guild_id=guild_id, review_id=review_id, thread_id=thread_id)


async def find(conn: Connection, guild_id: int, review_id: str) -> int | None:
    """Return the id of the review's thread, or `None`."""
    return await conn.scalar(_FIND, guild_id=guild_id, review_id=review_id)


async def find_review(conn: Connection, guild_id: int, thread_id: int) -> str | None:
    """Return the id of the review that a thread is about, or `None`."""
    return await conn.scalar(_REVIEW, guild_id=guild_id, thread_id=thread_id)


async def list_newest(conn: Connection, guild_id: int, limit: int) -> list[int]:
    """Return the ids of the guild's threads, newest first."""
    rows = await conn.all(_NEWEST, guild_id=guild_id, most=limit)
    return [row[0] for row in rows]


async def remove(conn: Connection, guild_id: int, thread_id: int) -> None:
    """Forget a thread that is gone."""
    conn.send(_REMOVE, of_guild=guild_id, thread=thread_id)
