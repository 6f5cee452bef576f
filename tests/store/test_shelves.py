from dataclasses import replace

from reviewbot.domain.members import CardSize, Choices
from reviewbot.domain.progress import Progress
from reviewbot.domain.shelves import Shelf, Shelved
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import WorkKind
from reviewbot.store import members, shelves, works
from reviewbot.store.engine import Database
from tests.store.samples import ADA, BEN, CLUB, OTHER_CLUB, a_work


async def test_who_has_chosen_nothing_has_the_defaults(db: Database) -> None:
    async with db.write() as conn:
        assert await members.find(conn, CLUB, ADA) == Choices()
        await members.choose(conn, CLUB, ADA, welcome=False)
        assert await members.find(conn, CLUB, ADA) == Choices(welcome=False)
        await members.choose(conn, CLUB, ADA, card=CardSize.COMPACT, shelf_open=True)
        expected = Choices(card=CardSize.COMPACT, welcome=False, shelf_open=True)
        assert await members.find(conn, CLUB, ADA) == expected
        await members.choose(conn, CLUB, ADA, card=None, welcome=True)
        assert await members.find(conn, CLUB, ADA) == Choices(shelf_open=True)
        assert await members.find(conn, CLUB, BEN) == Choices()
        assert await members.find(conn, OTHER_CLUB, ADA) == Choices()


async def test_a_shelf_keeps_where_and_why_and_who(db: Database) -> None:
    work = a_work()
    wanted = Shelved(CLUB, ADA, work, Shelf.WANT, 10, 10, recommended_by=BEN)
    dropped = replace(
        wanted,
        shelf=Shelf.DROPPED,
        changed_at=20,
        progress=Progress.parse("S2E5"),
        reason=Prose("Too many stairs."),
    )
    async with db.write() as conn:
        await works.put(conn, work)
        assert await shelves.find(conn, CLUB, ADA, work.id) is None
        await shelves.put(conn, wanted)
        assert await shelves.find(conn, CLUB, ADA, work.id) == wanted
        await shelves.put(conn, replace(dropped, created_at=20))
        assert await shelves.find(conn, CLUB, ADA, work.id) == dropped
        assert not dropped.finished
        assert await shelves.find(conn, CLUB, BEN, work.id) is None
        assert await shelves.find(conn, OTHER_CLUB, ADA, work.id) is None
        await shelves.remove(conn, CLUB, ADA, work.id)
        assert await shelves.find(conn, CLUB, ADA, work.id) is None


async def test_shelves_are_listed_by_shelf_and_kind(db: Database) -> None:
    films = [a_work(f"Film {n}") for n in range(3)]
    book = a_work("Book", kind=WorkKind.BOOK)
    async with db.write() as conn:
        for at, work in enumerate([*films, book]):
            await works.put(conn, work)
            await shelves.put(conn, Shelved(CLUB, ADA, work, Shelf.WANT, at, at))
        await shelves.put(conn, Shelved(CLUB, ADA, films[0], Shelf.DONE, 0, 9))
    async with db.read() as conn:
        all_of_it = await shelves.list_of_member(conn, CLUB, ADA, size=3)
        assert [one.work for one in all_of_it.items] == [book, films[2], films[1]]
        assert (all_of_it.total, all_of_it.count) == (4, 2)
        wanted = await shelves.list_of_member(
            conn, CLUB, ADA, shelf=Shelf.WANT, kind=WorkKind.MOVIE
        )
        assert [one.work for one in wanted.items] == [films[2], films[1]]
        assert wanted.total == 2
        assert await shelves.count(conn, CLUB, ADA) == {
            (Shelf.WANT, WorkKind.MOVIE): 2,
            (Shelf.WANT, WorkKind.BOOK): 1,
            (Shelf.DONE, WorkKind.MOVIE): 1,
        }
        assert await shelves.count(conn, OTHER_CLUB, ADA) == {}
