"""Merging two works and undoing it leaves every row of the guild as it was."""

import random
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from reviewbot.domain.identifiers import Identifier, Scheme
from reviewbot.domain.merging import Merge
from reviewbot.domain.parts import Part
from reviewbot.domain.reviews import Card
from reviewbot.domain.search import Search
from reviewbot.domain.shelves import Shelf, Shelved
from reviewbot.domain.titles import Title, TitleRole
from reviewbot.domain.works import Work
from reviewbot.store import (
    cards,
    comments,
    follows,
    guilds,
    identifiers,
    merging,
    reviews,
    shelves,
    titles,
    works,
)
from reviewbot.store import search as searching
from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.engine import Database
from reviewbot.store.schema import METADATA, dismissals, recommendations, viewings
from tests.store.samples import CLUB, OTHER_CLUB, a_comment, a_review, a_work

_RECORDS = {"merges", "actions_log", "guilds", "state", "outbox", "interactions"}
"""What is told of what happened is not part of how things stand."""
_DUMPS: dict[str, Query[Any]] = {
    name: Query(select(table)) for name, table in METADATA.tables.items() if name not in _RECORDS
}


async def _dump(conn: Connection) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name, query in _DUMPS.items():
        found[name] = sorted((tuple(row) for row in await conn.all(query)), key=repr)
    for words in ("stairs", "parasite", "gisaengchung", "boats"):
        page = await searching.search(conn, CLUB, Search(words), 0, 100)
        found[f"search {words}"] = [(review.id, review.work) for review in page.items]
    return found


async def _world(conn: Connection, chance: random.Random) -> tuple[Work, Work]:
    pair = (a_work("Parasite"), a_work("Gisaengchung", year=None))
    await guilds.put(conn, CLUB, 1)
    for n, work in enumerate((*pair, a_work("Boats"), replace(pair[0], guild_id=OTHER_CLUB))):
        await works.put(conn, work, other_titles=["Shared name", f"Name {n}"])
        for member in range(1, 9):
            if work.guild_id == CLUB:
                await _belongings(conn, work, member, chance)
        if n < 2:
            identifiers.put(conn, CLUB, work.id, Identifier(Scheme.IMDB, f"tt000000{n}"))
    await titles.put(conn, CLUB, pair[1].id, Title("기생충", TitleRole.ORIGINAL))
    return pair


async def _belongings(conn: Connection, work: Work, member: int, chance: random.Random) -> None:
    at = 1_700_000_000 + chance.randrange(1_000)
    key: dict[str, Any] = {"guild_id": CLUB, "work_id": work.id, "created_at": at}
    if chance.random() < 0.6:
        part = Part(chance.choice((0, 0, 1)))
        one = a_review(work, f"Stairs {chance.random()}", author_id=member, at=at)
        await reviews.put(conn, replace(one, part=part, tags=("dark", "odd")))
        if chance.random() < 0.5:
            await comments.put(conn, a_comment(one, at=at + 1))
        await follows.put(conn, CLUB, one.id, 98, at)
    if chance.random() < 0.5:
        shelf = chance.choice(list(Shelf))
        await shelves.put(conn, Shelved(CLUB, member, work, shelf, at, at))
    if chance.random() < 0.3:
        conn.send(Change(insert(dismissals)), member_id=member, **key)
    spare = f"{work.id[:9]}{member:03}"
    if chance.random() < 0.3:
        seen: dict[str, Any] = {
            "id": spare,
            "member_id": member,
            "season": 0,
            "episode": 0,
            "note": "",
        }
        conn.send(Change(insert(viewings)), **seen, **key, seen_on="2019", points=None)
    if chance.random() < 0.3:
        told: dict[str, Any] = {
            "id": spare,
            "sender_id": member,
            "friend_id": 99,
            "note": "",
            "answer": "",
        }
        blank: dict[str, Any] = dict.fromkeys(("answered_at", "review_id"))
        conn.send(Change(insert(recommendations)), **told, **blank, **key)


def _merge(duplicate: Work, into: Work) -> Merge:
    return Merge(CLUB, "m" * 12, duplicate.id, into.id, 5, 1_700_009_000)


@pytest.mark.parametrize("seed", range(6))
async def test_a_merge_undone_leaves_every_row_as_it_was(db: Database, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - guards nothing
    async with db.write() as conn:
        into, duplicate = await _world(conn, chance)
        before = await _dump(conn)
        made = _merge(duplicate, into)
        await merging.merge(conn, made)
        between = await _dump(conn)
        assert between != before
        assert await works.find(conn, CLUB, duplicate.id) is None
        assert [w.id for w in await works.list_named(conn, CLUB, "기생충")] == [into.id]
        found = await searching.search(conn, CLUB, Search("gisaengchung"), 0, 100)
        assert {review.work.id for review in found.items} <= {into.id}
        points = await reviews.list_points(conn, CLUB, into.id)
        assert len(points) <= 8
        _, changed = await merging.undo(conn, made, 1_700_009_100)
        assert changed == 0
        after = await _dump(conn)
        for name, rows in before.items():
            assert after[name] == rows, name


async def test_the_newer_review_stays_and_the_further_shelf(db: Database) -> None:
    into, duplicate = a_work("Parasite"), a_work("Gisaengchung")
    old, new = a_review(into, "Old.", at=1_000), a_review(duplicate, "New.", at=2_000)
    async with db.write() as conn:
        for work in (into, duplicate):
            await works.put(conn, work)
        for review in (old, new):
            await reviews.put(conn, review)
        await shelves.put(conn, Shelved(CLUB, 1, into, Shelf.WANT, 1, 1))
        await shelves.put(conn, Shelved(CLUB, 1, duplicate, Shelf.DONE, 2, 2))
        extent = await merging.extent(conn, CLUB, duplicate.id, into.id)
        assert (extent.counts["reviews"], extent.both) == (1, (new.author_id,))
        taste = await guilds.taste_changes(conn, CLUB)
        await cards.put(conn, Card(CLUB, old.id, 5, 6))
        assert await merging.merge(conn, _merge(duplicate, into)) == {old.id: 5}
        assert await guilds.taste_changes(conn, CLUB) == taste + 1
        live = await reviews.list_of_work(conn, CLUB, into.id)
        assert [review.id for review in live] == [new.id]
        assert await reviews.find(conn, CLUB, old.id) is None
        shelved = await shelves.find(conn, CLUB, 1, into.id)
        assert shelved is not None
        assert shelved.shelf is Shelf.DONE


async def test_what_was_changed_since_stays_and_is_counted(db: Database) -> None:
    into, duplicate = a_work("Parasite"), a_work("Gisaengchung")
    async with db.write() as conn:
        for work in (into, duplicate):
            await works.put(conn, work)
        moved = a_review(duplicate, "Moved.", at=2_000)
        await reviews.put(conn, moved)
        await shelves.put(conn, Shelved(CLUB, 1, duplicate, Shelf.WANT, 1, 1))
        await merging.merge(conn, _merge(duplicate, into))
        since = a_review(into, "Since.", author_id=77, at=1_700_009_050)
        await reviews.put(conn, since)
        edited = replace(moved, work=into, headline=moved.text, edition=2)
        await reviews.put(conn, edited)
        await shelves.put(conn, Shelved(CLUB, 1, into, Shelf.DONE, 1, 9))
        _, changed = await merging.undo(conn, _merge(duplicate, into), 1_700_009_100)
        assert changed == 1
        assert [r.id for r in await reviews.list_of_work(conn, CLUB, into.id)] == [since.id]
        (back,) = await reviews.list_of_work(conn, CLUB, duplicate.id)
        assert (back.id, back.edition) == (moved.id, 2)
        both = [await shelves.find(conn, CLUB, 1, work.id) for work in (into, duplicate)]
        assert [one.shelf for one in both if one] == [Shelf.DONE, Shelf.WANT]
