"""Numbers about ratings that are fair to few raters."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reviewbot.domain.parts import WHOLE, Part
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


def tally(points: Iterable[int]) -> Tally | None:
    """Sum up one rating per member, in points; `None` if there is none."""
    return tally_of(Counter(points))


def tally_of(given: Mapping[int, int]) -> Tally | None:
    """Sum up how many members gave each number of points; `None` if nobody gave any."""
    if not given:
        return None
    counts = [0] * 5
    for value, members in given.items():
        counts[max(0, -(-value // POINTS_PER_STAR) - 1)] += members
    one, two, three, four, five = counts
    total = sum(given.values())
    mean = sum(value * members for value, members in given.items()) / total
    return Tally(total, mean, min(given), max(given), (one, two, three, four, five))


def one_each(given: Iterable[tuple[int, Part, int]]) -> dict[int, int]:
    """Return the one rating that counts of each member for one work, in points.

    `given` holds member, part and points of each of their live reviews of it; see
    `rolled_up`. Members come in the order of their first rating.
    """
    of_member: dict[int, dict[Part, int]] = {}
    for member, part, points in given:
        of_member.setdefault(member, {})[part] = points
    return {member: rolled_up(parts) for member, parts in of_member.items()}


def rolled_up(points: Mapping[Part, int]) -> int:
    """Return what one member gives a show, from what they gave it and its parts, in points.

    That is their rating of the whole show, if they gave one; else the mean of their seasons,
    each counting alike, where a season without a rating of its own counts as the mean of its
    rated episodes. Rounded to a point at the end only, a half up. Raises `ValueError` for no
    rating.
    """
    if WHOLE in points:
        return points[WHOLE]
    episodes: dict[int, list[int]] = {}
    for part, given in points.items():
        episodes.setdefault(part.season, []).extend([given] if part.episode else [])
    seasons = [
        points[Part(season)] if Part(season) in points else sum(found) / len(found)
        for season, found in episodes.items()
    ]
    if not seasons:
        raise ValueError(points)
    return int(sum(seasons) / len(seasons) + 0.5)


def shares(counts: Sequence[int]) -> list[int]:
    """Return what percentage each count is of their sum, as whole numbers that sum to 100.

    By largest remainder: each share is rounded down, and what is missing goes to those that
    lost most by it, the earlier of two alike first. Nothing counted gives noughts.
    """
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    found = [count * 100 // total for count in counts]
    missing = 100 - sum(found)
    by_loss = sorted(range(len(counts)), key=lambda i: -(counts[i] * 100 % total))
    for place in by_loss[:missing]:
        found[place] += 1
    return found


def damped_mean(total: float, count: int, *, prior: float, weight: float) -> float:
    """Return the mean as if `weight` more raters had given the `prior`.

    The Bayesian average of a normal model with known variances: with few raters it stays
    near what the guild gives on the whole, with many it is their own mean.
    """
    return (total + prior * weight) / (count + weight)
