"""The words of the demonstration club, read from the TOML files under `seed/` and judged.

Nothing here is stored or posted: whoever opens a club takes a `Library` and lets its members
speak through the same services as everybody else.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Draft, Spoils, checked_comment, checked_prose
from reviewbot.domain.tokens import title_key
from reviewbot.domain.works import MAKER_MAX, WorkKind, checked_title, checked_year
from reviewbot.errors import Invalid

_FILES: Final = {
    "films.toml": WorkKind.MOVIE,
    "books.toml": WorkKind.BOOK,
    "shows.toml": WorkKind.TV,
}
_Table = dict[str, Any]
"""One table of a TOML file, before it is judged."""


@dataclass(frozen=True, slots=True)
class SeedMember:
    """Somebody of the club. `key` is plain ASCII; `name` is what the club sees."""

    key: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class SeedComment:
    """What a member answers to a review; `author` is the key of a member."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class SeedReview:
    """One review just as its author would type it, and the comments on it, oldest first.

    `author` is the key of a member; `rating` is as typed and empty where there is none;
    `days_ago` counts back from the day the club is opened.
    """

    author: str
    kind: WorkKind
    title: str
    other_titles: tuple[str, ...]
    year: int
    maker: str
    rating: str
    headline: str
    text: str
    spoils: Spoils
    days_ago: int
    comments: tuple[SeedComment, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Everybody in the club, and every review in the order in which they were posted."""

    members: tuple[SeedMember, ...]
    reviews: tuple[SeedReview, ...]

    def member(self, key: str) -> SeedMember:
        """Return the member of that key; raise `KeyError` if there is none."""
        for member in self.members:
            if member.key == key:
                return member
        raise KeyError(key)


def load_library() -> Library:
    """Read and judge the words that come with the package.

    Raises `Invalid`, naming the place, for what the bot would refuse from a member, for an
    author nobody knows and for a second review of one work by one member.
    """
    members = tuple(SeedMember(**table) for table in _tables("members.toml", "member"))
    reviews = sorted(_reviews(), key=lambda review: -review.days_ago)
    _check({member.key for member in members}, reviews)
    return Library(members, tuple(reviews))


def _tables(name: str, key: str) -> list[_Table]:
    source = files(__package__).joinpath("seed", name).read_text(encoding="utf-8")
    tables: list[_Table] = tomllib.loads(source)[key]
    return tables


def _reviews() -> Iterator[SeedReview]:
    for name, kind in _FILES.items():
        for work in _tables(name, "work"):
            for review in work["review"]:
                yield _review(kind, work, review)


def _review(kind: WorkKind, work: _Table, review: _Table) -> SeedReview:
    return SeedReview(
        author=review["author"],
        kind=kind,
        title=work["title"],
        other_titles=tuple(work.get("other_titles", ())),
        year=work["year"],
        maker=work["maker"],
        rating=review.get("rating", ""),
        headline=review["headline"],
        text=review["text"].strip(),
        spoils=Spoils(review.get("spoils", "none")),
        days_ago=review["days_ago"],
        comments=tuple(SeedComment(**comment) for comment in review.get("comments", ())),
    )


def _check(known: set[str], reviews: Iterable[SeedReview]) -> None:
    """Judge every review, and that nobody reviews one work twice."""
    seen = set()
    for review in reviews:
        place = f"{review.author} on {review.title} ({review.kind.label})"
        try:
            _check_review(known, review)
        except Invalid as error:
            raise Invalid(f"{place}: {error.sentence}") from error
        mark = (review.author, review.kind, title_key(review.title), review.year)
        if mark in seen:
            raise Invalid(f"{place}: there is such a review already.")
        seen.add(mark)


def _check_review(known: set[str], review: SeedReview) -> None:
    """Hold one review and its comments to the rules that members meet in the bot."""
    if unknown := {review.author, *(comment.author for comment in review.comments)} - known:
        raise Invalid(f"Nobody in members.toml is called {', '.join(sorted(unknown))}.")
    for title in (review.title, *review.other_titles):
        checked_title(title)
    checked_year(review.year)
    if not 0 < len(review.maker) <= MAKER_MAX:
        raise Invalid(f"The maker needs 1 to {MAKER_MAX} characters.")
    if review.rating:
        Rating.parse(review.rating)
    _check_words(review)
    for comment in review.comments:
        checked_comment(comment.text)


def _check_words(review: SeedReview) -> None:
    draft = Draft(
        guild_id=0,
        id="",
        author_id=0,
        channel_id=0,
        created_at=0,
        headline=review.headline,
        text=review.text,
        spoils=review.spoils,
    )
    _, _, found = checked_prose(draft)
    if found is not review.spoils:
        raise Invalid(f"It says that it spoils {review.spoils}, and its marks say {found}.")
