"""A world put away and taken out again is the same world."""

import json
from pathlib import Path
from typing import Any

import aiohttp

from reviewbot.playground import File, Playground, open_playground
from reviewbot.playground import keeping as kept
from reviewbot.playground.world import chat, saving

MOD = 1 << 13


async def fill(discord: Playground) -> None:
    """Make one of everything that is kept."""
    guild = discord.guild("Film club", owner="Nour")
    discord.add_bot(guild)
    ada, bo = guild.member("Ada"), guild.member("نور الدين")
    lounge, hall = guild.channel("lounge"), guild.channel("hall")
    mods = guild.role("mods", MOD)
    ada.give(mods)
    lounge.overwrite(mods, allow=MOD)
    lounge.overwrite(bo, deny=1 << 11)
    asked = await ada.send("<@1> look ||here||", lounge, [File("a b.txt", b"\x00text")])
    answered = await ada.reply(asked, "and here")
    await bo.react(answered, "👍")
    await ada.edit(answered, "and there")
    await bo.send("in a thread", hall.thread("stairs", bo))
    body = {"content": "to you", "nonce": "7"}
    direct = discord.world.direct_channel(ada.user)
    chat.post(discord.world, direct, discord.world.bot, chat.Draft(body))
    discord.world.commands.put(None, [{"name": "review", "description": "Reviews"}])


def plain(discord: Playground) -> dict[str, Any]:
    """Return what is kept of a world, but for the addresses of its files."""
    data: dict[str, Any] = json.loads(json.dumps(saving.dump(discord.world)))
    del data["base"]
    for message in data["messages"]:
        for one in message["raw"]["attachments"]:
            del one["url"], one["proxy_url"]
        if "referenced_message" in message["raw"]:
            del message["raw"]["referenced_message"]["attachments"]
    return data


async def test_everything_comes_back_under_its_old_id(tmp_path: Path) -> None:
    file = tmp_path / "world.json"
    async with open_playground() as discord:
        await fill(discord)
        async with kept.keeping(discord.world, file):
            await discord.guild("Film club").member("Ada").send("the last word")
        before = plain(discord)
        assert not file.with_name("world.json.new").exists()
    async with open_playground() as discord:
        assert kept.load(discord.world, file)
        assert plain(discord) == before
        guild = discord.guild("Film club")
        assert {one.name for one in guild.members} == {"Nour", "Ada", "نور الدين"}
        later = await guild.member("Ada").send("later")
        assert int(later.id) > max(int(one["raw"]["id"]) for one in before["messages"])
        assert len(discord.world.users) == len(before["users"])


async def test_files_are_at_addresses_that_work(tmp_path: Path) -> None:
    file = tmp_path / "world.json"
    async with open_playground() as discord:
        await fill(discord)
        async with kept.keeping(discord.world, file):
            pass
    async with open_playground() as discord, aiohttp.ClientSession() as session:
        kept.load(discord.world, file)
        first = discord.guild("Film club").channel("lounge").messages[0]
        async with session.get(first.raw["attachments"][0]["url"]) as answer:
            assert await answer.read() == b"\x00text"


async def test_there_may_be_nothing_yet(tmp_path: Path) -> None:
    async with open_playground() as discord:
        assert not kept.load(discord.world, tmp_path / "none.json")
