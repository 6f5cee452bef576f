"""One list for several: what all of a group would like, and nobody would hate.

The group's score of a work is the mean of its members' scores, each in deviations among what
may be suggested, plus a share of the least happy one's (`LEAST`). Of all ways to add up that
were measured (average, least misery, most pleasure, fair greedy), the plain average of
comparable scores is hard to beat, even for the least happy member (Masthoff 2011 finds the
same of people); a share of the minimum costs nothing and keeps out what somebody would hate.
Fairness over several evenings comes from `wishes`: whoever lost lately counts more.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from reviewbot.recommender.arrays import Dense
from reviewbot.recommender.engine import Engine, Suggestion
from reviewbot.recommender.question import Question
from reviewbot.recommender.table import POINTS_PER_STAR
from reviewbot.recommender.variety import varied

LEAST: Final = 0.1
"""How much the least happy member's score counts beside the mean of all."""
MEMBERS_MAX: Final = 10
"""Members of a group at most."""


@dataclass(frozen=True, slots=True)
class Person:
    """One of the group: the member, and their ratings now in points."""

    member: int
    points: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Shared:
    """One pick for a group; `likely` says what each member would likely give, in points."""

    suggestion: Suggestion
    likely: Mapping[int, float]

    @property
    def least(self) -> float:
        """Return what the least happy member would likely give."""
        return min(self.likely.values())


def together(scores: Dense, wishes: Sequence[float] | None = None) -> Dense:
    """Return a group's score of each work (column) from its members' scores (rows).

    Each member's scores are brought to deviation 1 first: nobody is louder than another.
    `wishes` is how much each member's wish counts, 1 as a rule.
    """
    spread = scores.std(axis=1, keepdims=True)
    scores = (scores - scores.mean(axis=1, keepdims=True)) / np.where(spread > 1e-9, spread, np.inf)
    weights = np.ones(len(scores)) if wishes is None else np.asarray(wishes, dtype=np.float64)
    return np.asarray(weights @ scores / weights.sum() + LEAST * scores.min(axis=0))


def suggest_together(
    engine: Engine,
    people: Sequence[Person],
    *,
    known: Collection[str] = (),
    among: Collection[str] | None = None,
    wishes: Mapping[int, float] | None = None,
    again: bool = False,
    limit: int = 5,
) -> list[Shared]:
    """Return the best works for all of the group, best first; nothing that one of them rated.

    Unless `again`: then what somebody rated may be among them.

    `known` is what else is out of the question (seen, dropped, vetoed), `among` the only
    works wanted. Raises `ValueError` for nobody or more than `MEMBERS_MAX`.
    """
    if not 1 <= len(people) <= MEMBERS_MAX:
        raise ValueError(f"A group has 1 to {MEMBERS_MAX} members, not {len(people)}.")
    rated = {work for person in people for work in person.points}
    out = {*known, *(() if again else rated)}
    asked = [
        question
        for one in people
        if (
            question := engine.question(one.member, one.points, known=out, among=among, again=again)
        )
    ]
    if len(asked) < len(people) or engine.kitchen is None:
        return []
    asked = _alike(asked)
    if not len(asked[0].wanted):
        return []
    weights = [(wishes or {}).get(person.member, 1.0) for person in people]
    scores = together(np.stack([one.scores() for one in asked]), weights)
    places = varied(scores, engine.kitchen.profiler, asked[0].wanted, limit)
    lifts = [one.lifts(one.wanted[places]) for one in asked]
    return [
        Shared(suggestion, _likely(people, asked, [float(lift[n]) for lift in lifts]))
        for n, suggestion in enumerate(engine.told(asked[0], places))
    ]


def _alike(asked: Sequence[Question]) -> list[Question]:
    """Leave to each what all may be offered: what one alone rated is no work for the others."""
    wanted = asked[0].wanted
    for one in asked[1:]:
        wanted = np.intersect1d(wanted, one.wanted)
    return [one.among(wanted) for one in asked]


def _likely(
    people: Sequence[Person], asked: Sequence[Question], lifts: Sequence[float]
) -> dict[int, float]:
    return {
        person.member: float(np.clip(one.own + lift, 0.5, 5.0)) * POINTS_PER_STAR
        for person, one, lift in zip(people, asked, lifts, strict=True)
    }
