"""Sessions: how they begin, break, are resumed, and end."""

import asyncio

import aiohttp
import discord
import pytest

from reviewbot.playground import Playground
from tests.playground.conftest import Stage, people, running
from tests.playground.robot import Robot


def sent_ops(playground: Playground) -> list[str]:
    ops = [one.name for one in playground.traffic.events if not one.sent]
    return [one for one in ops if one != "op 1"]


async def test_a_bot_logs_in_and_learns_of_its_guilds(stage: Stage) -> None:
    assert [guild.name for guild in stage.bot.guilds] == ["Film club"]
    assert stage.place.name == "reviews"
    assert stage.bot.user is not None
    assert str(stage.bot.user.id) == stage.discord.world.bot.id
    names = {command.name for command in await stage.bot.tree.fetch_commands()}
    assert names == {"ping", "do", "Quote", "Greet"}
    assert sent_ops(stage.discord) == ["op 2"]


async def test_what_was_missed_is_replayed_after_a_drop(stage: Stage) -> None:
    stage.discord.faults.drop()
    await stage.ada.send(f"while you were away, <@{stage.discord.world.bot.id}>")
    async with asyncio.timeout(15):
        await stage.bot.resumed.get()
        assert "away" in (await stage.bot.heard.get()).content
    assert sent_ops(stage.discord) == ["op 2", "op 6"]
    assert (await stage.ada.slash("ping")).text == "pong"


@pytest.mark.parametrize("code", [None, 4000, 4009])
async def test_a_bot_resumes_when_told_to_reconnect(stage: Stage, code: int | None) -> None:
    if code is None:
        stage.discord.faults.reconnect()
    else:
        stage.discord.faults.close(code)
    async with asyncio.timeout(15):
        await stage.bot.resumed.get()
    assert sent_ops(stage.discord) == ["op 2", "op 6"]


async def test_an_invalid_session_begins_anew(stage: Stage) -> None:
    stage.discord.faults.invalidate()
    answer = await patiently(stage)
    assert answer == "pong"
    assert sent_ops(stage.discord) == ["op 2", "op 2"]


async def patiently(stage: Stage) -> str:
    """Ask until the bot is back; what is asked in between nobody answers."""
    world = stage.discord.world
    async with asyncio.timeout(8):
        while stage.discord.traffic.identifies < 2:
            await world.next_change()
    return (await stage.ada.slash("ping")).text


async def test_a_session_nobody_knows_cannot_be_resumed(discord_here: Playground) -> None:
    frames = await talk(
        discord_here,
        {"op": 6, "d": {"token": discord_here.token, "session_id": "none", "seq": 1}},
    )
    assert [frame["op"] for frame in frames] == [10, 9]
    assert frames[1]["d"] is False


async def talk(playground: Playground, *said: dict[str, object]) -> list[dict[str, object]]:
    """Say something to the gateway and return the frames until it has no more to say."""
    frames: list[dict[str, object]] = []
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(playground.gateway_url) as socket,
    ):
        for one in said:
            await socket.send_json(one)
        while True:
            frame = await socket.receive(timeout=0.2 if len(frames) > len(said) else 2)
            if frame.type is not aiohttp.WSMsgType.TEXT:
                return [*frames, {"op": "closed", "d": frame.data}]
            frames.append(frame.json())
            if len(frames) > len(said):
                return frames


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"op": 2, "d": {"token": "wrong", "intents": 1}}, 4004),
        ({"op": 2, "d": {"intents": 1 << 15}}, 4014),
        ({"op": 2, "d": {"intents": 1 << 40}}, 4013),
        ({"op": 2, "d": {"intents": 1, "shard": [2, 1]}}, 4010),
        ({"op": 8, "d": {}}, 4003),
        ({"no": "op"}, 4002),
    ],
)
async def test_wrong_beginnings_are_closed_with_their_code(
    discord_here: Playground, said: dict[str, object], code: int
) -> None:
    data = said.get("d")
    if isinstance(data, dict):
        data.setdefault("token", discord_here.token)
    frames = await talk(discord_here, said)
    assert frames[-1] == {"op": "closed", "d": code}


async def test_an_event_can_come_twice_or_late(stage: Stage) -> None:
    stage.discord.faults.duplicate("MESSAGE_CREATE")
    bot = stage.discord.world.bot.id
    await stage.ada.send(f"<@{bot}> twice")
    stage.discord.faults.delay("MESSAGE_CREATE")
    await stage.ada.send(f"<@{bot}> late")
    await stage.ada.send(f"<@{bot}> early")
    async with asyncio.timeout(15):
        words = [(await stage.bot.heard.get()).content.split()[1] for _ in range(4)]
    assert words == ["twice", "twice", "early", "late"]


async def test_connections_can_be_refused(stage: Stage) -> None:
    stage.discord.faults.refuse(1)
    stage.discord.faults.drop()
    async with asyncio.timeout(8):
        await stage.bot.resumed.get()
    assert stage.discord.faults.refused_connections == 0


async def test_too_many_sessions_reset_the_token(discord_here: Playground) -> None:
    people(discord_here)
    discord_here.world.sessions.total = 1
    token = discord_here.token
    async with running(discord_here) as bot:
        limit = await bot.http.request(discord.http.Route("GET", "/gateway/bot"))
        assert limit["session_start_limit"]["remaining"] == 0
    async with Robot(discord.Intents(guilds=True)) as bot:
        with pytest.raises(discord.ConnectionClosed, match="4004"):
            await bot.start(token)
    async with Robot(discord.Intents(guilds=True)) as bot:
        with pytest.raises(discord.LoginFailure):
            await bot.start(token)
    assert discord_here.traffic.refusals[401] == 1


async def test_an_intent_that_is_not_allowed_ends_the_bot(discord_here: Playground) -> None:
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(discord_here, discord.Intents(members=True)):
            pass


async def test_the_bot_follows_what_happens_to_guilds(stage: Stage) -> None:
    stage.guild.channel("films")
    helpers = stage.guild.role("helpers")
    world = stage.discord.world
    world.give_role(stage.guild.raw, world.bot, helpers.it)
    thread = stage.channel.thread("a thread", stage.ada)
    other = stage.discord.guild("Book club")
    stage.discord.add_bot(other)
    await stage.ada.slash("ping")
    guild = stage.bot.get_guild(int(stage.guild.id))
    assert guild is not None
    assert [channel.name for channel in guild.text_channels] == ["reviews", "films"]
    assert guild.get_thread(int(thread.id)) is not None
    assert "helpers" in [role.name for role in guild.me.roles]
    assert len(stage.bot.guilds) == 2
    stage.discord.remove_bot(other)
    thread.delete()
    await stage.ada.slash("ping")
    assert len(stage.bot.guilds) == 1
    assert guild.get_thread(int(thread.id)) is None
