"""A merge that is undone leaves everything that members see, and every row, as it was (I4)."""

from typing import Any

import pytest
from sqlalchemy import select

from reviewbot.playground.driver import Answer
from reviewbot.store.connection import Query
from reviewbot.store.schema import METADATA
from tests.e2e.club import MANAGE_MESSAGES, Club

TOLD = {"merges", "actions_log", "guilds", "state", "outbox", "interactions", "cards", "drafts"}
"""What is told of what happened, or owed to Discord, is not part of how things stand."""
PAIR = {"duplicate": "Gisaengchung", "into": "Parasite"}


async def _rows(club: Club) -> dict[str, list[str]]:
    async with club.db.read() as conn:
        found: dict[str, list[str]] = {}
        for name, table in METADATA.tables.items():
            if name not in TOLD:
                query: Query[Any] = Query(select(table))
                found[name] = sorted(repr(tuple(row)) for row in await conn.all(query))
    return found


async def _belongings(club: Club) -> None:
    """Give both works reviews, comments, places on shelves, viewings, names and numbers."""
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    for title, link in (("Gisaengchung", "tt6751668"), ("Parasite", "themoviedb.org/movie/496243")):
        card = await club.post(club.ada, f"Ada on {title}.", title, link=link)
        await club.ben.reply(card, f"A thought on {title}.")
        await club.ben.slash("review log", title=title, date="2019", rating="4")
        await club.cleo.slash("shelf add", title=title)
        await club.ben.slash("review recommend", to=club.ada, title=title, note="See it.")
    await club.ben.slash("review quick", title="Gisaengchung", rating="3", text="Ben's words.")
    await club.ben.slash("work title", work="Gisaengchung", title="기생충", role="original")


async def _pages(club: Club) -> list[str]:
    asked: list[Answer] = [
        *[await club.ben.slash("review show", title=one) for one in PAIR.values()],
        await club.ben.slash("review search", query="thought"),
        await club.cleo.slash("shelf show"),
        await club.ben.slash("review diary"),
        await club.ben.slash("work titles", work="기생충"),
        await club.ben.slash("review top"),
    ]
    return [one.text for one in asked]


@pytest.mark.slow
async def test_a_merge_undone_restores_every_row_and_page(club: Club) -> None:
    await _belongings(club)
    before, seen = await _rows(club), await _pages(club)
    preview = await club.cleo.slash("work merge", **PAIR)
    assert await _rows(club) == before
    for moved in ("2 reviews", "1 comment", "2 viewings", "1 recommendation", "1 number"):
        assert moved in preview.text, preview.text
    done = await club.cleo.click("Merge", on=preview.message)
    assert await _rows(club) != before
    merged = await club.ben.slash("review show", title="기생충")
    assert "### Parasite" in merged.text
    assert "Ben's words." in merged.text
    await club.cleo.click("Undo", on=done.message)
    assert await _rows(club) == before
    assert await _pages(club) == seen
