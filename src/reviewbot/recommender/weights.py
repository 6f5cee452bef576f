"""How much each ingredient counts: what is believed beforehand, and what a server's ratings say.

Beforehand, from communities of 20 to 400 drawn from MovieLens (see `evaluation`): the
crowd leads; popularity takes over from it where nothing is known of the asker; likeness of
works comes in with the first ratings; the average rating counts the more, the more members
stand behind it.

The server's own ratings then move that belief: members are asked as if they were new (see
`trials`), and a change of a weight is taken only if it ranks what they liked better by more
than the luck of the draw. With few members the luck is large and the belief holds; where
content, popularity or taste groups alone decide, the weights follow them. No weight is ever
negative: an ingredient that says nothing is left out, not turned round.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from reviewbot.recommender.arrays import Dense, Ints, Mask
from reviewbot.recommender.ingredients import CROWD, KINDS, MATCH, NAMES, PEERS
from reviewbot.recommender.trials import Trials

HALF_TRUSTED: Final = 1.2
"""Ratings of one's own at which content counts half of what it may count in the end."""
HALF_TAUGHT: Final = 0.5
"""The same for what a server has taught: it said itself that this counts."""
STEPS: Final = (8.0, 2.0, 0.5, -0.5)
"""Changes that are tried, in standard deviations of an ingredient; the first all but decides."""
SURE: Final = (2.0, 3.5)
"""Standard errors by which the best change is better: what is taught counts not at all up to
the first, fully from the second, and in part between."""
DOUBT: Final = 0.7
"""Standard errors by which a change must be better, once the belief has proved wrong here."""
ROUNDS: Final = 6
DRAWS: Final = 8
"""Times that members are drawn anew and asked what to change; the average is taken."""
FEWEST: Final = 5
"""Members who must have been asked for anything to be learnt."""
DEPTH: Final = 50
"""Rank beyond which it is all the same how far down a work is."""
_ONE: Final = np.eye(len(NAMES))
WAYS: Final = np.stack(
    [
        *_ONE,
        _ONE[0] + 0.5 * _ONE[2],
        0.5 * _ONE[CROWD] + _ONE[PEERS],
        _ONE[MATCH] + 0.5 * _ONE[KINDS],
    ]
)
"""What is changed at a time: one ingredient, or popularity, people or content as a whole."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the ingredients in a server of `members`.

    `taught` is added for those who rated something; where nothing is known, popularity answers,
    and what a few members teach of that is luck.
    """

    members: int
    taught: tuple[float, ...] = (0.0,) * len(NAMES)

    def of(self, known: int) -> Dense:
        """Return the weights for somebody with `known` ratings."""
        if not known:
            return belief(self.members, 0)
        taught = np.array(self.taught)
        return np.maximum(belief(self.members, known) + taught * grown(known, HALF_TAUGHT), 0.0)


def grown(known: int, half: float = HALF_TRUSTED) -> Dense:
    """Return how much of each ingredient's weight is reached with so many ratings.

    `half` is the number at which it is half for what rests on the asker's own.
    """
    trust = known / (known + half)
    return np.array([1.0, 1.0, 1.0, 1.0, trust, trust, trust, trust])


def belief(members: int, known: int) -> Dense:
    """Return the weights that are believed in beforehand."""
    many = float(np.clip(np.log10(max(1, members) / 20), 0.0, 1.5))
    if known == 0:
        return np.array([1.0, 0.0, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0])
    alike = max(0.0, 1.0 - many)
    weights = np.array([np.exp(-known), 0.0, 0.4 * many, 1.0, 0.2 * alike, 1.0, 0.4, 0.2])
    return np.asarray(weights * grown(known))


@dataclass(frozen=True, slots=True)
class Judge:
    """Tells how well any weights rank what members liked. Made of trials, once.

    `ways` are the believed weights of each question, `grow` how much what is taught counts
    there; `scores` is questions × ingredients × candidates.
    """

    ways: Dense
    grow: Dense
    scores: Dense
    hidden: Ints
    out: Mask
    who: Ints

    @classmethod
    def of(cls, members: int, trials: Trials) -> "Judge":
        """Weigh the trials' scores by the belief, and by what each number of ratings allows."""
        ways = np.stack([belief(members, int(n)) for n in trials.known])
        grow = np.stack([grown(int(n), HALF_TAUGHT) for n in trials.known])
        _, who = np.unique(trials.who, return_inverse=True)
        scores = np.ascontiguousarray(trials.scores.transpose(1, 0, 2))
        return cls(ways, grow, scores, trials.hidden, trials.out, who)

    def gains(self, taught: Dense) -> Dense:
        """Return for each question minus the logarithm of the hidden work's rank.

        Like a discounted gain it looks at the top most, but it tells more ranks apart.
        """
        ways = np.maximum(self.ways + taught * self.grow, 0.0).astype(np.float32)
        worth = np.matmul(ways[:, None, :], self.scores)[:, 0]
        mine = worth[np.arange(len(worth)), self.hidden][:, None]
        before = ((worth > mine) & ~self.out).sum(axis=1)
        alike = ((worth == mine) & ~self.out).sum(axis=1) - 1
        return np.asarray(-np.log(np.minimum(1.0 + before + 0.5 * alike, DEPTH)))

    def mean(self, better: Dense, times: Dense) -> tuple[float, float]:
        """Return how much better questions went on average, and the error of that.

        It is that of a mean over members, whose questions are not independent; each member is
        taken so many `times`.
        """
        asked, sums = np.bincount(self.who), np.bincount(self.who, better)
        count = float(asked @ times)
        mean = float(sums @ times) / count
        return mean, float(np.sqrt(times @ np.square(sums - mean * asked))) / count


def learnt(members: int, trials: Trials) -> Weights:
    """Return the weights that the trials teach."""
    return Weights(members, _taught(members, trials))


def _taught(members: int, trials: Trials) -> tuple[float, ...]:
    """Return the average of what several draws of the members would change, if anything.

    It counts the more, the surer the best single change is better. The average (bagging,
    Breiman 1996) keeps the luck of one path of changes out.
    """
    nothing = np.zeros(len(NAMES))
    people = len(np.unique(trials.who))
    if people < FEWEST:
        return tuple(nothing)
    climb = _Climb(Judge.of(members, trials), {})
    share = float(np.interp(climb.sureness(nothing), SURE, (0.0, 1.0)))
    if not share:
        return tuple(nothing)
    rng = np.random.default_rng(0)
    drawn = [np.bincount(rng.integers(0, people, people), minlength=people) for _ in range(DRAWS)]
    found = [climb.top(times.astype(np.float64)) for times in drawn]
    return tuple(map(float, share * np.mean(found, axis=0)))


@dataclass(frozen=True, slots=True)
class _Climb:
    """Changes weights one way at a time; `seen` keeps the gains of weights that were tried."""

    judge: Judge
    seen: dict[bytes, Dense]

    def gains(self, taught: Dense) -> Dense:
        key = taught.tobytes()
        if key not in self.seen:
            self.seen[key] = self.judge.gains(taught)
        return self.seen[key]

    def changes(self, taught: Dense, times: Dense) -> list[tuple[Dense, float, float]]:
        """Return all weights one change away, how much better they are, and the error."""
        before = self.gains(taught)
        tried = [taught + step * way for way in WAYS for step in STEPS]
        return [(one, *self.judge.mean(self.gains(one) - before, times)) for one in tried]

    def sureness(self, taught: Dense) -> float:
        """Return by how many errors the surest change is better."""
        everybody = np.ones(int(self.judge.who.max()) + 1)
        changes = self.changes(taught, everybody)
        return max(mean / max(error, 1e-9) for _, mean, error in changes)

    def top(self, times: Dense) -> Dense:
        """Take the surest better change while there is any."""
        taught = np.zeros(len(NAMES))
        for _ in range(ROUNDS):
            sure = [(mean - DOUBT * error, one) for one, mean, error in self.changes(taught, times)]
            surest, better = max(sure, key=lambda change: change[0])
            if surest <= 0:
                break
            taught = better
        return taught
