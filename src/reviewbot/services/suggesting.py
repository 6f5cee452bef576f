"""Suggestions from what is stored: engines are fitted beside the loop and kept until outdated."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reviewbot.domain.works import Work, WorkKind
from reviewbot.recommender import baseline
from reviewbot.recommender.engine import Engine, Suggestion
from reviewbot.recommender.facts import facts
from reviewbot.recommender.weights import Weights
from reviewbot.store import guilds, reviews, tastes
from reviewbot.store.engine import Database

_log = logging.getLogger(__name__)

PATIENCE: Final = 1.0
"""Seconds that an answer waits for a new fit; Discord gives three for everything."""
LEARN_AGAIN: Final = 0.1
"""Share of the ratings by which there must be more or fewer for weights to be learnt again."""
KEPT_MAX: Final = 64
"""Guilds whose engines are kept; the one longest unasked goes first."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A guild's engine, the mark of what it was fitted to, and the kind of each work.

    `learnt_from` is how many ratings there were when its weights were learnt.
    """

    stamp: int
    engine: Engine
    kinds: Mapping[str, WorkKind]
    ratings: int
    learnt_from: int


@dataclass(frozen=True, slots=True)
class Suggested:
    """Picks, best first, and what they rest on: `own` maps the asker's rated works to points.

    `ready` is false where the guild's first fit is still under way and the picks are simply
    what is rated best.
    """

    picks: Sequence[Suggestion]
    own: Mapping[str, int]
    members: int
    ratings: int
    ready: bool = True


class Suggesting:
    """Answers for every guild of one bot; `patience` is in seconds."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._kept: OrderedDict[int, Fitted] = OrderedDict()
        self._fitting: dict[int, asyncio.Task[Fitted]] = {}
        self._turn = asyncio.Semaphore(1)

    async def suggest(
        self, db: Database, guild_id: int, member: int, kind: WorkKind | None, limit: int
    ) -> Suggested:
        """Return the best works of the kind that the member has not reviewed.

        What the member rated counts as it is now; what others rated counts from the first
        question after the fit that it sets off, which is this one if it fits in time.
        """
        fitted = await self._fitted(db, guild_id)
        async with db.read() as conn:
            reviewed = await tastes.list_of_member(conn, guild_id, member)
        own = {work: points for work, points in reviewed if points is not None}
        known = {work for work, _ in reviewed}
        if fitted is None:
            return await _best_rated(db, guild_id, own, known, kind, limit)
        among = None if kind is None else {w for w, is_of in fitted.kinds.items() if is_of == kind}
        picks = await asyncio.to_thread(
            fitted.engine.suggest, member, own, known=known, among=among, limit=limit
        )
        return Suggested(picks, own, len(fitted.engine.table.members), fitted.ratings)

    async def _fitted(self, db: Database, guild_id: int) -> Fitted | None:
        """Return the guild's engine; one that is outdated, or none, where a new one takes long."""
        async with db.read() as conn:
            stamp = await guilds.taste_changes(conn, guild_id)
        kept = self._kept.get(guild_id)
        if kept is not None:
            self._kept.move_to_end(guild_id)
            if kept.stamp == stamp:
                return kept
        task = self._fitting.get(guild_id)
        if task is None:
            task = asyncio.create_task(self._fit(db, guild_id), name=f"fit {guild_id}")
            self._fitting[guild_id] = task
            task.add_done_callback(lambda done: self._swap(guild_id, done))
        done, _ = await asyncio.wait((task,), timeout=self._patience)
        return task.result() if done else kept

    async def _fit(self, db: Database, guild_id: int) -> Fitted:
        """Fit a snapshot in a thread, one guild at a time."""
        async with self._turn:
            async with db.read() as conn:
                stamp = await guilds.taste_changes(conn, guild_id)
                ratings = await reviews.list_ratings(conn, guild_id)
                works = await tastes.list_works(conn, guild_id)
            before = self._kept.get(guild_id)
            engine = await asyncio.to_thread(_engine, ratings, works, _weights(before, ratings))
        learnt_from = len(ratings) if before is None else before.learnt_from
        if before is None or engine.weights is not before.engine.weights:
            learnt_from = len(ratings)
        kinds = {work.id: work.kind for work in works}
        return Fitted(stamp, engine, kinds, len(ratings), learnt_from)

    def _swap(self, guild_id: int, done: "asyncio.Task[Fitted]") -> None:
        del self._fitting[guild_id]
        if done.cancelled():
            return
        if error := done.exception():
            _log.error("Cannot fit the ratings of guild %s: %s", guild_id, type(error).__name__)
            return
        self._kept[guild_id] = done.result()
        self._kept.move_to_end(guild_id)
        while len(self._kept) > KEPT_MAX:
            self._kept.popitem(last=False)


def _engine(
    ratings: Sequence[tuple[str, int, int]], works: Sequence[Work], weights: Weights | None
) -> Engine:
    return Engine.fit(ratings, {work.id: features(work) for work in works}, weights)


def _weights(before: Fitted | None, ratings: Sequence[object]) -> Weights | None:
    """Return the weights of the last fit, unless enough was rated since to learn them anew."""
    if before is None or abs(len(ratings) - before.learnt_from) > LEARN_AGAIN * before.learnt_from:
        return None
    return before.engine.weights


def features(work: Work) -> list[str]:
    """Say of a work what others can share with it: its kind, its time, its maker, its title."""
    return facts(work.title, work.year, work.kind.value, work.maker)


async def _best_rated(
    db: Database,
    guild_id: int,
    own: Mapping[str, int],
    known: set[str],
    kind: WorkKind | None,
    limit: int,
) -> Suggested:
    """Return what is rated best on the whole, while nothing better is ready."""
    async with db.read() as conn:
        ratings = await reviews.list_ratings(conn, guild_id)
        kinds = {work.id: work.kind for work in await tastes.list_works(conn, guild_id)}
    ranked = baseline.suggest(ratings, known=known)
    wanted = [one for one in ranked if kind in (None, kinds.get(one.work_id))][:limit]
    picks = [Suggestion(one.work_id, one.score, one.mean, one.raters) for one in wanted]
    members = len({member for _, member, _ in ratings})
    return Suggested(picks, own, members, len(ratings), ready=False)
