"""The case that is ours, drawn from any ratings: a small community and people new to it.

Members have profiles of log-normal sizes (median 10, sigma 1), each a random part of a real
one; the works are what they rated. Other people each reveal 0, 1, 3, 5 and 10 ratings, one set
within the next, and hide the rest beyond the tenth: the same hidden set for every number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp

from reviewbot.recommender.arrays import Dense, Ints, Sparse

KNOWN: Final = (0, 1, 3, 5, 10)
PROTOCOLS: Final = ("community", "strong")
"""`community` as above. `strong`: the members' whole profiles, which is strong generalisation
(Liang et al. 2018) with as much of each newcomer revealed as above."""
LIKED: Final = 4.0
DISLIKED: Final = 2.5
TOP: Final = 10
_MEDIAN, _SIGMA = 10.0, 1.0
_DISCOUNT: Final = 1.0 / np.log2(np.arange(2, TOP + 2))


@dataclass(frozen=True, slots=True)
class Community:
    """One draw: `known` has the newcomers' revealed ratings by their number."""

    members: Sparse
    features: Sparse
    known: Mapping[int, Sparse]
    hidden: Sparse


def community(
    stars: Sparse,
    features: Sparse,
    members: int,
    newcomers: int,
    seed: int,
    protocol: str = PROTOCOLS[0],
) -> Community:
    """Draw a community of `members` and as many others as there are, at most `newcomers`.

    `protocol` is one of `PROTOCOLS`.
    """
    rng = np.random.default_rng([seed, members])
    people = rng.permutation(stars.shape[0])
    sizes = np.maximum(1, np.round(np.exp(rng.normal(np.log(_MEDIAN), _SIGMA, members))))
    if protocol == "strong":
        sizes[:] = stars.shape[1]
    inside = _first(stars[people[:members]], sizes, rng)
    works = np.flatnonzero(np.asarray(inside.getnnz(axis=0)))
    others = stars[people[members : members + newcomers]][:, works].tocsr()
    lot = rng.permutation(others.nnz).astype(np.float64)
    cuts = {n: _between(others, 0, n, lot) for n in KNOWN}
    hidden = _between(others, max(KNOWN), others.shape[1], lot)
    return Community(inside[:, works].tocsr(), features[works], cuts, hidden)


def _first(stars: Sparse, sizes: Dense, rng: np.random.Generator) -> Sparse:
    """Keep a random part of each row, as large as `sizes` says."""
    lot = rng.permutation(stars.nnz).astype(np.float64)
    return _between(stars, 0, sizes, lot)


def _between(stars: Sparse, start: int, end: int | Dense, lot: Dense) -> Sparse:
    """Keep of each row the entries whose place in its lot is from `start` to before `end`."""
    rows = np.repeat(np.arange(stars.shape[0]), np.diff(stars.indptr))
    order = np.lexsort((lot, rows))
    place = np.empty(len(rows), dtype=np.int64)
    place[order] = np.arange(len(rows)) - stars.indptr[rows[order]]
    ends = np.broadcast_to(np.asarray(end), (stars.shape[0],))[rows]
    kept = (place >= start) & (place < ends)
    where = (rows[kept], stars.indices[kept])
    return sp.csr_matrix((stars.data[kept], where), shape=stars.shape)


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over the newcomers who hid something they liked; the ten first picks of each.

    `disliked` is the share of picks that they rated 2½ stars or less, `coverage` the share of
    all works that appear in anybody's picks.
    """

    ndcg: float
    recall: float
    hit: float
    disliked: float
    coverage: float


def measured(scores: Dense, drawn: Community, known: int) -> Measures:
    """Measure the scores (newcomers × works) of those with `known` ratings revealed."""
    hidden = drawn.hidden.toarray()
    given = drawn.known[known]
    some = np.flatnonzero((hidden >= LIKED).any(axis=1))
    picked = _picked(scores, given)[some]
    found = np.take_along_axis(hidden[some], picked, axis=1)
    hits = found >= LIKED
    wanted = np.minimum((hidden[some] >= LIKED).sum(axis=1), TOP)
    ideal = np.cumsum(_DISCOUNT)[wanted - 1]
    return Measures(
        float(((hits * _DISCOUNT[: hits.shape[1]]).sum(axis=1) / ideal).mean()),
        float((hits.sum(axis=1) / wanted).mean()),
        float(hits.any(axis=1).mean()),
        float(((found > 0) & (found <= DISLIKED)).mean()),
        len(np.unique(picked)) / scores.shape[1],
    )


def _picked(scores: Dense, given: Sparse) -> Ints:
    """Return each row's best columns that were not given; ties fall by a fixed lot."""
    tie = np.random.default_rng(0).random(scores.shape[1])
    spread = max(float(scores.std()), 1e-12)
    ranked = scores + 1e-9 * spread * tie
    ranked[given.nonzero()] = -np.inf
    top = min(TOP, scores.shape[1])
    best = np.argpartition(-ranked, top - 1, axis=1)[:, :top]
    order = np.argsort(-np.take_along_axis(ranked, best, axis=1), axis=1)
    return np.asarray(np.take_along_axis(best, order, axis=1))
