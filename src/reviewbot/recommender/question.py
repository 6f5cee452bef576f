"""One asker's question: every ingredient's score of every work, quickly.

The same numbers as `Kitchen.scores` of one row, without what an asker who is a member said
themselves. What does not depend on the asker is taken as it was worked out when fitting.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from reviewbot.recommender.arrays import Dense, Ints, Mask, Sparse
from reviewbot.recommender.ingredients import NAMES, Kitchen
from reviewbot.recommender.profiles import NEUTRAL, OWN_WEIGHT

ELSEWHERE: Final = "liked elsewhere"
"""What other servers' counts say, where shares of a score are told apart."""


@dataclass(frozen=True, slots=True)
class Question:
    """Worked out: `voices` is how much each member speaks for the asker.

    `likeness` is the same beyond what each speaks for everybody; `own` the asker's mean in
    stars, drawn to neutral; `parts` each ingredient's score of each work (a column), in
    deviations (`spreads`) among the works that are wanted (places of columns). `extra` is what
    counts of other servers add to each of their scores (`elsewhere`), if anything.
    """

    kitchen: Kitchen
    asker: Sparse
    who: int
    voices: Dense
    likeness: Dense
    own: float
    wanted: Ints
    parts: Dense
    spreads: Dense
    weights: Dense
    extra: Dense | None = None

    @classmethod
    def of(
        cls, kitchen: Kitchen, asker: Sparse, who: int, weights: Dense, wanted: Ints
    ) -> "Question":
        """Work out the question of one asker (a row), who is member `who` or -1."""
        crowd = kitchen.crowd
        profile = kitchen.profiler.profiles(asker)
        near = crowd.ways.between(profile, crowd.members)[0]
        voices, alike = near @ crowd.inverse, kitchen.likenesses(asker)[0]
        everybody = crowd.everybody
        if who >= 0:
            voices = crowd.without(voices, who, float(near[who]))
            everybody = crowd.without(everybody, who, crowd.ways.everybody)
            alike[who] = 0.0
        own = (asker.data.sum() + OWN_WEIGHT * NEUTRAL) / (asker.nnz + OWN_WEIGHT)
        found = (
            *kitchen.popular,
            crowd.spoken_of @ voices,
            kitchen.liked_by @ alike,
            *(match[0] for match in kitchen.profiler.matches(asker)),
        )
        parts = np.stack([part[wanted] for part in found])
        parts -= parts.mean(axis=1, keepdims=True)
        spreads = np.sqrt(np.square(parts).mean(axis=1))
        spreads[spreads < 1e-9] = np.inf
        parts /= spreads[:, None]
        beyond = voices - everybody
        return cls(kitchen, asker, who, voices, beyond, float(own), wanted, parts, spreads, weights)

    def scores(self) -> Dense:
        """Return the score of each work that is wanted."""
        own = np.asarray(self.weights @ self.parts)
        return own if self.extra is None else own + self.extra

    def among(self, wanted: Ints) -> "Question":
        """Return the question about some of the wanted columns only, its scores unchanged."""
        kept = np.isin(self.wanted, wanted)
        extra = None if self.extra is None else self.extra[kept]
        return replace(self, wanted=wanted, parts=self.parts[:, kept], extra=extra)

    def shares(self, place: int) -> dict[str, float]:
        """Say what each ingredient adds to the score of a wanted work, in deviations."""
        added = self.weights * self.parts[:, place]
        said = {name: float(part) for name, part in zip(NAMES, added, strict=True)}
        return said if self.extra is None else {**said, ELSEWHERE: float(self.extra[place])}

    def lifts(self, columns: Ints) -> Dense:
        """Return by how many stars the asker would likely rate each work above their mean."""
        return self.kitchen.lift(self.voices, columns)

    def others(self, by_work: Sparse, column: int) -> tuple[Ints, Dense]:
        """Return which other members have an entry for the work, and their entries."""
        place = slice(by_work.indptr[column], by_work.indptr[column + 1])
        members, values = by_work.indices[place], by_work.data[place]
        kept: Mask = members != self.who
        return members[kept], values[kept]
