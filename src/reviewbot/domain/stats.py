"""Numbers about ratings that are fair to few raters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reviewbot.domain.ratings import POINTS_PER_STAR

AVERAGE_FROM: Final = 3
"""How many raters it takes before an average says more than the ratings themselves."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a guild thinks of one work. `by_star[0]` counts one star and less, `[4]` five."""

    count: int
    mean: float
    lowest: int
    highest: int
    by_star: tuple[int, int, int, int, int]

    @property
    def fair(self) -> bool:
        """Whether there are enough raters for an average."""
        return self.count >= AVERAGE_FROM


def tally(points: Sequence[int]) -> Tally | None:
    """Sum up one rating per member, in points; `None` if there is none."""
    if not points:
        return None
    counts = [0] * 5
    for value in points:
        counts[max(0, -(-value // POINTS_PER_STAR) - 1)] += 1
    one, two, three, four, five = counts
    mean = sum(points) / len(points)
    return Tally(len(points), mean, min(points), max(points), (one, two, three, four, five))


def damped_mean(total: float, count: int, *, prior: float, weight: float) -> float:
    """Return the mean as if `weight` more raters had given the `prior`.

    The Bayesian average of a normal model with known variances: with few raters it stays
    near what the guild gives on the whole, with many it is their own mean.
    """
    return (total + prior * weight) / (count + weight)
