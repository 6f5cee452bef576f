"""How far into a work: where somebody stands, and after what a review is safe to read."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reviewbot.domain.parts import Part
from reviewbot.errors import Invalid

_HELP: Final = "Type it like S2E5, season 2, chapter 10, page 120, 40% or the ending."
_COUNTED: Final = re.compile(
    r"(?:after\s+)?(?P<unit>chapter|chap|ch|c|page|pages|p|minute|min)\.?\s*(?P<number>\d{1,5})"
    r"|(?P<percent>\d{1,3})\s*%",
    re.IGNORECASE,
)
_END: Final = re.compile(
    r"(?:after\s+)?(?:the\s+)?(?:end|ending|finale|last page|whole (?:thing|book|film|show))",
    re.IGNORECASE,
)


class Unit(StrEnum):
    """In what progress is counted."""

    EPISODE = "s"
    CHAPTER = "c"
    PAGE = "p"
    MINUTE = "m"
    PERCENT = "%"
    END = "end"


_UNITS: Final = {"c": Unit.CHAPTER, "p": Unit.PAGE, "m": Unit.MINUTE}


@dataclass(frozen=True, slots=True)
class Progress:
    """A place in a work. `first` and `second` are season and episode, or the count and 0."""

    unit: Unit
    first: int = 0
    second: int = 0

    @classmethod
    def parse(cls, text: str) -> "Progress":
        """Read what a member types; raise `Invalid` with the forms that work."""
        typed = " ".join(text.split())
        if _END.fullmatch(typed):
            return cls(Unit.END)
        if match := _COUNTED.fullmatch(typed):
            if match["percent"]:
                return cls(Unit.PERCENT, min(int(match["percent"]), 100))
            return cls(_UNITS[match["unit"][0].lower()], int(match["number"]))
        try:
            part = Part.parse(re.sub(r"(?i)^after\s+", "", typed))
        except Invalid:
            part = Part()
        if not part.season:
            raise Invalid(f"I cannot read “{typed[:40]}” as a place in a work. {_HELP}")
        return cls(Unit.EPISODE, part.season, part.episode)

    @classmethod
    def of_code(cls, code: str) -> "Progress":
        """Return the progress that `code` stands for, as `code` wrote it."""
        if code == Unit.END:
            return cls(Unit.END)
        first, _, second = code[1:].partition(".")
        return cls(Unit(code[0]), int(first), int(second or 0))

    @property
    def code(self) -> str:
        """The stored form: `s2.5`, `c10`, `p120`, `m45`, `%40`, `end`."""
        if self.unit is Unit.END:
            return self.unit
        return f"{self.unit}{self.first}" + (f".{self.second}" if self.second else "")

    @property
    def label(self) -> str:
        """The place in words: `S2E5`, `season 2`, `chapter 10`, `the ending`."""
        if self.unit is Unit.EPISODE:
            return Part(self.first, self.second).label
        if self.unit is Unit.PERCENT:
            return f"{self.first} %"
        return "the ending" if self.unit is Unit.END else f"{self.unit.name.lower()} {self.first}"

    def reaches(self, other: "Progress") -> bool:
        """Tell whether somebody who is here has passed `other`.

        Who reached the end has passed everything; places counted differently are not
        compared. A season without an episode means all of it.
        """
        if self.unit is Unit.END or self.unit is not other.unit:
            return self.unit is Unit.END
        last = float("inf")
        here = (self.first, self.second or last if self.unit is Unit.EPISODE else 0)
        there = (other.first, other.second or last if self.unit is Unit.EPISODE else 0)
        return here >= there
