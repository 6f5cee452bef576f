"""Why a work is suggested: exact parts of its score, not a story told afterwards.

The score of a work is a sum over what the asker rated: of one rated work, how much it makes
the asker resemble each member, times what those members say of the suggested work; and how
much the two works have in common. The works with the largest parts are the reason.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp

from reviewbot.recommender.arrays import Dense, Ints, Mask, Sparse
from reviewbot.recommender.ingredients import CROWD, MATCH, Kitchen
from reviewbot.recommender.profiles import (
    NEUTRAL,
    OWN_WEIGHT,
    opinions,
)

NAMED_MAX: Final = 2
"""Works that a reason names."""
PART_MIN: Final = 0.05
"""Deviations of a score that a work must add to be named for it."""
FAN: Final = 4.0
"""Stars from which a member counts as a fan."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One asker's question, worked out: `voices` is how much each member speaks for them.

    `likeness` is the same beyond what every member speaks for everybody; `own` is their mean
    in stars, drawn to neutral; `seen` and `felt` are what the members' profiles say of the
    works that the asker rated, a row for each.
    """

    kitchen: Kitchen
    asker: Sparse
    who: int
    voices: Dense
    likeness: Dense
    own: float
    seen: Sparse
    felt: Sparse
    scale: tuple[float, float]

    @classmethod
    def of(cls, kitchen: Kitchen, asker: Sparse, who: Ints, weights: Dense, among: Mask) -> "Asked":
        """Work out the question of one asker (a row), who is member `who` or -1."""
        nobody = sp.csr_matrix(asker.shape)
        both = kitchen.profiler.profiles(sp.vstack([asker, nobody]).tocsr())
        voices = kitchen.crowd.voices(both, np.repeat(who, 2))
        crowd = kitchen.crowd.scores(voices[:1])[among]
        match = kitchen.profiler.matches(asker)[among]
        scale = (
            float(weights[CROWD]) * _per_deviation(crowd),
            float(weights[MATCH]) * _per_deviation(match),
        )
        own = (asker.data.sum() + OWN_WEIGHT * NEUTRAL) / (asker.nnz + OWN_WEIGHT)
        members = kitchen.crowd.members
        return cls(
            kitchen,
            asker,
            int(who[0]),
            voices[0],
            voices[0] - voices[1],
            float(own),
            members.seen[:, asker.indices].T.tocsr(),
            members.felt[:, asker.indices].T.tocsr(),
            scale,
        )

    def others(self, columns: Sparse, column: int) -> Dense:
        """Return a column, of a matrix that is kept by columns, as the other members have it."""
        values = np.zeros(columns.shape[0])
        place = slice(columns.indptr[column], columns.indptr[column + 1])
        values[columns.indices[place]] = columns.data[place]
        if self.who >= 0:
            values[self.who] = 0.0
        return values


def _per_deviation(scores: Dense) -> float:
    """Return what makes the scores' deviation 1; nothing where they are all alike."""
    spread = float(scores.std())
    return 1.0 / spread if spread > 1e-9 else 0.0


def because(asked: Asked, column: int) -> list[int]:
    """Return which of the asker's works, by place in their row, speak most for the work.

    Named is what speaks for it and what the asker liked; nothing if there is no such work.
    """
    if not asked.asker.nnz:
        return []
    parts = asked.scale[0] * _by_people(asked, column) + asked.scale[1] * _by_kind(asked, column)
    fits = (parts > 0) & (asked.asker.data >= min(NEUTRAL, asked.own))
    order = [int(n) for n in np.argsort(-parts, kind="stable") if fits[n]]
    least = max(PART_MIN, 0.2 * float(parts.max()))
    return [n for n in order[:NAMED_MAX] if parts[n] > least]


def fans(asked: Asked, column: int) -> int:
    """Return how many members who resemble the asker liked the work."""
    stars = asked.others(asked.kitchen.columns.stars, column)
    return int(((stars >= FAN) & (asked.likeness > 0)).sum())


def _by_people(asked: Asked, column: int) -> Dense:
    """Return what each rated work adds to the crowd's score of the work."""
    crowd, profiler, stars = asked.kitchen.crowd, asked.kitchen.profiler, asked.asker
    said = asked.others(asked.kitchen.columns.spoken, column)
    heard = crowd.inverse @ said
    if asked.who >= 0:
        own = asked.who
        heard -= crowd.inverse[:, own] * (heard[own] / crowd.inverse[own, own])
        heard[own] = 0.0
    ways, members = crowd.ways, crowd.members
    felt = opinions(stars).data
    damped, less = stars.nnz**-0.25, 1.0 / (stars.nnz + profiler.shrink)
    features = profiler.features[stars.indices]
    kinds = np.asarray(features @ (members.kinds.T @ heard)) - profiler.common @ (
        members.kinds.T @ heard
    )
    tastes = np.asarray(features @ (members.tastes.T @ heard))
    return np.asarray(
        damped * (asked.seen @ heard) / ways.seen_ridge
        + damped * felt * (asked.felt @ heard) / ways.felt_ridge
        + less * (ways.kinds * kinds + ways.tastes * felt * tastes),
        dtype=np.float64,
    )


def _by_kind(asked: Asked, column: int) -> Dense:
    """Return what each rated work shares with the work."""
    features = asked.kitchen.profiler.features
    shared = (features[asked.asker.indices] @ features[[column]].T).toarray().ravel()
    return np.asarray((1.0 + 0.5 * opinions(asked.asker).data) * shared, dtype=np.float64)
