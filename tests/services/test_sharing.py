"""Counted together with other servers: counts of enough members, nobody's name, gone on demand."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from reviewbot.domain.authority import Actor
from reviewbot.domain.identifiers import Identifier, Scheme
from reviewbot.domain.wishes import Wish
from reviewbot.domain.works import Work
from reviewbot.errors import NotAllowed
from reviewbot.services import choosing, installation, order, privacy, sharing
from reviewbot.services.suggesting import Suggesting
from reviewbot.store import guilds, identifiers, members, reviews, works
from reviewbot.store.connection import Query
from reviewbot.store.engine import Database, open_database
from reviewbot.store.schema import shared_pairs, shared_works
from tests.store.samples import CLUB, OTHER_CLUB, a_review, a_work

NOW = 1_700_000_000
TITLES = ("Night Train", "Slow River", "Quiet House")


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as database:
        yield database


async def server(db: Database, guild_id: int, *people: int, shares: bool = True) -> list[Work]:
    """Let these members of a server like the same three works."""
    made = [a_work(title, guild_id=guild_id) for title in TITLES]
    async with db.write() as conn:
        await guilds.put(conn, guild_id, NOW)
        if shares:
            guilds.choose(conn, guild_id, shares=True)
        for work in made:
            await works.put(conn, work)
            for person in people:
                await reviews.put(conn, a_review(work, "Zebracrossing", author_id=person))
    return made


async def kept(db: Database) -> tuple[list[tuple[str, int]], list[tuple[str, str, int]]]:
    async with db.read() as conn:
        found = Query(select(shared_works.c.work, shared_works.c.members))
        both = Query(select(shared_pairs.c.work, shared_pairs.c.other, shared_pairs.c.members))
        return list(await conn.all(found)), list(await conn.all(both))


async def test_four_members_are_too_few_and_five_of_two_servers_are_enough(db: Database) -> None:
    await server(db, CLUB, 1, 2)
    await server(db, OTHER_CLUB, 3, 4)
    await sharing.refresh(db, NOW)
    assert await kept(db) == ([], [])
    await server(db, CLUB + 2, 5)
    assert not await sharing.refresh(db, NOW + 60), "once a day is enough"
    assert await sharing.refresh(db, NOW + 86_400)
    liked, both = await kept(db)
    assert [count for _, count in liked] == [5] * 3
    assert [count for *_, count in both] == [5] * 6


async def test_five_of_one_server_are_not_told_nor_one_who_is_in_both(db: Database) -> None:
    await server(db, CLUB, 1, 2, 3, 4, 5)
    await server(db, OTHER_CLUB)
    await sharing.refresh(db, NOW)
    assert await kept(db) == ([], [])


async def test_one_person_in_two_servers_counts_once(db: Database) -> None:
    await server(db, CLUB, 1, 2, 3)
    await server(db, OTHER_CLUB, 1, 2, 4)
    await sharing.refresh(db, NOW)
    assert await kept(db) == ([], [])


async def test_nothing_is_counted_of_who_did_not_agree(db: Database) -> None:
    await server(db, CLUB, 1, 2, 3)
    await server(db, OTHER_CLUB, 4, 5, shares=False)
    assert await sharing.refresh(db, NOW)
    assert await kept(db) == ([], [])
    async with db.write() as conn:
        guilds.choose(conn, OTHER_CLUB, shares=True)
        await members.choose(conn, OTHER_CLUB, 5, compared=False)
    assert await sharing.refresh(db, NOW + 86_400)
    assert await kept(db) == ([], [])


async def test_what_is_kept_names_no_member_no_server_and_no_title(db: Database) -> None:
    people = [8_100_000_000_000_000_001 + n for n in range(3)]
    made = await server(db, CLUB, *people)
    await server(db, OTHER_CLUB, 8_100_000_000_000_000_007, 8_100_000_000_000_000_008)
    await sharing.refresh(db, NOW)
    liked, both = await kept(db)
    assert both
    told = repr((liked, both)).casefold()
    secret = [*map(str, people), str(CLUB), str(OTHER_CLUB), "zebra", made[0].id, "night", "train"]
    assert not [one for one in secret if one.casefold() in told]


async def test_works_are_matched_by_a_number_or_by_title_kind_and_year(db: Database) -> None:
    imdb = Identifier(Scheme.IMDB, "tt6751668")
    for guild_id, title, people in ((CLUB, "Parasite", (1, 2, 3)), (OTHER_CLUB, "기생충", (4, 5))):
        work = a_work(title, guild_id=guild_id, year=None)
        async with db.write() as conn:
            await guilds.put(conn, guild_id, NOW)
            guilds.choose(conn, guild_id, shares=True)
            await works.put(conn, work)
            identifiers.put(conn, guild_id, work.id, imdb)
            for person in people:
                await reviews.put(conn, a_review(work, author_id=person))
    await sharing.refresh(db, NOW)
    liked, _ = await kept(db)
    assert [count for _, count in liked] == [5], "a title without a year is no name"


@pytest.mark.parametrize("how", ["off", "left", "forget", "compared", "operator"])
async def test_withdrawing_takes_the_counts_away_at_once(db: Database, how: str) -> None:
    await server(db, CLUB, 1, 2, 3)
    await server(db, OTHER_CLUB, 4, 5)
    await sharing.refresh(db, NOW)
    admin = Actor(OTHER_CLUB, 9, moderator=True, admin=True)
    if how == "off":
        await order.choose(db, admin, 77, NOW, shares=False)
    elif how == "left":
        await installation.left(db, OTHER_CLUB, NOW)
    elif how == "forget":
        await privacy.forget(db, Actor(OTHER_CLUB, 4), 77, NOW)
    elif how == "compared":
        await choosing.choose(db, Actor(OTHER_CLUB, 4), "compared", False, 77, NOW)
    else:
        await sharing.forget(db)
    assert await kept(db) == ([], [])
    assert await sharing.refresh(db, NOW + 60)
    liked, _ = await kept(db)
    assert bool(liked) == (how == "operator")


async def test_only_an_admin_switches_it_on(db: Database) -> None:
    with pytest.raises(NotAllowed, match="for admins"):
        await order.choose(db, Actor(CLUB, 9, moderator=True), 77, NOW, shares=True)


async def _first(db: Database, *, shares: bool) -> str:
    """Return what a newcomer to a server with two lone opinions is told first."""
    found = await Suggesting(patience=30.0, shares=shares).suggest(db, CLUB + 9, 99, Wish(), 2)
    return found.picks[0].work_id


async def test_a_small_server_is_helped_where_both_want_it(db: Database) -> None:
    here = [a_work("Aaa", guild_id=CLUB + 9), a_work(TITLES[0], guild_id=CLUB + 9)]
    async with db.write() as conn:
        await guilds.put(conn, CLUB + 9, NOW)
        for work, points in zip(here, (90, 80), strict=True):
            await works.put(conn, work)
            await reviews.put(conn, a_review(work, author_id=50, points=points))
    await server(db, CLUB, 1, 2, 3)
    await server(db, OTHER_CLUB, 4, 5)
    await sharing.refresh(db, NOW)
    assert await _first(db, shares=True) == here[0].id, "this server did not agree"
    async with db.write() as conn:
        guilds.choose(conn, CLUB + 9, shares=True)
    assert await _first(db, shares=False) == here[0].id, "the operator does not want it"
    assert await _first(db, shares=True) == here[1].id
