"""What answers until an engine is fitted: each work by its damped average among members.

It knows what the guild likes, not what the asker likes; its reasons say no more than that.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reviewbot.domain.stats import damped_mean

PRIOR_WEIGHT: Final = 5.0
"""How many raters who gave the guild's mean are thought beside the real ones."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One pick: `score` is the damped average in points, `mean` the plain one of `raters`."""

    work_id: str
    score: float
    mean: float
    raters: int


def suggest(
    ratings: Iterable[tuple[str, int, int]],
    *,
    known: Collection[str],
    weight: float = PRIOR_WEIGHT,
) -> Sequence[Suggestion]:
    """Rank all works but the `known` ones, best first; ties go to more raters, then to the id.

    `ratings` are (work, member, points), one for each member and work. The prior of the
    average is the mean of all ratings given.
    """
    sums: dict[str, tuple[int, int]] = {}
    total = count = 0
    for work_id, _, points in ratings:
        before, raters = sums.get(work_id, (0, 0))
        sums[work_id] = (before + points, raters + 1)
        total, count = total + points, count + 1
    prior = total / count if count else 0.0
    picks = [
        Suggestion(work_id, damped_mean(s, n, prior=prior, weight=weight), s / n, n)
        for work_id, (s, n) in sums.items()
        if work_id not in known
    ]
    return sorted(picks, key=lambda p: (-p.score, -p.raters, p.work_id))
