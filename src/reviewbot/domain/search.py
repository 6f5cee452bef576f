"""What a member searches for, and how a search is written as a query.

the wind "of the" -rain by:<@1> kind:book year:2010..2015 rating:>4 tag:sad has:text nospoilers
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reviewbot.domain.works import WorkKind

QUERY_MAX: Final = 200
"""Characters of a query that a member may type."""
QUERY_WORDS_MAX: Final = 12
"""Words of a query that are looked at; the rest is ignored."""


class Ranking(StrEnum):
    """In which order hits are shown; the value is shown, its first letter stands in ids."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    HIGHEST = "highest rating"
    DISCUSSED = "most discussed"

    @property
    def letter(self) -> str:
        """What stands for it in an id."""
        return self.name[0].lower()

    @classmethod
    def of_letter(cls, letter: str) -> "Ranking":
        """Return what a letter stands for."""
        return next(one for one in cls if one.letter == letter)


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers from `low` to `high`, both in it; `None` leaves that side open."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """Reviews that hold all of `words`, the last of them as a beginning, within the filters.

    `phrases` are words in this order, `without` words and phrases that must not be there.
    `points` is a span of ratings in points; a review without a rating is in none. `tags` are
    written as `words` folds them.
    """

    words: str = ""
    kind: WorkKind | None = None
    author_id: int | None = None
    years: Span | None = None
    points: Span | None = None
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    has_text: bool = False
    no_spoilers: bool = False

    @property
    def query(self) -> str:
        """Write the search so that `grammar.parse` reads it again: so it waits behind a button."""
        return " ".join(part for part in _written(self) if part)


def _written(search: Search) -> Iterator[str]:
    yield search.words
    yield from (f'"{phrase}"' for phrase in search.phrases)
    yield from (
        f'-"{word}"' if " " in word or word[0] == "-" else f"-{word}" for word in search.without
    )
    if search.author_id is not None:
        yield f"by:<@{search.author_id}>"
    if search.kind:
        yield f"kind:{search.kind.label}"
    if search.years:
        yield f"year:{_range(search.years, str)}"
    if search.points:
        yield f"rating:{_rated(search.points)}"
    yield from (f'tag:"{tag}"' if " " in tag else f"tag:{tag}" for tag in search.tags)
    yield "has:text" if search.has_text else ""
    yield "nospoilers" if search.no_spoilers else ""


def _range(span: Span, written: Callable[[int], str]) -> str:
    if span.low is not None and span.low == span.high:
        return written(span.low)
    low, high = ("" if n is None else written(n) for n in (span.low, span.high))
    return f"{low}..{high}"


def _rated(span: Span) -> str:
    """Write a span of points in stars; `>4` where that is what it means."""
    if span.high is None and span.low is not None and span.low % 10 == 1:
        return f">{_stars(span.low - 1)}" if span.low > 1 else ">=0.05"
    if span.low is None and span.high is not None and span.high % 10 in (0, 9):
        return (
            f"<{_stars(span.high + 1)}"
            if span.high % 10 == 9 or not span.high
            else f"<={_stars(span.high)}"
        )
    return _range(span, _stars)


def _stars(points: int) -> str:
    return f"{points / 20:.2f}".rstrip("0").rstrip(".")
