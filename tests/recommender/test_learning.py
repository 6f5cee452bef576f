"""Weights follow what decides in a server, and hold where little is known."""

import os

import numpy as np
import pytest

from reviewbot.recommender.arrays import Dense, Mask, Sparse
from reviewbot.recommender.ingredients import NAMES, Kitchen, comparable, unrated
from reviewbot.recommender.learning import learnt
from reviewbot.recommender.trials import LIKED, trials
from reviewbot.recommender.weights import Weights
from tests.recommender.worlds import World, world

KNOWN = (0, 1, 3, 5, 10)
SERVERS = int(os.environ.get("LEARNING_SERVERS", "4"))
"""Made-up servers of each kind; the bars are met with 10 as well."""
TOP = 10
DISCOUNT = 1.0 / np.log2(np.arange(2, TOP + 2))


def ndcg(scores: Dense, liked: Mask, out: Mask) -> Dense:
    """Return each row's normalised discounted cumulative gain (Järvelin 2002)."""
    order = np.argsort(np.where(out, np.inf, -scores), axis=1, kind="stable")[:, :TOP]
    hits = np.take_along_axis(liked, order, axis=1)
    ideal = np.cumsum(DISCOUNT)[np.clip(liked.sum(axis=1), 1, TOP) - 1]
    return np.asarray((hits * DISCOUNT).sum(axis=1) / ideal)


def measured(made: World, known: int, weights: Weights, kitchen: Kitchen) -> Dense:
    """Return the mean gain of the learnt blend, then of each ingredient alone."""
    given: Sparse = made.known(known)
    liked = made.hidden().toarray() >= LIKED
    among = unrated(given)
    parts = comparable(kitchen.scores(given), among)
    rows = np.flatnonzero(liked.any(axis=1))
    ways = [weights.of(known), *np.eye(len(NAMES))]
    gains = [ndcg(np.tensordot(way, parts, 1), liked, ~among)[rows].mean() for way in ways]
    return np.array(gains)


def cells(decides: str, members: int, seeds: int) -> Dense:
    """Return mean gains by known ratings (rows): learnt, as believed, each ingredient alone."""
    gains = []
    for seed in range(seeds):
        made = world(decides, members, seed)
        kitchen = Kitchen.of(made.members, made.features)
        taught = learnt(members, trials(made.members, made.features))
        gains.append(
            [
                np.insert(
                    measured(made, known, taught, kitchen),
                    1,
                    measured(made, known, Weights(members), kitchen)[0],
                )
                for known in KNOWN[1:]
            ]
        )
    return np.asarray(np.mean(gains, axis=0))


@pytest.mark.slow
@pytest.mark.parametrize("decides", ["content", "crowd", "groups"])
def test_the_blend_keeps_up_with_whatever_decides(decides: str) -> None:
    """With 50 members, at every number of known ratings, beside the best ingredient there."""
    mean = cells(decides, 50, SERVERS)
    ratio = mean[:, 0] / mean[:, 2:].max(axis=1)
    assert ratio.min() >= 0.99, ratio


@pytest.mark.slow
@pytest.mark.parametrize("decides", ["content", "crowd", "groups"])
def test_even_twenty_members_teach_more_than_one_believed(decides: str) -> None:
    mean = cells(decides, 20, SERVERS)
    assert mean[:, 0].mean() > 1.02 * mean[:, 1].mean()


def test_what_ranks_no_better_than_the_belief_is_not_followed() -> None:
    """Members who like by lot teach nothing, however many they are; those with a taste do."""
    made = world("content", 60, 1)
    lot = made.members.copy()
    lot.data = np.random.default_rng(0).permutation(lot.data)
    lot.indices = np.random.default_rng(1).integers(0, lot.shape[1], lot.nnz).astype(np.int32)
    lot.sum_duplicates()
    lot.data = np.minimum(lot.data, 5.0)
    assert learnt(60, trials(made.members, made.features)).sure == 1.0
    assert learnt(60, trials(lot, made.features)).sure < 1.0


def test_three_members_teach_nothing() -> None:
    made = world("content", 3, 0)
    assert learnt(3, trials(made.members, made.features)) == Weights(3)


def test_the_colder_one_is_the_more_the_popular_counts() -> None:
    weights = [Weights(50).of(known) for known in KNOWN]
    popular = [float(w[0]) for w in weights]
    content = [float(w[4]) for w in weights]
    assert popular == sorted(popular, reverse=True)
    assert content == sorted(content)
    assert content[0] == 0
