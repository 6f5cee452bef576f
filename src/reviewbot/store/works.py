"""Works, all their titles, and the words by which a member begins to type them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import ColumnElement, Select, Text, bindparam, case, exists, or_, select

from reviewbot.domain.text import one_line
from reviewbot.domain.tokens import title_key, words
from reviewbot.domain.works import Work, WorkKind
from reviewbot.errors import NotFound
from reviewbot.store import index
from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.rows import WORK, work_of
from reviewbot.store.schema import title_words, titles, works

TYPED_WORDS_MAX: Final = 6
_END: Final = chr(0x10FFFF)
"""After everything that begins with the same letters, in the order of code points."""
_UNSPACED: Final = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")

_ROW = insert(works)
_PUT = Change(
    _ROW.on_conflict_do_update(
        index_elements=["guild_id", "id"],
        set_={name: _ROW.excluded[name] for name in ("kind", "title", "year", "maker")},
    )
)
_IN_GUILD = works.c.guild_id == bindparam("guild_id")
_FIND = Query(select(*WORK).where(_IN_GUILD, works.c.id == bindparam("work_id")))
_KEYS = Query(
    select(titles.c.title_key).where(
        titles.c.guild_id == bindparam("guild_id"), titles.c.work_id == bindparam("work_id")
    )
)
_PUT_TITLE = Change(
    insert(titles)
    .values({name: bindparam(name) for name in ("guild_id", "work_id", "title_key", "title")})
    .on_conflict_do_nothing()
)
_PUT_WORD = Change(insert(title_words).on_conflict_do_nothing())
_NAMED = Query(
    select(*WORK)
    .where(
        _IN_GUILD,
        works.c.id.in_(
            select(titles.c.work_id).where(
                titles.c.guild_id == bindparam("guild_id"), titles.c.title_key == bindparam("key")
            )
        ),
        or_(bindparam("kind", type_=Text).is_(None), works.c.kind == bindparam("kind")),
        or_(
            bindparam("year", type_=works.c.year.type).is_(None), works.c.year == bindparam("year")
        ),
    )
    # The sum keeps SQLite from walking a guild's works in this order to find the few named so.
    .order_by((works.c.reviewed_at + 0).desc(), works.c.title, works.c.id)
)
_RECENT = Query(
    select(*WORK)
    .where(_IN_GUILD)
    .order_by(works.c.reviewed_at.desc(), works.c.id)
    .limit(bindparam("most"))
)


def _completions(count: int) -> Query[int, str, str, str, int | None, str | None]:
    """Build the question for `count` typed words, the last of them perhaps unfinished."""
    of_guild = title_words.c.guild_id == bindparam("guild_id")
    word = title_words.c.word
    having: Select[str] = select(title_words.c.work_id).where(of_guild)
    whole = exists().where(
        titles.c.guild_id == works.c.guild_id,
        titles.c.work_id == works.c.id,
        titles.c.title_key >= bindparam("key"),
        titles.c.title_key < bindparam("key_end"),
    )
    matching: list[ColumnElement[bool]]
    if not count:
        matching = [whole]
    else:
        last = having.where(word >= bindparam("last"), word < bindparam("last_end"))
        before = (having.where(word == bindparam(f"word_{n}")) for n in range(count - 1))
        matching = [works.c.id.in_(found) for found in (*before, last)]
    return Query(
        select(*WORK)
        .where(_IN_GUILD, *matching)
        .order_by(case((whole, 0), else_=1), works.c.reviewed_at.desc(), works.c.title, works.c.id)
        .limit(bindparam("most"))
    )


_COMPLETIONS: Final = tuple(_completions(n) for n in range(TYPED_WORDS_MAX + 1))


async def put(conn: Connection, work: Work, *, other_titles: Sequence[str] = ()) -> None:
    """Keep the work and its titles; titles that it had before stay its titles.

    The reviews of the work are indexed again where it gains a title.
    """
    conn.send(
        _PUT,
        guild_id=work.guild_id,
        id=work.id,
        kind=work.kind,
        title=one_line(work.title),
        year=work.year,
        maker=work.maker and one_line(work.maker),
        reviewed_at=0,
    )
    known = {key for (key,) in await conn.all(_KEYS, guild_id=work.guild_id, work_id=work.id)}
    new = {title_key(title): one_line(title) for title in (*other_titles, work.title)}
    new = {key: title for key, title in new.items() if key not in known}
    if not new:
        return
    if known:
        async with index.work_reindexed(conn, work.guild_id, work.id):
            await _add_titles(conn, work, new.items())
    else:
        await _add_titles(conn, work, new.items())


async def _add_titles(conn: Connection, work: Work, new: Iterable[tuple[str, str]]) -> None:
    owner: dict[str, Value] = {"guild_id": work.guild_id, "work_id": work.id}
    new = list(new)
    rows = [{**owner, "title_key": key, "title": title} for key, title in new]
    conn.send_many(_PUT_TITLE, rows)
    put_words(conn, work.guild_id, work.id, [title for _, title in new])


def put_words(conn: Connection, guild_id: int, work_id: str, names: Iterable[str]) -> None:
    """Let the work be found by what these names of it begin with."""
    owner: dict[str, Value] = {"guild_id": guild_id, "work_id": work_id}
    typed = {word for name in names for word in _beginnings(name)}
    conn.send_many(_PUT_WORD, [{**owner, "word": word} for word in sorted(typed)])


async def find(conn: Connection, guild_id: int, work_id: str) -> Work | None:
    """Return the work, or `None`."""
    row = await conn.one(_FIND, guild_id=guild_id, work_id=work_id)
    return row and work_of(row)


async def get(conn: Connection, guild_id: int, work_id: str) -> Work:
    """Return the work, or raise `NotFound`."""
    if work := await find(conn, guild_id, work_id):
        return work
    raise NotFound("That title is not here any more.")


async def list_named(
    conn: Connection,
    guild_id: int,
    title: str,
    kind: WorkKind | None = None,
    year: int | None = None,
) -> list[Work]:
    """Return the works that have this title in any spelling, most recently reviewed first."""
    key = title_key(title)
    rows = await conn.all(_NAMED, guild_id=guild_id, key=key, kind=kind, year=year)
    return [work_of(row) for row in rows]


async def list_completions(
    conn: Connection, guild_id: int, typed: str, limit: int = 25
) -> list[Work]:
    """Return the works that a member may mean who has typed this much.

    Every typed word is one of a title's, the last one its beginning. Titles that begin as
    typed come first, then the most recently reviewed; nothing typed gives just those.
    """
    key = title_key(typed)
    if not key:
        rows = await conn.all(_RECENT, guild_id=guild_id, most=limit)
        return [work_of(row) for row in rows]
    found = list(words(typed))[-TYPED_WORDS_MAX:]
    values: dict[str, Value] = {f"word_{n}": word for n, word in enumerate(found[:-1])}
    if found:
        values |= {"last": found[-1], "last_end": found[-1] + _END}
    rows = await conn.all(
        _COMPLETIONS[len(found)],
        guild_id=guild_id,
        key=key,
        key_end=key + _END,
        most=limit,
        **values,
    )
    return [work_of(row) for row in rows]


def _beginnings(title: str) -> Iterator[str]:
    """Yield what a member may begin to type: each word; in scripts without spaces, any place."""
    for word in words(title):
        yield word
        yield from (word[match.start() :] for match in _UNSPACED.finditer(word))
