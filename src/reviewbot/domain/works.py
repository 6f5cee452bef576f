"""Works: a film, book or show as an idea, and how one is named so that nobody mixes two up."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reviewbot.domain.text import one_line
from reviewbot.errors import Invalid

TITLE_MAX: Final = 150
"""Characters of a title. The longest film title in common catalogues has 196, in full."""
MAKER_MAX: Final = 100
YEAR_MIN: Final = -3000
YEAR_MAX: Final = 2200
UNDATED: Final = "year unknown"
"""Stands where a work is told from others of its name, and nobody said its year or maker."""


class WorkKind(StrEnum):
    """What a work is; the value is stored, `label` is shown."""

    MOVIE = "movie"
    BOOK = "book"
    TV = "tv"

    @property
    def label(self) -> str:
        """The word a member would use."""
        return {"movie": "film", "book": "book", "tv": "show"}[self.value]


@dataclass(frozen=True, slots=True)
class Work:
    """One work in one guild. `title` is the preferred one of its titles.

    `length` is in minutes of a film or of an episode, or in pages (`domain.lengths`).
    """

    guild_id: int
    id: str
    kind: WorkKind
    title: str
    year: int | None = None
    maker: str | None = None
    length: int | None = None

    @property
    def facts(self) -> str:
        """Kind, year and maker, as far as known: `film, 2019, Bong Joon-ho`.

        Where neither year nor maker is known, that is said: `film, year unknown`.
        """
        known = (self.year and str(self.year), self.maker)
        told = [part for part in known if part] or [UNDATED]
        return ", ".join((self.kind.label, *told))

    @property
    def is_vague(self) -> bool:
        """Tell whether neither year nor maker tells it from others of its kind and name."""
        return self.year is None and not self.maker

    @property
    def label(self) -> str:
        """The title with kind and year, so that two works of one name are told apart."""
        return f"{self.title} ({self.facts})"


def of_year(known: Sequence[Work], year: int | None) -> list[Work]:
    """Return those of the works of one name that somebody means who gave this year.

    Those of exactly that year; else the only one there is, where its year is not known.
    Without a year it may be any of them.
    """
    if year is None:
        return list(known)
    unsure = len(known) == 1 and known[0].year is None
    return list(known) if unsure else [work for work in known if work.year == year]


def near_year(known: Sequence[Work], year: int | None, maker: str = "") -> Work | None:
    """Return one of the year before or after, which may be the one that is meant.

    Festivals and cinemas give one film two years. What somebody else made is another work.
    """
    for work in known:
        near = year is not None and work.year is not None and abs(work.year - year) == 1
        if near and not (maker and work.maker and _same(maker) != _same(work.maker)):
            return work
    return None


def may_be(work: Work, kind: WorkKind | None, year: int | None) -> bool:
    """Tell whether kind and year, as far as given, let it be this work: a year off by one does."""
    off = abs(work.year - year) if work.year is not None and year is not None else 0
    return kind in (None, work.kind) and off <= 1


def _same(name: str) -> str:
    return one_line(name).casefold()


def checked_title(text: str) -> str:
    """Return the title as it is stored; raise `Invalid` if it is empty or too long."""
    title = one_line(text)
    if not title:
        raise Invalid("A review needs a title. Type the name of the film, book or show.")
    if len(title) > TITLE_MAX:
        raise Invalid(
            f"That title has {len(title)} characters; {TITLE_MAX} is the most I can keep."
        )
    return title


def checked_maker(text: str) -> str | None:
    """Return the maker as it is stored, `None` if there is none; raise `Invalid` if too long."""
    maker = one_line(text)
    if len(maker) > MAKER_MAX:
        raise Invalid(f"That name has {len(maker)} characters; {MAKER_MAX} is the most I can keep.")
    return maker or None


def is_year(typed: str) -> bool:
    """Tell whether a text is the number of a year, whether or not a work can be of it."""
    return typed.isascii() and typed.removeprefix("-").isdigit()


def typed_year(text: str) -> int | None:
    """Return the year that was typed, `None` for nothing; raise `Invalid` if it is none."""
    typed = text.strip()
    if not typed:
        return None
    if not is_year(typed):
        raise Invalid(f"I cannot read “{typed}” as a year. Type it like 2019, or leave it out.")
    return int(typed)


def checked_year(year: int | None) -> int | None:
    """Return the year, or raise `Invalid` if no work can be of that year."""
    if year is not None and not YEAR_MIN <= year <= YEAR_MAX:
        raise Invalid(f"{year} cannot be a year of release. Leave it out if you are not sure.")
    return year
