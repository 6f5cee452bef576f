"""Learning how much each ingredient counts from what a server's own members chose.

A server's own ratings decide among several accounts: the belief (`weights`), more or less strictly
held, and a few servers of another kind, in which content, those who rated the same or
popularity alone decide. Members are asked as if they were new (`trials`); each account has its
most likely weights and the evidence for it (`choice`); the weights are the accounts' average,
each counted by its evidence (Bayesian model averaging, Hoeting et al. 1999). Where a hundred
choices leave no doubt the account that explains them is followed, elsewhere the belief holds.

A likelihood cares about all ranks alike, a list about its first places only (at 400 members of
MovieLens that made what was taught worse than what was believed). So the average counts as far
only as it puts what members liked higher among the first than the belief does, by more than luck.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from reviewbot.recommender.arrays import Dense
from reviewbot.recommender.choice import Choices, Found
from reviewbot.recommender.trials import Trials
from reviewbot.recommender.weights import HALF_TAUGHT, Weights, belief, grown, lasting

FEWEST: Final = 5
"""Members who must have been asked for anything to be learnt."""
DOUBTS: Final = (0.03, 0.12, 0.4)
"""How strictly the belief is held, one account for each: deviations of a weight."""
ODDS: Final = (0.0, -1.0, -2.0, -2.0, 0.0, 1.0, -1.0)
"""Logarithms of how likely each account is beforehand beside the first, in the order of `DOUBTS`
and `KINDS_OF_SERVER`; chosen on made-up servers of 20 and 50."""
ALIKE: Final = 0.1
"""How much alike two choices of one member are: what is shared is counted once only."""
KINDS_OF_SERVER: Final = np.array(
    [
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.7, 0.5, 0.0],
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.3, 0.9, 0.0],
        [0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0],
        [1.0, 0.0, 0.3, 0.0, 0.0, 0.0, 0.0, 0.0],
    ]
)
"""Weights where one thing alone decides: content twice, those who rated the same, popularity."""
FIRST: Final = 20
"""Rank beyond which it is all the same how far down a work is."""
USUAL: Final = 0.3
"""How loud a server of another kind is thought to be, before its ratings say."""
_LEAST: Final = 0.05
"""Loudness that the belief keeps however little it explains."""


def learnt(members: int, trials: Trials) -> Weights:
    """Return the weights that the trials teach; the belief while hardly anybody was asked."""
    if len(np.unique(trials.who)) < FEWEST:
        return Weights(members)
    scores = np.ascontiguousarray(trials.scores.transpose(1, 0, 2), dtype=np.float64)
    believed = np.stack([belief(members, int(n)) for n in trials.known])
    asked = _Asked(trials, scores, np.zeros(scores.shape[::2]), believed)
    taught = _averaged(members, *asked.accounts(members), _independent(trials))
    return replace(taught, sure=asked.sureness(taught))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The trials, with scores as questions × ingredients × candidates and each one's belief."""

    trials: Trials
    scores: Dense
    nothing: Dense
    believed: Dense

    def along(self, ways: Dense) -> Choices:
        """Add the ingredients up as each question's `ways` say, into one."""
        added = np.asarray(np.matmul(ways[:, None, :], self.scores), dtype=np.float64)
        return Choices(added, self.nothing, self.trials.hidden, self.trials.out)

    def accounts(self, members: int) -> tuple[list[Found], float]:
        """Return what each account makes of the choices, and how loud the belief speaks."""
        known = self.trials.known
        loudness = max(_LEAST, float(_loudness(self.along(self.believed), 1.0).weights[0]))
        cold = (loudness * np.exp(-known.astype(np.float64)))[:, None] * self.scores[:, 0]
        grow = np.stack([grown(int(n), HALF_TAUGHT) for n in known])
        shown = self.scores * grow[:, :, None]
        held = Choices(shown, cold, self.trials.hidden, self.trials.out)
        found = [held.best(loudness * lasting(members), doubt) for doubt in DOUBTS]
        for ways in KINDS_OF_SERVER:
            alone = _loudness(self.along(ways * grow), USUAL)
            found.append(Found(alone.weights[0] * ways, alone.evidence))
        return found, loudness

    def sureness(self, taught: Weights) -> float:
        """Return by how many standard errors what is taught ranks better; 0 to 1.

        The error is that of a mean over members, whose choices are not independent.
        """
        ways = np.stack([taught.of(int(n)) for n in self.trials.known])
        before, after = (self._gains(one) for one in (self.believed, ways))
        _, who = np.unique(self.trials.who, return_inverse=True)
        asked, sums = np.bincount(who), np.bincount(who, after - before)
        mean = float(sums.sum() / asked.sum())
        error = float(np.sqrt(np.square(sums - mean * asked).sum())) / float(asked.sum())
        return float(np.clip(mean / max(error, 1e-9), 0.0, 1.0))

    def _gains(self, ways: Dense) -> Dense:
        """Return minus the logarithm of each liked work's rank: like a discounted gain."""
        return np.asarray(-np.log(np.minimum(self.along(ways).ranks(np.ones(1)), FIRST)))


def _independent(trials: Trials) -> float:
    """Return what share of the choices' evidence counts: the inverse design effect (Kish 1965)."""
    each = len(trials.who) / len(np.unique(trials.who))
    return 1.0 / (1.0 + ALIKE * (each - 1.0))


def _loudness(along: Choices, usual: float) -> Found:
    """Return how loud a blend speaks: the factor under which the choices are most likely."""
    return along.best(np.array([usual]), 1.0)


def _averaged(members: int, found: list[Found], loudness: float, counted: float) -> Weights:
    """Average the accounts by their evidence, as loud together as the belief is."""
    evidence = counted * np.array([one.evidence for one in found]) + np.array(ODDS)
    share = np.exp(evidence - evidence.max())
    share /= share.sum()
    taught = share @ np.stack([one.weights for one in found])
    cold = loudness * float(share[: len(DOUBTS)].sum())
    scale = float(lasting(members).sum()) / max(float(taught.sum()), 1e-9)
    return Weights(members, tuple(map(float, scale * taught)), scale * cold)
