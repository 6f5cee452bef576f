import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from reviewbot.domain.browsing import DAMPING, Sort
from reviewbot.domain.parts import Part
from reviewbot.domain.progress import Progress, Unit
from reviewbot.domain.shelves import Shelf, Shelved
from reviewbot.domain.works import Work, WorkKind
from reviewbot.store import browsing, figures, opinions, reviews, shelves, works
from reviewbot.store.connection import Change, Query, Value
from reviewbot.store.engine import Database
from reviewbot.store.schema import reviews as table
from tests.store.samples import CLUB, OTHER_CLUB, a_review, a_work, stored


async def _rated(db: Database, title: str, *points: int, at: int = 1_700_000_000) -> Work:
    work = a_work(title)
    async with db.write() as conn:
        await works.put(conn, work)
        for member, given in enumerate(points, 1):
            await reviews.put(conn, a_review(work, author_id=member, points=given, at=at))
    return work


async def _top(db: Database, ranked: Query[Any] = browsing.TOP, **values: Value) -> list[str]:
    given: dict[str, Value] = {"guild_id": CLUB, "kind": None, "since": 0, **values}
    async with db.read() as conn:
        page = await browsing.list_works(conn, ranked, 0, 10, **given)
    assert page.total == len(page.items)
    return [one.work.title for one in page.items]


async def test_one_rating_of_five_stars_is_no_summit(db: Database) -> None:
    await _rated(db, "Loved by many", 95, 95, 90, 95)
    await _rated(db, "Loved by one", 100)
    await _rated(db, "Disliked", 10, 20, 15)
    assert await _top(db) == ["Loved by many", "Loved by one", "Disliked"]
    async with db.read() as conn:
        page = await browsing.list_works(
            conn, browsing.TOP, 0, 10, guild_id=CLUB, kind=None, since=0
        )
    prior = (375 + 100 + 45) / 8
    assert [one.raters for one in page.items] == [4, 1, 3]
    assert page.items[1].damped == pytest.approx((100 + prior * DAMPING) / (1 + DAMPING))
    assert await _top(db, kind="book") == []
    assert await _top(db, guild_id=OTHER_CLUB) == []


async def test_a_period_counts_only_what_was_rated_in_it(db: Database) -> None:
    await _rated(db, "Old", 100, 100, at=1_600_000_000)
    await _rated(db, "New", 50, at=1_700_000_000)
    assert await _top(db, since=1_650_000_000) == ["New"]


async def test_who_rated_seasons_counts_once_for_the_show(db: Database) -> None:
    show = a_work("Show", kind=WorkKind.TV)
    async with db.write() as conn:
        await works.put(conn, show)
        for season, points in ((1, 100), (2, 62), (0, 20)):
            for member in (1, 2) if season else (2,):
                one = a_review(show, author_id=member, points=points)
                await reviews.put(conn, replace(one, part=Part(season)))
        page = await browsing.list_works(
            conn, browsing.TOP, 0, 10, guild_id=CLUB, kind=None, since=0
        )
        (standing,) = page.items
        assert (standing.raters, standing.total) == (2, 101)
        counted = await figures.of_work(conn, CLUB, show.id)
        assert counted.givers == [(1, 81), (2, 20)]
        assert sum(sorted(await reviews.list_points(conn, CLUB, show.id))) >= 101


async def test_opinions_differ_most_where_the_spread_is_widest(db: Database) -> None:
    await _rated(db, "Agreed", 80, 85, 80)
    await _rated(db, "Split", 10, 100, 20, 95)
    await _rated(db, "Two only", 1, 100)
    assert await _top(db, browsing.DIVISIVE) == ["Split", "Agreed"]


async def test_what_is_hidden_or_deleted_is_in_no_list(db: Database) -> None:
    work = await _rated(db, "Seen", 10, 20, 30)
    hide = Change(update(table).values(hidden_at=5).where(table.c.author_id == 1))
    delete = Change(update(table).values(state="deleted").where(table.c.author_id == 2))
    async with db.write() as conn:
        await conn.run(hide)
        await conn.run(delete)
        found = await browsing.list_reviews(conn, browsing.RECENT, 0, 5, guild_id=CLUB, kind=None)
        assert [one.author_id for one in found.items] == [3]
        assert (await figures.of_work(conn, CLUB, work.id)).givers == [(3, 30)]
        for _ in range(20):
            one = await browsing.find_any(conn, CLUB, None)
            assert one is not None
            assert one.author_id == 3
        assert await browsing.find_any(conn, CLUB, WorkKind.BOOK) is None


async def test_lists_of_reviews_have_pages_and_no_plain_ratings(db: Database) -> None:
    work = await _rated(db, "Seen", *range(1, 8))
    async with db.write() as conn:
        await reviews.put(conn, a_review(work, "", author_id=99, headline=""))
        page = await browsing.list_reviews(conn, browsing.RECENT, 1, 5, guild_id=CLUB, kind=None)
        assert (page.total, [one.author_id for one in page.items]) == (7, [2, 1])
        beyond = await browsing.list_reviews(conn, browsing.RECENT, 9, 5, guild_id=CLUB, kind=None)
        assert (beyond.number, len(beyond.items)) == (1, 2)
        mine = await browsing.list_reviews(
            conn, browsing.BY_MEMBER, 0, 5, guild_id=CLUB, kind=None, member_id=3
        )
        assert [one.author_id for one in mine.items] == [3]
        await conn.run(Change(update(table).values(comment_count=2).where(table.c.author_id == 4)))
        told = await browsing.list_reviews(conn, browsing.DISCUSSED, 0, 5, guild_id=CLUB, kind=None)
        assert [one.author_id for one in told.items] == [4]


async def test_reviews_of_a_work_come_in_any_order(db: Database) -> None:
    work = await _rated(db, "Seen", 30, 90, 60)
    async with db.write() as conn:
        await reviews.put(conn, a_review(work, author_id=9, points=None))
        orders = {
            sort: [
                one.author_id for one in await opinions.list_worded(conn, CLUB, work.id, sort, 9)
            ]
            for sort in Sort
        }
    assert orders[Sort.NEWEST] == [9, 3, 2, 1]
    assert orders[Sort.HIGHEST] == [2, 3, 1, 9]
    assert orders[Sort.LOWEST] == [1, 3, 2, 9]
    assert orders[Sort.HELPFUL] == orders[Sort.DISCUSSED] == [9, 3, 2, 1]


async def test_wanted_is_what_stands_on_shelves_and_nobody_reviewed(db: Database) -> None:
    wanted, seen = a_work("Wanted"), a_work("Reviewed")
    async with db.write() as conn:
        for work in (wanted, seen):
            await works.put(conn, work)
            for member in (1, 2):
                await shelves.put(conn, Shelved(CLUB, member, work, Shelf.WANT, 1, 1))
        done = Shelved(CLUB, 3, wanted, Shelf.DONE, 1, 1, Progress(Unit.END))
        await shelves.put(conn, done)
        await stored(conn, a_review(seen))
        page = await browsing.list_works(conn, browsing.WANTED, 0, 10, guild_id=CLUB, kind=None)
    assert [(one.work.title, one.raters) for one in page.items] == [("Wanted", 2)]


async def test_pages_of_works_beyond_the_end_are_the_first(db: Database) -> None:
    await _rated(db, "One", 50)
    async with db.read() as conn:
        page = await browsing.list_works(
            conn, browsing.TOP, 7, 10, guild_id=CLUB, kind=None, since=0
        )
    assert (page.number, page.total) == (0, 1)


def _plan(path: str, query: Change) -> Iterator[str]:
    sql, _ = query.prepared("sqlite")
    with sqlite3.connect(path) as raw:
        count = sql.count("?")
        for row in raw.execute("EXPLAIN QUERY PLAN " + sql, [1] * count):
            yield row[3]


async def test_no_list_scans_a_table_and_ranking_reads_no_texts(sqlite_url: str) -> None:
    path = sqlite_url.removeprefix("sqlite:///")
    asked: dict[str, Change] = {
        **{str(sort): query for sort, query in opinions._SORTED.items()},
        "first": figures._FIRST,
        "said": figures._SAID,
        "rated": figures._RATED,
        "recent": browsing.RECENT[0],
        "mine": browsing.BY_MEMBER[0],
        "discussed": browsing.DISCUSSED[0],
        "top": browsing.TOP,
        "divisive": browsing.DIVISIVE,
    }
    for name, query in asked.items():
        plan = list(_plan(path, query))
        on_tables = [step for step in plan if step.startswith("SCAN") and "(sub" not in step]
        assert not {step.split()[1] for step in on_tables} & {"reviews", "works"}, (name, plan)
    of_work = (
        figures._FIRST,
        figures._SAID,
        figures._RATED,
        *opinions._SORTED.values(),
        reviews._OF_WORK,
    )
    for query in of_work:
        plan = list(_plan(path, query))
        assert any("(guild_id=? AND work_id=?" in step for step in plan), plan
    for ranked in (browsing.TOP, browsing.DIVISIVE, figures._RATED):
        plan = list(_plan(path, ranked))
        assert any("COVERING INDEX ix_reviews_of_work" in step for step in plan), plan
