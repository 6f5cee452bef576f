"""Making the search index anew, in steps so small that a bot beside it keeps answering.

On SQLite the index is emptied first and filled again, newest reviews first; until the end a
search may find less. On PostgreSQL each row is put in place of the old one. A step is one
transaction; whatever the bot changes meanwhile is indexed by the bot as always, and indexing
a review twice changes nothing.
"""

from collections.abc import AsyncIterator
from typing import Final

from sqlalchemy import and_, bindparam, delete, exists, func, or_, select, text, update

from reviewbot.domain import tokens
from reviewbot.store import index, state
from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.engine import Database
from reviewbot.store.rows import LIVE, review_of
from reviewbot.store.schema import reviews, title_words, titles

AT_ONCE: Final = 100
"""Reviews, or titles, in one transaction: some ten milliseconds."""
PAUSE_SECONDS: Final = 0.005
"""What is left to others after each step, where a bot runs beside."""
_UNFINISHED: Final = "unfinished"

_COUNT = Query(select(func.count()).select_from(reviews).where(LIVE))
_TITLE_COUNT = Query(select(func.count()).select_from(titles))
_BEFORE = Query(
    index.PLACED.where(
        or_(
            reviews.c.guild_id < bindparam("guild_id"),
            and_(
                reviews.c.guild_id == bindparam("guild_id"),
                reviews.c.number < bindparam("number"),
            ),
        )
    )
    .order_by(reviews.c.guild_id.desc(), reviews.c.number.desc())
    .limit(AT_ONCE)
)
_TITLES_AFTER = Query(
    select(titles.c.guild_id, titles.c.work_id, titles.c.title_key, titles.c.title)
    .where(
        or_(
            titles.c.guild_id > bindparam("guild_id"),
            and_(
                titles.c.guild_id == bindparam("guild_id"),
                or_(
                    titles.c.work_id > bindparam("work_id"),
                    and_(
                        titles.c.work_id == bindparam("work_id"),
                        titles.c.title_key > bindparam("key"),
                    ),
                ),
            ),
        )
    )
    .order_by(titles.c.guild_id, titles.c.work_id, titles.c.title_key)
    .limit(AT_ONCE)
)
_OF_TITLE = and_(
    titles.c.guild_id == bindparam("of_guild"),
    titles.c.work_id == bindparam("of_work"),
)
_other = titles.alias()
_RENAME = Change(
    update(titles)
    .where(
        _OF_TITLE,
        titles.c.title_key == bindparam("before"),
        ~exists().where(
            _other.c.guild_id == bindparam("of_guild"),
            _other.c.work_id == bindparam("of_work"),
            _other.c.title_key == bindparam("after"),
        ),
    )
    .values(title_key=bindparam("after"))
)
_PUT_WORD = Change(insert(title_words).on_conflict_do_nothing())
_EMPTY = Change(text("INSERT INTO search(search) VALUES ('delete-all')"))
_DROP_DEAD = Change(
    delete(index.VECTORS).where(
        ~exists().where(
            reviews.c.guild_id == index.VECTORS.c.guild_id,
            reviews.c.number == index.VECTORS.c.number,
            LIVE,
        )
    )
)


async def rebuild(db: Database) -> AsyncIterator[tuple[int, int]]:
    """Make the index anew; yield after each step how many are done, and of how many."""
    async with db.read() as conn:
        total = (await conn.scalar(_COUNT) or 0) + (await conn.scalar(_TITLE_COUNT) or 0)
    await _begin(db)
    done = 0
    yield done, total
    async for step in _steps(db):
        done += step
        yield min(done, total), total
    async with db.write() as conn:
        # As in `_begin`, the state first: two programs then wait for each other in one order.
        await state.put(conn, index.FORM_KEY, index.FORM)
        if conn.engine == "postgresql":
            conn.send(_DROP_DEAD)
    yield total, total


async def _steps(db: Database) -> AsyncIterator[int]:
    title: dict[str, Value] | None = {"guild_id": -1, "work_id": "", "key": ""}
    while title:
        async with db.write() as conn:
            title, count = await _titles(conn, title)
        yield count
    place: dict[str, Value] | None = {"guild_id": 2**63 - 1, "number": 0}
    while place:
        async with db.write() as conn:
            place, count = await _reviews(conn, place)
        yield count


async def _begin(db: Database) -> None:
    """Empty SQLite's index, or make it, where it is of an earlier form, as this one wants it."""
    async with db.write() as conn:
        same = await state.find(conn, index.FORM_KEY) == index.FORM
        await state.put(conn, index.FORM_KEY, _UNFINISHED)
        if not same:
            for statement in index.CREATE[conn.engine]:
                conn.send(Change(text(statement.replace(":", r"\:"))))
        elif conn.engine == "sqlite":
            conn.send(_EMPTY)


async def _titles(conn: Connection, after: dict[str, Value]) -> tuple[dict[str, Value] | None, int]:
    """Fold some titles again, and note what a member may begin to type for them."""
    rows = await conn.all(_TITLES_AFTER, **after)
    typed: list[dict[str, Value]] = []
    for guild_id, work_id, key, title in rows:
        owner: dict[str, Value] = {"guild_id": guild_id, "work_id": work_id}
        typed += [{**owner, "word": word} for word in set(tokens.title_words(title))]
        if (right := tokens.title_key(title)) != key:
            conn.send(_RENAME, of_guild=guild_id, of_work=work_id, before=key, after=right)
    conn.send_many(_PUT_WORD, typed)
    if not rows:
        return None, 0
    guild_id, work_id, key, _ = rows[-1]
    return {"guild_id": guild_id, "work_id": work_id, "key": key}, len(rows)


async def _reviews(
    conn: Connection, before: dict[str, Value]
) -> tuple[dict[str, Value] | None, int]:
    rows = await conn.all(_BEFORE, **before)
    # FTS5 begins a new segment wherever a row comes before the last one.
    for row in sorted(rows, key=lambda row: row[:2]):
        await index.add(conn, review_of(row[2:]), index.Place(*row[:2]))
    index.merge(conn)
    return ({"guild_id": rows[-1][2], "number": rows[-1][1]}, len(rows)) if rows else (None, 0)
