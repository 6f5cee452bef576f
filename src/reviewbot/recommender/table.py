"""A server's ratings as a table: members are rows, works are columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp

from reviewbot.recommender.arrays import Ints, Sparse
from reviewbot.recommender.facts import WORD
from reviewbot.recommender.profiles import few

POINTS_PER_STAR: Final = 20.0


@dataclass(frozen=True, slots=True)
class Table:
    """Ratings in stars, with what each row and column stands for, both in sorted order.

    `raters` is how many rated each work; `member_ids` and `work_ids` are by row and column.
    """

    members: Mapping[int, int]
    works: Mapping[str, int]
    stars: Sparse
    raters: Ints
    member_ids: Sequence[int]
    work_ids: Sequence[str]

    @classmethod
    def of(cls, ratings: Iterable[tuple[str, int, int]]) -> "Table":
        """Read (work, member, points), one for each member and work."""
        given = list(ratings)
        works = {work: n for n, work in enumerate(sorted({work for work, _, _ in given}))}
        members = {who: n for n, who in enumerate(sorted({who for _, who, _ in given}))}
        rows = np.fromiter((members[who] for _, who, _ in given), np.int64, len(given))
        columns = np.fromiter((works[work] for work, _, _ in given), np.int64, len(given))
        stars = np.fromiter((p / POINTS_PER_STAR for *_, p in given), np.float64, len(given))
        shape = (len(members), len(works))
        table = sp.csr_matrix((stars, (rows, columns)), shape=shape)
        raters = np.asarray(table.getnnz(axis=0), dtype=np.int64)
        return cls(members, works, table, raters, list(members), list(works))

    def row(self, points: Mapping[str, int]) -> Sparse:
        """Return one person's ratings as a row; works that nobody here rated are left out."""
        placed = sorted((self.works[work], p) for work, p in points.items() if work in self.works)
        columns = np.array([column for column, _ in placed], dtype=np.int64)
        stars = np.array([p / POINTS_PER_STAR for _, p in placed], dtype=np.float64)
        ends = np.array([0, len(placed)])
        return sp.csr_matrix((stars, columns, ends), shape=(1, len(self.works)))

    def features(self, features: Mapping[str, Sequence[str]]) -> Sparse:
        """Return what is known of each work (`kind:book`, `decade:1990`), 1 where it holds.

        A feature of one work alone likens it to nothing and is left out, and so is a word that
        more than a few titles have.
        """
        has = [(self.works[w], f) for w, many in features.items() if w in self.works for f in many]
        names = {name: n for n, name in enumerate(sorted({name for _, name in has}))}
        rows = [row for row, _ in has]
        columns = [names[name] for _, name in has]
        shape = (len(self.works), len(names))
        held = sp.csr_matrix((np.ones(len(has)), (rows, columns)), shape=shape)
        held.data[:] = 1.0
        shared = np.asarray(held.getnnz(axis=0))
        words = np.fromiter((name.startswith(WORD) for name in names), np.bool_, len(names))
        telling = (shared > 1) & ~(words & (shared > few(len(self.works))))
        return held[:, np.flatnonzero(telling)].tocsr()
