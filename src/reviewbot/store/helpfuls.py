"""Who found which review helpful; each review carries their number."""

from sqlalchemy import bindparam, delete, update

from reviewbot.store.connection import Change, Connection, Value, insert
from reviewbot.store.schema import helpfuls, reviews

_PUT = Change(insert(helpfuls).on_conflict_do_nothing())
_REMOVE = Change(
    delete(helpfuls).where(
        helpfuls.c.guild_id == bindparam("guild_id"),
        helpfuls.c.review_id == bindparam("review_id"),
        helpfuls.c.member_id == bindparam("member_id"),
    )
)
_COUNT_MORE = Change(
    update(reviews)
    .where(reviews.c.guild_id == bindparam("of_guild"), reviews.c.id == bindparam("of_review"))
    .values(helpful_count=reviews.c.helpful_count + bindparam("more"))
)


async def lock(conn: Connection, guild_id: int, review_id: str) -> None:
    """Let nobody else find this review helpful until the transaction ends."""
    conn.send(_COUNT_MORE, of_guild=guild_id, of_review=review_id, more=0)


async def put(conn: Connection, guild_id: int, review_id: str, member_id: int, now: int) -> bool:
    """Note that a member finds a review helpful, and count it; false where that is noted."""
    key: dict[str, Value] = _key(guild_id, review_id, member_id)
    new = await conn.run(_PUT, **key, created_at=now) == 1
    if new:
        conn.send(_COUNT_MORE, of_guild=guild_id, of_review=review_id, more=1)
    return new


async def remove(conn: Connection, guild_id: int, review_id: str, member_id: int) -> bool:
    """Take it back; false where it was not noted."""
    gone = await conn.run(_REMOVE, **_key(guild_id, review_id, member_id)) == 1
    if gone:
        conn.send(_COUNT_MORE, of_guild=guild_id, of_review=review_id, more=-1)
    return gone


def _key(guild_id: int, review_id: str, member_id: int) -> dict[str, Value]:
    return {"guild_id": guild_id, "review_id": review_id, "member_id": member_id}
