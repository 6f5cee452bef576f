"""Ours beside published recommenders, on anybody's ratings, in one run."""

import time
import tracemalloc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from reviewbot.recommender.arrays import Dense, Sparse
from reviewbot.recommender.ingredients import Kitchen, comparable, unrated
from reviewbot.recommender.learning import learnt
from reviewbot.recommender.peers import BLENDS, SINGLE, Fit, Scorer
from reviewbot.recommender.protocol import (
    KNOWN,
    PROTOCOLS,
    Community,
    Measures,
    community,
    measured,
)
from reviewbot.recommender.trials import trials

OURS: Final = "ours"
NEWCOMERS: Final = 100
TUNING_SEEDS: Final = 3
RESAMPLES: Final = 2_000
"""Draws of communities, with replacement, from which a ratio's interval is read."""
_NOTHING: Final = 1e-9
_TUNING_FROM: Final = 1_000
"""Seeds of the communities on which peers are tuned; never those that are reported."""


@dataclass(frozen=True, slots=True)
class Result:
    """One recommender at one size. Each list has one value for each community.

    `by_known` is nDCG@10 by the number of known ratings; the other quality measures are means
    over one and more known ratings. `fit_seconds`, `answer_ms` (all newcomers at once, per
    newcomer) and `peak_mb` (allocated while fitting) are of this machine.
    """

    name: str
    by_known: Mapping[int, list[float]]
    means: Mapping[str, list[float]]
    fit_seconds: float
    answer_ms: float
    peak_mb: float

    def ndcg(self) -> tuple[float, float]:
        """Return the mean nDCG@10 over known ratings, and half its 95 % confidence interval."""
        return interval(self.means["ndcg"])


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the mean and 1.96 standard errors, over communities."""
    if len(values) < 2:
        return float(np.mean(values)), float("nan")
    return float(np.mean(values)), float(1.96 * np.std(values, ddof=1) / np.sqrt(len(values)))


def ratio(ours: Sequence[float], other: Sequence[float]) -> tuple[float, float, float]:
    """Return how many times the other's mean ours is, with the ends of its 95 % interval.

    Both were measured in the same communities, which are drawn anew together (the paired
    bootstrap percentile interval, Efron and Tibshirani 1993): what makes a community easy for
    both does not widen it. The same values give the same interval.
    """
    mine, theirs = np.asarray(ours, dtype=np.float64), np.asarray(other, dtype=np.float64)
    drawn = np.random.default_rng(0).integers(0, len(mine), (RESAMPLES, len(mine)))
    ratios = mine[drawn].mean(axis=1) / np.maximum(theirs[drawn].mean(axis=1), _NOTHING)
    low, high = np.quantile(ratios, (0.025, 0.975))
    return float(mine.mean() / max(float(theirs.mean()), _NOTHING)), float(low), float(high)


def ours(stars: Sparse, features: Sparse) -> Scorer:
    """Fit ours to stars alone, its weights learnt from them, as the bot does."""
    kitchen = Kitchen.of(stars, features)
    weights = learnt(stars.shape[0], trials(kitchen.stars, features))

    def score(askers: Sparse) -> Dense:
        parts = comparable(kitchen.scores(askers), unrated(askers))
        ways = np.stack([weights.of(int(n)) for n in np.diff(askers.indptr)])
        return np.asarray(np.einsum("ai,iaw->aw", ways, parts))

    return score


def evaluate(
    stars: Sparse,
    features: Sparse,
    members: int,
    seeds: int,
    *,
    newcomers: int = NEWCOMERS,
    protocol: str = PROTOCOLS[0],
) -> Iterator[Result]:
    """Yield the result of each recommender in communities of `members`, ours first.

    Every peer is tuned on communities of its own, of the same size. Raises `ValueError` where
    fewer than ten people are left to be newcomers.
    """
    if stars.shape[0] < members + 10:
        raise ValueError(
            f"{stars.shape[0]} people with 20 ratings or more are too few for {members} members "
            "and ten newcomers."
        )
    draw = [community(stars, features, members, newcomers, seed, protocol) for seed in range(seeds)]
    tuning = [
        community(stars, features, members, newcomers, _TUNING_FROM + seed, protocol)
        for seed in range(TUNING_SEEDS)
    ]
    yield _result(OURS, ours, draw)
    for name, variants in {**SINGLE, **BLENDS}.items():
        yield _result(name, _tuned(variants, tuning), draw)


def _tuned(variants: Sequence[Fit], tuning: Sequence[Community]) -> Fit:
    """Return the variant with the best mean nDCG@10 over one and more known ratings."""
    if len(variants) == 1:
        return variants[0]
    return max(variants, key=lambda fit: np.mean([_mean(fit, drawn) for drawn in tuning]))


def _mean(fit: Fit, drawn: Community) -> float:
    score = fit(drawn.members, drawn.features)
    return float(np.mean([measured(score(drawn.known[n]), drawn, n).ndcg for n in KNOWN[1:]]))


def _result(name: str, fit: Fit, draw: Sequence[Community]) -> Result:
    by_known: dict[int, list[float]] = {n: [] for n in KNOWN}
    means: dict[str, list[float]] = {field.name: [] for field in fields(Measures)}
    fitting = answering = 0.0
    for drawn in draw:
        started = time.perf_counter()
        score = fit(drawn.members, drawn.features)
        fitted = time.perf_counter()
        scores = {n: score(drawn.known[n]) for n in KNOWN}
        fitting, answering = fitting + fitted - started, answering + time.perf_counter() - fitted
        found = {n: measured(scores[n], drawn, n) for n in KNOWN}
        for n in KNOWN:
            by_known[n].append(found[n].ndcg)
        for measure, values in means.items():
            values.append(float(np.mean([getattr(found[n], measure) for n in KNOWN[1:]])))
    asked = sum(drawn.hidden.shape[0] for drawn in draw) * len(KNOWN)
    per_answer = 1000 * answering / asked
    return Result(name, by_known, means, fitting / len(draw), per_answer, _peak_mb(fit, draw[0]))


def _peak_mb(fit: Fit, drawn: Community) -> float:
    tracemalloc.start()
    try:
        fit(drawn.members, drawn.features)
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
