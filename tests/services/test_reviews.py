"""Writing a review: kept, judged, published once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from reviewbot.domain.authority import Actor
from reviewbot.domain.ids import new_id
from reviewbot.domain.outbox import OwedKind
from reviewbot.domain.reviews import Draft
from reviewbot.domain.works import WorkKind
from reviewbot.errors import Invalid, NotFound, ReviewbotError
from reviewbot.services import drafting, finding, reviews
from reviewbot.services.deliveries import DeliveredAlready
from reviewbot.services.reviews import Published
from reviewbot.store import drafts, outbox, works
from reviewbot.store import reviews as stored
from reviewbot.store.engine import Database, open_database

GUILD, CHANNEL, NOW = 1, 2, 1_800_000_000
ADA, BEN = Actor(GUILD, 10), Actor(GUILD, 11)


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as db:
        yield db


def draft(
    actor: Actor = ADA, title: str = "Dune", year: int | None = 2021, rating: str = "4"
) -> Draft:
    return Draft(
        guild_id=actor.guild_id,
        id=new_id(),
        author_id=actor.user_id,
        channel_id=CHANNEL,
        created_at=NOW,
        title=title,
        kind=WorkKind.MOVIE,
        year=year,
        rating=rating,
    )


async def publish(
    db: Database, one: Draft, text: str, interaction: int, actor: Actor = ADA
) -> Published:
    return await reviews.publish(
        db, actor, one.id, interaction, NOW, lambda d: replace(d, text=text)
    )


async def test_a_draft_becomes_a_review_and_a_debt(db: Database) -> None:
    one = await drafting.open_draft(db, draft(), 1)
    published = await publish(db, one, "Sand.", 2)
    assert published.is_new
    assert published.owed.kind is OwedKind.POST
    assert len(published.owed.nonce) <= 25
    async with db.read() as conn:
        review = await stored.get(conn, GUILD, published.review.id)
        assert review == published.review
        assert await outbox.list_due(conn, NOW + reviews.LEASE_SECONDS) == [published.owed]
        assert not await outbox.list_due(conn, NOW)
        assert await drafts.find(conn, GUILD, one.id) is None


async def test_what_is_refused_is_kept(db: Database) -> None:
    one = await drafting.open_draft(db, draft(rating=""), 1)
    with pytest.raises(Invalid):
        await publish(db, one, "   ", 2)
    with pytest.raises(Invalid):
        await publish(db, one, "x" * 100_001, 3)
    async with db.read() as conn:
        assert (await drafts.get(conn, GUILD, one.id)).text == "x" * 100_001
        assert await outbox.next_due(conn) is None
    await publish(db, one, "Better.", 4)


async def test_one_interaction_publishes_once(db: Database) -> None:
    one = await drafting.open_draft(db, draft(), 1)
    answers = await asyncio.gather(
        *(publish(db, one, "Twice delivered.", 2) for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(answer, Published) for answer in answers) == 1
    assert sum(isinstance(answer, DeliveredAlready) for answer in answers) == 4
    with pytest.raises(NotFound):
        await publish(db, one, "From another form.", 3)


async def test_another_member_s_draft_is_not_there(db: Database) -> None:
    one = await drafting.open_draft(db, draft(), 1)
    for actor in (BEN, Actor(99, ADA.user_id)):
        with pytest.raises(NotFound):
            await publish(db, one, "Not mine.", 2, actor)
    async with db.read() as conn:
        assert (await drafts.get(conn, GUILD, one.id)).text == ""


async def test_the_next_edition_keeps_id_and_rating(db: Database) -> None:
    first = await publish(db, await drafting.open_draft(db, draft(), 1), "First.", 2)
    again = await drafting.open_draft(db, draft(rating=""), 3)
    second = await publish(db, again, "Second.", 4)
    assert not second.is_new
    assert second.review.id == first.review.id
    assert second.review.edition == 2
    assert second.review.rating == first.review.rating
    assert second.owed.nonce != first.owed.nonce


async def test_two_members_who_publish_at_once_share_one_work(db: Database) -> None:
    opened = [await drafting.open_draft(db, draft(actor), i) for i, actor in enumerate((ADA, BEN))]
    first, second = await asyncio.gather(
        publish(db, opened[0], "Ada's.", 10, ADA), publish(db, opened[1], "Ben's.", 11, BEN)
    )
    assert first.review.work == second.review.work
    async with db.read() as conn:
        assert len(await works.list_named(conn, GUILD, "Dune")) == 1


BAD = {
    "rating": draft(rating="lots"),
    "no title": draft(title="  "),
    "long title": draft(title="x" * 151),
    "year": draft(year=9999),
}


@pytest.mark.parametrize("one", BAD.values(), ids=BAD.keys())
async def test_bad_options_are_refused_before_anybody_writes(db: Database, one: Draft) -> None:
    with pytest.raises(ReviewbotError):
        await drafting.open_draft(db, one, 1)
    async with db.read() as conn:
        assert await drafts.find(conn, GUILD, one.id) is None


async def test_a_picked_work_is_looked_up_again_in_its_own_guild(db: Database) -> None:
    published = await publish(db, await drafting.open_draft(db, draft(), 1), "Sand.", 2)
    picked = finding.reference(published.review.work.id)
    again = await drafting.open_draft(db, draft(BEN, title=picked, year=None), 3)
    assert (again.title, again.work_id) == ("Dune", published.review.work.id)
    with pytest.raises(NotFound):
        await drafting.open_draft(db, draft(Actor(99, 1), title=picked), 4)
