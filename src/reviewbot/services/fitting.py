"""Fitting a guild's engine to what is stored, in the bot's process or in another (`apart`)."""

import asyncio
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reviewbot.domain.wishes import Wish
from reviewbot.domain.works import Work, WorkKind
from reviewbot.recommender.elsewhere import Elsewhere, Pairs
from reviewbot.recommender.engine import Engine
from reviewbot.recommender.facts import facts
from reviewbot.recommender.weights import Weights
from reviewbot.services import sharing
from reviewbot.store import guilds, reviews, tastes
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database

LEARN_AGAIN: Final = 0.1
"""Share of the ratings by which there must be more or fewer for weights to be learnt again."""
_KINDS: Final = tuple(WorkKind)
_UNKNOWN: Final = -(2**31)


@dataclass(frozen=True, slots=True)
class Taught:
    """What an earlier fit has learnt, and from how many ratings."""

    weights: Weights
    ratings: int


@dataclass(frozen=True, slots=True)
class Outlines:
    """What a wish asks of works, in the order of an engine's: three numbers for each.

    Arrays, since a process hands over fifty thousand `Work`s only by stopping the loop.
    """

    kinds: "array[int]"
    years: "array[int]"
    lengths: "array[int]"

    @classmethod
    def of(cls, ids: Sequence[str], works: Mapping[str, Work]) -> "Outlines":
        """Draw the outlines of the works of these ids."""
        some = [works[work_id] for work_id in ids]
        return cls(
            array("b", (_KINDS.index(work.kind) for work in some)),
            array("i", (_UNKNOWN if work.year is None else work.year for work in some)),
            array("i", (_UNKNOWN if work.length is None else work.length for work in some)),
        )

    def fitting(self, wish: Wish, ids: Sequence[str]) -> set[str]:
        """Return which of the works, whose `ids` these are, fit the wish."""
        return {
            work_id
            for work_id, kind, year, length in zip(
                ids, self.kinds, self.years, self.lengths, strict=True
            )
            if wish.fits(_KINDS[kind], _known(year), _known(length))
        }


@dataclass(frozen=True, slots=True)
class Fitted:
    """A guild's engine, the marks of what it was fitted to, and the outlines of its works.

    `learnt_from` is how many ratings there were when its weights were learnt.
    """

    stamp: tuple[int, str]
    engine: Engine
    outlines: Outlines
    ratings: int
    learnt_from: int

    @property
    def taught(self) -> Taught:
        """What the next fit need not learn again."""
        return Taught(self.engine.weights, self.learnt_from)

    def fitting(self, wish: Wish) -> set[str]:
        """Return which works fit the wish by what they are."""
        return self.outlines.fitting(wish, self.engine.table.work_ids)


@dataclass(frozen=True, slots=True)
class _Snapshot:
    stamp: tuple[int, str]
    ratings: Sequence[tuple[str, int, int]]
    works: Sequence[Work]
    shared: tuple[Pairs, Mapping[str, list[str]]] | None


async def fit(db: Database, guild_id: int, taught: Taught | None, *, shares: bool) -> Fitted:
    """Read a guild and fit it in a thread; see `stamp` for `shares`."""
    async with db.read() as conn:
        marks = await stamp(conn, guild_id, shares=shares)
        ratings = await reviews.list_ratings(conn, guild_id)
        works = await tastes.list_works(conn, guild_id)
        shared = await sharing.of_guild(conn, guild_id, works) if marks[1] else None
    return await asyncio.to_thread(_fit, _Snapshot(marks, ratings, works, shared), taught)


async def stamp(conn: Connection, guild_id: int, *, shares: bool) -> tuple[int, str]:
    """Return the marks of the guild's ratings, and of the counts that help it, if any.

    `shares`: the operator lets servers that want it be counted together (`sharing`).
    """
    changes = await guilds.taste_changes(conn, guild_id)
    if not (shares and (await guilds.settings(conn, guild_id)).shares):
        return changes, ""
    return changes, await sharing.mark(conn)


def features(work: Work) -> list[str]:
    """Say of a work what others can share with it: its kind, its time, its maker, its title."""
    return facts(work.title, work.year, work.kind.value, work.maker)


def _fit(given: _Snapshot, taught: Taught | None) -> Fitted:
    count = len(given.ratings)
    weights = _weights(taught, count)
    engine = Engine.fit(given.ratings, {one.id: features(one) for one in given.works}, weights)
    if given.shared is not None:
        laid = Elsewhere.of(*given.shared, engine.table.works)
        engine = replace(engine, elsewhere=laid)
    outlines = Outlines.of(engine.table.work_ids, {work.id: work for work in given.works})
    learnt_from = taught.ratings if taught is not None and weights is not None else count
    return Fitted(given.stamp, engine, outlines, count, learnt_from)


def _weights(taught: Taught | None, ratings: int) -> Weights | None:
    """Return the weights of the last fit, unless enough was rated since to learn them anew."""
    if taught is None or abs(ratings - taught.ratings) > LEARN_AGAIN * taught.ratings:
        return None
    return taught.weights


def _known(number: int) -> int | None:
    return None if number == _UNKNOWN else number
