"""Engines are fitted beside the loop, kept, and never waited for too long."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from reviewbot.domain.wishes import Wish
from reviewbot.domain.works import WorkKind
from reviewbot.services.suggesting import Suggesting
from reviewbot.store import reviews, works
from reviewbot.store.engine import Database, open_database
from tests.store.samples import ADA, BEN, CLUB, a_review, a_work

CLEO = 7


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as database:
        yield database


async def rated(db: Database, *titles: str, by: int = ADA, kind: WorkKind = WorkKind.MOVIE) -> None:
    async with db.write() as conn:
        for title in titles:
            work = a_work(title, kind=kind)
            await works.put(conn, work)
            await reviews.put(conn, a_review(work, author_id=by))


async def test_a_first_answer_does_not_wait_for_a_long_fit(db: Database) -> None:
    await rated(db, "One", "Two")
    hasty, calm = Suggesting(patience=0.0), Suggesting(patience=30.0)
    first = await hasty.suggest(db, CLUB, BEN, Wish(), 5)
    assert not first.ready
    assert len(first.picks) == 2
    later = await calm.suggest(db, CLUB, BEN, Wish(), 5)
    assert later.ready
    assert {pick.work_id for pick in later.picks} == {pick.work_id for pick in first.picks}


async def test_nothing_is_fitted_again_that_did_not_change(db: Database) -> None:
    await rated(db, "One", "Two")
    suggesting = Suggesting(patience=30.0)
    await suggesting.suggest(db, CLUB, BEN, Wish(), 5)
    kept = dict(suggesting._kept)
    await suggesting.suggest(db, CLUB, CLEO, Wish(WorkKind.MOVIE), 5)
    assert suggesting._kept[CLUB] is kept[CLUB]
    await rated(db, "Three")
    found = await suggesting.suggest(db, CLUB, CLEO, Wish(), 5)
    assert suggesting._kept[CLUB] is not kept[CLUB]
    assert len(found.picks) == 3


async def test_many_who_ask_at_once_share_one_fit(db: Database) -> None:
    await rated(db, "One", "Two")
    suggesting = Suggesting(patience=30.0)
    asking = (suggesting.suggest(db, CLUB, member, Wish(), 5) for member in range(1, 20))
    answers = await asyncio.gather(*asking)
    assert all(answer.ready for answer in answers)
    assert not suggesting._fitting


async def test_a_kind_is_respected_before_and_after_the_fit(db: Database) -> None:
    await rated(db, "Film")
    await rated(db, "Book", kind=WorkKind.BOOK)
    for patience in (0.0, 30.0):
        found = await Suggesting(patience).suggest(db, CLUB, BEN, Wish(WorkKind.BOOK), 5)
        assert len(found.picks) == 1


async def test_fitting_leaves_the_loop_free(db: Database) -> None:
    for member in range(1, 25):
        await rated(db, *(f"Work {member} {n}" for n in range(8)), by=member)
    longest, ended = 0.0, asyncio.Event()

    async def beat() -> None:
        nonlocal longest
        while not ended.is_set():
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, time.perf_counter() - before)

    beating = asyncio.create_task(beat())
    await Suggesting(patience=30.0).suggest(db, CLUB, ADA, Wish(), 5)
    ended.set()
    await beating
    assert longest < 0.25, "generous, since other tests share the machine"
