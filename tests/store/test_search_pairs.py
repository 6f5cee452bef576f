"""Titles are found by what people type for them: scripts, accents, numbers, articles, typos."""

import tomllib
import unicodedata
from pathlib import Path

import pytest

from reviewbot.domain.grammar import parse
from reviewbot.services import searching
from reviewbot.store import works
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database
from reviewbot.store.vocabulary import Vocabularies
from tests.store.samples import CLUB, a_review, a_work, stored

DATA: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8")
)
PAIRS = [
    (typed, title)
    for title, entries in DATA["typed"].items()
    for typed in (title, *DATA["names"].get(title, ()), *entries)
]
NEAR = [(typed, title) for title, entries in DATA["near"].items() for typed in entries]
SCRIPTS = {
    *("LATIN", "HANGUL", "HIRAGANA", "KATAKANA", "CJK", "CYRILLIC", "GREEK", "ARABIC", "HEBREW"),
    *("DEVANAGARI", "THAI", "TAMIL"),
}


@pytest.fixture
async def library(db: Database) -> Database:
    """Every title once, reviewed in words that none of the titles has."""
    async with db.write() as conn:
        for place, title in enumerate(DATA["typed"]):
            work = a_work(title, year=1950 + place)
            text = f"Some words about it, number {place}."
            await stored(conn, a_review(work, text, at=1_000 + place, headline=""))
            await works.put(conn, work, other_titles=DATA["names"].get(title, ()))
    return db


async def missed(conn: Connection, pairs: list[tuple[str, str]]) -> list[object]:
    """Return the pairs whose title is not among the first five, with those that are."""
    found: list[object] = []
    vocabularies = Vocabularies()
    for typed, title in pairs:
        page = await searching.look(conn, vocabularies, CLUB, parse(typed), 0, 5)
        titles = [r.work.title for r in page.page.items] + [w.title for w in page.nearest]
        if title not in titles[:5]:
            found.append((typed, title, titles[:5]))
    return found


def scripts(pairs: list[tuple[str, str]]) -> set[str]:
    letters = {letter for typed, _ in pairs for letter in typed if letter.isalpha()}
    return {unicodedata.name(letter).partition(" ")[0] for letter in letters} & SCRIPTS


async def test_titles_are_among_the_first_five(library: Database) -> None:
    assert len(PAIRS) >= 300
    assert scripts(PAIRS) == SCRIPTS
    async with library.read() as conn:
        found = await missed(conn, PAIRS)
        assert len(found) <= len(PAIRS) // 100, found
        taken_apart = [(unicodedata.normalize("NFD", typed), title) for typed, title in PAIRS]
        assert not await missed(conn, [pair for pair in taken_apart if pair not in PAIRS])


async def test_titles_are_among_the_first_five_in_spite_of_errors(library: Database) -> None:
    assert len(NEAR) >= 40
    assert scripts(NEAR) >= SCRIPTS - {"HIRAGANA"}
    async with library.read() as conn:
        assert len(found := await missed(conn, NEAR)) <= len(NEAR) // 20, found
