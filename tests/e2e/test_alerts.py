"""What moderators are told in their channel: never lost, never twice, and nothing stale."""

import asyncio
from collections.abc import Callable

import pytest

from reviewbot.playground.driver import Channel
from reviewbot.store import outbox
from tests.e2e.club import MANAGE_MESSAGES, Club, open_club
from tests.faults.bots import doomed_bot

POST = "POST /channels/*/messages"
SEND = 1 << 11


async def chosen(club: Club) -> Channel:
    """Let a moderator choose a channel to be told in."""
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    log = club.guild.channel("mod-log")
    await club.cleo.slash("reviewbot settings")
    await club.cleo.choose("rv1:server-log", log)
    return log


async def told(log: Channel, count: int = 1) -> None:
    """Wait for so many alerts, and see that it stays so."""
    await until(lambda: len(log.messages) >= count)
    assert len(log.messages) == count


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(15):
        while not true():  # noqa: ASYNC110 - what is waited for lies with the playground
            await asyncio.sleep(0.02)


async def call(club: Club, who: str = "ben") -> None:
    member = getattr(club, who)
    await member.click("This spoils · Report", on=club.cards()[0])
    await member.click("This spoils")


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.0, 1.5], ids=["lost", "late"])
async def test_killed_between_deed_and_post_it_is_posted_once(
    database_url: str, delay: float
) -> None:
    """Whether the request of the killed bot arrives (late) or not (lost)."""
    async with open_club(database_url, start=False) as club:
        club.budget[404] = 3  # the answer of an interaction that the kill cut short
        async with doomed_bot(club.discord, database_url) as bot:
            log = await chosen(club)
            await club.post(club.ada, "The gardener wore the crown.")
            fault = club.discord.faults.on(POST, delay=delay or 30.0)
            acting = asyncio.create_task(call(club))
            await until(lambda: fault.hits > 0)
            bot.kill()
            acting.cancel()
            await asyncio.gather(acting, return_exceptions=True)
        await asyncio.sleep(delay)
        club.discord.faults.clear()
        for _ in range(2):
            async with doomed_bot(club.discord, database_url):
                await told(log)
                await asyncio.sleep(0.5)
        await told(log)


@pytest.mark.slow
@pytest.mark.parametrize("reset", ["before", "after"])
async def test_an_alert_whose_request_was_cut_off_is_posted_once(club: Club, reset: str) -> None:
    log = await chosen(club)
    await club.post(club.ada, "The gardener wore the crown.")
    club.discord.faults.on(POST, reset=reset)  # type: ignore[arg-type] # one of its two words
    await call(club)
    await club.settle(wholly=True)
    await told(log)


async def test_an_alert_waits_for_the_right_and_for_what_still_waits(club: Club) -> None:
    log, other = await chosen(club), club.guild.channel("other")
    log.overwrite(club.guild.role("Playground bot"), deny=SEND)
    club.budget[403] = 2
    card = await club.post(club.ada, "The gardener wore the crown.")
    await club.ben.menu("Report", card)
    await club.ben.submit(fields={"What is wrong with it?": "Rude."})
    await call(club)
    await until(lambda: club.discord.traffic.refusals[403] == 2)  # what is under way goes there yet
    async with club.db.read() as conn:
        assert await outbox.next_due(conn)
    assert not log.messages
    desk = await club.cleo.slash("reviewbot reports")
    assert "Rude" in desk.text
    await club.cleo.click("Dismiss")
    await club.cleo.slash("reviewbot settings")
    await club.cleo.choose("rv1:server-log", other)
    log.overwrite(club.guild.role("Playground bot"), allow=SEND)
    await told(other)
    assert "spoils" in other.messages[0].text
    await club.settle(wholly=True)
    assert not log.messages


async def test_without_a_channel_nothing_is_owed(club: Club) -> None:
    await club.post(club.ada, "The gardener wore the crown.")
    await call(club)
    await club.settle(wholly=True)
    assert not [m for m in club.channel.messages if "says that" in m.text]
