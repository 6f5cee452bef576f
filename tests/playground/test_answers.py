"""What the bot answers, as the member sees it."""

import pytest

from reviewbot.playground import Choice, File
from reviewbot.playground.driver import ClientRefuses
from tests.playground.conftest import Stage


async def test_a_slash_command_is_answered_with_a_message(stage: Stage) -> None:
    answer = await stage.ada.slash("ping")
    assert answer.text == "pong"
    assert answer.message is not None
    assert answer.message.raw["interaction_metadata"]["user"]["id"] == stage.ada.id
    assert (await stage.bob.sees("pong")) == answer.message


async def test_options_are_resolved(stage: Stage) -> None:
    file = File("a.txt", b"bytes")
    answer = await stage.ada.slash("do echo", text="hi", who=stage.bob, number=3, file=file)
    assert answer.text == "hi Bob 3 bytes"


async def test_the_client_refuses_what_the_command_does_not_take(stage: Stage) -> None:
    for options in ({}, {"text": "x" * 21}, {"text": "x", "number": 11}, {"text": "x", "odd": 1}):
        with pytest.raises(ClientRefuses):
            await stage.ada.slash("do echo", **options)
    for name in ("nothing", "do", "do nothing"):
        with pytest.raises(ClientRefuses):
            await stage.ada.slash(name)
    assert not stage.discord.traffic.find(
        "POST", "/interactions/{interaction_id}/{interaction_token}/callback"
    )


async def test_a_deferred_answer_is_filled_by_the_first_follow_up(stage: Stage) -> None:
    answer = await stage.ada.slash("do slow")
    assert answer.text == "first"
    assert answer.message is not None
    assert answer.message.ephemeral
    assert not answer.message.edited
    second = await stage.ada.sees("second")
    assert not second.ephemeral, "a follow-up decides for itself"
    with pytest.raises(AssertionError, match="Bob sees"):
        await stage.bob.sees("first", within=0)


async def test_a_form_is_filled_in_and_sent(stage: Stage) -> None:
    answer = await stage.ada.slash("do form")
    assert answer.form is not None
    assert answer.form.title == "Paper"
    assert answer.form.text == "please fill in"
    assert [field.label for field in answer.form.fields] == ["Text", "Mood", "Fruit", "File"]
    files = [File("a.txt", b"one"), File("b.txt", b"two")]
    sent = await stage.ada.submit(text="lines", mood="Bad", fruit=["apple", "banana"], file=files)
    assert sent.text == ("lines | Bad | ['apple', 'banana'] | [('a.txt', 'one'), ('b.txt', 'two')]")
    assert sent.message is not None
    assert sent.message.ephemeral


async def test_an_untouched_form_sends_its_defaults(stage: Stage) -> None:
    await stage.ada.slash("do form")
    assert (await stage.ada.submit()).text == "draft | None | [] | []"


async def test_the_client_holds_a_form_to_its_limits(stage: Stage) -> None:
    form = (await stage.ada.slash("do form")).form
    wrong = ({"Text": "x"}, {"Text": "x" * 21}, {"Mood": "Odd"}, {"Nothing": "x"}, {"File": "x"})
    for fields in wrong:
        with pytest.raises(ClientRefuses):
            await stage.ada.submit(form, fields)
    with pytest.raises(ClientRefuses):
        await stage.bob.submit(text="nobody opened a form for Bob")


async def test_two_members_fill_in_their_own_forms(stage: Stage) -> None:
    await stage.ada.slash("do form")
    await stage.bob.slash("do form")
    assert (await stage.ada.submit(text="of Ada")).text.startswith("of Ada")
    assert (await stage.bob.submit(text="of Bob")).text.startswith("of Bob")


async def test_a_button_of_a_layout_changes_its_message(stage: Stage) -> None:
    await stage.ada.slash("do card")
    card = await stage.bob.sees("counted 1")
    assert [button.label for button in card.buttons] == ["Count", "Source"]
    for number in (2, 3):
        answer = await stage.bob.click("Count")
        assert answer.message == card
        assert card.text == f"counted {number}"
    with pytest.raises(ClientRefuses, match="Source"):
        await stage.bob.click("Source", within=0)


async def test_menus_send_what_was_chosen(stage: Stage) -> None:
    await stage.ada.slash("do pick")
    assert (await stage.ada.choose("Fruit", "Banana")).text == "you chose banana"
    assert (await stage.ada.choose("Friend", stage.bob)).text == "hello Bob"
    with pytest.raises(ClientRefuses):
        await stage.ada.choose("Fruit", "Apple", "Banana")
    with pytest.raises(ClientRefuses):
        await stage.ada.choose("Fruit", "Turnip")


async def test_a_button_may_be_acknowledged_in_silence(stage: Stage) -> None:
    shown = (await stage.ada.slash("do pick")).message
    assert shown is not None
    later = await stage.ada.click("Later")
    assert later.message == shown
    assert shown.text == "edited later"
    assert not shown.buttons


async def test_a_disabled_button_cannot_be_pressed(stage: Stage) -> None:
    await stage.ada.slash("do pick")
    with pytest.raises(ClientRefuses, match="Off"):
        await stage.ada.click("Off", within=0)


async def test_completions_are_offered_while_typing(stage: Stage) -> None:
    offered = await stage.ada.autocomplete("do fruit", "name", "ap", count=2)
    assert offered == [Choice("Apple", "apple"), Choice("Apricot", "apricot")]
    assert (await stage.ada.slash("do fruit", name=offered[0].value)).text == "1 apple"
    with pytest.raises(ClientRefuses):
        await stage.ada.autocomplete("do fruit", "count", "1")


async def test_a_menu_entry_gets_the_text_of_its_message(stage: Stage) -> None:
    message = await stage.bob.send("words of Bob")
    answer = await stage.ada.menu("Quote", message)
    assert answer.text == "> words of Bob"
    assert (await stage.ada.menu("Greet", stage.bob)).text == "hello Bob"


async def test_ephemeral_answers_are_for_one_pair_of_eyes(stage: Stage) -> None:
    await stage.ada.slash("do card")
    private = await stage.ada.sees("posted")
    assert private not in stage.bob.visible()
    events = [one.data for one in stage.discord.traffic.events if one.name == "MESSAGE_CREATE"]
    assert all(isinstance(one, dict) and one["id"] != private.id for one in events)
    with pytest.raises(ClientRefuses):
        await stage.ada.reply(private, "one cannot")
