"""Commenting: once for each message or interaction, counted, owed to the card."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from reviewbot.domain.authority import Actor
from reviewbot.domain.ids import new_id
from reviewbot.domain.outbox import OwedKind
from reviewbot.domain.reviews import Card, CommentSource, Draft, Review
from reviewbot.domain.works import WorkKind
from reviewbot.errors import Invalid, NotFound
from reviewbot.services import comments, drafting, posting, reviews
from reviewbot.services.comments import Remark
from reviewbot.services.deliveries import DeliveredAlready
from reviewbot.store import drafts, outbox
from reviewbot.store import reviews as stored
from reviewbot.store.engine import Database, open_database

GUILD, NOW = 1, 1_800_000_000
ADA, BEN = Actor(GUILD, 10), Actor(GUILD, 11)


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as db:
        yield db


@pytest.fixture
async def review(db: Database) -> Review:
    """A published review whose card is posted."""
    opened = Draft(GUILD, new_id(), ADA.user_id, 2, NOW, title="Dune", kind=WorkKind.MOVIE)
    await drafting.open_draft(db, opened, 1)
    done = await reviews.publish(
        db, ADA, opened.id, 2, NOW, lambda draft: replace(draft, text="Sand.")
    )
    await posting.delivered(db, done.owed, Card(GUILD, done.review.id, 2, 3))
    return done.review


async def test_a_comment_is_counted_and_owed_to_the_card(db: Database, review: Review) -> None:
    remark = Remark(review.id, "True.", CommentSource.COMMAND, interaction_id=5)
    assert await comments.add(db, BEN, remark, NOW, refresh_at=NOW + 7)
    async with db.read() as conn:
        assert (await stored.get(conn, GUILD, review.id)).comment_count == 1
        [told, owed] = await outbox.list_due(conn, NOW + 7)
        assert (told.kind, told.subject_id) == (OwedKind.NOTICE, str(ADA.user_id))
        assert owed.kind is OwedKind.REFRESH
        assert await outbox.list_due(conn, NOW + 6) == [told]


async def test_one_delivered_twice_is_one_comment(db: Database, review: Review) -> None:
    remark = Remark(review.id, "True.", CommentSource.COMMAND, interaction_id=5)
    await comments.add(db, BEN, remark, NOW, refresh_at=NOW)
    with pytest.raises(DeliveredAlready):
        await comments.add(db, BEN, remark, NOW, refresh_at=NOW)
    reply = Remark(review.id, "By reply.", CommentSource.REPLY, message_id=77)
    assert await comments.add(db, BEN, reply, NOW, refresh_at=NOW)
    assert await comments.add(db, BEN, reply, NOW, refresh_at=NOW) is None
    async with db.read() as conn:
        assert (await stored.get(conn, GUILD, review.id)).comment_count == 2


async def test_a_draft_ends_with_its_comment_only(db: Database, review: Review) -> None:
    draft = Draft(GUILD, new_id(), BEN.user_id, 2, NOW, text=" ", review_id=review.id)
    await comments.keep(db, draft)
    remark = Remark(review.id, " ", CommentSource.FORM, interaction_id=5, draft_id=draft.id)
    with pytest.raises(Invalid):
        await comments.add(db, BEN, remark, NOW, refresh_at=NOW)
    async with db.read() as conn:
        assert await drafts.find(conn, GUILD, draft.id)
    await comments.add(db, BEN, replace(remark, text="Words."), NOW, refresh_at=NOW)
    async with db.read() as conn:
        assert await drafts.find(conn, GUILD, draft.id) is None


async def test_a_review_of_another_guild_is_not_there(db: Database, review: Review) -> None:
    remark = Remark(review.id, "Hello?", CommentSource.COMMAND, interaction_id=5)
    with pytest.raises(NotFound):
        await comments.add(db, Actor(99, BEN.user_id), remark, NOW, refresh_at=NOW)


async def test_a_hint_is_given_once_a_day(db: Database) -> None:
    assert await comments.may_hint(db, BEN, NOW)
    assert not await comments.may_hint(db, BEN, NOW + 60)
    assert await comments.may_hint(db, BEN, NOW + 86_400)
    assert await comments.may_hint(db, ADA, NOW)
