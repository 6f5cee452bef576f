"""How much each ingredient counts: what is believed beforehand, and what a server's ratings say.

Beforehand, from communities of 20 to 400 drawn from MovieLens (see `evaluation`): the
crowd leads; popularity takes over from it where nothing is known of the asker; likeness of
works comes in with the first ratings; the average rating counts the more, the more members
stand behind it.

The server's own ratings then move that belief: members are asked as if they were new, with
part of their ratings known, and a change of a weight is taken only if it ranks what they liked
better by more than the luck of the draw. With few members the luck is large and the belief
holds; where content, popularity or taste groups alone decide, the weights follow them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

import numpy as np

from reviewbot.recommender.arrays import Dense, Ints, Mask
from reviewbot.recommender.ingredients import NAMES

Part: TypeAlias = Literal["cold", "warm"]
STEPS: Final = (12.0, 3.0, 1.0, -0.5)
"""Changes that are tried, in standard deviations of an ingredient; the first all but decides."""
FIRST_DOUBT: Final = 2.2
"""Standard errors by which the first change must be better than what is believed beforehand."""
DOUBT: Final = 0.7
"""The same for every further change, once the belief has proved wrong here."""
HALF_BELIEVED: Final = 20
"""Members at whom half of what was learnt is taken; the best of many tries flatters itself."""
ROUNDS: Final = 5
TOP: Final = 80
"""How far down a list is looked at; longer than what is shown, since luck then counts less."""
_DISCOUNT: Final = 1.0 / np.log2(np.arange(2, TOP + 2))
_IDEAL: Final = np.concatenate([[0.0], np.cumsum(_DISCOUNT)])


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the ingredients in a server of `members`; `warm` and `cold` are what it taught.

    `cold` is for those who rated nothing yet.
    """

    members: int
    warm: tuple[float, ...] = (0.0,) * len(NAMES)
    cold: tuple[float, ...] = (0.0,) * len(NAMES)

    def of(self, known: int) -> Dense:
        """Return the weights for somebody with `known` ratings."""
        many = float(np.clip(np.log10(max(1, self.members) / 20), 0.0, 1.5))
        trust = known / (known + 1.2)
        popular = 3.0 if known == 0 else float(np.exp(-known))
        belief = np.array([popular, 0.0, 0.4 * many, 1.0, 0.9 * trust])
        taught = np.array(self.warm if known else self.cold)
        return np.asarray(belief + taught * np.array([1.0, 1.0, 1.0, 1.0, trust]))


@dataclass(frozen=True, slots=True)
class Trial:
    """Members asked as if they were new, all with as many `known` ratings.

    `scores` is ingredients × askers × candidates, comparable; `liked` marks the candidates that
    they liked; `out` those that they knew; `who` is the member behind each asker.
    """

    known: int
    scores: Dense
    liked: Mask
    out: Mask
    who: Ints

    def gains(self, weights: Dense) -> Dense:
        """Return for each asker how well the weights rank what they liked (nDCG)."""
        return ndcg(np.tensordot(weights, self.scores, 1), self.liked, self.out)


def ndcg(scores: Dense, liked: Mask, out: Mask) -> Dense:
    """Return the normalised discounted cumulative gain of each row's `TOP` (Järvelin 2002)."""
    ranked = np.where(out, -np.inf, scores)
    top = min(TOP, ranked.shape[1])
    best = np.argpartition(-ranked, top - 1, axis=1)[:, :top]
    order = np.argsort(-np.take_along_axis(ranked, best, axis=1), axis=1)
    hits = np.take_along_axis(liked, np.take_along_axis(best, order, axis=1), axis=1)
    ideal = _IDEAL[np.minimum(liked.sum(axis=1), TOP)]
    return np.asarray((hits * _DISCOUNT[:top]).sum(axis=1) / np.maximum(ideal, 1e-12))


def learnt(members: int, trials: Sequence[Trial]) -> Weights:
    """Return the weights that the trials teach."""
    weights = Weights(members)
    cold = [trial for trial in trials if trial.known == 0]
    warm = [trial for trial in trials if trial.known > 0]
    weights = _climb(weights, cold, "cold") if cold else weights
    weights = _climb(weights, warm, "warm") if warm else weights
    share = members / (members + HALF_BELIEVED)
    return replace(
        weights,
        warm=tuple(share * taught for taught in weights.warm),
        cold=tuple(share * taught for taught in weights.cold),
    )


def _climb(weights: Weights, trials: Sequence[Trial], part: Part) -> Weights:
    """Take the surest better change of one weight at a time, while there is any."""
    gains = _per_member(weights, trials)
    for turn in range(ROUNDS):
        doubt = DOUBT if turn else FIRST_DOUBT
        tried = [(other, _per_member(other, trials)) for other in _changes(weights, part)]
        sure = [_surely(found - gains, doubt) for _, found in tried]
        best = int(np.argmax(sure))
        if sure[best] <= 0:
            break
        weights, gains = tried[best]
    return weights


def _changes(weights: Weights, part: Part) -> list[Weights]:
    before = weights.cold if part == "cold" else weights.warm
    changed = [
        (*before[:i], before[i] + step, *before[i + 1 :])
        for i in range(len(NAMES))
        for step in STEPS
    ]
    if part == "cold":
        return [replace(weights, cold=taught) for taught in changed]
    return [replace(weights, warm=taught) for taught in changed]


def _per_member(weights: Weights, trials: Sequence[Trial]) -> Dense:
    """Return each member's mean over the trials they took part in."""
    gains = np.concatenate([trial.gains(weights.of(trial.known)) for trial in trials])
    _, who = np.unique(np.concatenate([trial.who for trial in trials]), return_inverse=True)
    return np.asarray(np.bincount(who, gains) / np.bincount(who), dtype=np.float64)


def _surely(better: Dense, doubt: float) -> float:
    """Return how much better it is, less the doubt that few members leave."""
    if len(better) < 3:
        return -1.0
    error = better.std(ddof=1) / np.sqrt(len(better))
    return float(better.mean() - doubt * error)
