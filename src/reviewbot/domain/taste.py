"""Taste in figures that need no trust: what two gave the same works, and what one gives."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reviewbot.domain.ratings import POINTS_PER_STAR
from reviewbot.domain.works import WorkKind

COMMON_MIN: Final = 5
"""Works that two must have rated both before anything is said of their tastes."""
AGREED_WITHIN: Final = POINTS_PER_STAR // 2
"""Half a star: what the same opinion looks like on two days."""
HALF_STARS: Final = 10


@dataclass(frozen=True, slots=True)
class Shared:
    """A work that both rated, in points."""

    work_id: str
    mine: int
    theirs: int

    @property
    def apart(self) -> int:
        """How far the two are apart, in points."""
        return abs(self.mine - self.theirs)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two tastes beside each other: what both rated, and how many works each did."""

    shared: Sequence[Shared]
    mine: int
    theirs: int

    @property
    def enough(self) -> bool:
        """Whether there are enough works in common to say anything."""
        return len(self.shared) >= COMMON_MIN

    @property
    def apart(self) -> float:
        """The mean distance over the works in common, in points."""
        return sum(one.apart for one in self.shared) / max(len(self.shared), 1)

    @property
    def agreed(self) -> int:
        """How many works both gave the same, within half a star."""
        return sum(one.apart <= AGREED_WITHIN for one in self.shared)

    def agreements(self, most: int) -> list[Shared]:
        """Return what both think alike of: the closest first, of these the best liked."""
        close = [one for one in self.shared if one.apart <= AGREED_WITHIN]
        return sorted(close, key=lambda one: (one.apart, -one.mine - one.theirs))[:most]

    @property
    def sharpest(self) -> Shared | None:
        """The work on which the two are furthest apart, if they are apart on any."""
        worst = max(self.shared, key=lambda one: one.apart, default=None)
        return worst if worst and worst.apart > AGREED_WITHIN else None


def compared(mine: Mapping[str, int], theirs: Mapping[str, int]) -> Comparison:
    """Lay two members' ratings (work to points) beside each other."""
    both = [Shared(work, mine[work], theirs[work]) for work in mine if work in theirs]
    return Comparison(both, len(mine), len(theirs))


@dataclass(frozen=True, slots=True)
class Rated:
    """One member's rating of a work, and the mean of all others who rated it, if any did."""

    work_id: str
    kind: WorkKind
    points: int
    others: float | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What one member gives."""

    rated: Sequence[Rated]

    @property
    def mean(self) -> float:
        """The mean of their ratings, in points; 0 if there are none."""
        return sum(one.points for one in self.rated) / max(len(self.rated), 1)

    @property
    def by_half_star(self) -> tuple[int, ...]:
        """How often each of the ten half stars was given, half a star first."""
        counts = Counter(min(HALF_STARS, max(1, round(one.points / 10))) for one in self.rated)
        return tuple(counts[step] for step in range(1, HALF_STARS + 1))

    @property
    def kindest(self) -> Rated | None:
        """What they liked most beyond what others did, if they liked any more."""
        best = max(self._beside_others(), key=_beyond, default=None)
        return best if best and _beyond(best) > 0 else None

    @property
    def harshest(self) -> Rated | None:
        """What they liked least beside what others did, if they liked any less."""
        worst = min(self._beside_others(), key=_beyond, default=None)
        return worst if worst and _beyond(worst) < 0 else None

    @property
    def kinds(self) -> list[tuple[WorkKind, int, float]]:
        """Each kind with how many they rated and the mean in points, the most rated first."""
        by_kind: dict[WorkKind, list[int]] = {}
        for one in self.rated:
            by_kind.setdefault(one.kind, []).append(one.points)
        found = [(kind, len(points), sum(points) / len(points)) for kind, points in by_kind.items()]
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def _beside_others(self) -> list[Rated]:
        return [one for one in self.rated if one.others is not None]


def _beyond(one: Rated) -> float:
    return one.points - (one.others or 0)
