"""A guild's reviews of one work in any order, and what the work is called besides its title."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Text, bindparam, func, literal_column, select, union_all

from reviewbot.domain.browsing import Sort
from reviewbot.domain.identifiers import Identifier, Scheme
from reviewbot.domain.reviews import Review
from reviewbot.store.connection import Connection, Query
from reviewbot.store.rows import LIVE, SELECT_REVIEWS, WORDED, review_of
from reviewbot.store.schema import identifiers, reviews, titles

_OF_WORK: Final = reviews.c.work_id == bindparam("work_id")
# The sum keeps SQLite from walking all of a guild's reviews in this order to find the work's.
_NEWEST: Final = (reviews.c.number + 0).desc()
_WORDED = Query(
    select(func.count()).where(reviews.c.guild_id == bindparam("guild_id"), LIVE, _OF_WORK, WORDED)
)
_MARKS = Query(
    union_all(
        select(literal_column("''", Text).label("scheme"), titles.c.title.label("value")).where(
            titles.c.guild_id == bindparam("guild_id"), titles.c.work_id == bindparam("work_id")
        ),
        select(identifiers.c.scheme, identifiers.c.value).where(
            identifiers.c.guild_id == bindparam("guild_id"),
            identifiers.c.work_id == bindparam("work_id"),
        ),
    ).order_by("scheme", "value")
)
_ORDERS: Final[dict[Sort, tuple[ColumnElement[Any], ...]]] = {
    Sort.NEWEST: (),
    Sort.HIGHEST: (func.coalesce(reviews.c.points, 0).desc(),),
    Sort.LOWEST: (func.coalesce(reviews.c.points, 101),),
    Sort.HELPFUL: (reviews.c.helpful_count.desc(),),
    Sort.DISCUSSED: (reviews.c.comment_count.desc(),),
}


def _sorted(*order: ColumnElement[Any]) -> Query[*tuple[Any, ...]]:
    """Find the few that are shown first, so that no text is read but theirs."""
    few = (
        select(reviews.c.number)
        .where(reviews.c.guild_id == bindparam("guild_id"), LIVE, _OF_WORK, WORDED)
        .order_by(*order, _NEWEST)
        .limit(bindparam("most"))
        .offset(bindparam("skipped"))
    )
    return Query(SELECT_REVIEWS.where(reviews.c.number.in_(few)).order_by(*order, _NEWEST))


_SORTED: Final = {sort: _sorted(*order) for sort, order in _ORDERS.items()}


async def list_marks(
    conn: Connection, guild_id: int, work_id: str
) -> tuple[list[str], list[Identifier]]:
    """Return all names of the work and its identifiers, in one question."""
    rows = await conn.all(_MARKS, guild_id=guild_id, work_id=work_id)
    names = [value for scheme, value in rows if not scheme]
    return names, [Identifier(Scheme(scheme), value) for scheme, value in rows if scheme]


async def count_worded(conn: Connection, guild_id: int, work_id: str) -> int:
    """Return how many of the work's reviews have words to read."""
    return await conn.scalar(_WORDED, guild_id=guild_id, work_id=work_id) or 0


async def list_worded(
    conn: Connection, guild_id: int, work_id: str, sort: Sort, most: int, skipped: int = 0
) -> list[Review]:
    """Return the work's reviews that have words, in this order; alike, the newest first."""
    rows = await conn.all(
        _SORTED[sort], guild_id=guild_id, work_id=work_id, most=most, skipped=skipped
    )
    return [review_of(row) for row in rows]
