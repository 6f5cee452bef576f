"""How much each ingredient counts: what is believed beforehand, and what a server has taught.

Beforehand, from communities of 20 to 400 drawn from MovieLens (see `evaluation`): the
crowd leads; popularity takes over from it where nothing is known of the asker; likeness of
works comes in with the first ratings; the average rating counts the more, the more members
stand behind it.

The server's own ratings then move that belief: see `learning`.
No weight is ever negative: an ingredient that says nothing is left out, not turned round.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from reviewbot.recommender.arrays import Dense

HALF_TRUSTED: Final = 1.2
"""Ratings of one's own at which content counts half of what it may count in the end."""
HALF_TAUGHT: Final = 1.0
"""The same for what a server has taught: it said itself that this counts."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the ingredients in a server of `members`; the belief where nothing is `taught`.

    `taught` is what a server's own ratings put in its place for whoever rated something, and
    `cold` how much popularity counts beside it at first. Where nothing is known of the asker,
    popularity answers, and what a few members teach of that is luck. `sure` is the share of
    what is taught; the belief makes up the rest.
    """

    members: int
    taught: tuple[float, ...] | None = None
    cold: float = 0.0
    sure: float = 1.0

    def of(self, known: int) -> Dense:
        """Return the weights for somebody with `known` ratings."""
        believed = belief(self.members, known)
        if not known or self.taught is None:
            return believed
        weights = np.array(self.taught) * grown(known, HALF_TAUGHT)
        weights[0] += self.cold * np.exp(-known)
        return np.asarray(self.sure * weights + (1.0 - self.sure) * believed)


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
    weights = lasting(members)
    weights[0] = np.exp(-known)
    return np.asarray(weights * grown(known))


def lasting(members: int) -> Dense:
    """Return what is believed of those who rated much."""
    many = float(np.clip(np.log10(max(1, members) / 20), 0.0, 1.5))
    return np.array([0.0, 0.0, 0.4 * many, 1.0, 0.2 * max(0.0, 1.0 - many), 1.0, 0.4, 0.2])
