"""Three seconds, fifteen minutes, a day: moved on, not waited for."""

import asyncio

import aiohttp
import discord
import pytest

from reviewbot.playground import Clock
from tests.playground.conftest import Stage


async def problem(stage: Stage) -> BaseException:
    async with asyncio.timeout(15):
        error = await stage.bot.problems.get()
    return getattr(error, "original", error)


async def started(stage: Stage) -> None:
    async with asyncio.timeout(15):
        while not stage.discord.world.interactions:
            await stage.discord.world.next_change()


async def test_an_answer_after_three_seconds_comes_too_late(stage: Stage) -> None:
    asking = asyncio.create_task(stage.ada.slash("do wait"))
    await started(stage)
    stage.discord.clock.advance(3.1)
    answer = await asking
    assert answer.failed
    assert answer.error == "The application did not respond"
    stage.bot.go_on.set()
    error = await problem(stage)
    assert isinstance(error, discord.NotFound)
    assert error.code == 10062


async def test_a_second_first_answer_is_refused(stage: Stage) -> None:
    assert (await stage.ada.slash("do twice")).text == "refused with 40060"


async def test_a_token_lasts_fifteen_minutes(stage: Stage) -> None:
    assert (await stage.ada.slash("do outlast")).text == "now"
    stage.discord.clock.advance(901)
    stage.bot.go_on.set()
    error = await problem(stage)
    assert isinstance(error, discord.HTTPException)
    assert (error.status, error.code) == (401, 50027)
    assert stage.discord.traffic.refusals[401] == 1


async def test_addresses_of_files_expire(stage: Stage) -> None:
    sent = await stage.place.send(file=discord.File(__file__, "a.py"))
    await sent.attachments[0].read()
    stage.discord.clock.advance(25 * 3600)
    with pytest.raises(discord.NotFound):
        await sent.attachments[0].read()
    fresh = await stage.place.fetch_message(sent.id)
    await fresh.attachments[0].read()
    forged = fresh.attachments[0].url.replace("hm=", "hm=0")
    async with aiohttp.ClientSession() as session, session.get(forged) as response:
        assert response.status == 404


async def test_timers_fire_in_order_when_time_is_moved_on() -> None:
    clock, fired = Clock(), list[str]()
    clock.call_later(20, lambda: fired.append("second"))
    clock.call_later(10, lambda: fired.append("first"))
    clock.call_later(15, lambda: fired.append("never")).cancel()
    clock.call_later(1000, lambda: fired.append("not yet"))
    clock.advance(30)
    assert fired == ["first", "second"]
    clock.call_later(0, lambda: fired.append("at once"))
    await asyncio.sleep(0.01)
    assert fired[-1] == "at once"
