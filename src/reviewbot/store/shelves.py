"""What stands on members' shelves. Whatever changes one is a change of taste too."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Text, bindparam, case, delete, exists, func, literal_column, or_, select

from reviewbot.domain.pages import Page
from reviewbot.domain.parts import WHOLE
from reviewbot.domain.progress import Progress
from reviewbot.domain.reviews import Review
from reviewbot.domain.shelves import SHOWN, Shelf, Shelved
from reviewbot.domain.spelling import FEW, errors_allowed
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.tokens import title_key
from reviewbot.domain.works import Work, WorkKind
from reviewbot.store import guilds
from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.nearness import nearest
from reviewbot.store.rows import WORK, work_of
from reviewbot.store.schema import shelves, titles, works

NAMES_MAX: Final = 1_000
"""Names on a member's shelves, of what changed last, that are held against what was typed."""

SINCE: Final[Mapping[str, Value]] = {"must": 0}
"""What rows that were kept elsewhere do not have yet."""
_ROW = insert(shelves)
_PUT = Change(
    _ROW.on_conflict_do_update(
        index_elements=["guild_id", "member_id", "work_id"],
        set_={
            c.name: _ROW.excluded[c.name]
            for c in shelves.c
            if not c.primary_key and c.name != "created_at"
        },
    )
)
_REVIEWED = Change(
    _ROW.on_conflict_do_update(
        index_elements=["guild_id", "member_id", "work_id"],
        set_={name: _ROW.excluded[name] for name in ("shelf", "changed_at")},
        # What was dropped stays dropped, whatever its member has to say about it; who reviews
        # a part has at least begun.
        where=or_(
            (_ROW.excluded.shelf == literal_column("'done'"))
            & shelves.c.shelf.not_in([literal_column("'done'"), literal_column("'dropped'")]),
            shelves.c.shelf == literal_column("'want'"),
        ),
    )
)
_REMOVE = Change(
    delete(shelves).where(
        shelves.c.guild_id == bindparam("guild_id"),
        shelves.c.member_id == bindparam("member_id"),
        shelves.c.work_id == bindparam("work_id"),
    )
)
_COLUMNS: Final = (
    *WORK,
    shelves.c.member_id,
    shelves.c.shelf,
    shelves.c.created_at,
    shelves.c.changed_at,
    shelves.c.progress,
    shelves.c.reason,
    shelves.c.recommended_by,
    shelves.c.review_id,
    shelves.c.must,
)
_OF_MEMBER: Final = (
    shelves.c.guild_id == bindparam("guild_id"),
    shelves.c.member_id == bindparam("member_id"),
)
_WITH_WORK: Final = shelves.join(
    works, (works.c.guild_id == shelves.c.guild_id) & (works.c.id == shelves.c.work_id)
)
_SELECT = select(*_COLUMNS).select_from(_WITH_WORK).where(*_OF_MEMBER)
_FIND = Query(_SELECT.where(shelves.c.work_id == bindparam("work_id")))
_WANTED: Final = (
    or_(bindparam("shelf", type_=Text).is_(None), shelves.c.shelf == bindparam("shelf")),
    or_(bindparam("kind", type_=Text).is_(None), works.c.kind == bindparam("kind")),
)
_ORDER: Final = case(
    *((shelves.c.shelf == literal_column(f"'{shelf}'"), n) for n, shelf in enumerate(SHOWN)),
    else_=len(SHOWN),
)
_PAGE = Query(
    _SELECT.where(*_WANTED)
    .order_by(
        _ORDER,
        case((shelves.c.shelf == literal_column("'want'"), shelves.c.must), else_=0).desc(),
        shelves.c.changed_at.desc(),
        shelves.c.work_id,
    )
    .limit(bindparam("most"))
    .offset(bindparam("skipped"))
)
_COUNTS = Query(
    select(shelves.c.shelf, works.c.kind, func.count())
    .select_from(_WITH_WORK)
    .where(*_OF_MEMBER)
    .group_by(shelves.c.shelf, works.c.kind)
)


_COMPLETIONS = Query(
    select(*WORK)
    .select_from(_WITH_WORK)
    .where(
        *_OF_MEMBER,
        exists().where(
            titles.c.guild_id == works.c.guild_id,
            titles.c.work_id == works.c.id,
            titles.c.title_key.contains(bindparam("key", type_=Text), autoescape=False),
        ),
    )
    .order_by(shelves.c.changed_at.desc(), works.c.id)
    .limit(bindparam("most"))
)


_NAMES = Query(
    select(*WORK, titles.c.title_key)
    .select_from(
        _WITH_WORK.join(
            titles, (titles.c.guild_id == works.c.guild_id) & (titles.c.work_id == works.c.id)
        )
    )
    .where(*_OF_MEMBER)
    .order_by(shelves.c.changed_at.desc(), works.c.id)
    .limit(NAMES_MAX)
)


_BECAUSE = Query(
    select(func.count())
    .select_from(shelves)
    .where(
        shelves.c.guild_id == bindparam("guild_id"),
        shelves.c.work_id == bindparam("work_id"),
        shelves.c.review_id == bindparam("review_id"),
        shelves.c.member_id != bindparam("author_id"),
    )
)


async def count_because(conn: Connection, review: Review) -> int:
    """Return how many members have the work on their shelf because of this review; never its own.

    Each counts once, wherever the work stands with them by now.
    """
    key: dict[str, Value] = {"guild_id": review.guild_id, "work_id": review.work.id}
    author = review.author_id
    return int(await conn.scalar(_BECAUSE, **key, review_id=review.id, author_id=author) or 0)


async def put(conn: Connection, shelved: Shelved) -> None:
    """Put a work on a member's shelf, in place of where it stood.

    `created_at` stays as it was first. Raises `NotFound` if there is no such work.
    """
    conn.send(_PUT, **values(shelved))
    guilds.taste_changed(conn, shelved.guild_id)


def reviewed(conn: Connection, review: Review) -> None:
    """Put what was reviewed among what its author is done with, or is seeing if it is a part.

    Costs no round trip, and a new review is a change of taste by itself.
    """
    shelf = Shelf.DONE if review.part == WHOLE else Shelf.CURRENT
    there = Shelved(
        review.guild_id, review.author_id, review.work, shelf, review.created_at, review.edited_at
    )
    conn.send(_REVIEWED, **values(there))


def values(shelved: Shelved) -> dict[str, Value]:
    """Return the row that stands for this, in plain values; see `restore`."""
    return {
        "guild_id": shelved.guild_id,
        "member_id": shelved.member_id,
        "work_id": shelved.work.id,
        "shelf": shelved.shelf.value,
        "progress": shelved.progress.code if shelved.progress else "",
        "reason": shelved.reason.reveal(),
        "recommended_by": shelved.recommended_by,
        "review_id": shelved.review_id,
        "created_at": shelved.created_at,
        "changed_at": shelved.changed_at,
        "must": int(shelved.must),
    }


async def restore(conn: Connection, row: Mapping[str, Value]) -> None:
    """Put a work back to where it stood when `values` said this, in this version or before."""
    conn.send(_PUT, **{**SINCE, **row})
    guilds.taste_changed(conn, int(str(row["guild_id"])))


async def remove(conn: Connection, guild_id: int, member_id: int, work_id: str) -> None:
    """Take a work off a member's shelf, if it is there."""
    conn.send(_REMOVE, guild_id=guild_id, member_id=member_id, work_id=work_id)
    guilds.taste_changed(conn, guild_id)


async def find(conn: Connection, guild_id: int, member_id: int, work_id: str) -> Shelved | None:
    """Return where the work stands with the member, or `None`."""
    row = await conn.one(_FIND, guild_id=guild_id, member_id=member_id, work_id=work_id)
    return row and _shelved(row)


async def list_of_member(
    conn: Connection,
    guild_id: int,
    member_id: int,
    *,
    shelf: Shelf | None = None,
    kind: WorkKind | None = None,
    page: int = 0,
    size: int = 25,
) -> Page[Shelved]:
    """Return a page of what the member has, of one shelf and kind if asked.

    Shelves come in the order of `SHOWN`, on each what changed last, and of what they want first
    what they must see.
    """
    key: dict[str, Value] = {"guild_id": guild_id, "member_id": member_id}
    counted = await count(conn, guild_id, member_id)
    total = sum(
        n
        for (of_shelf, of_kind), n in counted.items()
        if shelf in (None, of_shelf) and kind in (None, of_kind)
    )
    rows = await conn.all(_PAGE, **key, shelf=shelf, kind=kind, most=size, skipped=page * size)
    return Page([_shelved(row) for row in rows], page, size, total)


async def list_completions(
    conn: Connection, guild_id: int, member_id: int, typed: str, limit: int = 25
) -> list[Work]:
    """Return the works on the member's shelves with a name that has what was typed.

    What changed last comes first, and if there is little, then what was typed but for a typo.
    """
    of: dict[str, Value] = {"guild_id": guild_id, "member_id": member_id}
    key = title_key(typed)
    plain = key.replace("\\", "").replace("%", "").replace("_", "")
    rows = await conn.all(_COMPLETIONS, **of, key=plain, most=limit)
    found = {row[1]: work_of(row) for row in rows}
    if len(found) < FEW and (errors := errors_allowed(key)):
        named = await conn.all(_NAMES, **of)
        for _, place in nearest(key, [row[-1] for row in named], errors):
            found.setdefault(named[place][1], work_of(named[place][:-1]))
    return list(found.values())[:limit]


async def count(
    conn: Connection, guild_id: int, member_id: int
) -> dict[tuple[Shelf, WorkKind], int]:
    """Return how many works of each kind the member has on each shelf; empty ones are left out."""
    rows = await conn.all(_COUNTS, guild_id=guild_id, member_id=member_id)
    return {(Shelf(shelf), WorkKind(kind)): int(many) for shelf, kind, many in rows}


def _shelved(row: tuple[Any, ...]) -> Shelved:
    member_id, shelf, created_at, changed_at, progress, reason, *rest = row[len(WORK) :]
    by, review_id, must = rest
    return Shelved(
        row[0],
        member_id,
        work_of(row[: len(WORK)]),
        Shelf(shelf),
        created_at,
        changed_at,
        Progress.of_code(progress) if progress else None,
        Prose(reason),
        by,
        review_id,
        bool(must),
    )
