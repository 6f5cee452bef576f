"""What is known of a person, as numbers: which works they rated, how, and of which kinds.

Every row of `stars` is one person, every column one work; ratings are stars (0.05 to 5). The
four parts of a profile are what two people can resemble each other in; see `crowd`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp

from reviewbot.recommender.arrays import (
    Dense,
    Ints,
    Sparse,
    column_sums,
    counts,
    row_sums,
    with_data,
)

NEUTRAL: Final = 3.5
"""Stars that say neither yes nor no; people rate what they chose, so it lies above the middle."""
SPREAD: Final = 1.5
"""Stars from neutral to delighted."""
GRADE: Final = 0.7
"""How much a like is worth more for a full `SPREAD` above neutral, and less below it."""
OWN_WEIGHT: Final = 5.0
"""Ratings at neutral thought beside one's own when one's scale is judged."""
SHORTEST: Final = 0.5
"""Length of a work's features below which it is not brought to 1; half the works have 0.8."""
DAMPED: Final = 0.25
"""Power of the number of ratings by which long profiles are damped."""
RATED_WELL: Final = 0.5
"""How much more a rated work says of one's kinds for each `SPREAD` above one's mean."""
RARE: Final = 0.03
"""Share of the works up to which a feature is rare."""
KINDS_MAX: Final = 128
"""Kinds that people are compared by; the commonest ones, since a column is kept for each."""


def likes(stars: Sparse) -> Sparse:
    """Grade each rating: 1 at neutral, 1.7 at five stars, negative for the worst.

    Graded targets beat liked or not at every size measured: having chosen a work counts, how
    much one liked it counts, and a dislike speaks against it.
    """
    return with_data(stars, 1.0 + GRADE * (stars.data - NEUTRAL) / SPREAD)


def opinions(stars: Sparse) -> Sparse:
    """Say how far each rating lies above its owner's own scale, in `SPREAD`s.

    The scale is the owner's mean, drawn towards neutral while they have few ratings.
    """
    n = counts(stars)
    own = (row_sums(stars) + OWN_WEIGHT * NEUTRAL) / (n + OWN_WEIGHT)
    return with_data(stars, (stars.data - np.repeat(own, n.astype(int))) / SPREAD)


def unit_features(features: Sparse) -> Sparse:
    """Weigh the works' features by their rarity, then bring each work to length 1.

    The weight is the square root of the inverse document frequency (Spärck Jones 1972). A
    work with nothing but what nearly all have stays short: it is like no other in particular.
    """
    works = features.shape[0]
    rarity = np.sqrt(np.log((works + 1) / (column_sums(features) + 1)))
    weighed = (features @ sp.diags(rarity)).tocsr()
    length = np.sqrt(row_sums(weighed.multiply(weighed)))
    return (sp.diags(1 / np.maximum(length, SHORTEST)) @ weighed).tocsr()


@dataclass(frozen=True, slots=True)
class Profiles:
    """People as rows. `kinds` and `tastes` are dense, one column for each feature.

    `seen`: which works they rated, damped for those who rated many (to the power of ¼, so that
    nobody outweighs the others); `felt`: their opinions, damped alike; `kinds`: how much of
    each feature they rate beyond what everybody does; `tastes`: which features they rate
    higher than the rest. The last two are drawn to zero while one has few ratings.
    """

    seen: Sparse
    felt: Sparse
    kinds: Dense
    tastes: Dense

    def part(self, start: int, end: int) -> "Profiles":
        """Return some of the rows."""
        return Profiles(
            *(rows[start:end] for rows in (self.seen, self.felt, self.kinds, self.tastes))
        )


@dataclass(frozen=True, slots=True)
class Profiler:
    """Makes profiles that can be compared: `common` is what everybody's ratings are like.

    `features` are the kinds of the works, shared by many; `rare` is what only few share, such
    as a maker or a series.
    """

    features: Sparse
    rare: Sparse
    common: Dense
    shrink: float

    @classmethod
    def of(cls, stars: Sparse, features: Sparse, shrink: float) -> "Profiler":
        """Learn what is common from all the ratings; `shrink` is in ratings."""
        kinds, rare = parted(features)
        unit = unit_features(kinds)
        raters = np.asarray(stars.getnnz(axis=0), dtype=np.float64)
        return cls(unit, unit_features(rare), (raters @ unit) / max(1.0, raters.sum()), shrink)

    def profiles(self, stars: Sparse) -> Profiles:
        """Return the profile of each row."""
        n = counts(stars)
        damped = sp.diags(np.maximum(n, 1.0) ** -DAMPED)
        seen, felt = with_data(stars, np.ones_like(stars.data)), opinions(stars)
        less = 1.0 / (n + self.shrink)[:, None]
        kinds = less * ((seen @ self.features).toarray() - n[:, None] * self.common)
        tastes = less * (felt @ self.features).toarray()
        return Profiles((damped @ seen).tocsr(), (damped @ felt).tocsr(), kinds, tastes)

    def matches(self, stars: Sparse, some: Ints | None = None) -> list[Dense]:
        """Score `some` works by what they share with what each row rated, in three ways.

        Content-based filtering as of old, the sum of the rated works' features compared with
        each work's (Pazzani and Billsus 2007): by the kinds of works rated, better rated
        counting more; by the kinds rated above the rest, dislikes pushing away; by what is
        rare.
        """
        felt = opinions(stars)
        rated = with_data(felt, 1.0 + RATED_WELL * felt.data)
        kinds, rare = self.features, self.rare
        of_kinds, of_rare = (m if some is None else m[some] for m in (kinds, rare))
        sums = (rated @ kinds, of_kinds), (felt @ kinds, of_kinds), (rated @ rare, of_rare)
        return [np.asarray((of @ mine.toarray().T).T, dtype=np.float64) for mine, of in sums]


def few(works: int) -> int:
    """Return how many of so many works may share a thing that is still rare."""
    return max(3, round(RARE * works))


def parted(features: Sparse) -> tuple[Sparse, Sparse]:
    """Return the features that many works share, and those that at least two, but few, share."""
    shared = np.asarray(features.getnnz(axis=0))
    least = few(features.shape[0])
    common = np.flatnonzero(shared > least)
    common = np.sort(common[np.argsort(-shared[common], kind="stable")[:KINDS_MAX]])
    rare = np.flatnonzero((shared > 1) & (shared <= least))
    return features[:, common].tocsr(), features[:, rare].tocsr()
