"""What the members chose, as evidence: how likely any weights make the works that they liked.

A question of the trials is a choice among the works that could have been suggested. The
conditional logit (McFadden 1974) says with what probability weights w choose the hidden work:
exp(w · z_hidden) / Σ exp(w · z_candidate), where z are an ingredient's scores in deviations.
Every candidate counts in it, so a hundred questions tell weights apart that the ranks of a
hundred works could not. Weights are never negative and have a normal prior; the best ones are
found by Newton's method, kept at zero where they would cross it.

How well a whole account of the weights (a prior) explains the choices is its evidence: the
likelihood averaged over the prior, by Laplace's approximation (MacKay 1992).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from reviewbot.recommender.arrays import Dense, Ints, Mask

_ROUNDS: Final = 12
_NEAR: Final = 1e-4
"""Gain in log likelihood below which the best weights are found."""


@dataclass(frozen=True, slots=True)
class Found:
    """The most likely weights, and the logarithm of the evidence for their prior."""

    weights: Dense
    evidence: float


@dataclass(frozen=True, slots=True)
class Choices:
    """Questions: `scores` is questions × ingredients × candidates, `offset` what is given.

    `hidden` is the place of the work that was liked, `out` marks what is no candidate.
    """

    scores: Dense
    offset: Dense
    hidden: Ints
    out: Mask

    def likely(self, weights: Dense) -> tuple[float, Dense]:
        """Return the log likelihood of all choices, and each candidate's probability."""
        worth = self.offset + np.matmul(weights, self.scores)
        worth[self.out] = -np.inf
        worth -= worth.max(axis=1, keepdims=True)
        chance = np.exp(worth)
        total = chance.sum(axis=1, keepdims=True)
        mine = worth[np.arange(len(worth)), self.hidden]
        return float((mine - np.log(total[:, 0])).sum()), chance / total

    def ranks(self, weights: Dense) -> Dense:
        """Return the rank of each liked work, 1 for the first; those alike share theirs."""
        worth = self.offset + np.matmul(weights, self.scores)
        worth[self.out] = -np.inf
        mine = worth[np.arange(len(worth)), self.hidden][:, None]
        before, alike = (worth > mine).sum(axis=1), (worth == mine).sum(axis=1)
        return np.asarray(1.0 + before + 0.5 * (alike - 1))

    def slopes(self, chance: Dense) -> tuple[Dense, Dense]:
        """Return the gradient of the log likelihood, and its curvature turned positive."""
        expected = np.matmul(self.scores, chance[:, :, None])[:, :, 0]
        chosen = self.scores[np.arange(len(chance)), :, self.hidden]
        weighed = self.scores * chance[:, None, :]
        curved = np.matmul(weighed, self.scores.transpose(0, 2, 1)).sum(axis=0)
        return (chosen - expected).sum(axis=0), curved - expected.T @ expected

    def best(self, believed: Dense, doubt: float) -> Found:
        """Return the best weights under a normal prior about those `believed`.

        `doubt` is the prior's deviation, the same for each weight.
        """
        weights, strict = believed.copy(), 1.0 / doubt**2
        worth, chance = self._worth(weights, believed, strict)
        for _ in range(_ROUNDS):
            up, curved = self._pull(weights, chance, believed, strict)
            free = (weights > 0) | (up > 0)
            step = np.zeros_like(weights)
            step[free] = np.linalg.solve(curved[np.ix_(free, free)], up[free])
            gained = 0.0
            for part in (1.0, 0.5, 0.2, 0.05, 0.01):
                tried = np.maximum(weights + part * step, 0.0)
                better, there = self._worth(tried, believed, strict)
                if better > worth:
                    gained, weights, worth, chance = better - worth, tried, better, there
                    break
            if gained < _NEAR:
                break
        _, curved = self._pull(weights, chance, believed, strict)
        kept = weights > 0
        sharp = curved[np.ix_(kept, kept)] / strict
        return Found(weights, worth - 0.5 * float(np.linalg.slogdet(sharp)[1]))

    def _worth(self, weights: Dense, believed: Dense, strict: float) -> tuple[float, Dense]:
        likely, chance = self.likely(weights)
        return likely - 0.5 * strict * float(np.square(weights - believed).sum()), chance

    def _pull(
        self, weights: Dense, chance: Dense, believed: Dense, strict: float
    ) -> tuple[Dense, Dense]:
        up, curved = self.slopes(chance)
        return up - strict * (weights - believed), curved + strict * np.eye(len(weights))
