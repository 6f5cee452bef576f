"""Published recommenders to be measured beside: each fits a table and returns a scorer.

Written from their papers in numpy, each with the few settings that matter at these sizes; the
evaluation tunes each one on communities of its own. Inputs are stars, a row for each member.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, TypeAlias

import numpy as np
import scipy.linalg
import scipy.sparse as sp
import scipy.sparse.linalg

from reviewbot.recommender.arrays import Dense, Sparse, column_sums, counts, row_sums, with_data
from reviewbot.recommender.ingredients import comparable, unrated
from reviewbot.recommender.profiles import likes, opinions, unit_features

Scorer: TypeAlias = Callable[[Sparse], Dense]
Fit: TypeAlias = Callable[[Sparse, Sparse], Scorer]
"""Takes the members' stars and the works' features."""
LIKED: Final = 4.0


def _rated(stars: Sparse) -> Sparse:
    return with_data(stars, np.ones_like(stars.data))


def _liked(stars: Sparse) -> Sparse:
    return with_data(stars, (stars.data >= LIKED).astype(np.float64))


def _everyone(scores: Dense) -> Scorer:
    return lambda askers: np.tile(scores, (askers.shape[0], 1))


def popularity(stars: Sparse, _features: Sparse, *, of: Callable[[Sparse], Sparse]) -> Scorer:
    """Score a work by how many rated it, how many liked it, or both."""
    return _everyone(column_sums(of(stars)))


def bayesian_average(stars: Sparse, _features: Sparse, *, weight: float) -> Scorer:
    """Score a work by its mean, drawn to the mean of all while few rated it."""
    raters = np.asarray(stars.getnnz(axis=0), dtype=np.float64)
    return _everyone((column_sums(stars) + weight * stars.data.mean()) / (raters + weight))


def content(_stars: Sparse, features: Sparse) -> Scorer:
    """Score a work by the features it shares with what one rated (Pazzani and Billsus 2007)."""
    near = unit_features(features)

    def score(askers: Sparse) -> Dense:
        said = opinions(askers)
        return np.asarray((with_data(said, 1.0 + 0.5 * said.data) @ near @ near.T).toarray())

    return score


def item_knn(
    stars: Sparse, _features: Sparse, *, of: Callable[[Sparse], Sparse], shrink: float
) -> Scorer:
    """Neighbouring works by shrunk cosine (Sarwar et al. 2001; Dacrema et al. 2019)."""
    seen = of(stars)
    near = (seen.T @ seen).toarray()
    length = np.sqrt(np.diag(near))
    near /= np.outer(length, length) + shrink
    np.fill_diagonal(near, 0.0)
    return lambda askers: np.asarray(of(askers) @ near)


def user_knn(
    stars: Sparse, _features: Sparse, *, of: Callable[[Sparse], Sparse], nearest: int
) -> Scorer:
    """Neighbouring members by shrunk cosine (Resnick et al. 1994)."""
    seen, said = of(stars), likes(stars)
    length = np.sqrt(row_sums(seen.multiply(seen)))

    def score(askers: Sparse) -> Dense:
        asked = of(askers)
        own = np.sqrt(row_sums(asked.multiply(asked)))
        near = (asked @ seen.T).toarray() / (np.outer(own, length) + 20.0)
        if nearest < near.shape[1]:
            least = np.partition(near, -nearest, axis=1)[:, -nearest]
            near[near < least[:, None]] = 0.0
        return np.asarray((said.T @ near.T).T)

    return score


def ease(
    stars: Sparse,
    _features: Sparse,
    *,
    of: Callable[[Sparse], Sparse],
    ridge: float,
    dropped: float = 0.0,
) -> Scorer:
    """Works regressed on works, with no work on itself (EASE, Steck 2019).

    With a share `dropped` of the inputs it is EDLAE (Steck 2020), whose ridge grows with how
    much a work is rated.
    """
    seen = of(stars)
    gram = (seen.T @ seen).toarray()
    gram[np.diag_indices_from(gram)] *= 1.0 + dropped / (1.0 - dropped)
    gram[np.diag_indices_from(gram)] += ridge
    inverse = scipy.linalg.inv(gram, overwrite_a=True, check_finite=False)
    weights = -inverse / np.diag(inverse)[None, :]
    np.fill_diagonal(weights, 0.0)
    return lambda askers: np.asarray(of(askers) @ weights)


def rp3beta(stars: Sparse, _features: Sparse, *, alpha: float, beta: float) -> Scorer:
    """Three random steps from work to work, the popular ones damped (Paudel et al. 2017)."""
    seen = _rated(stars)
    out = sp.diags(1.0 / np.maximum(counts(seen), 1.0)) @ seen
    popular = np.maximum(column_sums(seen), 1.0)
    back = sp.diags(1.0 / popular) @ seen.T
    near = (back.power(alpha) @ out.power(alpha)).toarray() * popular[None, :] ** -beta
    np.fill_diagonal(near, 0.0)
    return lambda askers: np.asarray(_rated(askers) @ near)


def pure_svd(stars: Sparse, _features: Sparse, *, rank: int) -> Scorer:
    """Ratings projected on their strongest directions (PureSVD, Cremonesi et al. 2010)."""
    seen = _rated(stars)
    rank = min(rank, min(seen.shape) - 1)
    _, _, directions = scipy.sparse.linalg.svds(seen, k=rank, random_state=0)
    return lambda askers: np.asarray((_rated(askers) @ directions.T) @ directions)


def ials(stars: Sparse, _features: Sparse, *, rank: int, ridge: float, unseen: float) -> Scorer:
    """Implicit factors by alternating least squares (Hu et al. 2008; Rendle et al. 2021)."""
    seen = _rated(stars)
    other = seen.T.tocsr()
    works = np.random.default_rng(0).normal(0.0, 0.1 / np.sqrt(rank), (seen.shape[1], rank))
    solve = partial(_least_squares, ridge=ridge, unseen=unseen)
    for _ in range(8):
        works = solve(other, solve(seen, works))
    return lambda askers: solve(_rated(askers), works) @ works.T


def _least_squares(seen: Sparse, fixed: Dense, *, ridge: float, unseen: float) -> Dense:
    """Solve every row for its factors, ridge scaled by how much it is about."""
    rank = fixed.shape[1]
    shared = unseen * (fixed.T @ fixed)
    found = np.zeros((seen.shape[0], rank))
    for row in range(seen.shape[0]):
        columns = seen.indices[seen.indptr[row] : seen.indptr[row + 1]]
        if len(columns):
            about = fixed[columns]
            strength = ridge * (len(columns) + unseen * len(fixed))
            left = shared + about.T @ about + strength * np.eye(rank)
            found[row] = np.linalg.solve(left, about.sum(axis=0))
    return found


def blend(stars: Sparse, features: Sparse, *, parts: Sequence[tuple[float, Fit]]) -> Scorer:
    """Add up others' scores, each brought to deviation 1."""
    fitted = [(weight, fit(stars, features)) for weight, fit in parts]

    def score(askers: Sparse) -> Dense:
        among = unrated(askers)
        scores = [weight * comparable(part(askers)[None], among)[0] for weight, part in fitted]
        return np.asarray(np.sum(scores, axis=0))

    return score


_POPULAR: Final = partial(popularity, of=likes)
_NEIGHBOURS: Final = partial(user_knn, of=likes, nearest=10_000)
SINGLE: Final[Mapping[str, Sequence[Fit]]] = {
    "popularity": [partial(popularity, of=of) for of in (_rated, _liked, likes)],
    "bayesian average": [partial(bayesian_average, weight=w) for w in (2, 5, 10, 25)],
    "content": [content],
    "item-kNN": [
        partial(item_knn, of=of, shrink=s) for of in (_rated, _liked, likes) for s in (20, 100)
    ],
    "user-kNN": [partial(user_knn, of=of, nearest=n) for of in (_rated, likes) for n in (40, 9999)],
    "EASE": [partial(ease, of=of, ridge=r) for of in (_rated, likes) for r in (30, 100, 300)],
    "EDLAE": [
        partial(ease, of=_rated, ridge=r, dropped=d) for r in (30, 100, 300) for d in (0.3, 0.6)
    ],
    "RP3beta": [partial(rp3beta, alpha=a, beta=b) for a in (0.7, 1.0) for b in (0.0, 0.3)],
    "PureSVD": [partial(pure_svd, rank=rank) for rank in (2, 4, 8)],
    "iALS": [
        partial(ials, rank=rank, ridge=ridge, unseen=0.3) for rank in (4, 8) for ridge in (0.1, 0.3)
    ],
}
BLENDS: Final[Mapping[str, Sequence[Fit]]] = {
    "blend of user-kNN, popularity, content": [
        partial(blend, parts=((1.0, _NEIGHBOURS), (p, _POPULAR), (c, content)))
        for p in (0.5, 1.0, 2.0)
        for c in (0.3, 0.8)
    ],
    "blend of EASE, popularity, content": [
        partial(
            blend, parts=((1.0, partial(ease, of=_rated, ridge=100)), (p, _POPULAR), (c, content))
        )
        for p in (1.0, 2.0)
        for c in (0.3, 0.8)
    ],
}
