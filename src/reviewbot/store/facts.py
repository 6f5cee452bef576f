"""What of a review is filtered by, as tokens of the search index.

Years and ratings are written three and two times, coarse and fine, so that a span of them is a
few tokens and not hundreds: `y2012`, `d201`, `c20`; `p85`, `q8`.
"""

from collections.abc import Iterator
from typing import Final

from reviewbot.domain.ratings import POINTS_MAX
from reviewbot.domain.reviews import Review, Spoils
from reviewbot.domain.search import Span
from reviewbot.domain.tokens import words
from reviewbot.domain.works import YEAR_MAX, YEAR_MIN, WorkKind

HAS_TEXT: Final = "x"
NO_SPOILERS: Final = "n"
_YEAR_MARKS: Final = "ydc"
_POINTS_MARKS: Final = "pq"
_TAG_MAX: Final = 60


def of_review(review: Review) -> Iterator[str]:
    """Yield the facts of a review."""
    yield of_kind(review.work.kind)
    yield of_author(review.author_id)
    if review.work.year is not None:
        yield from _scaled(_YEAR_MARKS, review.work.year)
    if review.rating:
        yield from _scaled(_POINTS_MARKS, review.rating.points)
    yield from (of_tag(tag) for tag in review.open_tags)
    if review.text:
        yield HAS_TEXT
    if review.spoils is Spoils.NONE and not review.called:
        yield NO_SPOILERS


def of_kind(kind: WorkKind) -> str:
    """Return the fact that a work is of this kind."""
    return f"k{kind}"


def of_author(author_id: int) -> str:
    """Return the fact that this member wrote it."""
    return f"a{author_id}"


def of_tag(tag: str) -> str:
    """Return the fact that a review has this tag, in any spelling."""
    return f"t{'_'.join(words(tag))}"[:_TAG_MAX]


def of_years(years: Span) -> list[str]:
    """Return the facts of which a review within the span has one."""
    return list(_covering(_YEAR_MARKS, years, YEAR_MIN, YEAR_MAX))


def of_points(points: Span) -> list[str]:
    """Return the facts of which a review within the span has one."""
    return list(_covering(_POINTS_MARKS, points, 1, POINTS_MAX))


def _scaled(marks: str, number: int) -> Iterator[str]:
    """Yield the number, and the tens (and hundreds) that it is in."""
    for place, mark in enumerate(marks):
        yield f"{mark}{_sign(number // 10**place)}"


def _covering(marks: str, span: Span, least: int, most: int) -> Iterator[str]:
    """Yield as few scaled numbers as make up the span."""
    low = least if span.low is None else max(span.low, least)
    high = most if span.high is None else min(span.high, most)
    while low <= high:
        place = len(marks) - 1
        while place and (low % 10**place or low + 10**place - 1 > high):
            place -= 1
        yield f"{marks[place]}{_sign(low // 10**place)}"
        low += 10**place


def _sign(number: int) -> str:
    """Write a number in letters that no tokenizer drops."""
    return f"_{-number}" if number < 0 else str(number)
