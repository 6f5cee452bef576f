"""Lists to look at without a word to search for. Each statement reads an index, or what one holds.

What is best and what divides is worked out from the index of a guild's reviews by work, which
holds all that counts; the texts are not touched. A member who rated parts of a show counts
once, as `domain.stats.one_each` has it.
"""

import random
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Subquery,
    Text,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
)

from reviewbot.domain.browsing import DAMPING, Standing
from reviewbot.domain.pages import Page
from reviewbot.domain.reviews import Review
from reviewbot.domain.stats import AVERAGE_FROM
from reviewbot.domain.works import WorkKind
from reviewbot.store.connection import Connection, Query, Value
from reviewbot.store.figures import given_once
from reviewbot.store.rows import (
    LIVE,
    OF_WORK,
    SELECT_REVIEWS,
    WORDED,
    WORK,
    review_of,
    work_of,
)
from reviewbot.store.schema import guilds, reviews, shelves, works

LISTED_AT_MOST: Final = 500
"""What one list holds; nobody turns further."""

_KIND: Final = bindparam("kind", type_=Text)
_OF_KIND: Final = or_(_KIND.is_(None), works.c.kind == _KIND)
_GUILD: Final = bindparam("guild_id", type_=BigInteger)
_PAGE: Final = {
    "most": bindparam("most", type_=Integer),
    "skipped": bindparam("skipped", type_=Integer),
}
_SHOWN = SELECT_REVIEWS.where(WORDED, _OF_KIND)
_NEWEST: Final = reviews.c.number.desc()


def _listed(
    *matching: ColumnElement[bool], order: tuple[ColumnElement[Any], ...]
) -> tuple[Any, Query[int]]:
    """Return the question for a page of reviews, and the one for how many there are."""
    page = _SHOWN.where(*matching).order_by(*order)
    counted = (
        select(reviews.c.number)
        .select_from(reviews.join(works, OF_WORK))
        .where(reviews.c.guild_id == _GUILD, LIVE, WORDED, _OF_KIND, *matching)
        .limit(LISTED_AT_MOST)
        .subquery()
    )
    rows = Query(page.limit(_PAGE["most"]).offset(_PAGE["skipped"]))
    return rows, Query(select(func.count()).select_from(counted))


RECENT: Final = _listed(order=(_NEWEST,))
BY_MEMBER: Final = _listed(reviews.c.author_id == bindparam("member_id"), order=(_NEWEST,))
DISCUSSED: Final = _listed(
    reviews.c.comment_count > 0, order=(reviews.c.comment_count.desc(), _NEWEST)
)


def _standings() -> Subquery:
    """Return what every work of a guild was given, one rating a member: how many, sums."""
    since = reviews.c.created_at >= bindparam("since", type_=BigInteger)
    rated = given_once(since)
    return (
        select(
            rated.c.work_id,
            func.count().label("raters"),
            func.sum(rated.c.points).label("total"),
            func.sum(rated.c.points * rated.c.points).label("squares"),
        )
        .select_from(
            rated.join(works, and_(works.c.guild_id == _GUILD, works.c.id == rated.c.work_id))
        )
        .where(_OF_KIND)
        .group_by(rated.c.work_id)
        .subquery("standings")
    )


def _ranked(*, divisive: bool) -> Query[Any]:
    found = _standings()
    everything = select(
        *found.c,
        (func.sum(found.c.total).over() / func.sum(found.c.raters).over()).label("prior"),
        func.count().over().label("found"),
    )
    if divisive:
        everything = everything.where(found.c.raters >= AVERAGE_FROM)
    one = everything.subquery("ranked")
    mean = one.c.total / one.c.raters
    spread = one.c.squares / one.c.raters - mean * mean
    damped = (one.c.total + one.c.prior * DAMPING) / (one.c.raters + DAMPING)
    return Query(
        select(*WORK, one.c.raters, one.c.total, one.c.squares, one.c.prior, one.c.found)
        .select_from(one.join(works, and_(works.c.guild_id == _GUILD, works.c.id == one.c.work_id)))
        .order_by((spread if divisive else damped).desc(), one.c.raters.desc(), works.c.id)
        .limit(_PAGE["most"])
        .offset(_PAGE["skipped"])
    )


TOP: Final = _ranked(divisive=False)
DIVISIVE: Final = _ranked(divisive=True)

_NOUGHT: Final = literal(0)
_wanting = (
    select(shelves.c.work_id, func.count().label("raters"))
    .where(
        shelves.c.guild_id == _GUILD,
        shelves.c.shelf == "want",
        ~exists().where(
            reviews.c.guild_id == shelves.c.guild_id, reviews.c.work_id == shelves.c.work_id, LIVE
        ),
    )
    .group_by(shelves.c.work_id)
    .subquery("wanting")
)
WANTED: Final[Query[Any]] = Query(
    select(*WORK, _wanting.c.raters, _NOUGHT, _NOUGHT, _NOUGHT, func.count().over())
    .select_from(
        _wanting.join(works, and_(works.c.guild_id == _GUILD, works.c.id == _wanting.c.work_id))
    )
    .where(_OF_KIND)
    .order_by(_wanting.c.raters.desc(), works.c.title, works.c.id)
    .limit(_PAGE["most"])
    .offset(_PAGE["skipped"])
)
_MADE = Query(select(guilds.c.reviews_made).where(guilds.c.guild_id == _GUILD))
_FROM = Query(
    _SHOWN.where(reviews.c.number >= bindparam("number")).order_by(reviews.c.number).limit(1)
)


async def list_reviews(
    conn: Connection,
    listed: tuple[Any, Query[int]],
    page: int,
    size: int,
    **values: Value,
) -> Page[Review]:
    """Return a page of one of the lists of reviews above, the last one if there are fewer."""
    total = await conn.scalar(listed[1], **values) or 0
    page = min(page, max(0, (total - 1) // size))
    most = max(0, min(size, total - page * size))
    rows = await conn.all(listed[0], **values, most=most, skipped=page * size) if most else ()
    return Page([review_of(row) for row in rows], page, size, total)


async def list_works(
    conn: Connection, ranked: Query[Any], page: int, size: int, **values: Value
) -> Page[Standing]:
    """Return a page of one of the lists of works above; beyond the end, the first page."""
    rows: Sequence[tuple[Any, ...]] = await conn.all(
        ranked, **values, most=size, skipped=page * size
    )
    if not rows and page:
        return await list_works(conn, ranked, 0, size, **values)
    total = min(int(rows[0][-1]), LISTED_AT_MOST) if rows else 0
    items = [
        Standing(work_of(row[: len(WORK)]), int(row[-5]), *(float(n) for n in row[-4:-1]))
        for row in rows
    ]
    return Page(items, page, size, total)


async def find_any(conn: Connection, guild_id: int, kind: WorkKind | None) -> Review | None:
    """Return some review that has words, each about as likely as another; `None` without any."""
    made = await conn.scalar(_MADE, guild_id=guild_id) or 0
    for number in (random.randint(1, max(made, 1)), 0):  # noqa: S311 - guards nothing
        row = await conn.one(_FROM, guild_id=guild_id, kind=kind, number=number)
        if row:
            return review_of(row)
    return None
