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

from reviewbot.recommender.arrays import Dense, Ints, Sparse, column_sums
from reviewbot.recommender.profiles import Profiles

_BLOCK: Final = 2048
"""Works that are made dense at a time."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How much each way of resembling counts; the ridges divide, the others multiply."""

    everybody: float = 1.0
    seen_ridge: float = 50.0
    felt_ridge: float = 30.0
    kinds: float = 0.7
    tastes: float = 0.3

    def between(self, some: Profiles, others: Profiles) -> Dense:
        """Return the resemblance of each of `some` (rows) to each of `others` (columns)."""
        near = (some.seen @ others.seen.T).toarray() / self.seen_ridge + self.everybody
        near += (some.felt @ others.felt.T).toarray() / self.felt_ridge
        near += self.kinds * (some.kinds @ others.kinds.T)
        near += self.tastes * (some.tastes @ others.tastes.T)
        return np.asarray(near, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Crowd:
    """The members, ready to be asked. `spoken` is what each says of each work."""

    ways: Ways
    members: Profiles
    inverse: Dense
    spoken: Sparse

    @classmethod
    def of(cls, ways: Ways, members: Profiles, likes: Sparse) -> "Crowd":
        """Regress each column of `likes` on how the members resemble each other."""
        near = ways.between(members, members)
        near[np.diag_indices_from(near)] += 1.0
        # numpy's, since it lets go of the interpreter while it works; scipy's does not.
        inverse = np.asarray(np.linalg.inv(near), dtype=np.float64)
        return cls(ways, members, inverse, _barred(ways, members, inverse, likes))

    def voices(self, askers: Profiles, without: Ints | None = None) -> Dense:
        """Return how much each member (column) speaks for each asker (row).

        `without` names for each asker the member that they are themselves, or -1: that
        member's voice is left out exactly, as if the fit had been made without them (the
        inverse of a matrix less one row and column, by blocks).
        """
        near = self.ways.between(askers, self.members)
        if without is None:
            return near @ self.inverse
        mine = np.flatnonzero(without >= 0)
        who = without[mine]
        near[mine, who] = 0.0
        spoken = near @ self.inverse
        share = spoken[mine, who] / self.inverse[who, who]
        spoken[mine] -= share[:, None] * self.inverse[who]
        spoken[mine, who] = 0.0
        return spoken

    def scores(self, voices: Dense) -> Dense:
        """Return the score of each work (column) for each row of voices."""
        return np.asarray((self.spoken.T @ voices.T).T, dtype=np.float64)


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
