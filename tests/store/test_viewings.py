from dataclasses import replace

import pytest

from reviewbot.domain.dates import SeenOn
from reviewbot.domain.ids import new_id
from reviewbot.domain.parts import Part
from reviewbot.domain.ratings import Rating
from reviewbot.domain.shelves import Shelf, Shelved
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.viewings import Viewing
from reviewbot.domain.works import Work, WorkKind
from reviewbot.errors import NotFound
from reviewbot.store import shelves, undos, viewings, works
from reviewbot.store.engine import Database
from tests.store.samples import ADA, BEN, CLUB, OTHER_CLUB, a_review, a_work


def seen(work: Work, on: str = "", *, at: int = 100, points: int | None = None) -> Viewing:
    rating = None if points is None else Rating(points)
    return Viewing(CLUB, new_id(), ADA, work, at, seen_on=SeenOn.of_code(on), rating=rating)


async def test_a_viewing_keeps_what_is_known_of_its_day(db: Database) -> None:
    work = a_work()
    full = replace(
        seen(work, "2019-07-04", points=90), part=Part(2, 5), note=Prose("At the ||sea||.")
    )
    async with db.write() as conn:
        await works.put(conn, work)
        await viewings.put(conn, full)
        assert await viewings.get(conn, CLUB, ADA, full.id) == full
        changed = replace(full, seen_on=SeenOn(2019), rating=None)
        await viewings.put(conn, changed)
        assert await viewings.list_of_work(conn, CLUB, ADA, work.id) == [changed]
        assert await viewings.list_of_work(conn, CLUB, ADA, work.id, Part(1)) == []
    for guild, member in ((CLUB, BEN), (OTHER_CLUB, ADA)):
        async with db.write() as conn:
            with pytest.raises(NotFound):
                await viewings.get(conn, guild, member, full.id)
            await viewings.remove(conn, guild, member, full.id)
    async with db.write() as conn:
        assert await viewings.get(conn, CLUB, ADA, full.id) == changed
        await viewings.remove(conn, CLUB, ADA, full.id)
        assert await viewings.list_of_work(conn, CLUB, ADA, work.id) == []


async def test_a_diary_goes_by_months_and_years(db: Database) -> None:
    work = a_work()
    dates = ["2019-07-04", "2019-07-20", "2019-07", "2019", "2020-01-01", "", ""]
    noted = [seen(work, on, at=at) for at, on in enumerate(dates)]
    async with db.write() as conn:
        await works.put(conn, work)
        for viewing in noted:
            await viewings.put(conn, viewing)
    async with db.read() as conn:
        months = await viewings.list_months(conn, CLUB, ADA)
        assert months == [("2020-01", 1), ("2019-07", 3), ("2019", 1), ("", 2)]
        assert await viewings.list_months(conn, CLUB, BEN) == []
        july = await viewings.list_of_month(conn, CLUB, ADA, "2019-07", 0, 2)
        assert [one.seen_on.code for one in july.items] == ["2019-07-20", "2019-07-04"]
        assert (july.total, july.count) == (3, 2)
        unknown = await viewings.list_of_month(conn, CLUB, ADA, "", 0, 5)
        assert {one.id for one in unknown.items} == {noted[5].id, noted[6].id}
        year = await viewings.list_of_month(conn, CLUB, ADA, "2019", 0, 5)
        assert list(year.items) == [noted[3]]


async def test_who_reviewed_a_work_has_seen_it_once(db: Database) -> None:
    work = a_work(kind=WorkKind.TV)
    whole, season = a_review(work), replace(a_review(work), part=Part(1))
    async with db.write() as conn:
        await works.put(conn, work)
        for review in (whole, replace(whole, id=new_id()), season):
            viewings.reviewed(conn, review)
        found = await viewings.list_of_work(conn, CLUB, ADA, work.id)
        assert {(one.id, one.part, one.seen_on.code) for one in found} == {
            (whole.id, Part(), ""),
            (season.id, Part(1), ""),
        }
        assert found[0].rating == whole.rating


async def test_who_reviewed_a_work_is_done_with_it_unless_they_dropped_it(db: Database) -> None:
    work = a_work(kind=WorkKind.TV)
    whole, season = a_review(work), replace(a_review(work), part=Part(1))
    expected = [
        (None, season, Shelf.CURRENT),
        (Shelf.WANT, season, Shelf.CURRENT),
        (Shelf.PAUSED, season, Shelf.PAUSED),
        (Shelf.DONE, season, Shelf.DONE),
        (None, whole, Shelf.DONE),
        (Shelf.CURRENT, whole, Shelf.DONE),
        (Shelf.PAUSED, whole, Shelf.DONE),
        (Shelf.DROPPED, whole, Shelf.DROPPED),
    ]
    async with db.write() as conn:
        await works.put(conn, work)
        for before, review, after in expected:
            await shelves.remove(conn, CLUB, ADA, work.id)
            if before:
                await shelves.put(conn, Shelved(CLUB, ADA, work, before, 1, 1, recommended_by=BEN))
            shelves.reviewed(conn, review)
            there = await shelves.find(conn, CLUB, ADA, work.id)
            assert there
            assert there.shelf is after, (before, review.part)
            assert there.recommended_by == (BEN if before else None)


async def test_what_can_be_taken_back_is_taken_once_and_by_its_member(db: Database) -> None:
    one, old = new_id(), new_id()
    async with db.write() as conn:
        await undos.put(conn, CLUB, one, ADA, {"said": "Ä"}, 100)
        await undos.put(conn, CLUB, old, ADA, {}, 10)
        assert await undos.take(conn, CLUB, one, BEN) is None
        assert await undos.take(conn, OTHER_CLUB, one, ADA) is None
        assert await undos.forget(conn, 50) == 1
        assert await undos.take(conn, CLUB, one, ADA) == {"said": "Ä"}
        assert await undos.take(conn, CLUB, one, ADA) is None
        assert await undos.take(conn, CLUB, old, ADA) is None
