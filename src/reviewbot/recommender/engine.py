"""Suggestions from a server's ratings: fit once, then ask for anybody.

What goes in is ratings and facts of works (kind, decade, maker); there is no way in for
anybody's words. What an asker rated is taken as it is at the moment of asking, so a rating
counts in the next answer; what the others rated is as it was when the engine was fitted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from reviewbot.recommender.arrays import Ints, Mask, Sparse
from reviewbot.recommender.ingredients import Kitchen, comparable
from reviewbot.recommender.reasons import Asked, because, fans
from reviewbot.recommender.table import POINTS_PER_STAR, Table
from reviewbot.recommender.trials import trials
from reviewbot.recommender.weights import Weights, learnt

LIKELY_WEIGHT: Final = 2.0
"""Average voices, at the asker's own mean, thought beside those that rated a work."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One pick. `likely` and `mean` are points; `mean` is the plain average of `raters` others.

    `because` names the works of the asker's own that speak most for it, the strongest first;
    `fans` is how many members who resemble the asker gave it four stars or more.
    """

    work_id: str
    likely: float
    mean: float
    raters: int
    because: tuple[str, ...] = ()
    fans: int = 0


@dataclass(frozen=True, slots=True)
class Engine:
    """A server's ratings, ready for questions; get one from `Engine.fit`. It never changes."""

    table: Table
    kitchen: Kitchen | None
    weights: Weights

    @classmethod
    def fit(
        cls,
        ratings: Iterable[tuple[str, int, int]],
        features: Mapping[str, Sequence[str]],
    ) -> "Engine":
        """Fit (work, member, points) ratings and what is known of each work.

        Takes one inverse as large as the number of members; meant for a worker thread.
        """
        table = Table.of(ratings)
        if not table.works:
            return cls(table, None, Weights(0))
        kitchen = Kitchen.of(table.stars, table.features(features))
        return cls(table, kitchen, learnt(len(table.members), trials(kitchen)))

    def suggest(
        self,
        member: int,
        points: Mapping[str, int],
        *,
        known: Collection[str] = (),
        among: Collection[str] | None = None,
        limit: int = 5,
    ) -> list[Suggestion]:
        """Return the best works for the member, best first.

        `points` are the member's ratings now, `known` what else they need not be told of,
        `among` the only works wanted. Suggested is only what somebody else rated.
        """
        if self.kitchen is None:
            return []
        asker = self.table.row(points)
        who = np.array([self.table.members.get(member, -1)])
        wanted = self._wanted(asker, who, known, among)
        if not wanted.any():
            return []
        parts = comparable(self.kitchen.scores(asker, who), wanted)
        weights = self.weights.of(asker.nnz)
        scores = np.where(wanted, np.tensordot(weights, parts, 1), -np.inf)[0]
        best = np.argsort(-scores, kind="stable")[: min(limit, int(wanted.sum()))]
        return self._told(Asked.of(self.kitchen, asker, who, weights, wanted), best)

    def _wanted(
        self, asker: Sparse, who: Ints, known: Collection[str], among: Collection[str] | None
    ) -> Mask:
        """Mark what may be suggested."""
        assert self.kitchen is not None  # noqa: S101 - asked by `suggest` alone, which looked
        stars = self.kitchen.stars
        raters = np.asarray(stars.getnnz(axis=0)) - (stars[who] != 0).toarray() * (who >= 0)
        wanted: Mask = np.asarray(raters > 0, dtype=np.bool_).reshape(1, -1)
        wanted[asker.nonzero()] = False
        wanted[0, [self.table.works[w] for w in known if w in self.table.works]] = False
        if among is not None:
            inside = np.zeros_like(wanted)
            inside[0, [self.table.works[w] for w in among if w in self.table.works]] = True
            wanted &= inside
        return wanted

    def _told(self, asked: Asked, best: Ints) -> list[Suggestion]:
        """Say of each pick what it rests on."""
        names = list(self.table.works)
        mine = asked.asker.indices
        return [
            Suggestion(
                names[column],
                *_numbers(asked, int(column)),
                tuple(names[mine[place]] for place in because(asked, int(column))),
                fans(asked, int(column)),
            )
            for column in best
        ]


def _numbers(asked: Asked, column: int) -> tuple[float, float, int]:
    """Return what the asker would likely give, what the others gave on average, and how many.

    Likely is the asker's own mean plus what the raters gave beyond their own means, each
    counted by how much they speak for the asker; it stays near the mean while few do.
    """
    stars = asked.others(asked.kitchen.columns.stars, column)
    said = asked.others(asked.kitchen.columns.felt, column)
    rated = np.flatnonzero(stars)
    voices = np.maximum(asked.voices[rated], 0.0)
    usual = np.maximum(np.abs(asked.voices).mean(), 1e-9)
    counted = voices / usual
    lift = float(counted @ said[rated]) / (float(counted.sum()) + LIKELY_WEIGHT)
    likely = np.clip(asked.own + lift, 0.5, 5.0) * POINTS_PER_STAR
    return float(likely), float(stars[rated].mean()) * POINTS_PER_STAR, len(rated)
