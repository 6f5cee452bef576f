"""Not five of a kind: the best list, not the list of the best.

Maximal marginal relevance (Carbonell and Goldstein 1998): picks are taken one at a time, each
by its score less a share of how like it is to the nearest one taken already.
"""

from typing import Final

import numpy as np

from reviewbot.recommender.arrays import Dense, Ints
from reviewbot.recommender.profiles import Profiler

LIKENESS_COSTS: Final = 0.25
"""Of the scores' range among those considered, what being entirely alike takes away."""
CONSIDERED: Final = 8
"""Works considered for each that is picked."""


def varied(scores: Dense, profiler: Profiler, wanted: Ints, limit: int) -> Ints:
    """Return the places, among the `wanted` columns, of `limit` works, best first."""
    many = min(len(scores), CONSIDERED * limit)
    best = np.argpartition(-scores, many - 1)[:many]
    best = best[np.lexsort((best, -scores[best]))]
    worth = scores[best]
    worth = (worth - worth.min()) / max(float(np.ptp(worth)), 1e-9)
    rows = profiler.features[wanted[best]]
    alike = (rows @ rows.T).toarray()
    taken: list[int] = []
    cost = np.zeros(many)
    for _ in range(min(limit, many)):
        value = worth - LIKENESS_COSTS * cost
        value[taken] = -np.inf
        taken.append(int(np.argmax(value)))
        cost = np.maximum(cost, alike[taken[-1]])
    return np.asarray(best[taken], dtype=np.int64)
