"""Ways to look around without a word to search for."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reviewbot.domain.stats import damped_mean
from reviewbot.domain.works import Work, WorkKind

DAMPING: Final = 3
"""Members who are thought to have given the mean of all: one rating of 5 is no summit."""
_DAY: Final = 86_400


class Sort(StrEnum):
    """In which order the reviews of one work stand; the value is shown."""

    NEWEST = "newest"
    HIGHEST = "highest rating"
    LOWEST = "lowest rating"
    HELPFUL = "most helpful"
    DISCUSSED = "most discussed"


class Period(StrEnum):
    """How far back one looks; the value is shown."""

    ALL = "all time"
    YEAR = "the last year"
    MONTH = "the last month"
    WEEK = "the last week"

    def since(self, now: int) -> int:
        """Return the Unix second at which the period begins."""
        days = {Period.YEAR: 365, Period.MONTH: 30, Period.WEEK: 7}.get(self)
        return now - days * _DAY if days else 0


class Way(StrEnum):
    """What is listed; the value is a letter, for it goes into the ids of buttons."""

    OF_WORK = "o"
    BY_MEMBER = "b"
    RECENT = "r"
    TOP = "t"
    DISCUSSED = "d"
    DIVISIVE = "v"
    WANTED = "w"


@dataclass(frozen=True, slots=True)
class Look:
    """A list to look at: the way, and what narrows it.

    `member_id` and `work_id` say whose or of what; `sort` counts for the reviews of a work,
    `period` for what is at the top.
    """

    way: Way
    kind: WorkKind | None = None
    period: Period = Period.ALL
    sort: Sort = Sort.NEWEST
    member_id: int | None = None
    work_id: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a guild gave one work: how many members, the sum of their points and of its squares.

    `prior` is the mean of everything it is compared with. For what is wanted, `raters` is how
    many want it, and the rest is 0.
    """

    work: Work
    raters: int
    total: float = 0
    squares: float = 0
    prior: float = 0

    @property
    def damped(self) -> float:
        """The mean in points, as if `DAMPING` more members had given the prior."""
        return damped_mean(self.total, self.raters, prior=self.prior, weight=DAMPING)

    @property
    def spread(self) -> float:
        """How far apart the ratings are: their standard deviation, in points."""
        mean = self.total / self.raters
        return math.sqrt(max(0, self.squares / self.raters - mean * mean))
