"""Suggestions from a server's ratings: fit once, then ask for anybody.

What goes in is ratings and facts of works (kind, decade, maker, title); there is no way in for
anybody's review. What an asker rated is taken as it is at the moment of asking, so a rating
counts in the next answer; what the others rated is as it was when the engine was fitted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from reviewbot.recommender import reasons
from reviewbot.recommender.arrays import Ints
from reviewbot.recommender.elsewhere import Elsewhere
from reviewbot.recommender.ingredients import Kitchen
from reviewbot.recommender.learning import learnt
from reviewbot.recommender.question import Question
from reviewbot.recommender.table import POINTS_PER_STAR, Table
from reviewbot.recommender.trials import trials
from reviewbot.recommender.variety import varied
from reviewbot.recommender.weights import Weights

LOVED: Final = 80
"""Points from which a member may be said to have loved a work."""
LIKE_POINTS: Final = 100
"""Points that works given as examples are taken to have."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One pick. `likely` and `mean` are points; `mean` is the plain average of `raters` others.

    `because` names the works of the asker's own that speak most for it, the strongest first;
    `fans` is how many members who resemble the asker gave it four stars or more, `similar` who
    they are, the nearest first (whoever shows this names only those who allow it). `shares`
    says what each ingredient added to its score, in deviations: popularity, people, content.
    """

    work_id: str
    likely: float
    mean: float
    raters: int
    because: tuple[str, ...] = ()
    fans: int = 0
    similar: tuple[int, ...] = ()
    shares: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Engine:
    """A server's ratings, ready for questions; get one from `Engine.fit`. It never changes."""

    table: Table
    kitchen: Kitchen | None
    weights: Weights
    elsewhere: Elsewhere | None = None

    @classmethod
    def fit(
        cls,
        ratings: Iterable[tuple[str, int, int]],
        features: Mapping[str, Sequence[str]],
        weights: Weights | None = None,
    ) -> "Engine":
        """Fit (work, member, points) ratings and what is known of each work.

        Takes one inverse as large as the number of members; meant for a worker. `weights`
        that were learnt a few ratings ago are good enough, and cost most of the time.
        """
        table = Table.of(ratings)
        if not table.works:
            return cls(table, None, Weights(0))
        known = table.features(features)
        taught = weights or learnt(len(table.members), trials(table.stars, known))
        return cls(table, Kitchen.of(table.stars, known), taught)

    def suggest(
        self,
        member: int,
        points: Mapping[str, int],
        *,
        known: Collection[str] = (),
        among: Collection[str] | None = None,
        like: Collection[str] = (),
        again: bool = False,
        limit: int = 5,
    ) -> list[Suggestion]:
        """Return the best works for the member, best first, no five of a kind.

        `points` are the member's ratings now, `known` what else they need not be told of,
        `among` the only works wanted. Works to be `like` stand in for the member's own. Only
        what somebody else rated is suggested, and nothing that the member rated unless `again`.
        """
        if self.kitchen is None:
            return []
        asked = self.question(member, points, known=known, among=among, like=like, again=again)
        if asked is None:
            return []
        places = varied(asked.scores(), self.kitchen.profiler, asked.wanted, limit)
        return self.told(asked, places)

    def question(
        self,
        member: int,
        points: Mapping[str, int],
        *,
        known: Collection[str] = (),
        among: Collection[str] | None = None,
        like: Collection[str] = (),
        again: bool = False,
    ) -> Question | None:
        """Work out the scores of all that may be suggested; `None` if that is nothing."""
        if self.kitchen is None:
            return None
        who = self.table.members.get(member, -1)
        out = {*known, *like, *(() if again else points)}
        wanted = self._wanted(out, who, among)
        if not len(wanted):
            return None
        asker = self.table.row(dict.fromkeys(like, LIKE_POINTS) if like else points)
        asked = Question.of(self.kitchen, asker, who, self.weights.of(asker.nnz), wanted)
        if self.elsewhere is None:
            return asked
        extra = self.elsewhere.scores(asker, wanted, len(self.table.members))[0]
        return replace(asked, extra=extra)

    def explain(
        self, member: int, points: Mapping[str, int], work_id: str, like: Collection[str] = ()
    ) -> Suggestion | None:
        """Say of one work what a suggestion of it rests on; `None` if nobody else rated it."""
        asked = self.question(member, points, like=like, again=True)
        if asked is None:
            return None
        places = np.flatnonzero(asked.wanted == self.table.works.get(work_id, -1))
        return next(iter(self.told(asked, places.tolist())), None) if len(places) else None

    def loved(self, member: int) -> set[str]:
        """Return the works that the member gave four stars or more, as of the fit."""
        who = self.table.members.get(member)
        if who is None:
            return set()
        row = self.table.stars[[who]]
        loved = set(row.indices[row.data * POINTS_PER_STAR >= LOVED].tolist())
        return {work for work, column in self.table.works.items() if column in loved}

    def told(self, asked: Question, places: Iterable[int]) -> list[Suggestion]:
        """Say of each pick, a place among those wanted, what it rests on."""
        chosen = np.fromiter(places, np.int64)
        columns = asked.wanted[chosen]
        lifts = asked.lifts(columns)
        named = reasons.because(asked, columns)
        return [
            self._told(asked, int(place), lift, mine)
            for place, lift, mine in zip(chosen, lifts, named, strict=True)
        ]

    def _told(self, asked: Question, place: int, lift: float, because: list[int]) -> Suggestion:
        column = int(asked.wanted[place])
        mine, fans = asked.asker.indices, reasons.fans(asked, column)
        _, stars = asked.others(asked.kitchen.stars_by, column)
        return Suggestion(
            self.table.work_ids[column],
            float(np.clip(asked.own + lift, 0.5, 5.0)) * POINTS_PER_STAR,
            float(stars.mean()) * POINTS_PER_STAR,
            len(stars),
            tuple(self.table.work_ids[mine[n]] for n in because),
            len(fans),
            tuple(self.table.member_ids[row] for row in fans),
            asked.shares(place),
        )

    def _wanted(self, known: Collection[str], who: int, among: Collection[str] | None) -> Ints:
        """Return the columns of what may be suggested."""
        works = self.table.works
        wanted = np.ones(len(works), dtype=np.bool_)
        if among is not None:
            wanted[:] = False
            wanted[[works[work] for work in among if work in works]] = True
        wanted[[works[work] for work in known if work in works]] = False
        if who >= 0:
            own = self.table.stars[[who]].indices
            wanted[own[self.table.raters[own] < 2]] = False
        return np.flatnonzero(wanted)
