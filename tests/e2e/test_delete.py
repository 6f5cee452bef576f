"""`/review delete` and `/review drafts`: gone at once, back for a while, then gone for good."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import func, select

from reviewbot.domain.search import Search
from reviewbot.services import deleting
from reviewbot.store import drafts, reviews, search, tastes
from reviewbot.store.connection import Query
from reviewbot.store.schema import METADATA
from tests.e2e.club import Club
from tests.e2e.test_quick import stored

MINUTES = 60


async def until(done: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(80):
        if await done():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not happen")


async def no_cards(club: Club) -> None:
    async def gone() -> bool:
        return not club.cards()

    await until(gone)


async def found(club: Club, words: str) -> int:
    async with club.db.read() as conn:
        page = await search.search(conn, club.guild_id, Search(words), 0, 5)
    return page.total


@pytest.mark.slow
async def test_a_deleted_review_is_gone_everywhere_at_once(club: Club) -> None:
    await club.post(club.ada, "Unforgettable stairs.")
    await club.ada.slash("review quick", title="Parasite", tags="heist", rating="5")
    [review] = await stored(club)
    said = await club.ada.slash("review delete", title="Parasite")
    assert "is deleted" in said.text
    assert said.message
    assert said.message.ephemeral
    assert not await stored(club)
    assert not await found(club, "unforgettable")
    async with club.db.read() as conn:
        assert not await reviews.list_points(conn, club.guild_id, review.work.id)
        assert not await reviews.list_ratings(conn, club.guild_id)
        assert not await tastes.list_of_member(conn, club.guild_id, int(club.ada.id))
    await no_cards(club)
    assert "not here any more" in (await club.forge(club.ben, f"rv1:read:{review.id}")).text


@pytest.mark.slow
async def test_undo_works_for_fifteen_minutes_and_over_a_restart(club: Club) -> None:
    await club.post(club.ada, "Unforgettable stairs.", Headline="Up")
    await club.ada.slash("review quick", title="Parasite", tags="heist")
    [before] = await stored(club)
    await club.ada.slash("review delete", title="Parasite")
    await no_cards(club)
    await club.restart()
    club.discord.clock.advance(14 * MINUTES)
    assert "not here any more" in (await club.forge(club.ben, f"rv1:undel:{before.id}:0")).text
    said = await club.ada.click("Undo")
    assert "is back" in said.text

    async def posted() -> bool:
        return len(club.cards()) == 1

    await until(posted)
    assert "Unforgettable stairs." in club.cards()[0].text
    assert await stored(club) == [before]
    assert await found(club, "unforgettable") == 1


@pytest.mark.slow
async def test_after_fifteen_minutes_nothing_of_it_is_left(club: Club) -> None:
    card = await club.post(club.ada, "Unforgettable stairs.")
    await club.ada.slash("review quick", title="Parasite", text="Second.", tags="a, b")
    await club.ben.click("Comment", on=card)
    await club.ben.submit(fields={"Your comment": "I saw that too."})
    assert "You follow" in (await club.ben.click("Follow")).text
    await club.ben.click("Helpful", on=card)
    await club.ada.slash("review delete", title="Parasite")
    await no_cards(club)
    club.discord.clock.advance(15 * MINUTES + 2)
    late = await club.ada.click("Undo")
    assert "cannot be undone any more" in late.text
    await deleting.sweep(club.db, club.app.bot.now() if club.app else 0)
    async with club.db.read() as conn:
        for name in [
            "reviews",
            "editions",
            "review_tags",
            "comments",
            "cards",
            "helpfuls",
            "follows",
        ]:
            rows = Query(select(func.count()).select_from(METADATA.tables[name]))
            assert await conn.scalar(rows) == 0, name


async def test_a_new_review_stands_in_the_way_of_an_undo_which_says_so(club: Club) -> None:
    await club.post(club.ada, "The old one.")
    deleted = await club.ada.slash("review delete", title="Parasite")
    await no_cards(club)
    await club.post(club.ada, "The new one.")
    said = await club.ada.click("Undo", on=deleted.message)
    assert "anew" in said.text
    assert [review.text.reveal() for review in await stored(club)] == ["The new one."]


async def test_a_card_deleted_by_hand_leaves_the_review_and_editing_posts_it_anew(
    club: Club,
) -> None:
    club.budget[404] = 1
    card = await club.post(club.ada, "Still here.")
    await club.delete(card)
    assert "Still here." in (await club.ben.slash("review show", title="Parasite")).text
    await club.ada.slash("review edit", title="Parasite")
    await club.ada.submit(fields={"Your review": "And here again."})
    [card] = club.cards()
    assert "And here again." in card.text.splitlines()


async def test_drafts_are_listed_continued_and_discarded_after_a_question(club: Club) -> None:
    assert "no drafts" in (await club.ada.slash("review drafts")).text
    said = {"title": "Parasite", "text": "Words that must not be lost.", "rating": "great"}
    await club.ada.slash("review quick", **said, kind="movie")
    listed = await club.ada.slash("review drafts")
    assert listed.message
    assert listed.message.ephemeral
    assert "**Parasite (film, no year)**" in listed.text
    assert "28 characters" in listed.text
    assert "Words that must not be lost." in listed.text
    assert "no drafts" in (await club.ben.slash("review drafts")).text
    given = await club.ada.click("Text as a file", on=listed.message)
    assert given.message
    assert given.message.attachments == {"review.txt": b"Words that must not be lost."}
    opened = await club.ada.click("Continue", on=listed.message)
    assert opened.form
    asked = await club.ada.click("Discard", on=listed.message)
    assert "cannot be brought back" in asked.text
    kept = await club.ada.click("Keep", on=asked.message)
    assert "1 draft" in kept.text
    await club.ada.click("Discard", on=kept.message)
    gone = await club.ada.click("Discard", on=kept.message)
    assert "no drafts" in gone.text


async def test_drafts_without_a_word_are_swept_after_a_day(club: Club) -> None:
    await club.ada.slash("review post", title="Dune", kind="movie")
    said = {"title": "Parasite", "text": "Kept.", "rating": "great", "kind": "movie"}
    await club.ada.slash("review quick", **said)
    club.discord.clock.advance(86_400 + 60)
    assert club.app
    await deleting.sweep(club.db, club.app.bot.now())
    async with club.db.read() as conn:
        [left] = await drafts.list_of_author(conn, club.guild_id, int(club.ada.id))
    assert left.text == "Kept."
