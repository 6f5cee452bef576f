"""All that is held of a member is handed out, and nothing of it is left when it is erased."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

import asyncpg
import pytest
from sqlalchemy import BigInteger, Column, Integer, SmallInteger, Table

from reviewbot.domain.ids import new_id
from reviewbot.store import comments, personal, reviews, searches
from reviewbot.store.connection import Change, insert
from reviewbot.store.engine import Database, open_database
from reviewbot.store.index import guild_mark
from reviewbot.store.personal import EMPTIED, ERASED, EXPORTED
from reviewbot.store.schema import METADATA
from tests.store.samples import ADA, BEN, CLUB, OTHER_CLUB, a_comment, a_review, a_work, stored

CANARY = "Zebracrossing"
THIRD = 4_242
NOT_A_MEMBER_S = {
    *("guilds", "works", "titles", "title_words", "identifiers", "state"),
    *("shared_works", "shared_pairs"),  # counts of five members or more, under no guild
}
FIXED: dict[tuple[str, str], Any] = {
    ("members", "card"): "",
    ("reviews", "spoils"): "none",
    ("editions", "spoils"): "none",
    ("reviews", "state"): "live",
    ("comments", "source"): "form",
    ("shelves", "shelf"): "want",
    ("recommendations", "answer"): "",
    ("outbox", "kind"): "refresh",
    ("reports", "kind"): "review",
    ("undos", "kept"): "{}",
    ("merges", "moved"): json.dumps(
        {
            "shelves": [
                [{"member_id": ADA, "reason": CANARY}, None, {"member_id": ADA}],
                [{"member_id": THIRD, "recommended_by": ADA}, None, {"member_id": THIRD}],
            ]
        }
    ),
    ("merges", "from_id"): "a work",
    ("merges", "into_id"): "a work",
    ("actions_log", "action"): "hide",
    ("actions_log", "kind"): "review",
}


def test_every_table_with_a_user_is_exported_and_erased() -> None:
    """Design, invariant 17: add the table to both maps of `store/personal.py`."""
    with_users = personal.tables_with_users()
    assert with_users
    assert with_users <= {table.name for table in EXPORTED}
    assert with_users <= {table.name for table in (*ERASED, *EMPTIED)}


def test_every_other_table_belongs_to_no_member() -> None:
    """A new table is either a member's, or listed here by somebody who thought about it."""
    of_members = {table.name for table in (*EXPORTED, *ERASED, *EMPTIED)}
    others = {table.name for table in METADATA.sorted_tables} - of_members
    assert others <= NOT_A_MEMBER_S | {"interactions"}, "is there anything of a member in it?"


def _value(table: Table, column: Column[Any], review_id: str, work_id: str) -> Any:  # noqa: ANN401 - a value of any column
    if (table.name, column.name) in FIXED:
        return FIXED[table.name, column.name]
    if column.name in personal.USER_COLUMNS:
        return ADA
    told = {"guild_id": CLUB, "review_id": review_id, "work_id": work_id, "id": new_id()}
    if table.name in {"outbox", "reports", "notices", "actions_log"}:
        told["subject_id"] = review_id
    if column.name in told:
        return told[column.name]
    if isinstance(column.type, BigInteger | Integer | SmallInteger):
        return None if column.nullable else 1
    return None if column.nullable else CANARY


async def _fill_everything(db: Database) -> str:
    """Put a row of Ada's into every table that may hold one, and a review beside it."""
    review = a_review(a_work("Work one"), CANARY, headline=CANARY)
    async with db.write() as conn:
        await stored(conn, review)
        for table in EXPORTED:
            if table.name != "reviews":
                row = {c.name: _value(table, c, review.id, review.work.id) for c in table.c}
                await conn.run(Change(insert(table).on_conflict_do_nothing()), **row)
    return review.id


async def test_all_of_it_is_handed_out_and_then_erased(database_url: str) -> None:
    async with open_database(database_url) as db:
        await _fill_everything(db)
        async with db.read() as conn:
            rows = await personal.rows_of(conn, CLUB, ADA)
        assert set(rows) == {table.name for table in EXPORTED}
        async with db.read() as conn:
            assert await personal.rows_of(conn, OTHER_CLUB, ADA) == {}
            assert await personal.rows_of(conn, CLUB, BEN) == {}
        async with db.write() as conn:
            left = await personal.erase(conn, CLUB, ADA, 1_700_000_500)
        assert len(left.pictures) == len(left.cards) == 1
        async with db.read() as conn:
            assert await personal.rows_of(conn, CLUB, ADA) == {}
    everything = await _dump(database_url)
    assert "Work one" in everything
    assert not [line for line in everything.splitlines() if CANARY.lower() in line.lower()]
    assert str(ADA) not in everything


async def test_a_search_for_what_they_wrote_is_forgotten_and_no_other(db: Database) -> None:
    """In whichever form the grammar reads it, or where it reads the id as a word."""
    forms = (f"by:<@{ADA}>", f"BY:<@!{ADA}>", f"by:{ADA}", f"-{ADA}", f'"of {ADA}"', f"by:<@{BEN}>")
    queries = {f"search-{number:05}": f"a long {form}" for number, form in enumerate(forms)}
    async with db.write() as conn:
        for guild_id in (CLUB, OTHER_CLUB):
            for search_id, query in queries.items():
                searches.put(conn, guild_id, search_id, query, 1)
    async with db.write() as conn:
        await personal.erase(conn, CLUB, ADA, 2)
    async with db.read() as conn:
        left = [await searches.find(conn, CLUB, one) for one in queries]
        elsewhere = [await searches.find(conn, OTHER_CLUB, one) for one in queries]
    assert left == [*[None] * 5, f"a long by:<@{BEN}>"]
    assert elsewhere == list(queries.values())


async def test_a_merge_tells_each_member_only_what_is_theirs(db: Database) -> None:
    await _fill_everything(db)
    async with db.read() as conn:
        [made] = (await personal.rows_of(conn, CLUB, THIRD))["merges"]
        [own] = (await personal.rows_of(conn, CLUB, ADA))["merges"]
    assert CANARY not in str(made["moved"])
    assert str(THIRD) not in str(own["moved"])
    assert CANARY in str(own["moved"])


async def _dump(url: str) -> str:
    """Return all that stands in the database, its search index too, as one text."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as conn:
            listed = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            tables = [name for (name,) in listed if not name.startswith("search")]
            word = f'"{guild_mark(CLUB)}:{CANARY.lower()}"'
            match = "SELECT rowid FROM search WHERE search MATCH ?"
            assert not conn.execute(match, (word,)).fetchall()
            found = [str(conn.execute(f"SELECT * FROM {t}").fetchall()) for t in tables]  # noqa: S608 - names of our own
            return str(found)
    raw = await asyncpg.connect(url)
    try:
        listed = await raw.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = [f"{one[0]} {await raw.fetch(f'SELECT * FROM {one[0]}')}" for one in listed]  # noqa: S608 - as above
        return "\n".join(found)
    finally:
        await raw.close()


async def test_what_others_said_stays(db: Database) -> None:
    mine, theirs = (a_review(a_work(t), author_id=a) for t, a in (("One", ADA), ("Two", BEN)))
    question = replace(a_comment(theirs, "Ada asks."), author_id=ADA)
    aside = replace(a_comment(theirs, "Ada again."), author_id=ADA)
    answer = replace(a_comment(theirs, "Ben answers."), parent_id=question.id)
    async with db.write() as conn:
        await stored(conn, mine)
        await stored(conn, theirs)
        await reviews.put(conn, a_review(mine.work, "Ben's own", author_id=BEN))
        for comment in (question, aside, answer):
            await comments.put(conn, comment)
    async with db.write() as conn:
        await personal.erase(conn, CLUB, ADA, 1_700_000_500)
    async with db.read() as conn:
        assert await reviews.find(conn, CLUB, mine.id) is None
        assert await reviews.find(conn, CLUB, theirs.id) == replace(theirs, comment_count=1)
        [left] = await reviews.list_of_work(conn, CLUB, mine.work.id)
        found = await comments.list_of_review(conn, CLUB, theirs.id, 0, 9)
    assert left.text.reveal() == "Ben's own"
    assert [one.comment.text.reveal() for one in found.items] == ["Ben answers."]
    assert found.items[0].answered_id == 0


@pytest.mark.parametrize("again", [1, 2])
async def test_erasing_twice_changes_nothing_more(db: Database, again: int) -> None:
    await _fill_everything(db)
    for _ in range(again):
        async with db.write() as conn:
            await personal.erase(conn, CLUB, ADA, 1_700_000_500)
    async with db.write() as conn:
        left = await personal.erase(conn, CLUB, ADA, 1_700_000_600)
    assert (left.pictures, left.cards, left.touched) == ([], [], [])
