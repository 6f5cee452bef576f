"""What a guild's members gave one work, and their reviews of it in any order."""

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Float,
    Subquery,
    Text,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
    union_all,
)

from reviewbot.domain.browsing import Sort
from reviewbot.domain.identifiers import Identifier, Scheme
from reviewbot.domain.opinions import (
    GIVERS_MAX,
    Figures,
    Given,
    counted,
    figures_of,
    with_asker,
)
from reviewbot.domain.parts import Part
from reviewbot.domain.reviews import Review, Verdict
from reviewbot.domain.stats import tally_of
from reviewbot.store.connection import Connection, Query, Value
from reviewbot.store.rows import LIVE, SELECT_REVIEWS, review_of
from reviewbot.store.schema import identifiers, reviews, titles

WORDED: Final = reviews.c.text != ""
"""There is something to read: a plain rating is none."""

FEW: Final = 200
"""Reviews of one work that are counted here; more are counted by the database."""


def given_once(*matching: ColumnElement[bool]) -> Subquery:
    """Return what each member gave each work of a guild, once, in points; see `stats.rolled_up`.

    Columns: `work_id`, `author_id`, `points` and the number of the `newest` of their reviews.
    All of it stands in one index; no text is read.
    """
    season, points = reviews.c.season, reviews.c.points
    parts = (
        select(
            reviews.c.work_id,
            reviews.c.author_id,
            season,
            func.max(case((reviews.c.episode == 0, points))).label("own"),
            func.avg(case((reviews.c.episode > 0, points))).label("episodes"),
            func.max(reviews.c.number).label("newest"),
        )
        .where(reviews.c.guild_id == bindparam("guild_id"), LIVE, points.is_not(None), *matching)
        .group_by(reviews.c.work_id, reviews.c.author_id, season)
        .subquery("parts")
    )
    of_season = func.coalesce(parts.c.own, parts.c.episodes)
    whole = func.max(case((parts.c.season == 0, parts.c.own)))
    seasons = func.round(func.avg(case((parts.c.season > 0, of_season))))
    return (
        select(
            parts.c.work_id,
            parts.c.author_id,
            cast(func.coalesce(whole, seasons), Float).label("points"),
            func.max(parts.c.newest).label("newest"),
        )
        .group_by(parts.c.work_id, parts.c.author_id)
        .subquery("once")
    )


_OF_WORK: Final = reviews.c.work_id == bindparam("work_id")
# The sum keeps SQLite from walking all of a guild's reviews in this order to find the work's.
_NEWEST: Final = (reviews.c.number + 0).desc()
_GIVEN = Query(
    select(
        reviews.c.author_id,
        reviews.c.season,
        reviews.c.episode,
        reviews.c.points,
        reviews.c.verdict,
        func.length(reviews.c.text) > 0,
    )
    .where(reviews.c.guild_id == bindparam("guild_id"), LIVE, _OF_WORK)
    .order_by(_NEWEST)
    .limit(bindparam("most"))
)
_RATED: Final = given_once(_OF_WORK)
_COUNTED = Query(
    select(_RATED.c.points, func.count()).group_by(_RATED.c.points).order_by(_RATED.c.points)
)
_HIGHEST = Query(
    select(_RATED.c.author_id, _RATED.c.points)
    .order_by(
        _RATED.c.points.desc(),
        case((_RATED.c.author_id == bindparam("asker", type_=BigInteger), 0), else_=1),
        _RATED.c.newest.desc(),
    )
    .limit(GIVERS_MAX)
)
_own = given_once(_OF_WORK, reviews.c.author_id == bindparam("asker", type_=BigInteger))
_OWN = Query(select(_own.c.points))
_newest = (
    select(
        reviews.c.verdict,
        func.row_number()
        .over(partition_by=reviews.c.author_id, order_by=reviews.c.number.desc())
        .label("place"),
    )
    .where(reviews.c.guild_id == bindparam("guild_id"), LIVE, _OF_WORK)
    .where(reviews.c.verdict.is_not(None))
    .subquery()
)
_VERDICTS = Query(
    select(_newest.c.verdict, func.count()).where(_newest.c.place == 1).group_by(_newest.c.verdict)
)
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


async def figures(
    conn: Connection, guild_id: int, work_id: str, asker: int = 0, few: int = FEW
) -> Figures:
    """Count what the guild gave the work; the rows of many reviews stay in the database."""
    given = await list_given(conn, guild_id, work_id, few + 1)
    if len(given) <= few:
        return figures_of(given, asker)
    key: dict[str, Value] = {"guild_id": guild_id, "work_id": work_id}
    counts = await conn.all(_COUNTED, **key)
    highest = await conn.all(_HIGHEST, **key, asker=asker)
    own = await conn.scalar(_OWN, **key, asker=asker)
    said = await conn.all(_VERDICTS, **key)
    return Figures(
        tally_of({int(points): members for points, members in counts}),
        with_asker([(who, int(points)) for who, points in highest], asker, own and int(own)),
        counted({Verdict(verdict): members for verdict, members in said if verdict}),
        await count_worded(conn, guild_id, work_id),
    )


async def count_worded(conn: Connection, guild_id: int, work_id: str) -> int:
    """Return how many of the work's reviews have words to read."""
    return await conn.scalar(_WORDED, guild_id=guild_id, work_id=work_id) or 0


async def list_given(conn: Connection, guild_id: int, work_id: str, most: int) -> list[Given]:
    """Return what the live reviews of the work say besides their words, newest first."""
    rows = await conn.all(_GIVEN, guild_id=guild_id, work_id=work_id, most=most)
    return [
        Given(
            author,
            Part(season, episode),
            points,
            Verdict(verdict) if verdict else None,
            bool(worded),
        )
        for author, season, episode, points, verdict, worded in rows
    ]


async def list_worded(
    conn: Connection, guild_id: int, work_id: str, sort: Sort, most: int, skipped: int = 0
) -> list[Review]:
    """Return the work's reviews that have words, in this order; alike, the newest first."""
    rows = await conn.all(
        _SORTED[sort], guild_id=guild_id, work_id=work_id, most=most, skipped=skipped
    )
    return [review_of(row) for row in rows]
