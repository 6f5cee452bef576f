"""One thread for each review at most, from its card; talk there is talk, replies are comments."""

import asyncio

import pytest

from reviewbot.playground.driver import Channel
from reviewbot.store import guilds
from tests.e2e.club import Club

CREATE = "POST /channels/*/messages/*/threads"


def threads(club: Club) -> list[Channel]:
    return [one for one in club.guild.channels if one.it.parent is not None]


async def until_threads(club: Club, count: int) -> list[Channel]:
    async with asyncio.timeout(15):
        while len(threads(club)) < count or not all(one.messages for one in threads(club)):  # noqa: ASYNC110 - as in the other tests
            await asyncio.sleep(0.02)
    return threads(club)


async def switch_on(club: Club) -> None:
    async with club.db.write() as conn:
        guilds.choose(conn, club.guild_id, threads=True)


async def test_a_thread_is_opened_by_command_once(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    first = await club.ben.slash("review thread", title="Parasite")
    [thread] = threads(club)
    assert thread.name == "Parasite (film, 2019)"
    assert thread.id == card.id
    assert f"<#{thread.id}>" in first.text
    again = await club.cleo.slash("review thread", title="Parasite")
    assert again.text == first.text
    assert len(threads(club)) == 1
    assert len(thread.messages) == 1
    assert len(club.cards()) == 1


async def test_the_first_comment_opens_it_where_the_server_wants_that(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    await club.ben.reply(card, "Before the switch.")
    await club.ada.sees("💬 1 thought")
    assert not threads(club)
    await switch_on(club)
    other = await club.post(club.ben, "Sand.", title="Dune")
    await club.ada.reply(other, "First.")
    [thread] = await until_threads(club, 1)
    assert thread.name == "Dune (film, 2019)"
    await club.cleo.reply(other, "Second.")
    await asyncio.sleep(0.5)
    assert len(threads(club)) == 1


@pytest.mark.slow
async def test_a_reply_in_the_thread_is_a_comment_and_talk_is_not(club: Club) -> None:
    await club.post(club.ada, "Words.")
    await club.ben.slash("review thread", title="Parasite")
    [thread] = await until_threads(club, 1)
    await club.cleo.send("Just talk.", thread)
    await club.cleo.reply(thread.messages[0], "A thought.")
    await club.ada.sees("💬 1 thought")
    await club.restart()
    await asyncio.sleep(1.2)
    card = club.cards()[0]
    await club.ada.click("Read", on=card)
    page = await club.ada.click("Comments (1)")
    assert "A thought." in page.text


@pytest.mark.slow
async def test_a_thread_lost_on_the_way_is_found_again(club: Club) -> None:
    await club.post(club.ada, "Words.")
    await switch_on(club)
    club.discord.faults.on(CREATE, reset="after", times=6)
    await club.ben.slash("review comment", title="Parasite", text="First.")
    await asyncio.sleep(0.5)
    await club.stop()
    club.discord.faults.clear()
    await club.start()
    [thread] = await until_threads(club, 1)
    await asyncio.sleep(0.5)
    assert len(thread.messages) == 1
    assert len(club.cards()) == 1


async def test_the_missing_right_is_named(club: Club) -> None:
    await club.post(club.ada, "Words.")
    club.channel.overwrite(club.guild.everyone, deny=1 << 35)
    for role in club.guild.raw.roles.values():
        role.permissions &= ~(1 << 35)
    answer = await club.ben.slash("review thread", title="Parasite")
    assert "I need Create Public Threads" in answer.text
    assert not threads(club)


async def test_a_deleted_thread_can_be_opened_anew_and_keeps_the_comments(club: Club) -> None:
    await club.post(club.ada, "Words.")
    await club.ben.slash("review thread", title="Parasite")
    [thread] = await until_threads(club, 1)
    await club.cleo.reply(thread.messages[0], "A thought.")
    await club.ada.sees("💬 1 thought")
    thread.delete()
    await asyncio.sleep(0.3)
    await club.ben.slash("review thread", title="Parasite")
    assert len(threads(club)) == 1
    assert "💬 1 thought" in club.cards()[0].text
