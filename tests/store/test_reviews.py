from dataclasses import replace

import pytest

from reviewbot.domain.ids import new_id
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Review, Spoils
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import Work
from reviewbot.errors import Conflict, NotFound
from reviewbot.store import comments, reviews, works
from reviewbot.store.engine import Database
from tests.store.samples import ADA, BEN, CLUB, OTHER_CLUB, a_comment, a_review, a_work, stored

LONG = "Prose, with ||a plot|| to spoil — “quoted” and 한국어. " * 1_900


@pytest.mark.parametrize("text", ["Short.", LONG, "  spaces\n\n\nand lines\t ", "💥" * 500])
async def test_a_review_comes_back_as_it_was_put(db: Database, text: str) -> None:
    review = a_review(a_work(), text, spoils=Spoils.PARTS)
    async with db.write() as conn:
        await stored(conn, review)
    async with db.read() as conn:
        assert await reviews.get(conn, CLUB, review.id) == review
        assert await reviews.find_by_author(conn, CLUB, review.work.id, ADA) == review


async def test_a_review_may_have_no_rating_and_be_all_spoiler(db: Database) -> None:
    review = a_review(a_work(), points=None, spoils=Spoils.ALL)
    async with db.write() as conn:
        await stored(conn, review)
        found = await reviews.get(conn, CLUB, review.id)
        assert found == review
        assert found.text.whole
        assert found.headline.whole


async def test_text_is_stored_in_one_form_of_unicode(db: Database) -> None:
    review = replace(a_review(a_work()), text=Prose("Ame\u0301lie\x00!\udfff"))
    async with db.write() as conn:
        await stored(conn, review)
        assert (await reviews.get(conn, CLUB, review.id)).text.reveal() == "Am\u00e9lie!"


async def test_another_guild_sees_no_review(db: Database) -> None:
    review = a_review(a_work())
    async with db.write() as conn:
        await stored(conn, review)
        assert await reviews.find(conn, OTHER_CLUB, review.id) is None
        with pytest.raises(NotFound):
            await reviews.get(conn, OTHER_CLUB, review.id)
        assert await reviews.find_by_author(conn, OTHER_CLUB, review.work.id, ADA) is None
        assert await reviews.list_of_work(conn, OTHER_CLUB, review.work.id) == []
        assert await reviews.list_points(conn, OTHER_CLUB, review.work.id) == []
        assert await reviews.list_ratings(conn, OTHER_CLUB) == []
        assert await reviews.list_editions(conn, OTHER_CLUB, review.id) == []


async def test_two_guilds_may_have_reviews_of_one_id(db: Database) -> None:
    review = a_review(a_work())
    twin = replace(review, guild_id=OTHER_CLUB, work=replace(review.work, guild_id=OTHER_CLUB))
    twin = replace(twin, text=Prose.of("Another text"), rating=Rating(10))
    async with db.write() as conn:
        await stored(conn, review)
        await stored(conn, twin)
        assert await reviews.get(conn, CLUB, review.id) == review
        assert await reviews.get(conn, OTHER_CLUB, review.id) == twin
        assert await reviews.list_points(conn, CLUB, review.work.id) == [90]


async def test_a_member_reviews_a_work_once(db: Database) -> None:
    work = a_work()
    async with db.write() as conn:
        await stored(conn, a_review(work))
    with pytest.raises(Conflict):
        async with db.write() as conn:
            await reviews.put(conn, a_review(work))


async def test_a_review_needs_its_work(db: Database) -> None:
    with pytest.raises(NotFound):
        async with db.write() as conn:
            await reviews.put(conn, a_review(a_work()))
    async with db.read() as conn:
        assert await reviews.list_ratings(conn, CLUB) == []


async def test_reviews_of_a_work_come_newest_first(db: Database) -> None:
    work = a_work()
    written = [a_review(work, author_id=author, at=1_000) for author in range(1, 6)]
    async with db.write() as conn:
        await works.put(conn, work)
        for review in written:
            await reviews.put(conn, review)
        listed = await reviews.list_of_work(conn, CLUB, work.id, limit=3)
    assert listed == written[:1:-1]


async def test_ratings_are_one_of_each_member(db: Database) -> None:
    work, other = a_work(), a_work("Memories of Murder")
    async with db.write() as conn:
        await stored(conn, a_review(work, author_id=ADA, points=90))
        await stored(conn, a_review(work, author_id=BEN, points=35))
        await stored(conn, a_review(work, author_id=7, points=None))
        await stored(conn, a_review(other, author_id=ADA, points=100))
        assert await reviews.list_points(conn, CLUB, work.id) == [90, 35]
        assert await reviews.list_ratings(conn, CLUB) == [
            (work.id, ADA, 90),
            (work.id, BEN, 35),
            (other.id, ADA, 100),
        ]


def next_edition(review: Review, text: str, at: int) -> Review:
    return replace(
        review,
        headline=Prose.of("", whole=True),
        text=Prose.of(text, whole=True),
        spoils=Spoils.ALL,
        rating=None,
        edition=review.edition + 1,
        edited_at=at,
    )


async def test_an_edit_keeps_what_was_said_before(db: Database) -> None:
    first = a_review(a_work())
    second = next_edition(first, "I was wrong.", 1_700_000_500)
    third = replace(next_edition(second, "Or was I?", 1_700_000_900), rating=Rating(1))
    async with db.write() as conn:
        await stored(conn, first)
        await reviews.put(conn, second)
        await reviews.put(conn, third)
        assert await reviews.get(conn, CLUB, first.id) == third
        assert await reviews.list_editions(conn, CLUB, first.id) == [first, second, third]
        assert await reviews.list_points(conn, CLUB, first.work.id) == [1]


async def test_an_edit_needs_the_edition_before_it(db: Database) -> None:
    first = a_review(a_work())
    second = next_edition(first, "Second", 2_000_000_000)
    async with db.write() as conn:
        await stored(conn, first)
        await reviews.put(conn, second)
    for stale in (second, replace(second, edition=4)):
        with pytest.raises(Conflict):
            async with db.write() as conn:
                await reviews.put(conn, stale)
    with pytest.raises(NotFound):
        async with db.write() as conn:
            await reviews.put(conn, replace(second, id=new_id()))
    async with db.read() as conn:
        assert await reviews.list_editions(conn, CLUB, first.id) == [first, second]


async def test_an_edit_keeps_the_comments(db: Database) -> None:
    first = a_review(a_work())
    async with db.write() as conn:
        await stored(conn, first)
        await comments.put(conn, a_comment(first))
        await reviews.put(conn, next_edition(first, "Second", 2_000_000_000))
        assert (await reviews.get(conn, CLUB, first.id)).comment_count == 1


async def test_a_work_that_changes_changes_in_its_reviews(db: Database) -> None:
    review = a_review(a_work())
    renamed: Work = replace(review.work, title="기생충")
    async with db.write() as conn:
        await stored(conn, review)
        await works.put(conn, renamed)
        assert (await reviews.get(conn, CLUB, review.id)).work == renamed
