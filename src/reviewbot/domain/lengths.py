"""How long a work is: minutes of a film, minutes of an episode of a show, pages of a book."""

import re
from enum import StrEnum
from typing import Final

from reviewbot.domain.works import WorkKind
from reviewbot.errors import Invalid

LENGTH_TEXT_MAX: Final = 30
"""Characters in which somebody says how long a work is."""
LENGTH_MAX: Final = 20_000
"""Minutes or pages: two weeks of film, a book in twenty volumes."""
_BOUNDS: Final = {WorkKind.MOVIE: (100, 140), WorkKind.BOOK: (250, 450), WorkKind.TV: (30, 50)}
"""The most that is short, and the most that is medium."""
_HOURS: Final = re.compile(
    r"(\d{1,3})\s*(?:h|hrs?|hours?|:)\s*(?:(\d{1,2})\s*(?:m|mins?|minutes?)?)?"
)
_PLAIN: Final = re.compile(r"(\d{1,5})\s*(m|mins?|minutes?|p|pp|pgs?|pages?)?\.?")


class Length(StrEnum):
    """How long somebody wants it; the value is stored in ids and shown. `ANY` is no wish."""

    ANY = ""
    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"

    @classmethod
    def of(cls, kind: WorkKind, length: int) -> "Length":
        """Return what so many minutes or pages are, for a work of that kind."""
        short, medium = _BOUNDS[kind]
        if length <= short:
            return cls.SHORT
        return cls.MEDIUM if length <= medium else cls.LONG


def parse_length(kind: WorkKind, text: str) -> int:
    """Return the minutes or pages that a text says: `132`, `2h 12m`, `2:12`, `320 pages`.

    Raises `Invalid`, with an example, for anything else, and for pages of a film.
    """
    typed = " ".join(text.casefold().split())
    if kind is not WorkKind.BOOK and (found := _HOURS.fullmatch(typed)):
        length = int(found[1]) * 60 + int(found[2] or 0)
    elif (found := _PLAIN.fullmatch(typed)) and _counts(kind, found[2] or ""):
        length = int(found[1])
    else:
        example = "320 pages" if kind is WorkKind.BOOK else "132 or 2h 12m"
        raise Invalid(f"I cannot read that as the length of a {kind.label}. Try: {example}.")
    if not 1 <= length <= LENGTH_MAX:
        raise Invalid(f"A {kind.label} has 1 to {LENGTH_MAX:,} {_unit(kind)}s, as far as I know.")
    return length


def _counts(kind: WorkKind, unit: str) -> bool:
    return not unit or unit.startswith(_unit(kind)[0])


def _unit(kind: WorkKind) -> str:
    return "page" if kind is WorkKind.BOOK else "minute"


def length_told(kind: WorkKind, length: int) -> str:
    """Say a length for a reader: `2 h 12 min`, `45 min an episode`, `320 pages`."""
    if kind is WorkKind.BOOK:
        return f"{length:,} page{'' if length == 1 else 's'}"
    hours, minutes = divmod(length, 60)
    told = " ".join([*([f"{hours} h"] if hours else []), *([f"{minutes} min"] if minutes else [])])
    return f"{told} an episode" if kind is WorkKind.TV else told
