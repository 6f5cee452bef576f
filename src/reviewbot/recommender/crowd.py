"""Whose voice counts for whom: every work's likes regressed on profiles that resemble.

Ridge regression in its dual form (kernel ridge, Saunders et al. 1998), of which EASE (Steck
2019) is the special case of one kind of resemblance. Two people resemble each other by

    k(u, v) = everybody + seen_u · seen_v / seen_ridge + felt_u · felt_v / felt_ridge
              + kinds · kinds_u · kinds_v + tastes · tastes_u · tastes_v

where the constant says that everybody agrees a little: of one who rated nothing only that is
left, and the answer is what is popular. With T the graded likes and K the resemblance of all
members, the scores of an asker are k(asker) (K + I)⁻¹ T: one inverse, as large as the number
of members; works appear in sparse products only.

A work may not predict itself, or "rated by those who rated it" would drown the rest. As in
EASE the weight of its own columns U = (seen, felt) is held at zero; in the dual this adds to
its targets t the columns themselves: t + U D y, with D the inverse ridges,
(D - D Uᵀ(K+I)⁻¹U D) y = D Uᵀ(K+I)⁻¹ t, two equations for each work.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp

from reviewbot.recommender.arrays import Dense, Sparse, column_sums
from reviewbot.recommender.profiles import Profiles

_BLOCK: Final = 256
"""Works, or members, that are worked out at a time: scipy holds the interpreter meanwhile."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How much each way of resembling counts; the ridges divide, the others multiply."""

    everybody: float = 1.0
    seen_ridge: float = 50.0
    felt_ridge: float = 30.0
    kinds: float = 0.7
    tastes: float = 0.3

    def between(self, some: Profiles, others: "Members") -> Dense:
        """Return the resemblance of each of `some` (rows) to each of `others` (columns)."""
        near = (some.seen @ others.seen_by).toarray() / self.seen_ridge + self.everybody
        near += (some.felt @ others.felt_by).toarray() / self.felt_ridge
        near += self.kinds * (some.kinds @ others.profiles.kinds.T)
        near += self.tastes * (some.tastes @ others.profiles.tastes.T)
        return np.asarray(near, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Members:
    """The members' profiles, and the same by works (a row for each), quick to look up."""

    profiles: Profiles
    seen_by: Sparse
    felt_by: Sparse

    @classmethod
    def of(cls, profiles: Profiles) -> "Members":
        """Turn the profiles."""
        return cls(profiles, profiles.seen.T.tocsr(), profiles.felt.T.tocsr())


@dataclass(frozen=True, slots=True)
class Crowd:
    """The members, ready to be asked.

    `everybody` is how much each speaks for one of whom nothing is known; `spoken_of` is, of
    each work (row), what each says.
    """

    ways: Ways
    members: Members
    inverse: Dense
    everybody: Dense
    spoken_of: Sparse

    @classmethod
    def of(cls, ways: Ways, profiles: Profiles, likes: Sparse) -> "Crowd":
        """Regress each column of `likes` on how the members resemble each other."""
        members = Members.of(profiles)
        count = profiles.kinds.shape[0]
        near = np.empty((count, count))
        for at in range(0, count, _BLOCK):
            near[at : at + _BLOCK] = ways.between(profiles.part(at, at + _BLOCK), members)
        near[np.diag_indices_from(near)] += 1.0
        # numpy's, since it lets go of the interpreter while it works; scipy's does not.
        inverse = np.asarray(np.linalg.inv(near), dtype=np.float64)
        everybody = ways.everybody * inverse.sum(axis=0)
        spoken = _barred(ways, profiles, inverse, likes)
        return cls(ways, members, inverse, everybody, spoken.T.tocsr())

    def voices(self, askers: Profiles) -> Dense:
        """Return how much each member (column) speaks for each asker (row)."""
        return np.asarray(self.ways.between(askers, self.members) @ self.inverse)

    def without(self, voices: Dense, who: int, own: float) -> Dense:
        """Return an asker's voices as if the fit had been made without member `who`.

        That is the asker themselves, whom they resemble by `own`. Exact: the inverse of a
        matrix less one row and column, by blocks.
        """
        row = self.inverse[who]
        left = voices - own * row
        left = left - left[who] / row[who] * row
        left[who] = 0.0
        return np.asarray(left)


def _barred(ways: Ways, members: Profiles, inverse: Dense, likes: Sparse) -> Sparse:
    """Return the targets with what keeps each work from predicting itself."""
    blocks = [
        _barred_block(ways, *(m[:, at : at + _BLOCK].tocsc() for m in parts), inverse=inverse)
        for at in range(0, likes.shape[1], _BLOCK)
        for parts in [(members.seen, members.felt, likes)]
    ]
    return sp.hstack(blocks).tocsr() if blocks else likes


def _barred_block(
    ways: Ways, seen: Sparse, felt: Sparse, likes: Sparse, *, inverse: Dense
) -> Sparse:
    """Solve the two equations of each work of a block; names as in the module's formula."""
    d1, d2 = 1.0 / ways.seen_ridge, 1.0 / ways.felt_ridge
    near_seen, near_felt = (seen.T @ inverse).T, (felt.T @ inverse).T
    p11 = d1 - d1 * d1 * column_sums(seen.multiply(near_seen))
    p12 = -d1 * d2 * column_sums(felt.multiply(near_seen))
    p22 = d2 - d2 * d2 * column_sums(felt.multiply(near_felt))
    r1 = d1 * column_sums(likes.multiply(near_seen))
    r2 = d2 * column_sums(likes.multiply(near_felt))
    size = np.maximum(p11 * p22 - p12 * p12, 1e-12)
    y1, y2 = (p22 * r1 - p12 * r2) / size, (p11 * r2 - p12 * r1) / size
    return likes + seen @ sp.diags(d1 * y1) + felt @ sp.diags(d2 * y2)
