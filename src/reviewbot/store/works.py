"""Works, all their titles, and the words by which a member begins to type them."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Text, and_, bindparam, or_, select, update

from reviewbot.domain import tokens
from reviewbot.domain.text import one_line
from reviewbot.domain.tokens import title_key
from reviewbot.domain.works import Work, WorkKind
from reviewbot.errors import NotFound
from reviewbot.store import index
from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.rows import WORK, work_of
from reviewbot.store.schema import title_words, titles, works

_ROW = insert(works)
_PUT = Change(
    _ROW.on_conflict_do_update(
        index_elements=["guild_id", "id"],
        set_={name: _ROW.excluded[name] for name in ("kind", "title", "year", "maker")},
    )
)
_IN_GUILD = works.c.guild_id == bindparam("guild_id")
_FIND = Query(select(*WORK).where(_IN_GUILD, works.c.id == bindparam("work_id")))
_MEASURE = Change(
    update(works)
    .where(works.c.guild_id == bindparam("of_guild"), works.c.id == bindparam("its_id"))
    .values(length=bindparam("measured"))
)
_KNOWN = Query(
    select(titles.c.title_key, works.c.kind, works.c.year, works.c.maker)
    .join_from(
        titles, works, and_(titles.c.guild_id == works.c.guild_id, titles.c.work_id == works.c.id)
    )
    .where(titles.c.guild_id == bindparam("guild_id"), titles.c.work_id == bindparam("work_id"))
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


async def put(conn: Connection, work: Work, *, other_titles: Sequence[str] = ()) -> None:
    """Keep the work and its titles; titles and the length that it had before stay as they are.

    The reviews of the work are indexed again where it changes in what it is found by.
    """
    known = await conn.all(_KNOWN, guild_id=work.guild_id, work_id=work.id)
    keys = {row[0] for row in known}
    new = {title_key(title): one_line(title) for title in (*other_titles, work.title)}
    new = {key: title for key, title in new.items() if key not in keys}
    if known and (new or known[0][1:] != (work.kind, work.year, work.maker)):
        async with index.work_reindexed(conn, work.guild_id, work.id):
            await _put(conn, work, new)
    else:
        await _put(conn, work, new)


async def _put(conn: Connection, work: Work, new: Mapping[str, str]) -> None:
    conn.send(
        _PUT,
        guild_id=work.guild_id,
        id=work.id,
        kind=work.kind,
        title=one_line(work.title),
        year=work.year,
        maker=work.maker and one_line(work.maker),
        reviewed_at=0,
        length=work.length,
    )
    if new:
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
    typed = {word for name in names for word in tokens.title_words(name)}
    conn.send_many(_PUT_WORD, [{**owner, "word": word} for word in sorted(typed)])


def measure(conn: Connection, work: Work, length: int | None) -> None:
    """Keep how long the work is, `None` for not known."""
    conn.send(_MEASURE, of_guild=work.guild_id, its_id=work.id, measured=length)


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
