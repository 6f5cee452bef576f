"""The separate opinions of what to suggest, each a score for every work, made comparable."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from reviewbot.recommender.arrays import (
    Dense,
    Ints,
    Mask,
    Sparse,
    column_sums,
    row_sums,
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
    "who rated the same",
    "works like yours",
    "kinds you like",
    "rare things shared",
)
"""What each ingredient says; popularity in three forms, the crowd in two, the content in three."""
CROWD: Final = 3
PEERS: Final = 4
MATCH, KINDS, RARE_SHARED = 5, 6, 7
LIKELY_WEIGHT: Final = 2.0
"""Average voices, at the asker's own mean, thought beside those that rated a work."""
PEERS_SHRINK: Final = 20.0
"""Added to the product of two profiles' lengths, so that short ones resemble nobody much."""
APPROVAL: Final = 4.0
"""Stars from which a rating also counts as approval where popularity is counted."""
APPROVED: Final = (0.4, 1.3)
"""What approval adds to a like there, at least and at most: see `approval`."""
PRIOR_RATERS: Final = 5.0
"""Raters at the server's mean thought beside a work's own ones."""


@dataclass(frozen=True, slots=True)
class Kitchen:
    """A server's ratings, made ready to score every work for anybody.

    `stars` has a row for each member and a column for each work; what ends in `_by` is by
    works, `felt_by` how far above their own mean members rated them, in stars. `popular` is
    popularity in its three forms; `lengths` are those of the members' likes. The ridge grows with
    the number of members: the more there are, the more their common taste is worth against one
    person's few ratings.
    """

    stars: Sparse
    stars_by: Sparse
    liked: Sparse
    liked_by: Sparse
    popular: Dense
    lengths: Dense
    felt_by: Sparse
    rated_by: Sparse
    profiler: Profiler
    crowd: Crowd

    @classmethod
    def of(cls, stars: Sparse, features: Sparse, ways: Ways | None = None) -> "Kitchen":
        """Fit the crowd; `features` has a row for each work."""
        growth = float(np.sqrt(max(1, stars.shape[0]) / 100))
        liked = likes(stars)
        profiler = Profiler.of(stars, features, shrink=12.0 * growth**0.6)
        given = ways or Ways()
        grown = replace(
            given, seen_ridge=given.seen_ridge * growth, felt_ridge=given.felt_ridge * growth
        )
        crowd = Crowd.of(grown, profiler.profiles(stars), liked)
        lengths = np.sqrt(row_sums(liked.multiply(liked)))
        popular = _popular(stars, liked)
        felt = opinions(stars).T.tocsr()
        return cls(
            stars,
            stars.T.tocsr(),
            liked,
            liked.T.tocsr(),
            popular,
            lengths,
            with_data(felt, felt.data * SPREAD),
            with_data(felt, np.ones_like(felt.data)),
            profiler,
            crowd,
        )

    def scores(self, askers: Sparse, some: Ints | None = None) -> Dense:
        """Return each ingredient's score of each work: ingredients × askers × works.

        The askers are nobody of the members; `some` are the only works to score.
        """
        part = slice(None) if some is None else some
        voices = self.crowd.voices(self.profiler.profiles(askers))
        return np.stack(
            [
                *(np.broadcast_to(p[part], (askers.shape[0], len(p[part]))) for p in self.popular),
                (self.crowd.spoken_of[part] @ voices.T).T,
                (self.liked_by[part] @ self.likenesses(askers).T).T,
                *self.profiler.matches(askers, some),
            ]
        )

    def lift(self, voices: Dense, part: slice | Ints = slice(None)) -> Dense:
        """Return by how many stars an asker would likely rate each work above their own mean.

        What the raters gave beyond their own means, each counted by how much they speak for
        the asker; it stays near zero while few do.
        """
        usual = max(float(np.abs(voices).mean()), 1e-9)
        counted = np.maximum(voices, 0.0) / usual
        said, rated = self.felt_by[part] @ counted, self.rated_by[part] @ counted
        return np.asarray(said / (rated + LIKELY_WEIGHT))

    def likenesses(self, askers: Sparse) -> Dense:
        """Return how much each member (column) rated the same works, as liked, as each asker.

        The shrunk cosine of neighbourhood methods (Resnick et al. 1994).
        """
        asked = likes(askers)
        own = np.sqrt(row_sums(asked.multiply(asked)))
        both = (asked @ self.liked_by).toarray()
        return np.asarray(both / (np.outer(own, self.lengths) + PEERS_SHRINK))


def approval(members: int) -> float:
    """Return what approval adds to a like where so many members' are counted.

    The more there are, the less luck there is in how many approve, and the better that tells
    what the next one will like: measured on MovieLens, 0.4 at 50 members, 1 at 200.
    """
    return float(np.clip(np.log10(max(1, members) / 20), *APPROVED))


def _popular(stars: Sparse, liked: Sparse) -> Dense:
    """Return how much each work is liked, how many rated it, and its damped mean."""
    raters = np.asarray(stars.getnnz(axis=0), dtype=np.float64)
    mean = float(stars.data.mean()) if stars.nnz else NEUTRAL
    more = approval(stars.shape[0]) * (stars.data >= APPROVAL)
    approved = column_sums(with_data(liked, liked.data + more))
    quality = (column_sums(stars) + PRIOR_RATERS * mean) / (raters + PRIOR_RATERS)
    return np.stack([approved, np.log1p(raters), quality])


def unrated(askers: Sparse) -> Mask:
    """Mark for each asker the works that they have not rated."""
    among = np.ones(askers.shape, dtype=np.bool_)
    among[askers.nonzero()] = False
    return among


def comparable(scores: Dense, among: Mask) -> Dense:
    """Standardise each ingredient among the candidates of each asker."""
    return np.stack([standardised(part, among) for part in scores])
