"""What is counted of a work comes to the same, whether here or in the database."""

import random
from dataclasses import replace

import pytest

from reviewbot.domain.browsing import Sort
from reviewbot.domain.opinions import GIVERS_MAX
from reviewbot.domain.parts import Part
from reviewbot.domain.reviews import Verdict
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import WorkKind
from reviewbot.store import browsing, figures, opinions, reviews, works
from reviewbot.store.engine import Database
from tests.store.samples import CLUB, OTHER_CLUB, a_review, a_work

PARTS = [Part(), Part(), Part(1), Part(2), Part(2, 1), Part(2, 2), Part(3, 5)]


async def _many(db: Database, seed: int, members: int) -> str:
    """Let members rate a show and its parts, with verdicts and words or without."""
    chance = random.Random(seed)  # noqa: S311 - guards nothing
    show = a_work("Show", kind=WorkKind.TV)
    async with db.write() as conn:
        await works.put(conn, show)
        for member in range(1, members + 1):
            for part in set(chance.sample(PARTS, chance.randint(1, 4))):
                one = a_review(show, author_id=member, points=chance.randint(1, 100))
                verdict = chance.choice([None, *Verdict])
                one = replace(one, part=part, verdict=verdict)
                if chance.random() < 0.3:
                    one = replace(one, rating=None)
                if chance.random() < 0.3 and one.rating:
                    one = replace(one, text=Prose.of(""))
                await reviews.put(conn, one)
    return show.id


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("members", [1, 2, 30])
async def test_the_database_counts_as_the_rule_does(db: Database, seed: int, members: int) -> None:
    work_id = await _many(db, seed, members)
    async with db.read() as conn:
        for asker in (0, 1, members):
            ours = await figures.of_work(conn, CLUB, work_id, asker, few=1_000)
            theirs = await figures.of_work(conn, CLUB, work_id, asker, few=0)
            assert ours.tally == theirs.tally
            assert [one[1] for one in ours.givers] == [one[1] for one in theirs.givers]
            assert dict(ours.givers).get(asker) == dict(theirs.givers).get(asker)
            assert len(theirs.givers) <= GIVERS_MAX
            assert (ours.verdicts, ours.worded) == (theirs.verdicts, theirs.worded)
        given: dict[str, int | None] = {"guild_id": CLUB, "kind": None, "since": 0}
        page = await browsing.list_works(conn, browsing.TOP, 0, 10, **given)
        if ours.tally:
            (standing,) = page.items
            assert standing.raters == ours.tally.count
            assert standing.total / standing.raters == pytest.approx(ours.tally.mean)
        assert (await figures.of_work(conn, OTHER_CLUB, work_id, few=0)).tally is None


@pytest.mark.parametrize("sort", Sort)
async def test_pages_of_a_work_s_reviews_hold_each_once(db: Database, sort: Sort) -> None:
    work_id = await _many(db, 1, 30)
    async with db.read() as conn:
        total = await opinions.count_worded(conn, CLUB, work_id)
        found = [
            one.id
            for skipped in range(0, total, 7)
            for one in await opinions.list_worded(conn, CLUB, work_id, sort, 7, skipped)
        ]
        whole = await opinions.list_worded(conn, CLUB, work_id, sort, total + 9)
    assert found == [one.id for one in whole]
    assert len(set(found)) == total
