"""Suggestions from what is stored: engines are fitted beside the loop and kept until outdated."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from reviewbot.domain.nights import wishes
from reviewbot.domain.shelves import Shelf
from reviewbot.domain.wishes import Wish
from reviewbot.recommender import baseline
from reviewbot.recommender.engine import Suggestion
from reviewbot.recommender.groups import Person, Shared, suggest_together
from reviewbot.recommender.warmup import telling
from reviewbot.services import fitting
from reviewbot.services.apart import Apart, FitError
from reviewbot.services.asking import Asker, Frame, asker, frame
from reviewbot.services.fitting import Fitted
from reviewbot.store import dismissals, members, nights, reviews, tastes
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database

_log = logging.getLogger(__name__)

PATIENCE: Final = 1.0
"""Seconds that an answer waits for a new fit; Discord gives three for everything."""
APART_FROM: Final = 5_000
"""Ratings from which a guild is fitted in a process of its own: by then a thread that fits
stops the loop for more than 20 ms at a time (`bench.refit`), and a process takes a second."""
NIGHT_MAX: Final = 5
"""Picks for a group: as many as a poll is read at a glance."""
TELLING_MAX: Final = 200
"""Works among which a newcomer is asked about a few."""
CLOSING: Final = 2.0
"""Seconds that closing waits for fits to be given up."""
KEPT_MAX: Final = 64
"""Guilds whose engines are kept; the one longest unasked goes first."""


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


@dataclass(frozen=True, slots=True)
class Night:
    """Who is in, and which works somebody does not want tonight.

    `now` (Unix seconds) says which earlier choices count still, `page` is the message that is
    being drawn, whose own choice does not.
    """

    members: Sequence[int]
    vetoed: Collection[str] = ()
    now: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Evening:
    """Picks for a group, best first.

    `wanting` says who of them has a work on a list that they let others see, `given` what
    each rated, `hidden` which members of the guild let no figure of theirs be shown, and
    `wishes` how much each one's wish counts, 1 as a rule (`domain.nights`).
    """

    picks: Sequence[Shared]
    wanting: Mapping[str, Sequence[int]]
    given: Mapping[int, Mapping[str, int]]
    hidden: Collection[int]
    wishes: Mapping[int, float] = field(default_factory=dict)
    ready: bool = True


class Suggesting:
    """Answers for every guild of one bot; `patience` is in seconds.

    `shares`: guilds that want it are helped by counts of others (`services.sharing`).
    Guilds of `apart_from` ratings and more are fitted `apart`, if that is given. Close it.
    """

    def __init__(
        self,
        patience: float = PATIENCE,
        *,
        shares: bool = False,
        apart: Apart | None = None,
        apart_from: int = APART_FROM,
    ) -> None:
        self._patience = patience
        self.shares = shares
        self._apart = apart
        self._apart_from = apart_from
        self._kept: OrderedDict[int, Fitted] = OrderedDict()
        self._fitting: dict[int, asyncio.Task[Fitted]] = {}
        self._turn = asyncio.Semaphore(1)

    async def close(self) -> None:
        """Give up what is being fitted; processes that fit are gone afterwards."""
        tasks = list(self._fitting.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=CLOSING)

    async def suggest(
        self, db: Database, guild_id: int, member: int, wish: Wish, limit: int
    ) -> Suggested:
        """Return the best works of those wished that the member does not know of.

        What the member rated and did counts as it is now; what others rated counts from the
        first question after the fit that it sets off, which is this one if it fits in time.
        """
        fitted = await self.fitted(db, guild_id)
        async with db.read() as conn:
            who = await asker(conn, guild_id, member, again=wish.again)
            framed = await frame(conn, guild_id, wish)
        if fitted is None:
            return await _best_rated(db, guild_id, who, framed, limit)
        among = await asyncio.to_thread(framed.within, fitted.fitting)
        picks = await asyncio.to_thread(
            fitted.engine.suggest,
            member,
            who.own,
            known=who.known,
            among=among,
            like=wish.like,
            again=wish.again,
            limit=limit,
        )
        return Suggested(picks, who.own, len(fitted.engine.table.members), fitted.ratings)

    async def explain(
        self, db: Database, guild_id: int, member: int, work_id: str, wish: Wish
    ) -> Suggested:
        """Return one work as a suggestion of it would be, whatever the member knows of it.

        There is no pick where nobody else rated the work or nothing is fitted yet.
        """
        fitted = await self.fitted(db, guild_id)
        async with db.read() as conn:
            who = await asker(conn, guild_id, member)
        if fitted is None:
            return Suggested([], who.own, 0, 0, ready=False)
        pick = await asyncio.to_thread(fitted.engine.explain, member, who.own, work_id, wish.like)
        count = len(fitted.engine.table.members)
        return Suggested([pick] if pick else [], who.own, count, fitted.ratings)

    async def together(self, db: Database, guild_id: int, wish: Wish, night: Night) -> Evening:
        """Return what all of a group would like and none of them knows, best first.

        There are no picks while nothing is fitted yet.
        """
        fitted = await self.fitted(db, guild_id)
        async with db.read() as conn:
            people = [
                await asker(conn, guild_id, one, again=wish.again, wanted=True)
                for one in night.members
            ]
            framed = await frame(conn, guild_id, wish)
            wanting = await _wanting(conn, guild_id, night.members)
            hidden = await members.list_private(conn, guild_id)
            counted = await _wishes(conn, guild_id, night)
        if fitted is None:
            return Evening([], wanting, {}, hidden, counted, ready=False)
        known = {*night.vetoed, *(work for one in people for work in one.known)}
        among = await asyncio.to_thread(framed.within, fitted.fitting)
        shared = await asyncio.to_thread(
            suggest_together,
            fitted.engine,
            [Person(one.member, one.own) for one in people],
            known=known,
            among=among,
            wishes=counted,
            again=wish.again,
            limit=NIGHT_MAX,
        )
        given = {one.member: one.own for one in people}
        return Evening(shared, wanting, given, hidden, counted)

    async def telling(self, db: Database, guild_id: int, member: int) -> tuple[list[str], set[str]]:
        """Return works that tell most of a taste, best first, and which of them are known."""
        fitted = await self.fitted(db, guild_id)
        async with db.read() as conn:
            who = await asker(conn, guild_id, member)
        if fitted is None:
            return [], set()
        found = await asyncio.to_thread(telling, fitted.engine.table, member, TELLING_MAX)
        rated = set(who.own)
        return found, {work for work in found if work in rated or work in who.known}

    async def fitted(self, db: Database, guild_id: int) -> Fitted | None:
        """Return the guild's engine; one that is outdated, or none, where a new one takes long."""
        async with db.read() as conn:
            stamp = await fitting.stamp(conn, guild_id, shares=self.shares)
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
        failed = not done or task.cancelled() or task.exception() is not None
        return kept if failed else task.result()

    async def _fit(self, db: Database, guild_id: int) -> Fitted:
        """Fit a snapshot beside the loop, one guild at a time."""
        async with self._turn:
            kept = self._kept.get(guild_id)
            taught = kept.taught if kept is not None else None
            if self._apart is not None and await self._is_large(db, guild_id):
                try:
                    return await self._apart.fit(guild_id, taught, shares=self.shares)
                except OSError as error:
                    _log.error("Cannot start a process to fit in: %s", type(error).__name__)
            return await fitting.fit(db, guild_id, taught, shares=self.shares)

    async def _is_large(self, db: Database, guild_id: int) -> bool:
        async with db.read() as conn:
            return await reviews.count_rated(conn, guild_id) >= self._apart_from

    def _swap(self, guild_id: int, done: "asyncio.Task[Fitted]") -> None:
        del self._fitting[guild_id]
        if done.cancelled():
            return
        if error := done.exception():
            why = str(error) if isinstance(error, FitError) else type(error).__name__
            _log.error("Cannot fit the ratings of guild %s: %s", guild_id, why)
            return
        self._kept[guild_id] = done.result()
        self._kept.move_to_end(guild_id)
        while len(self._kept) > KEPT_MAX:
            self._kept.popitem(last=False)


async def _wanting(conn: Connection, guild_id: int, group: Sequence[int]) -> dict[str, list[int]]:
    """Return who of the group wants which work; a shelf that is not open is kept to oneself."""
    found: dict[str, list[int]] = {}
    for member in group:
        if (await members.find(conn, guild_id, member)).shelf_open:
            for work, how in await dismissals.list_known(conn, guild_id, member):
                if how == Shelf.WANT:
                    found.setdefault(work, []).append(member)
    return found


async def _wishes(conn: Connection, guild_id: int, night: Night) -> dict[int, float]:
    """Return how much each one's wish counts, by what they lost lately."""
    lost = {
        member: await nights.list_lost(conn, guild_id, member, night.now, night.page)
        for member in night.members
    }
    return wishes(lost, night.members)


async def _best_rated(
    db: Database, guild_id: int, who: Asker, framed: Frame, limit: int
) -> Suggested:
    """Return what is rated best on the whole, while nothing better is ready."""
    async with db.read() as conn:
        ratings = await reviews.list_ratings(conn, guild_id)
        works = await tastes.list_works(conn, guild_id) if framed.wish.frames else []
    among = framed.within(
        lambda wish: {one.id for one in works if wish.fits(one.kind, one.year, one.length)}
    )
    ranked = await asyncio.to_thread(baseline.suggest, ratings, known=who.known)
    wanted = [one for one in ranked if among is None or one.work_id in among][:limit]
    picks = [Suggestion(one.work_id, one.score, one.mean, one.raters) for one in wanted]
    count = len({member for _, member, _ in ratings})
    return Suggested(picks, who.own, count, len(ratings), ready=False)
