"""Comments by form, command, menu and native reply; the count on the card."""

import asyncio
from collections.abc import Callable

import pytest

from reviewbot.playground.driver import Message
from tests.e2e.club import Club, labels

HINT = "Your reply reached me without its words"


async def test_a_comment_comes_by_the_button_s_form(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    form = await club.ben.click("Comment", on=card)
    assert form.form
    answer = await club.ben.submit(fields={"Your comment": "I agree, ||mostly||."})
    assert "Your comment is there" in answer.text
    assert answer.message
    assert club.card_of(answer) == card
    await _counts(club, card, "💬 1 thought")
    await club.cleo.click("Read", on=card)
    comments = await club.cleo.click("Comments (1)")
    assert "I agree, ▒▒▒▒▒." in comments.text
    assert f"<@{club.ben.id}>" in comments.text
    uncut = await club.cleo.click("Uncut, with spoilers")
    assert uncut.message
    assert uncut.message.attachments == {"comments.txt": b"I agree, ||mostly||."}


@pytest.mark.slow
async def test_a_comment_comes_by_command(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    answer = await club.ben.slash("review comment", title="parasite", text="By command.")
    assert answer.message
    assert answer.message.ephemeral
    await _counts(club, card, "💬 1 thought")
    await club.post(club.cleo, "Other words.")
    answer = await club.ben.slash("review comment", title="Parasite", text="Which one?")
    assert "2 members reviewed Parasite" in answer.text
    answer = await club.ben.slash("review comment", title="Parasite", text="Yours.", by=club.ada)
    assert "Your comment is there" in answer.text
    await _counts(club, card, "💬 2 thoughts")


async def test_a_comment_comes_by_the_message_s_menu(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    opened = await club.ben.menu("Comment on review", card)
    assert opened.form
    await club.ben.submit(fields={"Your comment": "By menu."})
    await _counts(club, card, "💬 1 thought")
    chat = await club.ben.send("Just talking.")
    answer = await club.ben.menu("Comment on review", chat)
    assert "not the card of a review" in answer.text


@pytest.mark.slow
async def test_a_reply_with_ping_becomes_a_comment(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    reply = await club.ben.reply(card, "So *true*!")
    await _counts(club, card, "💬 1 thought")
    await _until(lambda: reply.reactions == {"💬": 1})
    await club.ben.click("Read", on=card)
    comments = await club.ben.click("Comments (1)")
    assert "So \\*true\\*!" in comments.text


@pytest.mark.slow
async def test_a_reply_delivered_twice_is_one_comment(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    club.discord.faults.duplicate("MESSAGE_CREATE")
    await club.ben.reply(card, "Once.")
    await _counts(club, card, "💬 1 thought")
    await asyncio.sleep(1.3)
    assert "💬 1 thought" in card.text


@pytest.mark.slow
async def test_a_reply_without_ping_is_hinted_at_once_a_day(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    await club.ben.reply(card, "Lost words", ping=False)
    hint = await club.ben.sees(HINT)
    assert not hint.pinged
    await club.ben.reply(card, "Lost again", ping=False)
    await asyncio.sleep(0.3)
    assert sum(HINT in m.text for m in club.channel.messages) == 1
    opened = await club.ben.click("Comment", on=hint)
    assert opened.form
    await club.ben.submit(fields={"Your comment": "Found."})
    await _counts(club, card, "💬 1 thought")


@pytest.mark.slow
async def test_ordinary_talk_and_replies_to_others_are_left_alone(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    talk = await club.ben.send("Has anybody seen it?")
    await club.cleo.reply(talk, "Yes!")
    await asyncio.sleep(0.2)
    assert "No thoughts yet" in card.text
    assert not talk.reactions
    assert len(club.channel.messages) == 3


@pytest.mark.slow
async def test_many_comments_are_few_edits_and_the_count_is_right(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    before = len(club.discord.traffic.find("PATCH", EDIT))
    for i in range(12):
        await club.ben.reply(card, f"Comment {i}")
    await _counts(club, card, "💬 12 thoughts")
    assert len(club.discord.traffic.find("PATCH", EDIT)) - before <= 4
    await club.ben.click("Read", on=card)
    first = await club.ben.click("Comments (12)")
    assert "1 of 3" in {b.label for b in first.message.buttons}  # type: ignore[union-attr] # it has answered
    last = await club.ben.click("Next")
    last = await club.ben.click("Next")
    assert "Next" not in labels(last.message)
    back = await club.ben.click("To the review")
    assert "Words." in back.text


@pytest.mark.slow
async def test_long_comments_fit_and_are_read_uncut(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    for _ in range(5):
        await club.ben.click("Comment", on=card)
        await club.ben.submit(fields={"Your comment": "*_" * 2000})
    await _counts(club, card, "💬 5 thoughts")
    await club.ben.click("Read", on=card)
    comments = await club.ben.click("Comments (5)")
    assert "…" in comments.text
    uncut = await club.ben.click("Uncut, with spoilers")
    assert uncut.message
    assert uncut.message.attachments["comments.txt"].count(b"*_" * 2000) == 5


EDIT = "/channels/{channel_id}/messages/{message_id}"


async def _counts(club: Club, card: Message, text: str) -> None:
    await club.ada.sees(text)
    assert text in card.text


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(15):
        while not true():  # noqa: ASYNC110 - what is waited for lies with the playground
            await asyncio.sleep(0.01)
