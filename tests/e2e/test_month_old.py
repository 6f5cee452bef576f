"""What was posted or opened a month ago still works after a restart (B3, B4)."""

import pytest

from reviewbot.playground.driver import Member, Message
from tests.e2e.club import Club, labels

MONTH = 31 * 86_400
LONG = "\n\n".join(f"Paragraph {i} has some words in it, like any other." for i in range(130))


async def _press_all(who: Member, message: Message) -> set[str]:
    """Press every button there is; return those that led somewhere."""
    led = set()
    for button in [one for one in message.buttons if one.custom_id and not one.disabled]:
        answer = await who.click(button.custom_id or "", on=message)
        assert "not here any more" not in answer.text, button.label
        assert answer.form or answer.message, button.label
        led.add(button.label)
    return led


@pytest.mark.slow
@pytest.mark.parametrize("size", ["full", "compact"])
async def test_every_button_of_a_month_old_card_works_after_a_restart(
    club: Club, size: str
) -> None:
    if size == "compact":
        admin = club.guild.member("Root")
        admin.give(club.guild.role("Admins", 1 << 3))
        await admin.slash("reviewbot settings")
        await admin.click("Compact")
    card = await club.post(club.ada, f"{LONG} ||The end.||", Spoilers="Parts are marked")
    await club.ben.reply(card, "A thought.")
    shown = await club.ben.slash("review show", title="Parasite")
    assert shown.message
    assert card.text.startswith("### ") is (size == "full")
    pressed = labels(card)
    assert {"Read", "Comment", "Want"} <= pressed
    club.discord.clock.advance(MONTH)
    await club.restart()
    assert await _press_all(club.cleo, card) == pressed
    assert {"Read", "Want"} <= await _press_all(club.cleo, shown.message)
    menu = shown.message.menus[0]
    read = await club.cleo.choose(menu.placeholder, next(iter(menu.options)), on=shown.message)
    assert "Paragraph 0 has" in read.text


async def test_a_page_that_was_left_is_gone_on_from_where_it_stood(club: Club) -> None:
    card = await club.post(club.ada, LONG)
    await club.ben.click("Read", on=card)
    second = await club.ben.click("Next")
    assert second.message
    assert "2 of 3" in {button.label for button in second.message.buttons}
    club.discord.clock.advance(MONTH)
    await club.restart()
    third = await club.ben.click("Next", on=second.message)
    assert third.message
    assert third.message.ephemeral
    assert "3 of 3" in {button.label for button in third.message.buttons}
    assert "Paragraph 129 has" in third.text
