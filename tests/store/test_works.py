from dataclasses import replace

import pytest

from reviewbot.domain.works import WorkKind
from reviewbot.errors import NotFound
from reviewbot.store import completions, reviews, works
from reviewbot.store.engine import Database
from tests.store.samples import BEN, CLUB, OTHER_CLUB, a_review, a_work, stored


async def test_a_work_comes_back_as_it_was_put(db: Database) -> None:
    work = a_work()
    async with db.write() as conn:
        await works.put(conn, work)
        await works.put(conn, work)
    async with db.read() as conn:
        assert await works.get(conn, CLUB, work.id) == work
        assert await works.list_named(conn, CLUB, "Parasite") == [work]


async def test_a_work_may_change(db: Database) -> None:
    work = a_work()
    changed = replace(work, kind=WorkKind.TV, title="Parasyte", year=None, maker=None)
    async with db.write() as conn:
        await works.put(conn, work)
        await works.put(conn, changed)
        assert await works.get(conn, CLUB, work.id) == changed
        assert await works.list_named(conn, CLUB, "parasite") == [changed]
        assert await works.list_named(conn, CLUB, "parasyte") == [changed]


async def test_another_guild_sees_no_work(db: Database) -> None:
    work = a_work()
    async with db.write() as conn:
        await works.put(conn, work)
        assert await works.find(conn, OTHER_CLUB, work.id) is None
        with pytest.raises(NotFound):
            await works.get(conn, OTHER_CLUB, work.id)
        assert await works.list_named(conn, OTHER_CLUB, work.title) == []
        assert await completions.list_completions(conn, OTHER_CLUB, "par") == []
        assert await completions.list_completions(conn, OTHER_CLUB, "") == []


async def test_two_guilds_may_have_works_of_one_id(db: Database) -> None:
    work = a_work()
    twin = replace(work, guild_id=OTHER_CLUB, title="Quite another")
    async with db.write() as conn:
        await works.put(conn, work)
        await works.put(conn, twin)
        assert await works.get(conn, CLUB, work.id) == work
        assert await works.get(conn, OTHER_CLUB, work.id) == twin


async def test_a_work_is_found_by_any_spelling_of_any_title(db: Database) -> None:
    work = a_work("Amélie")
    async with db.write() as conn:
        await works.put(conn, work, other_titles=["Le Fabuleux Destin d'Amélie Poulain"])
        for typed in ("amelie", "AMÉLIE", "le fabuleux destin d’amelie poulain"):
            assert await works.list_named(conn, CLUB, typed) == [work]
        assert await works.list_named(conn, CLUB, "amel") == []


async def test_works_of_one_name_are_told_apart_by_kind_and_year(db: Database) -> None:
    film = a_work("Dune", year=2021)
    older = a_work("Dune", year=1984)
    book = a_work("Dune", kind=WorkKind.BOOK, year=1965)
    async with db.write() as conn:
        for work in (film, older, book):
            await works.put(conn, work)
        assert len(await works.list_named(conn, CLUB, "dune")) == 3
        assert await works.list_named(conn, CLUB, "dune", WorkKind.BOOK) == [book]
        assert await works.list_named(conn, CLUB, "dune", WorkKind.MOVIE, 1984) == [older]
        assert await works.list_named(conn, CLUB, "dune", year=2021) == [film]
        assert await works.list_named(conn, CLUB, "dune", year=1999) == []


async def test_a_title_without_words_is_a_title(db: Database) -> None:
    work, other = a_work("???"), a_work("!!!")
    async with db.write() as conn:
        await works.put(conn, work)
        await works.put(conn, other)
        assert await works.list_named(conn, CLUB, "???") == [work]
        assert await completions.list_completions(conn, CLUB, "?") == [work]


COMPLETED = [
    ("god", ["Godzilla", "The Godfather"]),
    ("the go", ["The Godfather"]),
    ("GODF the", []),
    ("father", []),
    ("기생", ["기생충"]),
    ("생충", ["기생충"]),
    ("のけ", ["もののけ姫"]),
    ("モノ", ["もののけ姫"]),
    ("100%", ["100% Wolf"]),
    ("_", []),
    ("%", []),
    ("godzilla x", []),
    ("\x00\ud800", ["Godzilla", "기생충", "もののけ姫", "100% Wolf", "The Godfather"]),
]


async def test_a_work_is_completed_from_what_is_typed(db: Database) -> None:
    names = ["The Godfather", "100% Wolf", "もののけ姫", "기생충", "Godzilla"]
    async with db.write() as conn:
        for at, name in enumerate(names, 1_000):
            await stored(conn, a_review(a_work(name), at=at))
    async with db.read() as conn:
        for typed, found in COMPLETED:
            completed = await completions.list_completions(conn, CLUB, typed)
            assert [work.title for work in completed] == found, typed


async def test_titles_that_begin_so_come_before_newer_ones(db: Database) -> None:
    async with db.write() as conn:
        for at, name in enumerate(["Star Wars", "Stardust", "A Star Is Born"], 1_000):
            await stored(conn, a_review(a_work(name), at=at))
        completed = await completions.list_completions(conn, CLUB, "star", limit=3)
        assert [w.title for w in completed] == ["Stardust", "Star Wars", "A Star Is Born"]
        assert len(await completions.list_completions(conn, CLUB, "star", limit=2)) == 2


async def test_nothing_typed_gives_the_most_recently_reviewed(db: Database) -> None:
    old, new, never = a_work("Old"), a_work("New"), a_work("Never reviewed")
    async with db.write() as conn:
        await works.put(conn, never)
        await stored(conn, a_review(old, at=1_000))
        await stored(conn, a_review(new, at=2_000))
        assert await completions.list_completions(conn, CLUB, "") == [new, old, never]
        await reviews.put(conn, a_review(old, author_id=BEN, at=3_000))
        assert await completions.list_completions(conn, CLUB, "  ") == [old, new, never]


async def test_what_is_stored_is_in_one_form_of_unicode(db: Database) -> None:
    work = a_work("Ame\u0301lie\x00 \ud800")
    async with db.write() as conn:
        await works.put(conn, work)
        assert (await works.get(conn, CLUB, work.id)).title == "Am\u00e9lie"
