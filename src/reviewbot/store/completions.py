"""What a member may mean who has typed so much of a title: works, the likeliest first.

Three bounded questions in turn: titles that begin as typed; titles with all typed words, the
last one a beginning; and, where a word is so common that its works cannot all be looked at,
the most recently reviewed works that have it.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Text, and_, bindparam, exists, func, or_, select

from reviewbot.domain.search import Search
from reviewbot.domain.tokens import title_key, words
from reviewbot.domain.works import Work, WorkKind
from reviewbot.store import search
from reviewbot.store.connection import Connection, Query, Value
from reviewbot.store.rows import WORK, work_of
from reviewbot.store.schema import title_words, titles, works

TYPED_WORDS_MAX: Final = 6
OWN_MAX: Final = 8
"""Works of a member's own last reviews that an empty box offers before the server's."""
_BEGINNING_MAX: Final = 200
_MATCHES_MAX: Final = 1_000
_WALKED_MAX: Final = 1_500
_END: Final = chr(0x10FFFF)
"""After everything that begins with the same letters, in the order of code points."""
ARTICLES: Final = frozenset(
    "the a an der die das ein eine le la les un une el los las il lo gli i o os as de het".split()  # noqa: SIM905 - read as a line
)

_KIND: Final = bindparam("kind", type_=Text)
_OF_KIND: Final = or_(_KIND.is_(None), works.c.kind == _KIND)
_IN_GUILD: Final = works.c.guild_id == bindparam("guild_id")
# The sum keeps SQLite from walking all of a guild's works in this order to find a few.
_NEWEST: Final = ((works.c.reviewed_at + 0).desc(), works.c.title, works.c.id)
_LIVELY = Query(
    select(*WORK)
    .where(_IN_GUILD, _OF_KIND)
    .order_by(works.c.reviewed_at.desc(), works.c.id)
    .limit(bindparam("most"))
)
_beginning = (
    select(titles.c.work_id)
    .where(
        titles.c.guild_id == bindparam("guild_id"),
        titles.c.title_key >= bindparam("key"),
        titles.c.title_key < bindparam("key_end"),
    )
    .limit(_BEGINNING_MAX)
)
_BEGINNING = Query(
    select(*WORK)
    .where(_IN_GUILD, _OF_KIND, works.c.id.in_(_beginning.correlate(None)))
    .order_by(*_NEWEST)
    .limit(bindparam("most"))
)


async def list_offered(
    conn: Connection,
    guild_id: int,
    member_id: int,
    limit: int = 25,
    kind: WorkKind | None = None,
) -> list[Work]:
    """Return what an empty box offers: the member's own last works, then the lively ones."""
    own = Search(author_id=member_id, kind=kind)
    mine = await search.search(conn, guild_id, own, 0, OWN_MAX)
    rows = await conn.all(_LIVELY, guild_id=guild_id, kind=kind, most=limit)
    return _distinct([*(r.work for r in mine.items), *map(work_of, rows)], limit)


async def list_completions(
    conn: Connection,
    guild_id: int,
    typed: str,
    limit: int = 25,
    kind: WorkKind | None = None,
) -> list[Work]:
    """Return the works that have every typed word in a title, the last one as a beginning.

    Titles that begin as typed come first, then the most recently reviewed. A leading article
    that no title has is forgotten. Nothing typed gives the most recently reviewed.
    """
    key = title_key(typed)
    if not key:
        rows = await conn.all(_LIVELY, guild_id=guild_id, kind=kind, most=limit)
        return [work_of(row) for row in rows]
    values: dict[str, Value] = {"guild_id": guild_id, "kind": kind, "most": limit}
    begun = await conn.all(_BEGINNING, **values, key=key, key_end=key + _END)
    wanted = list(words(typed))[-TYPED_WORDS_MAX:]
    rest: Sequence[tuple[Any, ...]] = ()
    if wanted and len(begun) < limit:
        rest = await _with_words(conn, wanted, values)
        if not begun and not rest and len(wanted) > 1 and wanted[0] in ARTICLES:
            rest = await _with_words(conn, wanted[1:], values)
    return _distinct([*map(work_of, begun), *(work_of(row[: len(WORK)]) for row in rest)], limit)


async def _with_words(
    conn: Connection, wanted: list[str], values: dict[str, Value]
) -> Sequence[tuple[Any, ...]]:
    bound = {f"word_{n}": word for n, word in enumerate(wanted)}
    given = {**values, **bound, "word_end": wanted[-1] + _END}
    count, driver = len(wanted), len(wanted) - 1
    if count > 1:
        (found,) = await conn.all(_counted(count), **_only(given, "kind", "most"))
        driver = min(range(count), key=lambda n: found[n])
    rows = await conn.all(_matching(count, driver), **given)
    if rows and rows[0][-1] >= _MATCHES_MAX:
        return await conn.all(_walking(count), **given) or rows
    return rows


def _only(values: dict[str, Value], *names: str) -> dict[str, Value]:
    return {name: value for name, value in values.items() if name not in names}


def _is(n: int, count: int, of: Any = title_words) -> ColumnElement[bool]:  # noqa: ANN401 - the table or an alias of it
    word: ColumnElement[str] = of.c.word
    if n == count - 1:
        return and_(word >= bindparam(f"word_{n}"), word < bindparam("word_end"))
    return word == bindparam(f"word_{n}")


@cache
def _counted(count: int) -> Query[Any]:
    """Ask for each word how many titles have it, counting no further than anybody looks."""
    of_guild = title_words.c.guild_id == bindparam("guild_id")
    counts = (
        select(func.count())
        .select_from(
            select(title_words.c.work_id)
            .where(of_guild, _is(n, count))
            .limit(_MATCHES_MAX)
            .correlate(None)
            .subquery()
        )
        .scalar_subquery()
        for n in range(count)
    )
    return Query(select(*counts))


@cache
def _matching(count: int, driver: int) -> Query[Any]:
    """Ask for works with all words, beginning with the one that the fewest have."""
    first = title_words.alias("first")
    found = (
        # Taken as it is, SQLite would walk all titles of the guild in the order of works.
        select((first.c.work_id + "").label("work_id"))
        .distinct()
        .where(first.c.guild_id == bindparam("guild_id"), _is(driver, count, first))
        .where(*(_also(n, count, first.c.work_id) for n in range(count) if n != driver))
        .limit(_MATCHES_MAX)
        .subquery()
    )
    query: Any = (
        select(*WORK, func.count().over())
        .join_from(found, works, and_(_IN_GUILD, works.c.id == found.c.work_id))
        .where(_OF_KIND)
        .order_by(*_NEWEST)
        .limit(bindparam("most"))
    )
    return Query(query)


@cache
def _walking(count: int) -> Query[Any]:
    newest = (
        select(works.c.id).where(_IN_GUILD).order_by(works.c.reviewed_at.desc()).limit(_WALKED_MAX)
    ).subquery()
    query: Any = (
        select(*WORK)
        .join_from(newest, works, and_(_IN_GUILD, works.c.id == newest.c.id))
        .where(_OF_KIND, *(_also(n, count, works.c.id) for n in range(count)))
        .order_by(*_NEWEST)
        .limit(bindparam("most"))
    )
    return Query(query)


def _also(n: int, count: int, work_id: ColumnElement[str]) -> ColumnElement[bool]:
    other = title_words.alias(f"also_{n}")
    return exists().where(
        other.c.guild_id == bindparam("guild_id"),
        other.c.work_id == work_id,
        _is(n, count, other),
    )


def _distinct(found: Iterable[Work], limit: int) -> list[Work]:
    once: dict[str, Work] = {}
    for work in found:
        once.setdefault(work.id, work)
    return list(once.values())[:limit]
