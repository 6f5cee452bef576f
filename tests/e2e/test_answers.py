"""Comments and replies: picked from their page, answered, edited, deleted, brought back."""

import asyncio

import pytest

from reviewbot.playground.driver import Answer, Member, Message
from reviewbot.store import comments
from tests.e2e.club import Club, labels


async def say(who: Member, text: str, **more: object) -> Answer:
    answer = await who.slash("review comment", title="Parasite", text=text, **more)
    assert "is there" in answer.text, answer.text
    return answer


async def page(who: Member, card: Message) -> Answer:
    await who.click("Read", on=card)
    count = card.text.partition("💬 ")[2].split()[0]
    return await who.click(f"Comments ({count})")


async def pick(who: Member, listed: Answer, words: str) -> Answer:
    assert listed.message
    [menu] = listed.message.menus
    [label] = [one for one in menu.options if words in one]
    return await who.choose(menu.placeholder, label, on=listed.message)


async def counted(club: Club, card: Message, text: str) -> None:
    await club.ada.sees(text)
    assert text in card.text


@pytest.mark.slow
async def test_a_reply_stands_below_what_it_answers(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    await say(club.ben, "First thought.")
    await say(club.cleo, "Second thought.")
    await counted(club, card, "💬 2 thoughts")
    one = await pick(club.ada, await page(club.ada, card), "First")
    assert labels(one.message) >= {"Reply", "Mute this member", "All comments"}
    opened = await club.ada.click("Reply", on=one.message)
    assert opened.form
    done = await club.ada.submit(fields={"Your comment": "Quite, ||and the end||!"})
    assert "Your reply is there" in done.text
    await counted(club, card, "💬 3 thoughts")
    listed = await page(club.cleo, card)
    first, reply, second = (
        listed.text.index(one) for one in ("First thought.", "Quite, ▒▒▒▒▒!", "Second thought.")
    )
    assert first < reply < second
    assert f">>> <@{club.ada.id}> ↳ to <@{club.ben.id}>" in listed.text
    hidden = await pick(club.cleo, listed, "Quite")
    assert "and the end" not in hidden.text
    shown = await club.cleo.click("Show spoilers", on=hidden.message)
    assert "and the end" in shown.text
    assert shown.message
    assert shown.message.ephemeral


@pytest.mark.slow
async def test_comments_of_one_second_keep_their_order(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    for number in range(4):
        await say(club.ben, f"Number {number}")
    await counted(club, card, "💬 4 thoughts")
    text = (await page(club.ada, card)).text
    assert sorted(range(4), key=lambda n: text.index(f"Number {n}")) == [0, 1, 2, 3]


async def test_its_author_edits_a_comment(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    done = await say(club.ben, "A tpyo.")
    one = await club.ben.click("Edit or delete", on=done.message)
    opened = await club.ben.click("Edit", on=one.message)
    assert opened.form
    answer = await club.ben.submit(fields={"Your comment": "No typo."})
    assert "has its new words" in answer.text
    await counted(club, card, "💬 1 thought")
    listed = await page(club.ada, card)
    assert "No typo." in listed.text
    assert "(edited)" in listed.text
    assert "tpyo" not in listed.text
    again = await club.ben.click("Edit", on=one.message)
    assert again.form
    refused = await club.ben.submit(fields={"Your comment": "  "})
    assert "Nothing is lost" in refused.text


@pytest.mark.slow
async def test_its_author_deletes_a_comment_and_takes_it_back(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    await say(club.ben, "Stays.")
    done = await say(club.ben, "Goes.")
    await counted(club, card, "💬 2 thoughts")
    one = await club.ben.click("Edit or delete", on=done.message)
    gone = await club.ben.click("Delete", on=one.message)
    await counted(club, card, "💬 1 thought")
    assert "Goes." not in (await page(club.ada, card)).text
    back = await club.ben.click("Undo", on=gone.message)
    assert "is back" in back.text
    await counted(club, card, "💬 2 thoughts")
    twice = await club.ben.click("To the comment", on=back.message)
    await club.ben.click("Delete", on=twice.message)
    club.discord.clock.advance(16 * 60)
    late = await club.ben.click("Undo", on=twice.message)
    assert "too late" in late.text


async def test_a_deleted_comment_s_words_are_removed_for_good(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    done = await say(club.ben, "Regretted.")
    await counted(club, card, "💬 1 thought")
    one = await club.ben.click("Edit or delete", on=done.message)
    listed = await page(club.ada, card)
    [comment_id] = listed.message.menus[0].options.values()  # type: ignore[union-attr] # it has answered
    await club.ben.click("Delete", on=one.message)
    club.discord.clock.advance(16 * 60)
    await club.restart()
    async with asyncio.timeout(15):
        while True:
            async with club.db.read() as conn:
                kept = await comments.find_any(conn, club.guild_id, comment_id)
            if kept is None or not kept.text:
                break
            await asyncio.sleep(0.05)


async def test_others_can_neither_edit_nor_delete(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    await say(club.ben, "Mine.")
    await counted(club, card, "💬 1 thought")
    listed = await page(club.cleo, card)
    one = await pick(club.cleo, listed, "Mine")
    assert one.message
    assert not labels(one.message) & {"Edit", "Delete"}
    comment_id = (one.message.buttons[0].custom_id or "").rpartition(":")[2]
    stranger = club.elsewhere("Eve")
    for custom_id in ("amend", "erase", "unerase"):
        for who in (club.cleo, stranger):
            answer = await club.forge(who, f"rv1:{custom_id}:{comment_id}")
            assert "not here any more" in answer.text, custom_id
    assert "not here any more" in (await club.forge(stranger, f"rv1:respond:{comment_id}")).text
    assert "Mine." in (await page(club.cleo, card)).text


async def test_a_reply_by_command_is_picked_while_typing(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    await say(club.ben, "I ||weep||.")
    [choice] = await club.cleo.autocomplete(
        "review comment", "reply_to", "", title="Parasite", text="No."
    )
    assert choice.name.startswith("I ▒▒▒▒▒.")
    answer = await say(club.cleo, "There, there.", reply_to=choice.value)
    assert "Your reply is there" in answer.text
    await counted(club, card, "💬 2 thoughts")
    assert f"↳ to <@{club.ben.id}>" in (await page(club.ada, card)).text
    wrong = await club.cleo.slash(
        "review comment", title="Parasite", text="Hm.", reply_to="somebody"
    )
    assert "Pick the comment from the list" in wrong.text


@pytest.mark.slow
async def test_a_reply_by_menu_and_by_mention_on_a_comment_s_message(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    said = await club.ben.reply(card, "By reply.")
    await counted(club, card, "💬 1 thought")
    opened = await club.cleo.menu("Comment on review", said)
    assert opened.form
    done = await club.cleo.submit(fields={"Your comment": "By menu."})
    assert "Your reply is there" in done.text
    bot = club.discord.world.bot
    await club.ada.reply(said, f"<@{bot.id}> with your name")
    await counted(club, card, "💬 3 thoughts")
    listed = await page(club.cleo, card)
    assert listed.text.count(f"↳ to <@{club.ben.id}>") == 2
    assert "with your name" in listed.text
    assert f"<@{bot.id}> with" not in listed.text


async def test_who_is_replied_to_is_told(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    said = await club.ben.reply(card, "By reply.")
    await counted(club, card, "💬 1 thought")
    await club.cleo.menu("Comment on review", said)
    await club.cleo.submit(fields={"Your comment": "By menu."})
    letter = await club.ben.sees("replied to your comment on the review by")
    assert "“By menu.”" in letter.text
    assert letter in club.ben.direct_messages
