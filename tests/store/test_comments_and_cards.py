from dataclasses import replace

import pytest

from reviewbot.domain.ids import new_id
from reviewbot.domain.reviews import Card
from reviewbot.domain.spoilers import Prose
from reviewbot.errors import Conflict, NotFound
from reviewbot.store import cards, comments, reviews
from reviewbot.store.engine import Database
from tests.store.samples import BEN, CLUB, OTHER_CLUB, a_comment, a_review, a_work, stored


async def test_comments_come_oldest_first_in_pages(db: Database) -> None:
    review = a_review(a_work())
    said = [a_comment(review, f"Number {at}", at=1_700_000_000 + at) for at in range(7)]
    async with db.write() as conn:
        await stored(conn, review)
        for comment in reversed(said):
            assert await comments.put(conn, comment)
    async with db.read() as conn:
        first = await comments.list_of_review(conn, CLUB, review.id, 0, 5)
        second = await comments.list_of_review(conn, CLUB, review.id, 1, 5)
        beyond = await comments.list_of_review(conn, CLUB, review.id, 2, 5)
        assert [one.comment for one in first.items] == said[:5]
        assert [one.comment for one in second.items] == said[5:]
        assert list(beyond.items) == []
        assert (first.total, first.count, beyond.total) == (7, 2, 7)
        assert (await reviews.get(conn, CLUB, review.id)).comment_count == 7


async def test_a_discord_message_becomes_one_comment(db: Database) -> None:
    review = a_review(a_work())
    comment = a_comment(review, message_id=2**63 - 1)
    async with db.write() as conn:
        await stored(conn, review)
        assert await comments.put(conn, comment)
        assert not await comments.put(conn, replace(comment, id=new_id()))
        listed = await comments.list_of_review(conn, CLUB, review.id, 0, 5)
        assert [one.comment for one in listed.items] == [comment]
        assert (await reviews.get(conn, CLUB, review.id)).comment_count == 1


async def test_a_hidden_comment_stays_hidden(db: Database) -> None:
    review = a_review(a_work())
    comment = replace(a_comment(review), text=Prose.of("He is dead.", whole=True))
    async with db.write() as conn:
        await stored(conn, review)
        await comments.put(conn, comment)
        listed = await comments.list_of_review(conn, CLUB, review.id, 0, 5)
    assert [one.comment for one in listed.items] == [comment]


async def test_a_comment_needs_its_review(db: Database) -> None:
    with pytest.raises(NotFound):
        async with db.write() as conn:
            await comments.put(conn, a_comment(a_review(a_work())))


async def test_another_guild_sees_no_comment(db: Database) -> None:
    review = a_review(a_work())
    async with db.write() as conn:
        await stored(conn, review)
        await comments.put(conn, a_comment(review))
        elsewhere = await comments.list_of_review(conn, OTHER_CLUB, review.id, 0, 5)
        assert elsewhere.total == 0
    with pytest.raises(NotFound):
        async with db.write() as conn:
            await comments.put(conn, replace(a_comment(review), guild_id=OTHER_CLUB))


async def test_a_card_is_found_by_its_review_and_its_message(db: Database) -> None:
    review = a_review(a_work())
    card = Card(CLUB, review.id, 2**62, 2**62 + 1)
    async with db.write() as conn:
        await stored(conn, review)
        assert await cards.find(conn, CLUB, review.id) is None
        await cards.put(conn, card)
        assert await cards.find(conn, CLUB, review.id) == card
        assert await cards.find_by_message(conn, CLUB, card.message_id) == card
        assert await cards.find(conn, OTHER_CLUB, review.id) is None
        assert await cards.find_by_message(conn, OTHER_CLUB, card.message_id) is None
        moved = replace(card, channel_id=5, message_id=6)
        await cards.put(conn, moved)
        assert await cards.find(conn, CLUB, review.id) == moved
        assert await cards.find_by_message(conn, CLUB, card.message_id) is None


async def test_a_message_is_one_card_and_a_card_needs_its_review(db: Database) -> None:
    work = a_work()
    mine, yours = a_review(work), a_review(work, author_id=BEN)
    async with db.write() as conn:
        await stored(conn, mine)
        await stored(conn, yours)
        await cards.put(conn, Card(CLUB, mine.id, 1, 2))
    with pytest.raises(Conflict):
        async with db.write() as conn:
            await cards.put(conn, Card(CLUB, yours.id, 1, 2))
    with pytest.raises(NotFound):
        async with db.write() as conn:
            await cards.put(conn, Card(CLUB, new_id(), 1, 3))
