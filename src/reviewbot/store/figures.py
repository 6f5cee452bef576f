"""What is counted of a work: one rating a member, their spread, who gave what, and verdicts."""

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Float,
    Subquery,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from reviewbot.domain.opinions import GIVERS_MAX, Figures, Given, counted, figures_of, with_asker
from reviewbot.domain.parts import Part
from reviewbot.domain.reviews import Verdict
from reviewbot.domain.stats import tally_of
from reviewbot.store.connection import Connection, Query, Value
from reviewbot.store.rows import LIVE, WORDED
from reviewbot.store.schema import reviews

FEW: Final = 200
"""Reviews of one work that are counted here; more are counted by the database."""
_GUILD: Final = reviews.c.guild_id == bindparam("guild_id")
_OF_WORK: Final = reviews.c.work_id == bindparam("work_id")
_ASKER: Final = bindparam("asker", type_=BigInteger)
_PLACES: Final = tuple(Verdict)


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
        .where(_GUILD, LIVE, points.is_not(None), *matching)
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


def _rated() -> Query[int | None, float, int]:
    """Ask how many members gave each number of points, who gave most, and what the asker gave.

    Rows of a member or none, points, and how many members; a member's row has the number of
    their newest review there. All of it comes of one walk through the work's ratings.
    """
    rated = select(given_once(_OF_WORK)).cte("rated")
    counts = select(null().label("member"), rated.c.points, func.count()).group_by(rated.c.points)
    own = rated.c.author_id == _ASKER
    highest = (
        select(rated.c.author_id, rated.c.points, rated.c.newest)
        .order_by(rated.c.points.desc(), case((own, 0), else_=1), rated.c.newest.desc())
        .limit(GIVERS_MAX)
        .subquery("highest")
    )
    asked = select(rated.c.author_id, rated.c.points, rated.c.newest).where(own)
    return Query(union_all(counts, select(highest), asked))


def _said() -> Query[int | None, int, int]:
    """Ask how many members say each verdict in the newest of theirs that has one, and of words.

    Rows of a place in `Verdict` or none, how many members, and how many of their reviews have
    words. Number and place are packed into one integer, so that the greatest is the newest's.
    """
    places = {verdict.value: literal(place) for place, verdict in enumerate(_PLACES)}
    place = case(places, value=reviews.c.verdict)
    packed = cast(reviews.c.number, BigInteger) * len(_PLACES) + place
    by_member = (
        select(
            (func.max(packed) % len(_PLACES)).label("place"),
            func.sum(case((WORDED, 1), else_=0)).label("worded"),
        )
        .where(_GUILD, LIVE, _OF_WORK)
        .group_by(reviews.c.author_id)
        .subquery("by_member")
    )
    worded = cast(func.sum(by_member.c.worded), BigInteger)
    return Query(select(by_member.c.place, func.count(), worded).group_by(by_member.c.place))


_FIRST = Query(
    select(
        reviews.c.number,
        reviews.c.author_id,
        reviews.c.season,
        reviews.c.episode,
        reviews.c.points,
        reviews.c.verdict,
        WORDED,
    )
    .where(_GUILD, LIVE, _OF_WORK)
    .limit(bindparam("most"))
)
_RATED: Final = _rated()
_SAID: Final = _said()


async def of_work(
    conn: Connection, guild_id: int, work_id: str, asker: int = 0, few: int = FEW
) -> Figures:
    """Count what the guild gave the work; the rows of many reviews stay in the database."""
    key: dict[str, Value] = {"guild_id": guild_id, "work_id": work_id}
    first = await conn.all(_FIRST, **key, most=few + 1)
    if len(first) <= few:
        return figures_of([_given(row) for row in sorted(first, reverse=True)], asker)
    rated = await conn.all(_RATED, **key, asker=asker)
    said = await conn.all(_SAID, **key)
    members = {who: (int(points), newest) for who, points, newest in rated if who is not None}
    ranked = sorted(members, key=lambda who: (-members[who][0], who != asker, -members[who][1]))
    own = members[asker][0] if asker in members else None
    return Figures(
        tally_of({int(points): count for who, points, count in rated if who is None}),
        with_asker([(who, members[who][0]) for who in ranked[:GIVERS_MAX]], asker, own),
        counted({_PLACES[place]: count for place, count, _ in said if place is not None}),
        sum(worded for _, _, worded in said),
    )


def _given(row: tuple[Any, ...]) -> Given:
    _, author, season, episode, points, verdict, worded = row
    said = Verdict(verdict) if verdict else None
    return Given(author, Part(season, episode), points, said, bool(worded))
