"""Who says that a review spoils what it does not hide, and how that stands."""

from typing import Any

from sqlalchemy import bindparam, delete, literal_column, or_, select, update

from reviewbot.domain.order import Answer, Call
from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.schema import reviews, spoiler_calls

_OF_REVIEW = (
    spoiler_calls.c.guild_id == bindparam("guild_id"),
    spoiler_calls.c.review_id == bindparam("review_id"),
)
_OPEN = or_(
    spoiler_calls.c.answer == literal_column("''"),
    spoiler_calls.c.answer == literal_column("'disputed'"),
)
_ROW = insert(spoiler_calls)
_PUT = Change(
    _ROW.on_conflict_do_update(
        index_elements=["guild_id", "review_id", "member_id"],
        set_={"created_at": _ROW.excluded.created_at, "answer": _ROW.excluded.answer},
    )
)
_LIST = Query(
    select(spoiler_calls)
    .where(*_OF_REVIEW)
    .order_by(spoiler_calls.c.created_at, spoiler_calls.c.member_id)
)
_ANSWER = Change(
    update(spoiler_calls)
    .where(
        spoiler_calls.c.guild_id == bindparam("of_guild"),
        spoiler_calls.c.review_id == bindparam("of_review"),
        spoiler_calls.c.answer != literal_column("'refused'"),
    )
    .values(answer=bindparam("given"))
)
_REMOVE = Change(
    delete(spoiler_calls).where(
        *_OF_REVIEW, spoiler_calls.c.member_id == bindparam("member_id"), _OPEN
    )
)
_MARK = Change(
    update(reviews)
    .where(reviews.c.guild_id == bindparam("of_guild"), reviews.c.id == bindparam("of_review"))
    .values(called_at=bindparam("since"))
)


async def put(conn: Connection, call: Call) -> None:
    """Keep a member's call, in place of an earlier one of theirs on the same review."""
    conn.send(
        _PUT,
        guild_id=call.guild_id,
        review_id=call.review_id,
        member_id=call.member_id,
        created_at=call.created_at,
        answer=call.answer,
    )


async def list_of_review(conn: Connection, guild_id: int, review_id: str) -> list[Call]:
    """Return the calls on a review, oldest first."""
    rows = await conn.all(_LIST, guild_id=guild_id, review_id=review_id)
    return [_call(row) for row in rows]


async def answer(conn: Connection, guild_id: int, review_id: str, given: Answer) -> None:
    """Answer every call on a review that was not refused before."""
    conn.send(_ANSWER, of_guild=guild_id, of_review=review_id, given=given)


async def remove(conn: Connection, guild_id: int, review_id: str, member_id: int) -> bool:
    """Take back a member's call; false if they have none that is still open."""
    key: dict[str, Value] = {"guild_id": guild_id, "review_id": review_id}
    return await conn.run(_REMOVE, **key, member_id=member_id) == 1


async def mark(conn: Connection, guild_id: int, review_id: str, since: int | None) -> None:
    """Hide all of a review since then, or open it again; see `hiding.reindexed`."""
    conn.send(_MARK, of_guild=guild_id, of_review=review_id, since=since)


def _call(row: tuple[Any, ...]) -> Call:
    guild_id, review_id, member_id, created_at, given = row
    return Call(guild_id, review_id, member_id, created_at, Answer(given))
