"""Ordinary messages: what the bot hears, whom they ping, files, reactions, history."""

import asyncio
import io

import discord
import pytest

from reviewbot.playground import File, Playground
from tests.playground.conftest import Stage, people, running


async def heard(stage: Stage) -> discord.Message:
    async with asyncio.timeout(15):
        return await stage.bot.heard.get()


async def test_a_reply_with_the_ping_on_is_heard(stage: Stage) -> None:
    await stage.place.send("a card")
    card = await stage.ada.sees("a card")
    reply = await stage.ada.reply(card, "I agree")
    got = await heard(stage)
    assert got.content == "I agree"
    assert got.reference is not None
    assert str(got.reference.message_id) == card.id
    assert isinstance(got.reference.resolved, discord.Message)
    assert got.reference.resolved.content == "a card"
    assert got.type is discord.MessageType.reply
    assert reply.pinged == {"Playground bot"}
    assert reply.answers == card


async def test_a_reply_with_the_ping_off_comes_empty(stage: Stage) -> None:
    await stage.place.send("a card")
    reply = await stage.ada.reply(await stage.ada.sees("a card"), "psst", ping=False)
    got = await heard(stage)
    assert (got.content, got.mentions) == ("", [])
    assert got.reference is not None
    assert not reply.pinged
    assert (await stage.place.fetch_message(int(reply.id))).content == ""


async def test_a_change_of_a_reply_keeps_its_ping(stage: Stage) -> None:
    await stage.place.send("a card")
    card = await stage.ada.sees("a card")
    for ping, seen in ((True, "changed"), (False, "")):
        reply = await stage.ada.reply(card, "first", ping=ping)
        await stage.ada.edit(reply, "changed")
        assert (await stage.place.fetch_message(int(reply.id))).content == seen


async def test_a_reply_to_an_answer_comes_empty_even_with_the_ping_on(stage: Stage) -> None:
    answer = (await stage.ada.slash("ping")).message
    assert answer is not None
    await stage.ada.reply(answer, "not for you")
    assert (await heard(stage)).content == ""


async def test_talk_is_empty_unless_it_mentions_the_bot(stage: Stage) -> None:
    await stage.ada.send("among ourselves", files=[File("a.txt", b"a")])
    got = await heard(stage)
    assert (got.content, got.attachments) == ("", [])
    await stage.ada.send(f"<@{stage.discord.world.bot.id}> hello")
    assert (await heard(stage)).content.endswith("hello")
    await stage.ada.send("in private", stage.ada.direct())
    assert (await heard(stage)).content == "in private"


async def test_the_intent_for_content_opens_everything(discord_here: Playground) -> None:
    _, _, ada, _ = people(discord_here)
    discord_here.allow_intents(discord.Intents(message_content=True).value)
    wanted = discord.Intents(guilds=True, guild_messages=True, message_content=True)
    async with running(discord_here, wanted) as bot:
        await ada.send("among ourselves")
        assert (await asyncio.wait_for(bot.heard.get(), 2)).content == "among ourselves"


async def test_changes_and_removals_are_told(stage: Stage) -> None:
    message = await stage.ada.send("first words")
    await stage.ada.edit(message, "second words")
    await stage.ada.delete(message)
    assert message.deleted
    names = [one.name for one in stage.discord.traffic.events if one.name.startswith("MESSAGE_")]
    assert names == ["MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE"]


async def test_only_allowed_mentions_ping(stage: Stage) -> None:
    text = f"{stage.ada.mention} {stage.bob.mention} @everyone"
    quiet = await stage.place.send(text)
    assert stage.discord.message(str(quiet.id)).pinged == set()
    some = discord.AllowedMentions(users=[discord.Object(int(stage.bob.id))])
    loud = await stage.place.send(text, allowed_mentions=some)
    assert stage.discord.message(str(loud.id)).pinged == {"Bob"}
    club = stage.guild.role("club")
    stage.ada.give(club)
    everyone = discord.AllowedMentions.all()
    called = await stage.place.send(f"{club.mention} @everyone", allowed_mentions=everyone)
    assert stage.discord.message(str(called.id)).pinged == set(), "the bot has no right to that"


async def test_files_go_both_ways(stage: Stage) -> None:
    files = [discord.File(io.BytesIO(b"one"), "a.txt", description="the first")]
    sent = await stage.place.send("files", file=files[0])
    assert await sent.attachments[0].read() == b"one"
    seen = stage.discord.message(str(sent.id))
    assert seen.attachments == {"a.txt": b"one"}
    await sent.edit(attachments=[discord.File(io.BytesIO(b"two"), "b.txt")])
    assert seen.attachments == {"b.txt": b"two"}


async def test_a_layout_can_show_its_own_files(stage: Stage) -> None:
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://a.png")))
    view.add_item(discord.ui.File("attachment://b.txt"))
    files = [discord.File(io.BytesIO(b"1"), name) for name in ("a.png", "b.txt")]
    sent = await stage.place.send(view=view, files=files)
    shown = stage.discord.message(str(sent.id)).raw["components"]
    assert shown[0]["items"][0]["media"]["url"].startswith(stage.discord.assets_url)
    assert (shown[1]["name"], shown[1]["size"]) == ("b.txt", 1)


async def test_reactions_go_both_ways(stage: Stage) -> None:
    message = await stage.ada.send("hello")
    got = await heard(stage)
    await got.add_reaction("👍")
    await stage.bob.react(message, "👍")
    assert message.reactions == {"👍": 2}
    async with asyncio.timeout(15):
        events = [await stage.bot.reacted.get() for _ in range(2)]
    assert {str(event.user_id) for event in events} == {stage.bob.id, stage.discord.world.bot.id}
    assert (await stage.place.fetch_message(got.id)).reactions[0].me
    await got.remove_reaction("👍", discord.Object(int(stage.discord.world.bot.id)))
    await stage.bob.unreact(message, "👍")
    assert message.reactions == {}


async def test_history_is_read_in_pages(stage: Stage) -> None:
    sent = [await stage.place.send(f"line {number}") for number in range(5)]
    whole = [one.id async for one in stage.place.history(limit=3)]
    assert whole == [one.id for one in reversed(sent[2:])]
    after = [one.content async for one in stage.place.history(after=sent[2], limit=5)]
    assert after == ["line 3", "line 4"]
    before = [one.content async for one in stage.place.history(before=sent[2], limit=1)]
    assert before == ["line 1"]
    around = [one.content async for one in stage.place.history(around=sent[2], limit=3)]
    assert sorted(around) == ["line 1", "line 2", "line 3"]


async def test_a_nonce_is_remembered_for_some_minutes(stage: Stage) -> None:
    first = await stage.place.send("once", nonce="n1")
    assert (await stage.place.send("once", nonce="n1")).id == first.id
    assert len(stage.channel.messages) == 1
    stage.discord.clock.advance(600)
    assert (await stage.place.send("once", nonce="n1")).id != first.id


async def test_an_empty_edit_or_a_foreign_one_is_refused(stage: Stage) -> None:
    await stage.ada.send("mine")
    got = await heard(stage)
    with pytest.raises(discord.Forbidden, match="50005"):
        await got.edit(content="yours")
    own = await stage.place.send("own")
    with pytest.raises(discord.HTTPException, match="50006"):
        await own.edit(content="")
    await own.delete()
    assert [one.text for one in stage.channel.messages] == ["mine"]


async def test_the_bot_writes_to_a_member_in_private(stage: Stage) -> None:
    user = await stage.bot.fetch_user(int(stage.ada.id))
    await user.send("between us")
    message = await stage.ada.sees("between us")
    assert message not in stage.bob.visible()
    assert (await stage.ada.slash("ping", stage.ada.direct())).text == "pong"
    stage.ada.user.takes_direct_messages = False
    with pytest.raises(discord.Forbidden, match="50007"):
        await user.send("not any more")
