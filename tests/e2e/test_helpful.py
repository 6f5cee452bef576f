"""*Helpful*: once a member, never for oneself, taken back by another press."""

import asyncio

import pytest

from reviewbot.store import reviews, works
from tests.e2e.club import Club


async def count(club: Club) -> int:
    async with club.db.read() as conn:
        [work] = await works.list_named(conn, club.guild_id, "Parasite")
        [found] = await reviews.list_of_work(conn, club.guild_id, work.id)
    return found.helpful_count


async def stored(club: Club, expected: int) -> None:
    async with asyncio.timeout(15):
        while await count(club) != expected:  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.02)


@pytest.mark.slow
async def test_a_review_is_helpful_once_and_not_any_more(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    done = await club.ben.click("Helpful", on=card)
    assert "You found this review helpful" in done.text
    assert done.message
    assert done.message.ephemeral
    await club.cleo.click("Helpful", on=card)
    await club.ada.sees("👍 2 found it helpful")
    await club.ben.click("Helpful", on=card)
    await club.ada.sees("👍 1 found it helpful")
    back = await club.ben.click("Take it back", on=done.message)
    assert "Taken back" in back.text
    await stored(club, 1)
    again = await club.ben.click("Helpful", on=back.message)
    assert "You found this" in again.text
    await stored(club, 2)
    await club.ben.click("Take it back", on=again.message)
    await stored(club, 1)
    assert not club.ada.direct_messages


async def test_nobody_finds_their_own_review_helpful(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    answer = await club.ada.click("Helpful", on=card)
    assert "your own review" in answer.text
    await stored(club, 0)


async def test_a_press_delivered_twice_counts_once(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    club.discord.faults.duplicate("INTERACTION_CREATE")
    await club.ben.click("Helpful", on=card)
    await stored(club, 1)
    presses = [club.ben.click("Helpful", on=card) for _ in range(3)]
    presses += [club.cleo.click("Helpful", on=card) for _ in range(5)]
    await asyncio.gather(*presses)
    await stored(club, 1)


async def test_the_author_hears_of_it_with_other_news(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    await club.ben.click("Helpful", on=card)
    await club.cleo.click("Helpful", on=card)
    await club.cleo.slash("review comment", title="Parasite", text="So true.")
    letter = await club.ada.sees("2 members found your review helpful")
    assert "So true." in letter.text


async def test_a_card_of_another_server_is_not_there(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    helpful = next(b.custom_id for b in card.buttons if b.label == "Helpful")
    assert helpful
    answer = await club.forge(club.elsewhere("Eve"), helpful)
    assert "not here any more" in answer.text
