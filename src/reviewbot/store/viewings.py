"""What members watched and read, each time it happened."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import bindparam, delete, exists, func, select

from reviewbot.domain.dates import SeenOn
from reviewbot.domain.pages import Page
from reviewbot.domain.parts import Part
from reviewbot.domain.reviews import Review
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.viewings import Viewing
from reviewbot.errors import NotFound
from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.rows import WORK, rating_of, work_of
from reviewbot.store.schema import viewings, works

MONTH_LENGTH: Final = 7
"""Of a stored date what names its month, or its year where no more is known: `2019-07`."""
_NAMES: Final = tuple(column.name for column in viewings.c)
_ROW = insert(viewings)
_PUT = Change(
    _ROW.on_conflict_do_update(
        index_elements=["guild_id", "id"],
        set_={c.name: _ROW.excluded[c.name] for c in viewings.c if not c.primary_key},
    )
)
_THIS: Final = (
    viewings.c.guild_id == bindparam("guild_id"),
    viewings.c.member_id == bindparam("member_id"),
    viewings.c.id == bindparam("viewing_id"),
)
_REMOVE = Change(delete(viewings).where(*_THIS))
_COLUMNS: Final = (
    *WORK,
    viewings.c.id,
    viewings.c.member_id,
    viewings.c.created_at,
    viewings.c.season,
    viewings.c.episode,
    viewings.c.seen_on,
    viewings.c.points,
    viewings.c.note,
)
_OF_MEMBER: Final = (
    viewings.c.guild_id == bindparam("guild_id"),
    viewings.c.member_id == bindparam("member_id"),
)
_SELECT = (
    select(*_COLUMNS)
    .select_from(
        viewings.join(
            works, (works.c.guild_id == viewings.c.guild_id) & (works.c.id == viewings.c.work_id)
        )
    )
    .where(*_OF_MEMBER)
)
_FIND = Query(_SELECT.where(viewings.c.id == bindparam("viewing_id")))
_OF_WORK = Query(
    _SELECT.where(viewings.c.work_id == bindparam("work_id")).order_by(
        viewings.c.created_at, viewings.c.id
    )
)
_MONTH = func.substr(viewings.c.seen_on, 1, MONTH_LENGTH)
_OF_MONTH = Query(
    _SELECT.where(
        bindparam("month") == _MONTH,
        viewings.c.seen_on >= bindparam("month"),  # lets the index find them
    )
    .order_by(viewings.c.seen_on.desc(), viewings.c.created_at.desc(), viewings.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skipped"))
)
_MONTHS = Query(
    select(_MONTH, func.count()).where(*_OF_MEMBER).group_by(_MONTH).order_by(_MONTH.desc())
)
_PUT_FIRST = Change(
    insert(viewings).from_select(
        _NAMES,
        select(
            *(bindparam(name, type_=viewings.c[name].type).label(name) for name in _NAMES)
        ).where(
            ~exists().where(
                viewings.c.guild_id == bindparam("guild_id"),
                viewings.c.member_id == bindparam("member_id"),
                viewings.c.work_id == bindparam("work_id"),
                viewings.c.season == bindparam("season"),
                viewings.c.episode == bindparam("episode"),
            )
        ),
    )
)


async def put(conn: Connection, viewing: Viewing) -> None:
    """Keep a viewing, in place of what it said before. Raises `NotFound` for no such work."""
    conn.send(_PUT, **values(viewing))


async def restore(conn: Connection, row: Mapping[str, Value]) -> None:
    """Put a viewing back to what `values` said of it."""
    conn.send(_PUT, **row)


def reviewed(conn: Connection, review: Review) -> None:
    """Keep that the author has seen what they reviewed, if no viewing of it is known.

    The day is unknown. Costs no round trip.
    """
    seen = Viewing(
        review.guild_id,
        review.id,
        review.author_id,
        review.work,
        review.created_at,
        review.part,
        rating=review.rating,
    )
    conn.send(_PUT_FIRST, **values(seen))


async def remove(conn: Connection, guild_id: int, member_id: int, viewing_id: str) -> None:
    """Remove a member's viewing, if it is there."""
    conn.send(_REMOVE, guild_id=guild_id, member_id=member_id, viewing_id=viewing_id)


async def get(conn: Connection, guild_id: int, member_id: int, viewing_id: str) -> Viewing:
    """Return a member's viewing; raise `NotFound` if it is not there or somebody else's."""
    row = await conn.one(_FIND, guild_id=guild_id, member_id=member_id, viewing_id=viewing_id)
    if row is None:
        raise NotFound("That entry is not in your diary any more.")
    return _viewing(row)


async def list_of_work(
    conn: Connection, guild_id: int, member_id: int, work_id: str, part: Part | None = None
) -> list[Viewing]:
    """Return a member's viewings of a work, or of one part of it, in the order of noting."""
    rows = await conn.all(_OF_WORK, guild_id=guild_id, member_id=member_id, work_id=work_id)
    found = [_viewing(row) for row in rows]
    return found if part is None else [one for one in found if one.part == part]


async def list_of_month(
    conn: Connection, guild_id: int, member_id: int, month: str, page: int, size: int
) -> Page[Viewing]:
    """Return a page of what a member saw in a month, last first; months as `list_months` says."""
    key: dict[str, Value] = {"guild_id": guild_id, "member_id": member_id}
    total = dict(await list_months(conn, guild_id, member_id)).get(month, 0)
    rows = await conn.all(_OF_MONTH, **key, month=month, most=size, skipped=page * size)
    return Page([_viewing(row) for row in rows], page, size, total)


async def list_months(conn: Connection, guild_id: int, member_id: int) -> list[tuple[str, int]]:
    """Return each month with viewings and how many, last first: `2019-07`.

    What is known by its year alone stands under `2019`, what is not known under an empty text.
    """
    rows = await conn.all(_MONTHS, guild_id=guild_id, member_id=member_id)
    return [(str(month), int(count)) for month, count in rows]


def values(viewing: Viewing) -> dict[str, Value]:
    """Return the row that stands for this, in plain values; see `restore`."""
    return {
        "guild_id": viewing.guild_id,
        "id": viewing.id,
        "member_id": viewing.member_id,
        "work_id": viewing.work.id,
        "season": viewing.part.season,
        "episode": viewing.part.episode,
        "seen_on": viewing.seen_on.code,
        "points": viewing.rating.points if viewing.rating else None,
        "note": viewing.note.reveal(),
        "created_at": viewing.created_at,
    }


def _viewing(row: tuple[Any, ...]) -> Viewing:
    viewing_id, member_id, created_at, season, episode, seen_on, points, note = row[len(WORK) :]
    return Viewing(
        row[0],
        viewing_id,
        member_id,
        work_of(row[: len(WORK)]),
        created_at,
        Part(season, episode),
        SeenOn.of_code(seen_on),
        rating_of(points),
        Prose(note),
    )
