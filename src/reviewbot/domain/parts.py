"""Which part of a show a review or a viewing is of: all of it, a season, or an episode."""

import re
from dataclasses import dataclass
from typing import Final

from reviewbot.errors import Invalid

NUMBER_MAX: Final = 9_999
"""Seasons and episodes go no higher; the longest-running shows have some 15,000 in all, by year."""
_TYPED: Final = re.compile(
    r"(?:s(?:eason|taffel)?\s*(?P<season>\d{1,4}))[\s,·.:-]*(?:e(?:p(?:isode)?)?\.?\s*(?P<episode>\d{1,4}))?"
    r"|(?P<s>\d{1,4})\s*x\s*(?P<e>\d{1,4})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A season, or an episode of one; 0 stands for all of them. Specials are season 0 nowhere."""

    season: int = 0
    episode: int = 0

    @classmethod
    def parse(cls, text: str) -> "Part":
        """Read `S2`, `S02E05`, `season 2 episode 5` or `2x05`; empty is the whole show.

        Raises `Invalid` with the forms that work.
        """
        typed = text.strip()
        if not typed:
            return WHOLE
        match = _TYPED.fullmatch(typed)
        if match is None:
            raise Invalid(f"I cannot read “{typed[:40]}” as a season. Type it like S2 or S2E5.")
        season = int(match["season"] or match["s"])
        return checked_part(cls(season, int(match["episode"] or match["e"] or 0)))

    @property
    def label(self) -> str:
        """`season 2`, `S2E5`, or nothing for all of the work."""
        if self.episode:
            return f"S{self.season}E{self.episode}"
        return f"season {self.season}" if self.season else ""


WHOLE: Final = Part()


def checked_part(part: Part) -> Part:
    """Return the part, or raise `Invalid` if no show has it."""
    if part.episode and not part.season:
        raise Invalid("An episode needs its season, like S2E5.")
    if not (0 <= part.season <= NUMBER_MAX and 0 <= part.episode <= NUMBER_MAX):
        raise Invalid(f"Seasons and episodes go from 1 to {NUMBER_MAX:,}.")
    return part
