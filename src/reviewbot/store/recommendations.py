"""Who recommended what to whom, and what came of it."""

from typing import Any, Final

from sqlalchemy import and_, bindparam, func, or_, select, update

from reviewbot.domain.recommending import Recommendation, Reply
from reviewbot.domain.reviews import Review
from reviewbot.domain.spoilers import Prose
from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.rows import WORK, work_of
from reviewbot.store.schema import members, recommendations, works

_PUT = Change(insert(recommendations))
_SELECT = (
    select(
        *WORK,
        recommendations.c.id,
        recommendations.c.sender_id,
        recommendations.c.friend_id,
        recommendations.c.note,
        recommendations.c.created_at,
        recommendations.c.answer,
        recommendations.c.review_id,
    )
    .select_from(
        recommendations.join(
            works,
            (works.c.guild_id == recommendations.c.guild_id)
            & (works.c.id == recommendations.c.work_id),
        )
    )
    .where(recommendations.c.guild_id == bindparam("guild_id"))
)
_LAST_FIRST = (recommendations.c.created_at.desc(), recommendations.c.id)
_FIND = Query(_SELECT.where(recommendations.c.id == bindparam("recommendation_id")))
_BY = Query(
    _SELECT.where(recommendations.c.sender_id == bindparam("member_id"))
    .order_by(*_LAST_FIRST)
    .limit(bindparam("most"))
)
_TO = Query(
    _SELECT.where(
        recommendations.c.friend_id == bindparam("member_id"), recommendations.c.answer != "muted"
    )
    .order_by(*_LAST_FIRST)
    .limit(bindparam("most"))
)
_SENT = Query(
    select(recommendations.c.created_at)
    .where(
        recommendations.c.guild_id == bindparam("guild_id"),
        recommendations.c.sender_id == bindparam("sender_id"),
        recommendations.c.created_at > bindparam("after"),
    )
    .order_by(recommendations.c.created_at)
)
_OPEN: Final = and_(
    recommendations.c.guild_id == bindparam("guild_id"),
    recommendations.c.friend_id == bindparam("friend_id"),
    recommendations.c.answer == "",
    recommendations.c.review_id.is_(None),
)
_COUNT_OPEN = Query(select(func.count()).select_from(recommendations).where(_OPEN))
_UNANSWERED = Query(
    select(func.count())
    .select_from(recommendations)
    .where(
        recommendations.c.guild_id == bindparam("guild_id"),
        recommendations.c.friend_id == bindparam("friend_id"),
        recommendations.c.work_id == bindparam("work_id"),
        recommendations.c.sender_id == bindparam("sender_id"),
        recommendations.c.answer != "declined",
        recommendations.c.review_id.is_(None),
    )
)
_ANSWER = Change(
    update(recommendations)
    .where(
        recommendations.c.guild_id == bindparam("of_guild"),
        recommendations.c.id == bindparam("recommendation_id"),
    )
    .values(answer=bindparam("reply"), answered_at=bindparam("now"))
)
_REVIEWED = Query(
    update(recommendations)
    .where(
        recommendations.c.guild_id == bindparam("of_guild"),
        recommendations.c.friend_id == bindparam("author_id"),
        recommendations.c.work_id == bindparam("of_work"),
        recommendations.c.review_id.is_(None),
        or_(recommendations.c.answer == "", recommendations.c.answer == "added"),
    )
    .values(review_id=bindparam("of_review"))
    .returning(recommendations.c.sender_id)
)
_SENDER = members.alias("sender")
_AUTHOR = members.alias("author")


def _agrees(who: Any, member_id: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own types say as little
    return (who.c.guild_id == recommendations.c.guild_id) & (who.c.member_id == member_id)


_THANKED = Query(
    select(recommendations.c.sender_id)
    .distinct()
    .select_from(
        recommendations.outerjoin(_SENDER, _agrees(_SENDER, recommendations.c.sender_id)).outerjoin(
            _AUTHOR, _agrees(_AUTHOR, recommendations.c.friend_id)
        )
    )
    .where(
        recommendations.c.guild_id == bindparam("guild_id"),
        recommendations.c.friend_id == bindparam("author_id"),
        recommendations.c.work_id == bindparam("work_id"),
        recommendations.c.review_id == bindparam("review_id"),
        func.coalesce(_SENDER.c.credit, 1) == 1,
        func.coalesce(_AUTHOR.c.credit, 1) == 1,
    )
    .order_by(recommendations.c.sender_id)
)


async def put(conn: Connection, one: Recommendation) -> None:
    """Keep a new recommendation."""
    conn.send(
        _PUT,
        guild_id=one.guild_id,
        id=one.id,
        sender_id=one.sender_id,
        friend_id=one.friend_id,
        work_id=one.work.id,
        note=one.note.reveal(),
        created_at=one.created_at,
        answer=one.reply,
        answered_at=None,
        review_id=None,
    )


async def find(conn: Connection, guild_id: int, recommendation_id: str) -> Recommendation | None:
    """Return the recommendation, or `None`."""
    row = await conn.one(_FIND, guild_id=guild_id, recommendation_id=recommendation_id)
    return row and _recommendation(row)


async def list_by(
    conn: Connection, guild_id: int, member_id: int, limit: int
) -> list[Recommendation]:
    """Return what the member recommended, last first, at most `limit`."""
    rows = await conn.all(_BY, guild_id=guild_id, member_id=member_id, most=limit)
    return [_recommendation(row) for row in rows]


async def list_to(
    conn: Connection, guild_id: int, member_id: int, limit: int
) -> list[Recommendation]:
    """Return what was recommended to the member by those they did not mute, last first."""
    rows = await conn.all(_TO, guild_id=guild_id, member_id=member_id, most=limit)
    return [_recommendation(row) for row in rows]


async def list_sent(conn: Connection, guild_id: int, sender_id: int, after: int) -> list[int]:
    """Return when the member recommended something after a time, the first first."""
    rows = await conn.all(_SENT, guild_id=guild_id, sender_id=sender_id, after=after)
    return [at for (at,) in rows]


async def count_open(conn: Connection, guild_id: int, friend_id: int) -> int:
    """Return how many recommendations wait for the member's answer."""
    return await conn.scalar(_COUNT_OPEN, guild_id=guild_id, friend_id=friend_id) or 0


async def is_pending(
    conn: Connection, guild_id: int, sender_id: int, friend_id: int, work_id: str
) -> bool:
    """Tell whether this was recommended already and nothing has come of it yet."""
    found = await conn.scalar(
        _UNANSWERED, guild_id=guild_id, sender_id=sender_id, friend_id=friend_id, work_id=work_id
    )
    return bool(found)


async def answer(
    conn: Connection, guild_id: int, recommendation_id: str, reply: Reply, now: int
) -> None:
    """Keep what the friend answered."""
    conn.send(_ANSWER, of_guild=guild_id, recommendation_id=recommendation_id, reply=reply, now=now)


async def reviewed(conn: Connection, review: Review) -> None:
    """Note that a friend reviewed what was recommended to them."""
    await conn.all(
        _REVIEWED,
        of_guild=review.guild_id,
        author_id=review.author_id,
        of_work=review.work.id,
        of_review=review.id,
    )


async def list_thanked(conn: Connection, review: Review) -> tuple[int, ...]:
    """Return who recommended what was reviewed, where both agree to be named."""
    rows = await conn.all(
        _THANKED,
        guild_id=review.guild_id,
        author_id=review.author_id,
        work_id=review.work.id,
        review_id=review.id,
    )
    return tuple(sender for (sender,) in rows)


def _recommendation(row: tuple[Any, ...]) -> Recommendation:
    one, sender_id, friend_id, note, created_at, reply, review_id = row[len(WORK) :]
    return Recommendation(
        row[0],
        one,
        sender_id,
        friend_id,
        work_of(row[: len(WORK)]),
        Prose(note),
        created_at,
        Reply(reply),
        review_id,
    )
