"""The order of what is found: title above text, whole above beginning, recent above old."""

import random

import pytest

from reviewbot.domain.search import Search
from reviewbot.store import search, works
from reviewbot.store.engine import Database
from tests.store.samples import CLUB, OTHER_CLUB, a_review, a_work, stored

RANKED = (
    ("Storm", "Words."),
    ("Stormy", "Words."),
    ("Rain", "A storm, words."),
    ("Heat", "It is stormy, words."),
)
"""For `storm`, best first: the word in the title, its beginning there, then both in the text."""


async def found(db: Database, query: Search) -> list[str]:
    async with db.read() as conn:
        page = await search.search(conn, CLUB, query, 0, 50)
    return [f"{review.work.title} {review.created_at}" for review in page.items]


@pytest.mark.parametrize("seed", range(3))
async def test_title_above_text_whole_above_beginning_recent_above_old(
    db: Database, seed: int
) -> None:
    rows = [(*row, author) for row in RANKED for author in (1, 2, 3)]
    random.Random(seed).shuffle(rows)  # noqa: S311 - the same orders every time
    titles = {title: a_work(title) for title, _ in RANKED}
    async with db.write() as conn:
        for at, (title, text, author) in enumerate(rows, 1_000):
            one = a_review(titles[title], text, author_id=author, headline="", at=at)
            await stored(conn, one)
        await stored(conn, a_review(a_work("Storm", guild_id=OTHER_CLUB), "Storm"))
    right = [
        f"{title} {at}"
        for title, _ in RANKED
        for at in sorted(
            (at for at, (name, *_) in enumerate(rows, 1_000) if name == title), reverse=True
        )
    ]
    assert await found(db, Search("storm")) == right
    assert await found(db, Search("storm", author_id=2)) == [
        one for one in right if rows[int(one.split()[1]) - 1_000][2] == 2
    ]


async def test_a_title_in_another_name_counts_as_one(db: Database) -> None:
    async with db.write() as conn:
        named = a_work("기생충")
        await stored(conn, a_review(named, "Nothing.", at=1_000))
        await works.put(conn, named, other_titles=["Parasite"])
        await stored(conn, a_review(a_work("Heat"), "Like parasite.", at=2_000))
    assert await found(db, Search("parasite")) == ["기생충 1000", "Heat 2000"]
