"""What members of several servers liked together: counts of pairs of works, and what they add.

One server of twenty says little of which works go together; many servers say it better, and say
it with counts alone. `pairs` counts, `Elsewhere` lets the counts speak beside what a server
learns from its own ratings: the cosine of item-based neighbourhoods (Sarwar et al. 2001) on
likes, shrunk where few stand behind it, and how many like a work, which fades with the asker's
own ratings. The constants were chosen by `bench.sharing` on draws that are not reported.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
import scipy.sparse as sp

from reviewbot.recommender.arrays import Dense, Ints, Sparse
from reviewbot.recommender.profiles import likes

MEMBERS_MIN: Final = 5
"""Members who must stand behind a count, each counted once however many servers they are in."""
GUILDS_MIN: Final = 2
"""Servers that these must come from."""
NEIGHBOURS: Final = 50
"""Works kept beside each, those that go best with it."""
SHRINK: Final = 20.0
"""Added to what a count is divided by."""
WEIGHT: Final = 2.0
"""How much what goes with the asker's ratings counts in a server of `SMALL` members, in
deviations, beside the crowd's 1."""
LIKED: Final = 4.0
"""The same for how many like a work, for whoever rated nothing."""
HALF: Final = 10.0
"""Ratings of one's own at which that counts half."""
SMALL: Final = 20.0
_BLOCK: Final = 512


@dataclass(frozen=True, slots=True)
class Pairs:
    """How many members like each of these works, and each two of them (in both orders)."""

    works: Mapping[str, int]
    both: Mapping[tuple[str, str], int]


def pairs(liked: Iterable[tuple[int, int, str]]) -> Pairs:
    """Count (guild, member, work) likes; nothing is told of fewer than `MEMBERS_MIN` members.

    Nor of what members of fewer than `GUILDS_MIN` servers like.
    """
    given = sorted(set(liked))
    if not given:
        return Pairs({}, {})
    guilds, at_guild = np.unique([guild for guild, _, _ in given], return_inverse=True)
    people, at_member = np.unique([member for _, member, _ in given], return_inverse=True)
    names, at_work = np.unique([work for *_, work in given], return_inverse=True)
    by_guild = [
        _marked(at_member[rows], at_work[rows], (len(people), len(names)))
        for rows in _groups(at_guild, len(guilds))
    ]
    everybody = _marked(at_member, at_work, (len(people), len(names)))
    members = np.asarray(everybody.getnnz(axis=0))
    servers = np.sum([np.asarray(one.getnnz(axis=0)) > 0 for one in by_guild], axis=0)
    kept = np.flatnonzero((members >= MEMBERS_MIN) & (servers >= GUILDS_MIN))
    works = {str(names[column]): int(members[column]) for column in kept}
    own = [one[:, kept] for one in by_guild]
    return Pairs(works, dict(_both(everybody[:, kept].tocsc(), own, list(works))))


def _groups(of: Ints, count: int) -> list[Ints]:
    order = np.argsort(of, kind="stable")
    return np.split(order, np.searchsorted(of[order], np.arange(1, count)))


def _marked(rows: Ints, columns: Ints, shape: tuple[int, int]) -> Sparse:
    marked = sp.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    marked.data[:] = 1.0
    return marked


def _both(
    everybody: Sparse, by_guild: list[Sparse], names: list[str]
) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield each work's nearest with their counts, a block of works at a time."""
    members = np.asarray(everybody.getnnz(axis=0), dtype=np.float64)
    for at in range(0, len(names), _BLOCK):
        count = (everybody[:, at : at + _BLOCK].T @ everybody).toarray()
        servers = sum(((g[:, at : at + _BLOCK].T @ g) > 0).toarray().astype(int) for g in by_guild)
        for place, row in enumerate(count):
            work = at + place
            row[(row < MEMBERS_MIN) | (servers[place] < GUILDS_MIN)] = 0.0
            row[work] = 0.0
            near = row / (np.sqrt(members * members[work]) + SHRINK)
            best = np.argsort(-near, kind="stable")[:NEIGHBOURS]
            for other in best[near[best] > 0]:
                yield (names[work], names[int(other)]), int(row[other])


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Counts laid over a server's works: `near` (works × works), `liked` how many like each."""

    near: Sparse
    liked: Dense

    @classmethod
    def of(
        cls, counted: Pairs, names: Mapping[str, Iterable[str]], works: Mapping[str, int]
    ) -> "Elsewhere":
        """Lay `counted` over the columns `works`; `names` are those each goes by in the counts."""
        at: dict[str, list[int]] = {}
        for work, column in works.items():
            for name in names.get(work, ()):
                at.setdefault(name, []).append(column)
        liked = np.zeros(len(works))
        for name, members in counted.works.items():
            for column in at.get(name, ()):
                liked[column] = max(liked[column], members)
        near = _near(counted, at)
        places = np.array(list(near), dtype=np.int64).reshape(-1, 2).T
        shape = (len(works), len(works))
        return cls(sp.csr_matrix((list(near.values()), tuple(places)), shape=shape), liked)

    def scores(self, askers: Sparse, wanted: Ints, members: int) -> Dense:
        """Return what this adds to each asker's (row's) score of each wanted work."""
        weight = min(1.0, SMALL / max(1, members)) ** 0.5
        known = np.diff(askers.indptr)[:, None]
        graded = likes(askers) @ self.near
        warm = _standard(np.asarray(graded.toarray())[:, wanted])
        liked = _standard(np.log1p(self.liked[wanted])[None, :])
        return np.asarray(weight * (WEIGHT * warm + LIKED * HALF / (HALF + known) * liked))


def _near(counted: Pairs, at: Mapping[str, list[int]]) -> dict[tuple[int, int], float]:
    """Return how well two columns go together; of several names, what says most."""
    found: dict[tuple[int, int], float] = {}
    for (one, other), count in counted.both.items():
        size = (counted.works[one] * counted.works[other]) ** 0.5 + SHRINK
        for row, column in product(at.get(one, ()), at.get(other, ())):
            if row != column:
                found[row, column] = max(found.get((row, column), 0.0), count / size)
    return found


def _standard(rows: Dense) -> Dense:
    rows = rows - rows.mean(axis=1, keepdims=True)
    spread = rows.std(axis=1, keepdims=True)
    return np.asarray(rows / np.where(spread > 1e-9, spread, np.inf))
