"""Notices by direct message: bundled, never too often, masked, off with one press, sent once."""

import asyncio

import pytest

from reviewbot.playground.driver import Member, Message
from tests.e2e.club import Club, labels

MINUTES = 60
DIRECT = "/channels/{channel_id}/messages"


def letters(member: Member) -> list[Message]:
    """What the bot wrote to a member."""
    return [m for m in member.direct_messages if not m.ephemeral]


async def until_letters(member: Member, count: int) -> list[Message]:
    async with asyncio.timeout(15):
        while len(letters(member)) < count:  # noqa: ASYNC110 - what is waited for lies with the playground
            await asyncio.sleep(0.02)
    return letters(member)


async def say(who: Member, text: str, title: str = "Parasite") -> None:
    answer = await who.slash("review comment", title=title, text=text)
    assert "Your comment is there" in answer.text


async def pass_minutes(club: Club, minutes: float) -> None:
    """Let time pass for the bot and wake it."""
    assert club.app
    club.discord.clock.advance(minutes * MINUTES)
    club.app.bot.postman.wake()


async def test_the_author_is_told_of_comments_in_one_message_in_ten_minutes(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    await say(club.ben, "First, ||the twist||!")
    [letter] = await until_letters(club.ada, 1)
    assert "Parasite" in letter.text
    assert "Film club" in letter.text
    assert f"<@{club.ben.id}> commented: “First, ▒▒▒▒▒!”" in letter.text
    assert "twist" not in str(letter.raw)
    assert not letter.pinged
    assert labels(letter) == {
        *("To the review", "Mute this review", "Mute a member", "Turn these off"),
    }
    assert letter.buttons[0].url
    assert letter.buttons[0].url.endswith(f"/{card.id}")
    for number in range(7):
        await say(club.cleo if number % 2 else club.ben, f"Number {number}")
    await pass_minutes(club, 9)
    await club.settle()
    assert len(letters(club.ada)) == 1
    await pass_minutes(club, 2)
    second = (await until_letters(club.ada, 2))[-1]
    assert "Number 0" in second.text
    assert "and 2 more" in second.text
    assert "First" not in second.text
    await pass_minutes(club, 11)
    await club.settle()
    assert len(letters(club.ada)) == 2
    assert not letters(club.ben) + letters(club.cleo)


async def test_nobody_is_told_of_what_they_did_themselves(club: Club) -> None:
    await club.post(club.ada, "Words.")
    await say(club.ada, "To myself.")
    await club.settle()
    assert not letters(club.ada)


async def test_who_only_reads_is_never_written_to(club: Club) -> None:
    """P7: notices are of what one wrote oneself; a month of others' talk brings nobody a letter."""
    await club.post(club.ada, "Words.")
    for number in range(4):
        await say(club.ben, f"Number {number}")
        await club.cleo.slash("review show", title="Parasite")
        await pass_minutes(club, 8 * 24 * 60)
    await until_letters(club.ada, 2)
    assert not letters(club.cleo)
    assert not letters(club.ben)


async def test_notices_are_off_with_one_press_and_on_again(club: Club) -> None:
    await club.post(club.ada, "Words.")
    await say(club.ben, "One.")
    [letter] = await until_letters(club.ada, 1)
    off = await club.ada.click("Turn these off", on=letter)
    assert off.message
    assert off.message.ephemeral
    assert "about **Film club** no more" in off.text
    await say(club.ben, "Two.")
    await pass_minutes(club, 11)
    await club.settle()
    assert len(letters(club.ada)) == 1
    on = await club.ada.click("Undo", on=off.message)
    assert "I will tell you again" in on.text
    await say(club.ben, "Three.")
    second = (await until_letters(club.ada, 2))[-1]
    assert "Three." in second.text
    assert "Two." not in second.text


async def test_a_review_or_a_member_can_be_muted(club: Club) -> None:
    await club.post(club.ada, "Words.")
    await club.post(club.ada, "Sand.", title="Dune")
    await say(club.ben, "One.")
    [letter] = await until_letters(club.ada, 1)
    muted = await club.ada.click("Mute this review", on=letter)
    assert "no more about this review of **Parasite**" in muted.text
    await say(club.cleo, "Quiet.")
    await say(club.cleo, "Loud.", title="Dune")
    await pass_minutes(club, 11)
    second = (await until_letters(club.ada, 2))[-1]
    assert "Loud." in second.text
    assert "Quiet." not in second.text
    asked = await club.ada.click("Mute a member", on=letter)
    assert f"<@{club.ben.id}>" in asked.text
    assert f"<@{club.ada.id}>" not in asked.text
    mute = f"rv1:hush:{_base36(club.guild_id)}:{_base36(int(club.ben.id))}:1"
    hushed = await club.ada.click(mute, on=asked.message)
    assert f"hear no more of what <@{club.ben.id}> says" in hushed.text
    await say(club.ben, "Nobody hears this.", title="Dune")
    await pass_minutes(club, 11)
    await club.settle()
    assert len(letters(club.ada)) == 2


@pytest.mark.slow
async def test_who_takes_no_direct_messages_is_left_alone_for_a_day(club: Club) -> None:
    club.ada.user.takes_direct_messages = False
    club.budget[403] = 1
    await club.post(club.ada, "Words.")
    for number in range(3):
        await say(club.ben, f"Number {number}")
        await pass_minutes(club, 30)
        await club.settle()
    assert not letters(club.ada)


async def test_who_left_is_told_nothing(club: Club) -> None:
    await club.post(club.ada, "Words.")
    club.discord.world.remove_member(club.guild.raw, club.ada.user)
    club.budget[404] = 1
    await say(club.ben, "She is gone.")
    await club.settle()
    assert not letters(club.ada)


@pytest.mark.slow
async def test_a_notice_is_sent_once_over_lost_answers_and_restarts(club: Club) -> None:
    await club.post(club.ada, "Words.")
    club.discord.faults.on(f"POST {DIRECT}".replace("{channel_id}", "*"), reset="after", times=8)
    await say(club.ben, "Once.")
    await until_letters(club.ada, 1)
    await club.stop()
    club.discord.faults.clear()
    club.discord.world.nonces.clear()
    await club.start()
    await club.settle()
    [letter] = letters(club.ada)
    opened = await club.ada.click("Turn these off", on=letter)
    assert "no more" in opened.text


async def test_a_button_of_another_server_does_nothing_here(club: Club) -> None:
    elsewhere = club.elsewhere("Eve")
    stranger = club.guild_id + 5
    for custom_id in (
        f"rv1:tell:{_base36(stranger)}:aaaaaaaaaaaa:0",
        "rv1:tell:zzzzzzzzzzzzz:aaaaaaaaaaaa:0",
        f"rv1:mute:{_base36(club.guild_id)}:aaaaaaaaaaaa:1",
        f"rv1:hush:{_base36(int(elsewhere.guild.id))}:zzzzzzzzzzzzz:1",
    ):
        answer = await club.forge(elsewhere, custom_id)
        assert "not here any more" in answer.text, custom_id


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (_base36(number // 36) if number >= 36 else "") + digits[number % 36]
