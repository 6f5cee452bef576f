"""`/review recommend with:`: what nobody of a group knows and nobody of them would hate."""

import pytest

from reviewbot.playground.driver import Answer, Member, Message
from reviewbot.store import members
from tests.e2e.club import Club, labels
from tests.e2e.test_picks import give

WHO = "Who is in?"
HOURS = "Post the poll, open for …"


async def house(club: Club) -> None:
    """Let two strangers rate six films, and Ada and Ben three of them between them."""
    for name in ("Dora", "Eli"):
        for number in range(1, 7):
            await give(club.guild.member(name), f"Film {number}", "5" if number % 2 else "4")
    await give(club.ada, "Film 1")
    await give(club.ben, "Film 2", "4")


async def begun(club: Club, **given: object) -> Message:
    answer = await club.ada.slash("review recommend", **{"with": club.ben, **given})
    assert answer.message, answer
    assert not answer.message.ephemeral
    assert not answer.message.pinged
    return answer.message


def veto(page: Message, title: str) -> str:
    """Return the button beside a title."""
    names = [name for name in page.text.split("**")[1::2] if name.startswith("Film")]
    buttons = [str(one.custom_id) for one in page.buttons if one.label == "Veto"]
    return dict(zip(names, buttons, strict=True))[title]


async def test_what_one_has_seen_is_for_none_unless_asked(club: Club) -> None:
    await house(club)
    page = await begun(club)
    assert f"<@{club.ada.id}>, <@{club.ben.id}>" in page.text
    assert "None of you knows any of these" in page.text
    assert {"**Film 1**" in page.text, "**Film 2**" in page.text} == {False}
    assert "Likely <@" in page.text
    assert f" · <@{club.ben.id}>\u00a0" in page.text
    again = await begun(club, again=True)
    assert "**Film 1**" in again.text
    assert f"<@{club.ada.id}>\u00a0gave\u00a05" in again.text


@pytest.mark.slow
async def test_who_is_in_can_be_changed_and_outlives_a_restart(club: Club) -> None:
    await house(club)
    await give(club.cleo, "Film 3", "2")
    page = await begun(club)
    assert "**Film 3**" in page.text
    await club.restart()
    await club.ben.choose(WHO, club.ben, club.cleo, on=page)
    assert f"<@{club.ada.id}>, <@{club.ben.id}>, <@{club.cleo.id}>" in page.text
    assert "**Film 3**" not in page.text
    assert not page.pinged
    refused = await club.guild.member("Eli").choose(WHO, club.ada, on=page)
    assert "between those on the page" in refused.text
    alone = await club.ada.choose(WHO, club.ada, on=page)
    assert "at least one member" in alone.text


@pytest.mark.slow
async def test_each_has_one_veto_and_can_take_it_back(club: Club) -> None:
    await house(club)
    page = await begun(club)
    await club.ada.click(veto(page, "Film 3"), on=page)
    assert "**Film 3**" not in page.text
    assert f"Not tonight: Film 3 (film, year unknown) by <@{club.ada.id}>" in page.text
    second = await club.ada.click(veto(page, "Film 4"), on=page)
    assert "You have used your veto on “Film 3 (film, year unknown)”" in second.text
    await club.ben.click(veto(page, "Film 4"), on=page)
    assert f"Film 4 (film, year unknown) by <@{club.ben.id}>" in page.text
    refused = await club.ben.click("Undo veto: Film 3 (film, year unknown)", on=page)
    assert "Only who gave a veto" in refused.text
    stranger = await club.cleo.click(veto(page, "Film 5"), on=page)
    assert "between those on the page" in stranger.text
    await club.restart()
    await club.ada.click("Undo veto: Film 3 (film, year unknown)", on=page)
    assert "**Film 3**" in page.text
    assert "**Film 4**" not in page.text


async def test_figures_and_wants_are_only_shown_of_who_allows_it(club: Club) -> None:
    await house(club)
    await club.ada.slash("shelf add", title="Film 5")
    await club.ben.slash("shelf add", title="Film 5")
    async with club.db.write() as conn:
        await members.choose(conn, club.guild_id, int(club.ben.id), compared=False)
        await members.choose(conn, club.guild_id, int(club.ada.id), shelf_open=True)
    page = await begun(club)
    assert f"<@{club.ben.id}>\u00a0" not in page.text
    assert "1 more counted" in page.text
    assert f"On the list of <@{club.ada.id}>" in page.text
    assert f", <@{club.ben.id}>\n" not in page.text.partition("On the list")[2][:60]


async def test_a_poll_of_the_picks_in_two_clicks(club: Club) -> None:
    await house(club)
    page = await begun(club)
    asked = await club.ben.click("Vote on these", on=page)
    assert asked.message
    assert asked.message.ephemeral
    posted: Answer = await club.ben.choose(HOURS, "4 hours", on=asked.message)
    assert posted.message
    assert not posted.message.ephemeral
    poll = posted.message.raw["poll"]
    answers = [one["poll_media"]["text"] for one in poll["answers"]]
    assert sorted(answers) == [f"Film {number} (film, year unknown)" for number in (3, 4, 5, 6)]
    assert [f"**{one.removesuffix(' (film, year unknown)')}**" in page.text for one in answers] == [
        True
    ] * 4
    stranger = await club.cleo.click("Vote on these", on=page)
    assert "between those on the page" in stranger.text


async def test_where_nothing_is_left_it_says_what_helps(club: Club) -> None:
    await give(club.ada, "Only")
    page = await begun(club)
    assert "no films, books or shows here with a rating that none of you knows" in page.text
    assert "Vote on these" not in labels(page)
    who: Member = club.ada
    refused = await who.slash("review recommend", **{"with": who})
    assert "Pick another member" in refused.text
