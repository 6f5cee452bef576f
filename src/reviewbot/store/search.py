"""Asking the search index; `index.py` says what is in it. Both engines give the same answers."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from sqlalchemy import (
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
    func,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from reviewbot.domain.pages import Page
from reviewbot.domain.reviews import Review
from reviewbot.domain.search import QUERY_MAX, QUERY_WORDS_MAX, Search
from reviewbot.domain.tokens import tokens, words
from reviewbot.store.connection import Connection, Engine, Query
from reviewbot.store.index import TOKEN_MAX, VECTORS, guild_mark, rebuild
from reviewbot.store.rows import LIVE, OF_WORK, REVIEW, SELECT_REVIEWS, review_of
from reviewbot.store.schema import reviews, works

__all__ = ["HITS_MAX", "rebuild", "search"]

HITS_MAX: Final = 1_000
"""Reviews that one search finds at most; `Page.total` counts no further."""

TERMS_MAX: Final = 40
"""Tokens of a query that are looked at; a word of a script without spaces gives many."""

_KIND, _AUTHOR, _LEAST = (
    bindparam("kind", type_=Text),
    bindparam("author_id", type_=BigInteger),
    bindparam("least", type_=Integer),
)
_FILTERS: Final = (
    LIVE,
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


def _count(found: Select[int]) -> ColumnElement[int]:
    """Count rows, but no further than anybody reads: a common word is in every other review."""
    return (
        select(func.count())
        .select_from(found.limit(HITS_MAX).correlate(None).subquery())
        .scalar_subquery()
    )


def _counts(
    found: Select[int], matches: Callable[[ColumnElement[str]], ColumnElement[bool]]
) -> Query[int, int]:
    """Count what is found by a title, and what is found at all."""
    titled, wanted = (
        _count(found.where(matches(bindparam(name, type_=Text)))) for name in ("titled", "wanted")
    )
    return Query(select(titled, wanted))


_FILTERED_COUNT = Query(
    select(_count(select(reviews.c.number).select_from(_WITH_WORKS).where(*_FILTERS)))
)


class _Index:
    """One engine's way of asking the index."""

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
        filtered = select(reviews.c.number).select_from(joined).where(*_FILTERS)
        self.counts = _counts(filtered, matches)
        self.unfiltered_counts = _counts(select(newest).select_from(hits), matches)

    def every(self, terms: Sequence[tuple[str, bool]], mark: str) -> str:
        """Write that all terms must be there; `True` says that a term may go on."""
        return self._both.join(
            self._term.format(mark + term) + self._beginning * open_ended
            for term, open_ended in terms
        )


_FTS = table("search", column("rowid", BigInteger), column("words", Text))
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
        VECTORS,
        VECTORS.c.number,
        and_(reviews.c.guild_id == VECTORS.c.guild_id, reviews.c.number == VECTORS.c.number),
        lambda wanted: VECTORS.c.words.op("@@")(cast(wanted, TSQUERY)),
        term="'{}'",
        beginning=":*",
        both=" & ",
        without="({}) & !({})",
    ),
}


async def search(
    conn: Connection, guild_id: int, wanted: Search, page: int, size: int
) -> Page[Review]:
    """Return one page of the reviews that are wanted; pages count from 0.

    Reviews whose title holds all the words come first, then those with some of them in the
    text; each newest first, `HITS_MAX` in all. Words that cannot be searched for, like `!!!`,
    find nothing.
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
    total, skipped = await conn.scalar(_FILTERED_COUNT, **filters) or 0, page * size
    most = max(0, min(size, total - skipped))
    rows = await conn.all(_FILTERED, **filters, most=most, skipped=skipped) if most else ()
    return Page([review_of(row) for row in rows], page, size, total)


async def _search(
    conn: Connection,
    terms: Sequence[tuple[str, bool]],
    filters: dict[str, Any],
    page: int,
    size: int,
) -> Page[Review]:
    index, guild = _INDEXES[conn.engine], guild_mark(filters["guild_id"])
    anywhere, in_title = index.every(terms, f"{guild}:"), index.every(terms, f"{guild}!")
    if any(filters[name] is not None for name in ("kind", "author_id", "least")):
        counts = await conn.one(index.counts, **filters, titled=in_title, wanted=anywhere)
    else:  # the index itself knows, and the rows of what is found need not be read for it
        counts = await conn.one(index.unfiltered_counts, titled=in_title, wanted=anywhere)
    titled, total = counts or (0, 0)
    first, end, rows = page * size, min(total, (page + 1) * size), list[tuple[Any, ...]]()
    elsewhere = index.without.format(anywhere, in_title)
    for query, start, stop in ((in_title, 0, titled), (elsewhere, titled, total)):
        low, high = max(first, start), min(end, stop)
        if low < high:
            rows += await conn.all(
                index.page, **filters, wanted=query, most=high - low, skipped=low - start
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
