"""Asking a server's own members as if they were new, to learn what counts there."""

from typing import Final

import numpy as np
import scipy.sparse as sp

from reviewbot.recommender.arrays import Ints, Mask, Sparse
from reviewbot.recommender.ingredients import Kitchen, comparable
from reviewbot.recommender.weights import Trial

LIKED: Final = 4.0
"""Stars from which a rating says that one would have wanted the suggestion."""
KNOWN: Final = (0, 1, 3, 8)
"""How many ratings are known of them."""
ASKED: Final = 240
"""Questions for each number of known ratings, by which few members are asked several times."""
CHUNK: Final = 16
"""Questions worked out at a time, so that a thread that fits never holds the others up long."""
AGAIN_MAX: Final = 8
MEMBERS_MAX: Final = 80
"""Members asked; more would teach little more."""
WORKS_MAX: Final = 2_000
"""Works ranked; beyond it a random part stands for all."""


def trials(kitchen: Kitchen, seed: int = 0) -> list[Trial]:
    """Return the trials of a server: the same ones for the same ratings and seed."""
    rng = np.random.default_rng(seed)
    sizes = np.diff(kitchen.stars.indptr)
    works = kitchen.stars.shape[1]
    some = np.arange(works)
    if works > WORKS_MAX:
        some = np.sort(rng.choice(works, WORKS_MAX, replace=False))
    found = []
    for known in KNOWN:
        able = np.flatnonzero(sizes > known)
        asked = np.sort(rng.permutation(able)[:MEMBERS_MAX])
        again = 1 if known == 0 else min(AGAIN_MAX, max(1, ASKED // max(1, len(asked))))
        trial = _trial(kitchen, np.repeat(asked, again), known, some, rng) if len(asked) else None
        found += [trial] if trial is not None else []
    return found


def _trial(
    kitchen: Kitchen, asked: Ints, known: int, some: Ints, rng: np.random.Generator
) -> Trial | None:
    shown, hidden = _split(kitchen.stars, asked, known, rng)
    alone = _alone(kitchen.stars, asked)[:, some]
    liked = (hidden[:, some] >= LIKED).toarray() & ~alone
    able = np.flatnonzero(liked.any(axis=1))
    if not len(able):
        return None
    given, who = shown[able], asked[able]
    out = (given[:, some] != 0).toarray() | alone[able]
    parts = [
        kitchen.scores(given[at : at + CHUNK], who[at : at + CHUNK])[:, :, some]
        for at in range(0, len(who), CHUNK)
    ]
    scores = comparable(np.concatenate(parts, axis=1), ~out)
    return Trial(known, scores, liked[able], out, who)


def _alone(stars: Sparse, asked: Ints) -> Mask:
    """Mark the works that nobody rated but the asker: without them, nobody knew of these.

    They must not be ranked: that a work without other raters is here at all gives away that
    the asker rated it, and would teach that what nobody rates is liked.
    """
    raters = np.asarray(stars.getnnz(axis=0))
    return np.asarray((stars[asked] != 0).toarray() & (raters == 1), dtype=np.bool_)


def _split(
    stars: Sparse, asked: Ints, known: int, rng: np.random.Generator
) -> tuple[Sparse, Sparse]:
    """Split each one's ratings into `known` that are shown and the rest, by lot."""
    rows = stars[asked].tocoo()
    lot = rng.random(rows.nnz)
    order = np.lexsort((lot, rows.row))
    start = np.concatenate([[0], np.cumsum(np.bincount(rows.row, minlength=len(asked)))])
    place = np.empty(rows.nnz, dtype=np.int64)
    place[order] = np.arange(rows.nnz) - start[rows.row[order]]
    first = place < known
    parts = (first, ~first)
    shown, hidden = (
        sp.csr_matrix((rows.data[p], (rows.row[p], rows.col[p])), shape=rows.shape) for p in parts
    )
    return shown, hidden
