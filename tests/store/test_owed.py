"""Drafts, the outbox, and what is claimed once."""

from dataclasses import replace

import pytest

from reviewbot.domain.ids import new_id
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.reviews import Draft, Spoils
from reviewbot.domain.works import WorkKind
from reviewbot.errors import NotFound
from reviewbot.store import drafts, guilds, hints, interactions, outbox, state
from reviewbot.store.engine import Database
from tests.store.samples import ADA, BEN, CLUB, OTHER_CLUB


def a_draft(author_id: int = ADA, at: int = 1_000) -> Draft:
    return Draft(CLUB, new_id(), author_id, 2**62, at, title="Parasite", text="Stairs")


def an_owed(review_id: str, kind: OwedKind = OwedKind.REFRESH, due_at: int = 1_000) -> Owed:
    return Owed(CLUB, new_id(), kind, review_id, 2**62, "nonce-" + new_id(), due_at, 900)


async def test_a_draft_comes_back_as_it_was_put(db: Database) -> None:
    bare = a_draft()
    full = replace(
        bare, work_id=new_id(), kind=WorkKind.TV, year=2**53, rating="9/10", headline="H"
    )
    full = replace(full, text="Text " * 20_000, spoils=Spoils.ALL, review_id=new_id())
    async with db.write() as conn:
        for draft in (bare, full):
            await drafts.put(conn, draft)
            assert await drafts.get(conn, CLUB, bare.id) == draft


async def test_a_draft_may_hold_anything_a_member_can_type(db: Database) -> None:
    draft = replace(a_draft(), title="\x00\ud800e\u0301", rating="'; --", text="a\x00b")
    async with db.write() as conn:
        await drafts.put(conn, draft)
        kept = await drafts.get(conn, CLUB, draft.id)
    assert (kept.title, kept.rating, kept.text) == ("é", "'; --", "ab")


async def test_drafts_are_their_authors_and_their_guilds(db: Database) -> None:
    old, new, other = a_draft(at=1), a_draft(at=2), a_draft(BEN)
    async with db.write() as conn:
        for draft in (old, new, other):
            await drafts.put(conn, draft)
        assert await drafts.list_of_author(conn, CLUB, ADA) == [new, old]
        assert await drafts.list_of_author(conn, OTHER_CLUB, ADA) == []
        assert await drafts.find(conn, OTHER_CLUB, old.id) is None
        await drafts.remove(conn, OTHER_CLUB, old.id)
        assert await drafts.find(conn, CLUB, old.id) == old
        await drafts.remove(conn, CLUB, old.id)
        await drafts.remove(conn, CLUB, old.id)
        with pytest.raises(NotFound):
            await drafts.get(conn, CLUB, old.id)


async def test_what_is_due_comes_longest_due_first(db: Database) -> None:
    late, later = an_owed(new_id(), due_at=20), an_owed(new_id(), OwedKind.POST, due_at=30)
    first = replace(an_owed(new_id(), due_at=10), guild_id=OTHER_CLUB)
    async with db.write() as conn:
        assert await outbox.next_due(conn) is None
        for owed in (later, late, first):
            await outbox.put(conn, owed)
        assert await outbox.next_due(conn) == 10
        assert await outbox.list_due(conn, 9) == []
        assert await outbox.list_due(conn, 20) == [first, late]
        assert await outbox.list_due(conn, 99, limit=1) == [first]


async def test_a_debt_renewed_keeps_its_nonce_and_its_earlier_time(db: Database) -> None:
    owed = an_owed(new_id(), due_at=100)
    async with db.write() as conn:
        await outbox.put(conn, owed)
        await outbox.put(conn, an_owed(owed.subject_id, due_at=500))
        assert await outbox.list_due(conn, 999) == [replace(owed, generation=1)]
        await outbox.put(conn, an_owed(owed.subject_id, due_at=50))
        assert await outbox.list_due(conn, 999) == [replace(owed, generation=2, due_at=50)]
        await outbox.put(conn, an_owed(owed.subject_id, OwedKind.POST))
        assert len(await outbox.list_due(conn, 1_999)) == 2


async def test_a_debt_renewed_while_it_is_paid_is_still_owed(db: Database) -> None:
    owed = an_owed(new_id(), due_at=100)
    async with db.write() as conn:
        await outbox.put(conn, owed)
        (seen,) = await outbox.list_due(conn, 100)
        await outbox.put(conn, an_owed(owed.subject_id, due_at=200))
        await outbox.remove(conn, seen)
        (again,) = await outbox.list_due(conn, 100)
        assert again.generation > seen.generation
        await outbox.remove(conn, again)
        assert await outbox.next_due(conn) is None


async def test_a_failed_attempt_is_counted_and_put_off(db: Database) -> None:
    owed = an_owed(new_id(), due_at=100)
    async with db.write() as conn:
        await outbox.put(conn, owed)
        await outbox.postpone(conn, owed, 160)
        await outbox.postpone(conn, owed, 300)
        assert await outbox.list_due(conn, 299) == []
        assert await outbox.list_due(conn, 300) == [replace(owed, attempts=2, due_at=300)]


async def test_an_interaction_acts_once(db: Database) -> None:
    async with db.write() as conn:
        assert await interactions.claim(conn, CLUB, 2**63 - 1, 1_000)
        assert not await interactions.claim(conn, CLUB, 2**63 - 1, 1_001)
        assert await interactions.claim(conn, OTHER_CLUB, 2**63 - 1, 1_002)
        assert await interactions.forget(conn, 1_001) == 1
        assert await interactions.claim(conn, CLUB, 2**63 - 1, 1_003)


async def test_a_claim_is_undone_with_its_transaction(db: Database) -> None:
    async def failing() -> None:
        async with db.write() as conn:
            assert await interactions.claim(conn, CLUB, 5, 1_000)
            raise NotFound("No draft.")

    with pytest.raises(NotFound):
        await failing()
    async with db.write() as conn:
        assert await interactions.claim(conn, CLUB, 5, 1_000)


async def test_a_hint_is_given_once_a_day(db: Database) -> None:
    async with db.write() as conn:
        assert await hints.claim(conn, CLUB, ADA, 20_000)
        assert not await hints.claim(conn, CLUB, ADA, 20_000)
        assert not await hints.claim(conn, CLUB, ADA, 19_999)
        assert await hints.claim(conn, CLUB, BEN, 20_000)
        assert await hints.claim(conn, OTHER_CLUB, ADA, 20_000)
        assert await hints.claim(conn, CLUB, ADA, 20_001)


async def test_guilds_are_counted_once(db: Database) -> None:
    async with db.write() as conn:
        assert await guilds.count(conn) == 0
        for guild_id in (CLUB, OTHER_CLUB, CLUB):
            await guilds.put(conn, guild_id, 1_000)
        await guilds.lock(conn, CLUB, 1_000)
        assert await guilds.count(conn) == 2


async def test_facts_of_the_installation_are_replaced(db: Database) -> None:
    async with db.write() as conn:
        assert await state.find(conn, "commands") is None
        await state.put(conn, "commands", "a1")
        await state.put(conn, "commands", "b2")
        assert await state.find(conn, "commands") == "b2"
