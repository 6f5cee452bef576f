"""S19: one who goes too fast is told so in private, loses no word, and is in nobody's way."""

import asyncio

import pytest

from reviewbot.bot.pace import COST_OF_WRITING, COSTLY, MEMBERS_MOST, TOLD_EVERY, Pace
from reviewbot.playground.driver import Answer
from tests.e2e.canary import commands, menus
from tests.e2e.club import Club

PER_MINUTE = 60


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def paced(club: Club) -> Clock:
    """Bound what members of the club may do."""
    assert club.app
    clock = Clock()
    club.app.bot.pace = Pace(PER_MINUTE, clock)
    return clock


async def test_words_come_back_and_what_waits_can_go_on(club: Club) -> None:
    clock = paced(club)
    for number in range(PER_MINUTE // COST_OF_WRITING):
        said = {"title": f"Film {number}", "kind": "movie", "rating": "4"}
        assert "posted" in (await club.ada.slash("review quick", **said)).text
    words = "What I wrote is long and dear to me."
    given = {"title": "Solaris", "kind": "book", "text": words}
    refused = await club.ada.slash("review quick", **given)
    assert refused.message
    assert refused.message.ephemeral
    assert "too fast" in refused.text
    assert f"in {COST_OF_WRITING} seconds" in refused.text
    assert [held.decode() for held in refused.message.attachments.values()] == [words]
    assert "Nobody has reviewed" in (await club.ben.slash("review show", title="Solaris")).text
    clock.now += COST_OF_WRITING
    assert "posted" in (await club.ada.slash("review quick", **given)).text


async def test_a_form_that_was_opened_is_always_taken(club: Club) -> None:
    clock = paced(club)
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    while not (await club.ada.slash("review recent")).text.startswith("That is too fast"):
        pass
    club.card_of(await club.ada.submit(opened.form, {"Your review": "Written with care."}))
    card = club.cards()[0]
    clock.now += TOLD_EVERY / 2
    for _ in range(5):
        await club.ada.slash("review recent")
    clock.now += TOLD_EVERY
    assert (await club.ada.click("Comment", on=card)).form is None


async def _flood(club: Club, presses: int) -> list[Answer]:
    card = club.cards()[0]
    return [await club.ben.click("Read", on=card) for _ in range(presses)]


@pytest.mark.slow
async def test_a_flood_is_let_fall_and_others_are_served(club: Club) -> None:
    """Also in another server it is another purse."""
    await club.post(club.ada, "Words.")
    paced(club)
    for _ in range(PER_MINUTE):
        await club.ben.click("Read", on=club.cards()[0])
    flood = asyncio.create_task(_flood(club, 6))
    for _ in range(10):
        assert "Words." in (await club.cleo.click("Read", on=club.cards()[0])).text
    told = [one for one in await flood if "too fast" in one.text]
    assert len(told) == 1, "more than one refusal in ten seconds"
    assert "too fast" not in (await club.elsewhere("Ben").slash("review recent")).text


def test_a_purse_fills_up_and_no_more() -> None:
    clock = Clock()
    pace = Pace(PER_MINUTE, clock)
    assert pace.wait((1, 1), PER_MINUTE) == 0
    assert pace.wait((1, 1), 1) == 1
    assert pace.wait((2, 1), 1) == 0, "each server has a purse of its own"
    clock.now += 3_600
    assert pace.wait((1, 1), PER_MINUTE) == 0
    assert pace.wait((1, 1), 3) == 3


def test_memory_is_bounded() -> None:
    pace = Pace(PER_MINUTE, Clock())
    for member in range(MEMBERS_MOST + 500):
        assert pace.wait((1, member), 1) == 0
    assert len(pace) == MEMBERS_MOST


def test_no_bound_is_no_bound() -> None:
    pace = Pace(0)
    assert not any(pace.wait((1, 1), 1000) for _ in range(1000))
    assert len(pace) == 0


def test_what_is_costly_exists() -> None:
    assert {words for words, _ in commands()} | set(menus()) >= COSTLY
