"""A comment follows its Discord message: edited, deleted, and all that was missed meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from reviewbot.domain.reviews import Comment
from reviewbot.store import cards, comments, reviews, works
from tests.e2e.club import Club


async def said(club: Club) -> list[str]:
    """The words of all comments on Ada's review, in order."""
    return [one.text.reveal() for one in await listed(club)]


async def listed(club: Club) -> list[Comment]:
    async with club.db.read() as conn:
        [work] = await works.list_named(conn, club.guild_id, "Parasite")
        [review] = await reviews.list_of_work(conn, club.guild_id, work.id)
        page = await comments.list_of_review(conn, club.guild_id, review.id, 0, 200)
    return [one.comment for one in page.items]


async def counted(club: Club) -> int:
    """How many thoughts Ada's card speaks of."""
    async with club.db.read() as conn:
        [work] = await works.list_named(conn, club.guild_id, "Parasite")
        [review] = await reviews.list_of_work(conn, club.guild_id, work.id)
    return review.comment_count


async def settles(club: Club, expected: list[str]) -> None:
    """Wait until these are the comments; their number has to be right then.

    Asked for after the words are there: each look is two statements, and a reply that arrives
    between them is counted by the second alone.
    """
    await until(lambda: said(club), expected)
    assert await counted(club) == len(expected)


async def until(look: Callable[[], Awaitable[list[str]]], expected: list[str]) -> None:
    found: list[str] = []
    try:
        async with asyncio.timeout(15):
            while (found := await look()) != expected:  # noqa: ASYNC110 - the database tells nobody
                await asyncio.sleep(0.05)
    except TimeoutError:
        assert found == expected


async def test_editing_the_message_edits_the_comment(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    reply = await club.ben.reply(card, "A tpyo.")
    await settles(club, ["A tpyo."])
    await club.ben.edit(reply, "No ||typo||.")
    await settles(club, ["No ||typo||."])
    assert (await listed(club))[0].edited_at
    await club.ben.edit(await club.ben.send("Just talking."), "Still talking.")
    await settles(club, ["No ||typo||."])


async def test_deleting_the_message_deletes_the_comment(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    reply = await club.ben.reply(card, "Gone soon.")
    await club.ben.reply(card, "Stays.")
    await club.ada.sees("💬 2 thoughts")
    await club.delete(reply)
    await settles(club, ["Stays."])
    await club.ada.sees("💬 1 thought")
    club.discord.faults.duplicate("MESSAGE_DELETE")


@pytest.mark.slow
async def test_a_card_deleted_by_hand_costs_no_request_any_more(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    await club.delete(card)
    async with asyncio.timeout(15):
        while True:
            async with club.db.read() as conn:
                if not await cards.list_channels(conn, club.guild_id, 5):
                    break
            await asyncio.sleep(0.02)
    await club.ben.slash("review comment", title="Parasite", text="Anyway.")
    await settles(club, ["Anyway."])
    await asyncio.sleep(1.3)
    edits = club.discord.traffic.find("PATCH", "/channels/{channel_id}/messages/{message_id}")
    assert not edits


@pytest.mark.slow
async def test_what_was_missed_is_found_and_twice_changes_nothing(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    kept = [await club.ben.reply(card, f"Before {n}") for n in range(10)]
    await settles(club, [f"Before {n}" for n in range(10)])
    await club.stop()
    for n in range(12):
        await club.cleo.reply(card, f"Away {n}")
    await club.cleo.reply(card, "Without a ping", ping=False)
    for message in kept[:5]:
        await club.ben.edit(message, message.text.replace("Before", "Changed"))
    for message in kept[5:]:
        await club.ben.delete(message)
    expected = [f"Changed {n}" for n in range(5)] + [f"Away {n}" for n in range(12)]
    club.budget[404] = 5
    for _ in range(2):
        await club.start()
        await settles(club, expected)
        await asyncio.sleep(0.8)
        await settles(club, expected)
        await club.stop()
    looks = club.discord.traffic.find("GET", "/channels/{channel_id}/messages")
    assert len(looks) <= 3 * 2


@pytest.mark.slow
async def test_a_session_that_cannot_be_resumed_misses_nothing(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    hub = club.discord.world.observers.copy()
    club.discord.world.observers[:] = [one for one in hub if one != club.discord.hub.deliver]
    await club.ben.reply(card, "Unheard.")
    club.discord.world.observers[:] = hub
    club.discord.faults.invalidate(resumable=False)
    await settles(club, ["Unheard."])


@pytest.mark.slow
async def test_without_the_right_to_look_back_nothing_is_asked(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    await club.stop()
    await club.ben.reply(card, "Hm.")
    club.channel.overwrite(club.guild.everyone, deny=1 << 16)
    for role in club.guild.raw.roles.values():
        role.permissions &= ~(1 << 16)
    before = len(club.discord.traffic.find("GET", "/channels/{channel_id}/messages"))
    await club.start()
    await asyncio.sleep(0.8)
    assert len(club.discord.traffic.find("GET", "/channels/{channel_id}/messages")) == before
    assert not await said(club)
