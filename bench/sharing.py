"""`python -m bench.sharing RATINGS [WORKS]`: what counts of pairs across servers gain a small one.

Everybody in the file is dealt to servers of twenty with log-normal profiles as in
`recommender.protocol`. One server is asked by 100 newcomers of its own; all others, and it,
share counts of pairs. nDCG@10 with and without, side by side on the same draws, by the number
of known ratings; the interval is that of the difference over draws.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import scipy.sparse as sp

from reviewbot.recommender.arrays import Dense, Ints, Sparse
from reviewbot.recommender.elsewhere import Elsewhere, pairs
from reviewbot.recommender.evaluation import interval, ours
from reviewbot.recommender.protocol import KNOWN, Community, community, measured
from reviewbot.recommender.rating_files import read_ratings

MEMBERS, NEWCOMERS = 20, 100
SEEDS = range(10)
LIKED = 4.0


def drawn_with_works(stars: Sparse, features: Sparse, seed: int) -> tuple[Community, Ints]:
    """Draw a server of twenty, and say which works of all its columns are."""
    marked = sp.hstack([features, sp.identity(stars.shape[1])]).tocsr()
    drawn = community(stars, marked, MEMBERS, NEWCOMERS, seed)
    works = drawn.features[:, features.shape[1] :].indices
    return replace(drawn, features=drawn.features[:, : features.shape[1]].tocsr()), works


def likes_elsewhere(stars: Sparse, seed: int) -> Iterator[tuple[int, int, str]]:
    """Deal all others to servers of twenty; yield what they like."""
    rng = np.random.default_rng([seed, MEMBERS])
    others = rng.permutation(stars.shape[0])[MEMBERS + NEWCOMERS :]
    sizes = np.maximum(1, np.round(np.exp(rng.normal(np.log(10.0), 1.0, len(others)))))
    for place, (person, size) in enumerate(zip(others, sizes, strict=True)):
        own = rng.permutation(np.arange(stars.indptr[person], stars.indptr[person + 1]))
        for at in own[: int(size)]:
            if stars.data[at] >= LIKED:
                yield 1 + place // MEMBERS, int(person), str(stars.indices[at])


def own_likes(drawn: Community, works: Ints) -> Iterator[tuple[int, int, str]]:
    """Yield what the server's own members like; it takes part too."""
    rows, columns = drawn.members.nonzero()
    for row, column, value in zip(rows, columns, drawn.members.data, strict=True):
        if value >= LIKED:
            yield 0, -1 - int(row), str(works[column])


def measure(stars: Sparse, features: Sparse, seed: int) -> tuple[list[float], list[float]]:
    """Return nDCG@10 by known ratings, without and with the counts."""
    drawn, works = drawn_with_works(stars, features, seed)
    counted = pairs([*likes_elsewhere(stars, seed), *own_likes(drawn, works)])
    places = {str(work): column for column, work in enumerate(works)}
    shared = Elsewhere.of(counted, {work: [work] for work in places}, places)
    score = ours(drawn.members, drawn.features)
    everything = np.arange(len(works))
    without, having = [], []
    for known in KNOWN:
        asked = drawn.known[known]
        plain: Dense = score(asked)
        more = plain + shared.scores(asked, everything, MEMBERS)
        without.append(measured(plain, drawn, known).ndcg)
        having.append(measured(more, drawn, known).ndcg)
    return without, having


def main(ratings: Path, works: Path | None) -> None:
    """Print both, and the difference."""
    stars, features = read_ratings(ratings, works)
    found = np.array([measure(stars, features, seed) for seed in SEEDS])
    rows = [*((f"{n} known", found[:, :, at]) for at, n in enumerate(KNOWN))]
    rows.append(("mean of 1-10", found[:, :, 1:].mean(axis=2)))
    for name, values in rows:
        gain, error = interval(list(values[:, 1] - values[:, 0]))
        print(
            f"{name:>14}: {values[:, 0].mean():.3f} alone, {values[:, 1].mean():.3f} with shared ",
            end="",
        )
        print(f"counts, gain {gain:+.3f} +- {error:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
