"""Titles are found by what people type for them: scripts, accents, numbers, articles, typos."""

import tomllib
from pathlib import Path

from reviewbot.domain.grammar import parse
from reviewbot.services import searching
from reviewbot.store import works
from reviewbot.store.engine import Database
from reviewbot.store.vocabulary import Vocabularies
from tests.store.samples import CLUB, a_review, a_work, stored

DATA = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8"))


def other_names(entries: list[str]) -> list[str]:
    """Return the entries before the first one that nobody would print on a cover."""
    return [entry for entry in entries[:2] if entry[0].isupper() and not entry.isupper()]


PAIRS = [(typed, title) for title, entries in DATA["titles"].items() for typed in (title, *entries)]


async def test_titles_are_among_the_first_five(db: Database) -> None:
    assert len(PAIRS) + len(DATA["near"]) >= 300
    async with db.write() as conn:
        for place, (title, entries) in enumerate(DATA["titles"].items()):
            work = a_work(title, year=1950 + place)
            text = f"Some words about it, number {place}."
            await stored(conn, a_review(work, text, at=1_000 + place, headline=""))
            await works.put(conn, work, other_titles=other_names(entries))
    missed, vocabularies = [], Vocabularies()
    async with db.read() as conn:
        for typed, title in (*PAIRS, *DATA["near"].items()):
            found = await searching.look(conn, vocabularies, CLUB, parse(typed), 0, 5)
            titles = [r.work.title for r in found.page.items] + [w.title for w in found.nearest]
            if title not in titles[:5]:
                missed.append((typed, title, titles[:5]))
    exact = [one for one in missed if one[0] not in DATA["near"]]
    assert len(exact) <= len(PAIRS) // 100, exact
    assert len(missed) <= len(exact) + 2, missed
