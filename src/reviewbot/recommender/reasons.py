"""Why a work is suggested: exact parts of its score, not a story told afterwards.

The score of a work is a sum over what the asker rated: of one rated work, how much it makes
the asker resemble each member, times what those members say of the suggested work; and how
much the two works have in common. The works with the largest parts are the reason.
"""

from typing import Final

import numpy as np

from reviewbot.recommender.arrays import Dense, Ints, Sparse
from reviewbot.recommender.ingredients import (
    CROWD,
    KINDS,
    MATCH,
    PEERS,
    PEERS_SHRINK,
    RARE_SHARED,
)
from reviewbot.recommender.profiles import DAMPED, NEUTRAL, RATED_WELL, likes, opinions
from reviewbot.recommender.question import Question

NAMED_MAX: Final = 2
"""Works that a reason names."""
PART_MIN: Final = 0.05
"""Deviations of a score that a work must add to be named for it."""
FAN: Final = 4.0
"""Stars from which a member counts as a fan."""


def because(asked: Question, columns: Ints) -> list[list[int]]:
    """Return which of the asker's works, by place in their row, speak most for each work.

    Named is what speaks for it and what the asker liked; nothing if there is no such work.
    """
    if not asked.asker.nnz:
        return [[] for _ in columns]
    felt = opinions(asked.asker).data
    parts = asked.weights[CROWD] * _by_people(asked, columns, felt)
    parts += asked.weights[PEERS] * _by_peers(asked, columns)
    parts += _by_facts(asked, columns, felt)
    return [_strongest(asked, row) for row in parts]


def fans(asked: Question, column: int) -> Ints:
    """Return the members (rows) who resemble the asker and liked the work, the nearest first."""
    members, stars = asked.others(asked.kitchen.stars_by, column)
    near = asked.likeness[members]
    some = (stars >= FAN) & (near > 0)
    return np.asarray(members[some][np.argsort(-near[some], kind="stable")], dtype=np.int64)


def _strongest(asked: Question, parts: Dense) -> list[int]:
    fits = (parts > 0) & (asked.asker.data >= min(NEUTRAL, asked.own))
    order = [int(n) for n in np.argsort(-parts, kind="stable") if fits[n]]
    least = max(PART_MIN, 0.2 * float(parts.max()))
    return [n for n in order[:NAMED_MAX] if parts[n] > least]


def _by_people(asked: Question, columns: Ints, felt: Dense) -> Dense:
    """Return what each rated work (column) adds to the crowd's score of each work (row)."""
    crowd, profiler, stars = asked.kitchen.crowd, asked.kitchen.profiler, asked.asker
    said = crowd.spoken_of[columns].toarray()
    if asked.who >= 0:
        said[:, asked.who] = 0.0
    heard = said @ crowd.inverse
    if asked.who >= 0:
        own = crowd.inverse[asked.who]
        heard -= np.outer(heard[:, asked.who] / own[asked.who], own)
        heard[:, asked.who] = 0.0
    ways, members, mine = crowd.ways, crowd.members, stars.indices
    damped, less = stars.nnz**-DAMPED, 1.0 / (stars.nnz + profiler.shrink)
    features = profiler.features[mine]
    kinds = heard @ members.profiles.kinds
    by_kinds = (features @ kinds.T).T - (kinds @ profiler.common)[:, None]
    by_taste = (features @ (heard @ members.profiles.tastes).T).T
    found = (
        damped * (members.seen_by[mine] @ heard.T).T / ways.seen_ridge
        + damped * felt * (members.felt_by[mine] @ heard.T).T / ways.felt_ridge
        + less * (ways.kinds * by_kinds + ways.tastes * felt * by_taste)
    )
    return np.asarray(found / asked.spreads[CROWD], dtype=np.float64)


def _by_peers(asked: Question, columns: Ints) -> Dense:
    """Return what each rated work adds through those who rated it and each work as highly."""
    kitchen = asked.kitchen
    mine = likes(asked.asker)
    own = float(np.sqrt(np.square(mine.data).sum()))
    alike = 1.0 / (own * kitchen.lengths + PEERS_SHRINK)
    if asked.who >= 0:
        alike[asked.who] = 0.0
    said = kitchen.liked_by[columns].multiply(alike[None, :])
    found = (said @ kitchen.liked_by[mine.indices].T).toarray() * mine.data
    return np.asarray(found / asked.spreads[PEERS], dtype=np.float64)


def _by_facts(asked: Question, columns: Ints, felt: Dense) -> Dense:
    """Return what each rated work adds by what it shares with each work, in deviations."""
    profiler, mine = asked.kitchen.profiler, asked.asker.indices
    weigh = asked.weights / asked.spreads
    rated = 1.0 + RATED_WELL * felt
    kinds, rare = (_shared(of, columns, mine) for of in (profiler.features, profiler.rare))
    by_kinds = (weigh[MATCH] * rated + weigh[KINDS] * felt) * kinds
    return np.asarray(by_kinds + weigh[RARE_SHARED] * rated * rare, dtype=np.float64)


def _shared(features: Sparse, columns: Ints, mine: Ints) -> Dense:
    return np.asarray((features[columns] @ features[mine].T).toarray())
