"""The search index: derived data, written in the transaction of what it is derived from.

A review gives a set of tokens, each with its guild inside (`<guild>:night`; `<guild>!night`
for a word of a title), so that a small guild's search costs the same beside a million reviews
of others. SQLite keeps them in a contentless FTS5 table whose rows are deleted by giving the
old tokens back; PostgreSQL keeps a `tsvector` of the same tokens under a GIN index. What a
spoiler hides is not indexed: a hit on a hidden word would tell it.
"""

import unicodedata
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    TableClause,
    Text,
    and_,
    bindparam,
    cast,
    column,
    delete,
    func,
    literal_column,
    or_,
    select,
    table,
    text,
)
from sqlalchemy import (
    Connection as SyncConnection,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from reviewbot.domain.pages import Page
from reviewbot.domain.reviews import Review
from reviewbot.domain.search import QUERY_MAX, QUERY_WORDS_MAX, Search
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.tokens import tokens, words
from reviewbot.store import state
from reviewbot.store.connection import Change, Connection, Engine, Query, insert
from reviewbot.store.rows import OF_WORK, REVIEW, SELECT_REVIEWS, review_of
from reviewbot.store.schema import guilds, reviews, titles, works

FORM: Final = f"1, Unicode {unicodedata.unidata_version}"
"""How tokens are made. Where an index was made otherwise it must be rebuilt before use."""
FORM_KEY: Final = "search_form"
TOKENS_MAX: Final = 20_000
"""Different tokens of one review that are indexed: a `tsvector` holds a megabyte at most."""
TOKEN_MAX: Final = 32
"""Characters of a token that are compared; a longer word is found by its beginning."""
TERMS_MAX: Final = 40
MERGE_EVERY: Final = 16
"""Reviews between two steps of merging. FTS5 left alone would merge inside some unlucky insert."""
_REBUILT_AT_ONCE: Final = 200

CREATE: Final[dict[Engine, tuple[str, ...]]] = {
    "sqlite": (
        "DROP TABLE IF EXISTS search",
        """CREATE VIRTUAL TABLE search USING fts5(
            words, content='', columnsize=0, detail=none, tokenize="ascii tokenchars ':!'"
        )""",
        "INSERT INTO search(search, rank) VALUES ('automerge', 0)",
        "INSERT INTO search(search, rank) VALUES ('crisismerge', 64)",
    ),
    "postgresql": (
        "DROP TABLE IF EXISTS search",
        """CREATE TABLE search (
            guild_id BIGINT NOT NULL, number INTEGER NOT NULL, words TSVECTOR NOT NULL,
            CONSTRAINT pk_search PRIMARY KEY (guild_id, number)
        )""",
        "CREATE INDEX ix_search_words ON search USING gin (words)",
    ),
}
"""What makes the empty index; what was in it is gone."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the index a review is: its guild's number and its own within the guild."""

    guild_number: int
    number: int

    @property
    def row(self) -> int:
        """The row in SQLite's index, which all guilds share; rows of a guild grow with time."""
        return self.guild_number << 32 | self.number


# --- statements ------------------------------------------------------------------------------

_KIND, _AUTHOR, _LEAST = (
    bindparam("kind", type_=Text),
    bindparam("author_id", type_=BigInteger),
    bindparam("least", type_=Integer),
)
_FILTERS: Final = (
    reviews.c.guild_id == bindparam("guild_id"),
    or_(_KIND.is_(None), works.c.kind == _KIND),
    or_(_AUTHOR.is_(None), reviews.c.author_id == _AUTHOR),
    or_(_LEAST.is_(None), reviews.c.points >= _LEAST),
)
_WITH_WORKS: Final = reviews.join(works, OF_WORK)
_FILTERED = Query(
    SELECT_REVIEWS.where(*_FILTERS)
    .order_by(reviews.c.number.desc())
    .limit(bindparam("most"))
    .offset(bindparam("skipped"))
)
_FILTERED_COUNT = Query(select(func.count()).select_from(_WITH_WORKS).where(*_FILTERS))


class _Index:
    """One engine's way of writing the index and asking it."""

    def __init__(  # noqa: PLR0913 - what differs between the engines, each thing once
        self,
        hits: TableClause,
        newest: ColumnElement[int],
        of_review: ColumnElement[bool],
        matches: Callable[[ColumnElement[str]], ColumnElement[bool]],
        *,
        term: str,
        beginning: str,
        both: str,
        without: str,
    ) -> None:
        self._term, self._beginning, self._both = term, beginning, both
        self.without = without
        joined = hits.join(reviews, of_review).join(works, OF_WORK)
        self.page = Query(
            select(*REVIEW)
            .select_from(joined)
            .where(*_FILTERS, matches(bindparam("wanted", type_=Text)))
            .order_by(newest.desc())
            .limit(bindparam("most"))
            .offset(bindparam("skipped"))
        )

        def counted(wanted: str) -> ColumnElement[int]:
            found: Select[int] = select(func.count()).select_from(joined)
            found = found.where(*_FILTERS, matches(bindparam(wanted, type_=Text)))
            return found.correlate(None).scalar_subquery()

        self.counts = Query(select(counted("titled"), counted("wanted")))

    def every(self, terms: Sequence[tuple[str, bool]], mark: str) -> str:
        """Write that all terms must be there; `True` says that a term may go on."""
        return self._both.join(
            self._term.format(mark + term) + self._beginning * open_ended
            for term, open_ended in terms
        )


_FTS = table("search", column("rowid", BigInteger), column("words", Text))
_VECTORS = table(
    "search", column("guild_id", BigInteger), column("number", Integer), column("words", Text)
)
_INDEXES: Final[dict[Engine, _Index]] = {
    "sqlite": _Index(
        _FTS,
        _FTS.c.rowid,
        reviews.c.number == _FTS.c.rowid.bitwise_and(0xFFFF_FFFF),
        literal_column("search").op("MATCH"),
        term='"{}"',
        beginning=" *",
        both=" AND ",
        without="({}) NOT ({})",
    ),
    "postgresql": _Index(
        _VECTORS,
        _VECTORS.c.number,
        and_(reviews.c.guild_id == _VECTORS.c.guild_id, reviews.c.number == _VECTORS.c.number),
        lambda wanted: _VECTORS.c.words.op("@@")(cast(wanted, TSQUERY)),
        term="'{}'",
        beginning=":*",
        both=" & ",
        without="({}) & !({})",
    ),
}
_ADD_ROW = Change(text("INSERT INTO search(rowid, words) VALUES (:row, :words)"))
_REMOVE_ROW = Change(
    text("INSERT INTO search(search, rowid, words) VALUES ('delete', :row, :words)")
)
_REMOVE_ALL_ROWS = Change(text("INSERT INTO search(search) VALUES ('delete-all')"))
_MERGE = Change(text("INSERT INTO search(search, rank) VALUES ('merge', 200)"))
_ADD_VECTOR = Change(
    insert(_VECTORS).values(
        guild_id=bindparam("guild_id"),
        number=bindparam("number"),
        words=func.array_to_tsvector(bindparam("words", type_=ARRAY(Text))),
    )
)
_REMOVE_VECTOR = Change(
    delete(_VECTORS).where(
        _VECTORS.c.guild_id == bindparam("guild_id"), _VECTORS.c.number == bindparam("number")
    )
)
_REMOVE_ALL_VECTORS = Change(delete(_VECTORS))
_TITLES = Query(
    select(titles.c.title).where(
        titles.c.guild_id == bindparam("guild_id"), titles.c.work_id == bindparam("work_id")
    )
)
_PLACED = (
    select(guilds.c.number, reviews.c.number, *REVIEW)
    .select_from(_WITH_WORKS.join(guilds, guilds.c.guild_id == reviews.c.guild_id))
    .order_by(reviews.c.guild_id, reviews.c.number)
)
_PLACE = Query(
    select(guilds.c.number, reviews.c.number)
    .select_from(reviews.join(guilds, guilds.c.guild_id == reviews.c.guild_id))
    .where(reviews.c.guild_id == bindparam("guild_id"), reviews.c.id == bindparam("review_id"))
)
_PLACED_OF_WORK = Query(
    _PLACED.where(
        reviews.c.guild_id == bindparam("guild_id"), reviews.c.work_id == bindparam("work_id")
    )
)
_PLACED_AFTER = Query(
    _PLACED.where(
        or_(
            reviews.c.guild_id > bindparam("guild_id"),
            and_(
                reviews.c.guild_id == bindparam("guild_id"),
                reviews.c.number > bindparam("number"),
            ),
        )
    ).limit(_REBUILT_AT_ONCE)
)


def engine_of(conn: SyncConnection) -> Engine:
    """Return the engine that a migration runs on."""
    return "sqlite" if conn.dialect.name == "sqlite" else "postgresql"


# --- asking ----------------------------------------------------------------------------------


async def search(
    conn: Connection, guild_id: int, wanted: Search, page: int, size: int
) -> Page[Review]:
    """Return one page of the reviews that are wanted; pages count from 0.

    Reviews whose title holds all the words come first, then those with some of them in the
    text; each newest first. Words that cannot be searched for, like `!!!`, find nothing.
    """
    filters = {
        "guild_id": guild_id,
        "kind": wanted.kind,
        "author_id": wanted.author_id,
        "least": wanted.min_points,
    }
    terms = list(islice(_terms(wanted.words), TERMS_MAX))
    if terms:
        return await _search(conn, terms, filters, page, size)
    if wanted.words.strip():
        return Page((), page, size, 0)
    total = await conn.scalar(_FILTERED_COUNT, **filters) or 0
    rows = await conn.all(_FILTERED, **filters, most=size, skipped=page * size)
    return Page([review_of(row) for row in rows], page, size, total)


async def _search(
    conn: Connection,
    terms: Sequence[tuple[str, bool]],
    filters: dict[str, Any],
    page: int,
    size: int,
) -> Page[Review]:
    index, guild = _INDEXES[conn.engine], _guild(filters["guild_id"])
    anywhere, in_title = index.every(terms, f"{guild}:"), index.every(terms, f"{guild}!")
    counts = await conn.one(index.counts, **filters, titled=in_title, wanted=anywhere)
    titled, total = counts or (0, 0)
    skipped, rows = page * size, list[tuple[Any, ...]]()
    if skipped < titled:
        rows += await conn.all(index.page, **filters, wanted=in_title, most=size, skipped=skipped)
    if len(rows) < size and skipped + len(rows) < total:
        elsewhere = index.without.format(anywhere, in_title)
        skipped, size_left = max(0, skipped - titled), size - len(rows)
        rows += await conn.all(
            index.page, **filters, wanted=elsewhere, most=size_left, skipped=skipped
        )
    return Page([review_of(row) for row in rows], page, size, total)


def _terms(typed: str) -> Iterator[tuple[str, bool]]:
    """Yield what must be found, and whether as a beginning.

    That is the last word, where it has two letters, and a single letter of the scripts that
    are indexed in pairs.
    """
    found = list(islice(words(typed[:QUERY_MAX]), QUERY_WORDS_MAX))
    for place, word in enumerate(found, 1):
        parts = list(tokens(word))
        for before, part in zip(["", *parts], parts, strict=False):
            if len(part) > 1 or part.isascii():
                last = place == len(found) and part == parts[-1]
                yield part[:TOKEN_MAX], last and len(part) > 1
            elif not (len(before) > 1 and before.endswith(part)):
                yield part, True


# --- writing ---------------------------------------------------------------------------------


async def add(conn: Connection, review: Review, place: Place) -> None:
    """Index a review that is not in the index."""
    found = await _indexed(conn, review)
    if conn.engine == "sqlite":
        await conn.run(_ADD_ROW, row=place.row, words=" ".join(found))
        if (place.guild_number + place.number) % MERGE_EVERY == 0:
            await conn.run(_MERGE)
    else:
        key = {"guild_id": review.guild_id, "number": place.number}
        await conn.run(_ADD_VECTOR, **key, words=found)


async def remove(conn: Connection, review: Review, place: Place) -> None:
    """Take a review out of the index; it and its work's titles must be as they were indexed."""
    if conn.engine == "sqlite":
        found = await _indexed(conn, review)
        await conn.run(_REMOVE_ROW, row=place.row, words=" ".join(found))
    else:
        await conn.run(_REMOVE_VECTOR, guild_id=review.guild_id, number=place.number)


async def place_of(conn: Connection, review: Review) -> Place:
    """Return where in the index a stored review is."""
    found = await conn.one(_PLACE, guild_id=review.guild_id, review_id=review.id)
    if found is None:
        raise LookupError(review.id)
    return Place(*found)


@asynccontextmanager
async def work_reindexed(conn: Connection, guild_id: int, work_id: str) -> AsyncIterator[None]:
    """Index the work's reviews again around a change of its titles."""
    rows = await conn.all(_PLACED_OF_WORK, guild_id=guild_id, work_id=work_id)
    placed = [(review_of(row[2:]), Place(*row[:2])) for row in rows]
    for review, place in placed:
        await remove(conn, review, place)
    yield
    for review, place in placed:
        await add(conn, review, place)


async def rebuild(conn: Connection) -> int:
    """Make the whole index anew from the reviews; return how many there are."""
    await conn.run(_REMOVE_ALL_ROWS if conn.engine == "sqlite" else _REMOVE_ALL_VECTORS)
    count, after = 0, {"guild_id": -1, "number": 0}
    while rows := await conn.all(_PLACED_AFTER, **after):
        for row in rows:
            await add(conn, review_of(row[2:]), Place(*row[:2]))
        count += len(rows)
        after = {"guild_id": rows[-1][2], "number": rows[-1][1]}
    await state.put(conn, FORM_KEY, FORM)
    return count


async def _indexed(conn: Connection, review: Review) -> list[str]:
    """Return the review's tokens, each once, titles first."""
    guild = _guild(review.guild_id)
    names = await conn.all(_TITLES, guild_id=review.guild_id, work_id=review.work.id)
    found: dict[str, None] = {}
    for (name,) in sorted(names):
        for token in tokens(name):
            found[f"{guild}!{token[:TOKEN_MAX]}"] = found[f"{guild}:{token[:TOKEN_MAX]}"] = None
    for prose in (review.headline, review.text):
        for token in tokens(_open_text(prose)):
            found[f"{guild}:{token[:TOKEN_MAX]}"] = None
    return list(islice(found, TOKENS_MAX))


def _open_text(prose: Prose) -> str:
    return " ".join(segment.text for segment in prose.segments() if not segment.hidden)


def _guild(guild_id: int) -> str:
    """Return the guild's id in the 36 letters that every tokenizer keeps."""
    digits = ""
    while guild_id:
        guild_id, digit = divmod(guild_id, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits
