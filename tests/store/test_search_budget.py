"""A search over its budget ends, says what to do, and holds up nobody."""

import asyncio

import pytest
from sqlalchemy import literal_column, select, text

from reviewbot.domain.grammar import parse
from reviewbot.errors import Invalid
from reviewbot.store import drivers, search
from reviewbot.store.connection import Query
from reviewbot.store.engine import Database
from reviewbot.store.failures import OverrunError
from tests.store.samples import CLUB, a_review, a_work, stored

COUNTED = """(WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted
 WHERE n < 1000000000) SELECT max(n) AS n FROM counted) AS counting"""
ENDLESS: Query[int] = Query(select(literal_column("n")).select_from(text(COUNTED)))


async def test_the_budget_ends_a_statement_and_others_are_answered_meanwhile(db: Database) -> None:
    async with db.write() as conn:
        await stored(conn, a_review(a_work("Parasite"), "Stairs."))
    async with db.read() as conn:
        endless = asyncio.create_task(conn.within(search.BUDGET_SECONDS, ENDLESS))
        async with db.read() as other:
            found = await search.search(other, CLUB, parse("stairs"), 0, 5)
        assert found.total == 1
        with pytest.raises(OverrunError):
            await endless
        assert (await search.search(conn, CLUB, parse("stairs"), 0, 5)).total == 1


async def test_a_search_over_its_budget_asks_for_a_narrower_one(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with db.write() as conn:
        await stored(conn, a_review(a_work("Parasite"), "Stairs."))
    monkeypatch.setattr(search, "BUDGET_SECONDS", 1e-9)
    monkeypatch.setattr(drivers, "_STEPS", 1)
    async with db.read() as conn:
        for query in ("stairs", "stai", "kind:film", '"stairs"'):
            with pytest.raises(Invalid, match="Please narrow it"):
                await search.search(conn, CLUB, parse(query), 0, 5)
    monkeypatch.undo()
    async with db.read() as conn:
        assert (await search.search(conn, CLUB, parse("stairs"), 0, 5)).total == 1
