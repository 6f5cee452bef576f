"""Asking a server's own members as if they were new, to learn what counts there.

The members are dealt into folds; each fold is asked by an engine that was fitted without it.
One work that a member liked is hidden and part of their other ratings are shown: an exact
picture of a newcomer. (Leaving one row out of a fit that was made with it would not do: what
bars a work from predicting itself still knows of that row, and at 20 members that decides.)
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp

from reviewbot.recommender.arrays import Dense, Ints, Mask, Sparse
from reviewbot.recommender.ingredients import NAMES, Kitchen, comparable

LIKED: Final = 4.0
"""Stars from which a rating says that one would have wanted the suggestion."""
SHOWN: Final = (1, 2, 3, 5, 8, 13)
"""How many of their other ratings are shown at most, in turn."""
ASKED: Final = 300
"""Questions at most; more would teach little more."""
OF_ONE_MAX: Final = 12
"""Questions about one member at most."""
FOLDS_MAX: Final = 20
FOLDED: Final = 1_000
"""Members fitted to in all folds together; of a large server a part stands for all."""
OF_FOLD_MAX: Final = 60
"""Members of a fold at most."""
CHUNK: Final = 16
"""Questions worked out at a time, so that a thread that fits never holds the others up long."""
WORKS_MAX: Final = 600
"""Works ranked; beyond it a random part stands for all, with every hidden one in it."""


@dataclass(frozen=True, slots=True)
class Trials:
    """Questions: `scores` is ingredients × questions × candidates, comparable.

    `hidden` is the place of the liked work among the candidates, `out` marks what is none,
    `known` is how many ratings were shown, `who` whose they were.
    """

    scores: Dense
    hidden: Ints
    out: Mask
    known: Ints
    who: Ints


@dataclass(frozen=True, slots=True)
class _Questions:
    """Of one fold: whose (`rows`), which work is hidden (`columns`), what is shown.

    `inside` are members who are not of the fold: all of them, or a part where they are many.
    """

    inside: Ints
    rows: Ints
    columns: Ints
    shown: Sparse


def trials(stars: Sparse, features: Sparse, seed: int = 0) -> Trials:
    """Return the trials of a server.

    `stars` has a row for each member, `features` one for each work. The same ratings and
    seed give the same trials.
    """
    rng = np.random.default_rng(seed)
    folds = _folds(stars.shape[0], rng)
    asked = [_questions(stars, fold, ASKED // len(folds), rng) for fold in folds]
    some = _some(stars.shape[1], np.concatenate([one.columns for one in asked]), rng)
    return _joined([_answered(stars, features, one, some) for one in asked])


def _folds(members: int, rng: np.random.Generator) -> list[Ints]:
    count = max(1, min(FOLDS_MAX, members, FOLDED // max(1, members)))
    size = min(OF_FOLD_MAX, -(-members // max(2, count)))
    dealt = rng.permutation(members)
    return [np.sort(dealt[at * size : (at + 1) * size]) for at in range(count)]


def _questions(stars: Sparse, fold: Ints, most: int, rng: np.random.Generator) -> _Questions:
    """Choose liked works of the fold's members that somebody outside it rated too."""
    inside = np.setdiff1d(np.arange(stars.shape[0]), fold)
    if len(inside) > FOLDED:
        inside = np.sort(rng.choice(inside, FOLDED, replace=False))
    raters = np.asarray(stars[inside].getnnz(axis=0))
    found: list[tuple[int, int]] = []
    for row in fold:
        own = slice(stars.indptr[row], stars.indptr[row + 1])
        fits = (stars.data[own] >= LIKED) & (raters[stars.indices[own]] > 0)
        some = rng.permutation(stars.indices[own][fits])[:OF_ONE_MAX]
        found += [(int(row), int(column)) for column in some]
    kept = np.sort(rng.permutation(len(found))[:most])
    pairs = np.array([found[n] for n in kept], dtype=np.int64).reshape(-1, 2)
    rows, columns = pairs[:, 0], pairs[:, 1]
    return _Questions(inside, rows, columns, _shown(stars, rows, columns, rng))


def _shown(stars: Sparse, rows: Ints, columns: Ints, rng: np.random.Generator) -> Sparse:
    """Return what is shown at each question: some of the member's other ratings, by lot."""
    parts, ends = [np.zeros(0, dtype=np.int64)], [0]
    for row, column in zip(rows, columns, strict=True):
        own = np.arange(stars.indptr[row], stars.indptr[row + 1])
        own = rng.permutation(own[stars.indices[own] != column])
        parts.append(np.sort(own[: rng.choice(SHOWN)]))
        ends.append(ends[-1] + len(parts[-1]))
    taken = np.concatenate(parts)
    shape = (len(rows), stars.shape[1])
    return sp.csr_matrix((stars.data[taken], stars.indices[taken], ends), shape=shape)


def _some(works: int, hidden: Ints, rng: np.random.Generator) -> Ints:
    """Return the works to rank, in order."""
    if works <= WORKS_MAX:
        return np.arange(works)
    return np.union1d(rng.choice(works, WORKS_MAX, replace=False), hidden)


def _answered(stars: Sparse, features: Sparse, asked: _Questions, some: Ints) -> Trials:
    """Let an engine that was fitted without the fold answer its questions.

    No candidate is what the member rated otherwise, shown or not: it is no wrong answer. Nor
    is what nobody outside the fold rated: it would not be here.
    """
    inside = stars[asked.inside]
    kitchen = Kitchen.of(inside, features)
    out = (stars[asked.rows][:, some] != 0).toarray()
    out |= np.asarray(inside[:, some].getnnz(axis=0)) == 0
    hidden = np.searchsorted(some, asked.columns)
    out[np.arange(len(hidden)), hidden] = False
    scores = [np.zeros((len(NAMES), 0, len(some)), dtype=np.float32)]
    for at in range(0, len(hidden), CHUNK):
        part = slice(at, at + CHUNK)
        found = comparable(kitchen.scores(asked.shown[part], some=some), ~out[part])
        scores.append(found.astype(np.float32))
    known = np.diff(asked.shown.indptr).astype(np.int64)
    return Trials(np.concatenate(scores, axis=1), hidden, out, known, asked.rows)


def _joined(parts: list[Trials]) -> Trials:
    return Trials(
        np.concatenate([part.scores for part in parts], axis=1),
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("hidden", "out", "known", "who")
        ),
    )
