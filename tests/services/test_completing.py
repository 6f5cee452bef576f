"""Titles are found while they are typed: in ten scripts, by any word, in spite of errors.

`python -m bench.completing` asks the same of 100,000 titles; `bench.title_typing` says what is
typed.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence

import pytest

from bench.completing import BARS, fill, found
from bench.title_corpus import SCRIPTS, titles
from bench.title_typing import Typing
from reviewbot.domain.works import WorkKind
from reviewbot.services import completing
from reviewbot.store import works
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database, open_database
from reviewbot.store.kept import Kept
from reviewbot.store.names import Names
from reviewbot.store.vocabulary import NAMES, Vocabularies
from tests.store.samples import ADA, BEN, CLUB, OTHER_CLUB, a_review, a_work, stored

TITLES = 1_000
ASKED = 100


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as database:
        yield database


@pytest.fixture
def known() -> Vocabularies:
    return Vocabularies()


async def offered(
    conn: Connection,
    known: Vocabularies,
    typed: str,
    who: int = ADA,
    kind: WorkKind | None = None,
    guild_id: int = CLUB,
) -> list[str]:
    some = await completing.list_works(conn, known, guild_id, who, typed, 25, kind)
    return [work.title for work in some]


async def test_titles_are_among_the_first_25(db: Database, known: Vocabularies) -> None:
    named = titles(TITLES)
    assert {one.script for one in named} == set(SCRIPTS)
    typing, ids = Typing(named), await fill(db, named)
    for kind, (least, _) in BARS.items():
        missed, _ = await found(db, known, ids, list(typing.some(kind, ASKED)))
        assert 100 * len(missed) <= (100 - least) * ASKED, (kind, missed)


TYPED = {
    "shdaow of the wind": "The Shadow of the Wind",
    "wnid shadow": "The Shadow of the Wind",
    "theshadow of": "The Shadow of the Wind",
    "shadow o fthe": "The Shadow of the Wind",
    "parasiet": "Parasite",
    "apra": "Parasite",
    "기셍충의": "기생충의 집",
    "мстраль": "Мистраль",
    "хает": "Хаит",
}


async def test_errors_of_every_kind_find_the_title(db: Database, known: Vocabularies) -> None:
    async with db.write() as conn:
        for title in dict.fromkeys(TYPED.values()):
            await works.put(conn, a_work(title))
        await works.put(conn, a_work("Paraside", guild_id=OTHER_CLUB))
    async with db.read() as conn:
        for typed, title in TYPED.items():
            assert await offered(conn, known, typed) == [title], typed
        for typed in ("pxr", "xyzzyx", "windows of perception", "w" * 300):
            assert await offered(conn, known, typed) == [], typed
        assert await offered(conn, known, "parasiet", kind=WorkKind.BOOK) == []
        assert await offered(conn, known, "parasiet", guild_id=OTHER_CLUB) == ["Paraside"]


async def test_of_alike_titles_the_nearest_come_first(db: Database, known: Vocabularies) -> None:
    async with db.write() as conn:
        for title in ("Solaria Rising", "A Solaris", "Polaris", "Solaris", "Solar"):
            await works.put(conn, a_work(title))
        await stored(conn, a_review(a_work("Solarus")))
        assert await offered(conn, known, "solarus") == ["Solarus", "Solaris", "A Solaris"]
        found = await offered(conn, known, "solarxs")
        assert found[:2] == ["Solarus", "Solaris"]  # alike near: the one that was reviewed


async def test_an_empty_box_offers_own_works_then_lively_ones(
    db: Database, known: Vocabularies
) -> None:
    async with db.write() as conn:
        for n, title in enumerate(("Quiet", "Mine", "Both", "Lively")):
            work = a_work(title, kind=WorkKind.BOOK if n % 2 else WorkKind.MOVIE)
            for who in {"Mine": (ADA,), "Both": (ADA, BEN), "Lively": (BEN,)}.get(title, ()):
                await stored(conn, a_review(work, author_id=who, at=1_000 + n))
            await works.put(conn, work)
        assert await offered(conn, known, "") == ["Both", "Mine", "Lively", "Quiet"]
        assert await offered(conn, known, " ", kind=WorkKind.BOOK) == ["Mine", "Lively"]
        assert await offered(conn, known, "", who=7) == ["Lively", "Both", "Mine", "Quiet"]


async def test_what_was_reviewed_since_is_found_too(db: Database, known: Vocabularies) -> None:
    async with db.write() as conn:
        await stored(conn, a_review(a_work("Parasite"), at=1_000))
        held = await known.names(conn, CLUB)
        assert await offered(conn, known, "solarsi") == []
        await stored(conn, a_review(a_work("Solaris"), at=held.since))
        assert held == await known.names(conn, CLUB)
        assert await offered(conn, known, "solarsi") == ["Solaris"]


async def test_many_names_are_made_ready_beside_whoever_asks(db: Database) -> None:
    """Whoever gives up waiting leaves it to those who ask after them."""
    begun, go_on, made = threading.Event(), threading.Event(), []

    def make(rows: Sequence[tuple[str, str]]) -> Names:
        begun.set()
        assert go_on.wait(30)
        made.append(len(rows))
        return Names(rows)

    some = Kept[Names](NAMES, make, 10, few=0)
    async with db.write() as conn:
        await works.put(conn, a_work("Solaris"))
    async with db.read() as conn:
        impatient = asyncio.create_task(some.of_guild(conn, CLUB))
        assert await asyncio.to_thread(begun.wait, 30)
        impatient.cancel()
        await asyncio.wait([impatient])
        go_on.set()
        held = await some.of_guild(conn, CLUB)
        assert (await some.of_guild(conn, CLUB)) is held
    assert impatient.cancelled()
    assert made == [1]
