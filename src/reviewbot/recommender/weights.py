"""How much each ingredient counts: what is believed beforehand, and what a server's ratings say.

Beforehand, from communities of 20 to 400 drawn from MovieLens (see `evaluation`): the
crowd leads; popularity takes over from it where nothing is known of the asker; likeness of
works comes in with the first ratings; the average rating counts the more, the more members
stand behind it.

The server's own ratings then decide among several accounts: that belief, more or less strictly
held, and a few servers of another kind, in which content, those who rated the same or
popularity alone decide. Members are asked as if they were new (`trials`); each account has its
most likely weights and the evidence for it (`choice`); the weights are the accounts' average,
each counted by its evidence (Bayesian model averaging, Hoeting et al. 1999). Where a hundred
choices leave no doubt the account that explains them is followed, elsewhere the belief holds.
No weight is ever negative: an ingredient that says nothing is left out, not turned round.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from reviewbot.recommender.arrays import Dense
from reviewbot.recommender.choice import Choices, Found
from reviewbot.recommender.trials import Trials

HALF_TRUSTED: Final = 1.2
"""Ratings of one's own at which content counts half of what it may count in the end."""
HALF_TAUGHT: Final = 1.0
"""The same for what a server has taught: it said itself that this counts."""
FEWEST: Final = 5
"""Members who must have been asked for anything to be learnt."""
DOUBTS: Final = (0.03, 0.12, 0.4)
"""How strictly the belief is held, one account for each: deviations of a weight."""
ODDS: Final = (0.0, -1.0, -2.0, -3.0, -3.0, -3.0, -3.0)
"""Logarithms of how likely each account is beforehand beside the first, in the order of `DOUBTS`
and `KINDS_OF_SERVER`. A dozen choices by five members must not overthrow the belief."""
ALIKE: Final = 0.1
"""How much alike two choices of one member are: what is shared is counted once only."""
KINDS_OF_SERVER: Final = np.array(
    [
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.7, 0.5, 0.0],
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.3, 0.9, 0.0],
        [0.0, 0.0, 0.0, 0.1, 1.0, 0.0, 0.0, 0.0],
        [1.0, 0.0, 0.3, 0.0, 0.0, 0.0, 0.0, 0.0],
    ]
)
"""Weights where one thing alone decides: content twice, those who rated the same, popularity."""
USUAL: Final = 0.3
"""How loud a server of another kind is thought to be, before its ratings say."""
_LEAST: Final = 0.05
"""Loudness that the belief keeps however little it explains."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the ingredients in a server of `members`; the belief where nothing is `taught`.

    `taught` is what a server's own ratings put in its place for whoever rated something, and
    `cold` how much popularity counts beside it at first. Where nothing is known of the asker,
    popularity answers, and what a few members teach of that is luck.
    """

    members: int
    taught: tuple[float, ...] | None = None
    cold: float = 0.0

    def of(self, known: int) -> Dense:
        """Return the weights for somebody with `known` ratings."""
        if not known or self.taught is None:
            return belief(self.members, known)
        weights = np.array(self.taught) * grown(known, HALF_TAUGHT)
        weights[0] += self.cold * np.exp(-known)
        return np.asarray(weights)


def grown(known: int, half: float = HALF_TRUSTED) -> Dense:
    """Return how much of each ingredient's weight is reached with so many ratings.

    `half` is the number at which it is half for what rests on the asker's own.
    """
    trust = known / (known + half)
    return np.array([1.0, 1.0, 1.0, 1.0, trust, trust, trust, trust])


def belief(members: int, known: int) -> Dense:
    """Return the weights that are believed in beforehand."""
    if known == 0:
        return np.array([1.0, 0.0, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0])
    weights = _lasting(members)
    weights[0] = np.exp(-known)
    return np.asarray(weights * grown(known))


def _lasting(members: int) -> Dense:
    """Return what is believed of those who rated much."""
    many = float(np.clip(np.log10(max(1, members) / 20), 0.0, 1.5))
    return np.array([0.0, 0.0, 0.4 * many, 1.0, 0.2 * max(0.0, 1.0 - many), 1.0, 0.4, 0.2])


def learnt(members: int, trials: Trials) -> Weights:
    """Return the weights that the trials teach; the belief while hardly anybody was asked."""
    if len(np.unique(trials.who)) < FEWEST:
        return Weights(members)
    grow = np.stack([grown(int(n), HALF_TAUGHT) for n in trials.known])
    scores = np.ascontiguousarray(trials.scores.transpose(1, 0, 2), dtype=np.float64)
    nothing = np.zeros(scores.shape[::2])
    believed = np.stack([belief(members, int(n)) for n in trials.known])
    loud = _loudness(Choices(_along(scores, believed), nothing, trials.hidden, trials.out), 1.0)
    loudness = max(_LEAST, float(loud.weights[0]))
    cold = loudness * np.exp(-trials.known.astype(np.float64))
    held = Choices(
        scores * grow[:, :, None], cold[:, None] * scores[:, 0], trials.hidden, trials.out
    )
    found = [held.best(loudness * _lasting(members), doubt) for doubt in DOUBTS]
    for ways in KINDS_OF_SERVER:
        along = Choices(_along(scores, ways * grow), nothing, trials.hidden, trials.out)
        alone = _loudness(along, USUAL)
        found.append(Found(alone.weights[0] * ways, alone.evidence))
    return _averaged(members, found, loudness, _independent(trials))


def _independent(trials: Trials) -> float:
    """Return what share of the choices' evidence counts: the inverse design effect (Kish 1965)."""
    each = len(trials.who) / len(np.unique(trials.who))
    return 1.0 / (1.0 + ALIKE * (each - 1.0))


def _along(scores: Dense, ways: Dense) -> Dense:
    """Add the ingredients up as each question's `ways` say, into one."""
    return np.asarray(np.matmul(ways[:, None, :], scores), dtype=np.float64)


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
    scale = float(_lasting(members).sum()) / max(float(taught.sum()), 1e-9)
    return Weights(members, tuple(map(float, scale * taught)), scale * cold)
