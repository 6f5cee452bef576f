"""The separate opinions of what to suggest, each a score for every work, made comparable."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp

from reviewbot.recommender.arrays import (
    Dense,
    Ints,
    Mask,
    Sparse,
    column_sums,
    standardised,
    with_data,
)
from reviewbot.recommender.crowd import Crowd, Ways
from reviewbot.recommender.profiles import NEUTRAL, SPREAD, Profiler, likes, opinions

NAMES: Final = (
    "liked by all",
    "rated by many",
    "rated well",
    "people like you",
    "works like yours",
)
"""What each ingredient says; popularity in three forms, the crowd, the content."""
CROWD: Final = 3
MATCH: Final = 4
PRIOR_RATERS: Final = 5.0
"""Raters at the server's mean thought beside a work's own ones."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What members say of one work, quick to look up.

    Their stars, how far these lie above their own means, and what they say in the crowd.
    """

    stars: Sparse
    felt: Sparse
    spoken: Sparse

    @classmethod
    def of(cls, stars: Sparse, spoken: Sparse) -> "Columns":
        """Turn the tables, so that works are looked up and not members."""
        felt = opinions(stars)
        return cls(stars.tocsc(), with_data(felt, felt.data * SPREAD).tocsc(), spoken.tocsc())


@dataclass(frozen=True, slots=True)
class Kitchen:
    """A server's ratings, made ready to score every work for anybody.

    `stars` has a row for each member and a column for each work. The ridge grows with the
    number of members: the more there are, the more their common taste is worth against one
    person's few ratings.
    """

    stars: Sparse
    liked: Sparse
    profiler: Profiler
    crowd: Crowd
    columns: "Columns"

    @classmethod
    def of(cls, stars: Sparse, features: Sparse, ways: Ways | None = None) -> "Kitchen":
        """Fit the crowd; `features` has a row for each work."""
        growth = float(np.sqrt(max(1, stars.shape[0]) / 100))
        liked = likes(stars)
        profiler = Profiler.of(stars, features, shrink=12.0 * growth**0.6)
        given = ways or Ways()
        grown = Ways(
            given.everybody,
            given.seen_ridge * growth,
            given.felt_ridge * growth,
            given.kinds,
            given.tastes,
        )
        crowd = Crowd.of(grown, profiler.profiles(stars), liked)
        return cls(stars, liked, profiler, crowd, Columns.of(stars, crowd.spoken))

    def scores(self, askers: Sparse, without: Ints | None = None) -> Dense:
        """Return every ingredient's score of every work: ingredients × askers × works.

        `without`: for each asker the row of theirs among the members, or -1; nothing that this
        row says is used.
        """
        voices = self.crowd.voices(self.profiler.profiles(askers), without)
        crowd = self.crowd.scores(voices)
        match = self.profiler.matches(askers)
        return np.stack([*self._common(askers.shape[0], without), crowd, match])

    def _common(self, askers: int, without: Ints | None) -> list[Dense]:
        """Return popularity as the others have it, in its three forms."""
        liked, total = column_sums(self.liked), column_sums(self.stars)
        raters = np.asarray(self.stars.getnnz(axis=0), dtype=np.float64)
        own = self._own(askers, without)
        liked_by = liked - (own @ self.liked).toarray()
        rated_by = raters - ((own @ self.stars) != 0).toarray()
        stars_of = total - (own @ self.stars).toarray()
        mean = total.sum() / max(1.0, raters.sum()) if raters.sum() else NEUTRAL
        quality = (stars_of + PRIOR_RATERS * mean) / (rated_by + PRIOR_RATERS)
        return [liked_by, np.log1p(rated_by), quality]

    def _own(self, askers: int, without: Ints | None) -> Sparse:
        """Return a matrix that picks each asker's own row, or nothing."""
        who = np.full(askers, -1) if without is None else without
        mine = np.flatnonzero(who >= 0)
        shape = (askers, self.stars.shape[0])
        return sp.csr_matrix((np.ones(len(mine)), (mine, who[mine])), shape=shape)


def unrated(askers: Sparse) -> Mask:
    """Mark for each asker the works that they have not rated."""
    among = np.ones(askers.shape, dtype=np.bool_)
    among[askers.nonzero()] = False
    return among


def comparable(scores: Dense, among: Mask) -> Dense:
    """Standardise each ingredient among the candidates of each asker."""
    return np.stack([standardised(part, among) for part in scores])
