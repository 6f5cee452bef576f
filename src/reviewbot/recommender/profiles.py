"""What is known of a person, as numbers: which works they rated, how, and of which kinds.

Every row of `stars` is one person, every column one work; ratings are stars (0.05 to 5). The
four parts of a profile are what two people can resemble each other in; see `crowd`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp

from reviewbot.recommender.arrays import Dense, Sparse, column_sums, counts, row_sums, with_data

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


@dataclass(frozen=True, slots=True)
class Profiler:
    """Makes profiles that can be compared: `common` is what everybody's ratings are like."""

    features: Sparse
    common: Dense
    shrink: float

    @classmethod
    def of(cls, stars: Sparse, features: Sparse, shrink: float) -> "Profiler":
        """Learn what is common from all the ratings; `shrink` is in ratings."""
        unit = unit_features(features)
        raters = np.asarray(stars.getnnz(axis=0), dtype=np.float64)
        return cls(unit, (raters @ unit) / max(1.0, raters.sum()), shrink)

    def profiles(self, stars: Sparse) -> Profiles:
        """Return the profile of each row."""
        n = counts(stars)
        damped = sp.diags(np.maximum(n, 1.0) ** -0.25)
        seen, felt = with_data(stars, np.ones_like(stars.data)), opinions(stars)
        less = 1.0 / (n + self.shrink)[:, None]
        kinds = less * ((seen @ self.features).toarray() - n[:, None] * self.common)
        tastes = less * (felt @ self.features).toarray()
        return Profiles((damped @ seen).tocsr(), (damped @ felt).tocsr(), kinds, tastes)

    def matches(self, stars: Sparse) -> Dense:
        """Score each work by what it shares with what each row rated, better rated counting more.

        Content-based filtering as of old: the sum of the rated works' features, compared with
        each work's (Pazzani and Billsus 2007).
        """
        said = opinions(stars)
        weights = with_data(said, 1.0 + 0.5 * said.data)
        return np.asarray((weights @ self.features @ self.features.T).toarray(), dtype=np.float64)
