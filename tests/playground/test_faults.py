"""What goes wrong on purpose, and what the real client makes of it."""

import asyncio

import aiohttp
import discord
import pytest

from tests.playground.conftest import Stage

SEND = "POST /channels/*/messages"


async def test_a_limit_of_discords_own_is_waited_out(stage: Stage) -> None:
    fault = stage.discord.faults.on(SEND, status=429, retry_after=0.02)
    await stage.place.send("patience")
    assert fault.hits == 1
    assert stage.discord.traffic.refusals[429] == 1
    assert len(stage.channel.messages) == 1


async def test_a_ban_in_front_of_discord_is_not(stage: Stage) -> None:
    stage.discord.faults.on(SEND, status=429, via=False)
    with pytest.raises(discord.HTTPException, match="429"):
        await stage.place.send("no patience")
    assert not stage.channel.messages


async def test_an_answer_lost_after_the_deed_is_not_done_twice(stage: Stage) -> None:
    stage.discord.faults.on(SEND, status=502, commit=True)
    sent = await stage.place.send("once")
    assert [one.id for one in stage.channel.messages] == [str(sent.id)]


async def test_a_connection_cut_after_the_deed_leaves_the_message(stage: Stage) -> None:
    stage.discord.faults.on(SEND, reset="after")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await stage.place.send("once", nonce="n1")
    assert len(stage.channel.messages) == 1
    await stage.place.send("once", nonce="n1")
    assert len(stage.channel.messages) == 1


async def test_a_connection_cut_before_the_deed_leaves_nothing(stage: Stage) -> None:
    stage.discord.faults.on(SEND, reset="before")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await stage.place.send("never")
    assert not stage.channel.messages


async def test_a_body_can_be_spoilt(stage: Stage) -> None:
    stage.discord.faults.on(SEND, body="truncated")
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        await stage.place.send("half an answer")
    stage.discord.faults.on(SEND, status=403, body="html")
    with pytest.raises(discord.Forbidden, match="html"):
        await stage.place.send("a page")


async def test_a_refusal_can_be_given_a_code(stage: Stage) -> None:
    stage.discord.faults.on(SEND, status=403, code=50013, message="Missing Permissions", skip=1)
    await stage.place.send("let through")
    with pytest.raises(discord.Forbidden, match="50013"):
        await stage.place.send("struck")
    await stage.place.send("let through again")


async def test_an_answer_can_be_slow(stage: Stage) -> None:
    stage.discord.faults.on(SEND, delay=0.1)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await stage.place.send("slowly")
    assert loop.time() - began >= 0.1
    stage.discord.faults.on(SEND, status=403, times=None)
    stage.discord.faults.clear()
    await stage.place.send("all is well")


async def test_a_small_limit_is_really_held(stage: Stage) -> None:
    stage.discord.rest.limits.set(SEND, 2, 0.3)
    loop = asyncio.get_running_loop()
    began = loop.time()
    for number in range(4):
        await stage.place.send(f"line {number}")
    assert loop.time() - began >= 0.3
    assert stage.discord.traffic.refusals[429] == 0, "the client minds the headers"
