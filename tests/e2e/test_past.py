"""Who is past all that a review spoils: told so, or shown it at once, if they chose that."""

import pytest

from reviewbot.playground.driver import Member, Message
from reviewbot.store import calls
from reviewbot.ui import ids
from tests.e2e.club import Club

PLOT = "the gardener wore the crown"
PAST = "You are past that."


async def _opens(who: Member) -> None:
    """Let somebody choose to see what they are past of at once."""
    opened = await who.slash("review settings")
    await who.click(ids.choice("see_finished", on=True), on=opened.message)


async def _asked(who: Member, card: Message) -> str:
    """Return what somebody reads who opens a review and asks for its spoilers once."""
    page = await who.click("Read", on=card)
    assert PLOT not in page.text
    question = await who.click("Show spoilers", on=page.message)
    told = question.text
    assert PLOT not in told
    assert PLOT in (await who.click("Show me", on=question.message)).text
    return told


async def test_who_has_finished_is_told_and_still_asked_once(club: Club) -> None:
    card = await club.post(club.ada, f"So ||{PLOT}||.")
    assert PAST not in await _asked(club.ben, card)
    await club.ben.slash("shelf add", title="Parasite", shelf="done")
    assert PAST in await _asked(club.ben, card)
    await club.cleo.slash("shelf add", title="Parasite", shelf="dropped")
    assert PAST not in await _asked(club.cleo, card)


async def test_who_has_finished_sees_it_open_if_they_chose_so(club: Club) -> None:
    parts = await club.post(club.ada, f"So ||{PLOT}||.")
    whole = await club.post(club.ada, PLOT, "Mother", Spoilers="All of it")
    await _opens(club.ben)
    for card, title in ((parts, "Parasite"), (whole, "Mother")):
        assert PLOT not in (await club.ben.click("Read", on=card)).text, "not on their shelf"
        await club.ben.slash("shelf add", title=title, shelf="current")
        assert PLOT not in (await club.ben.click("Read", on=card)).text, "not finished"
        await club.ben.slash("shelf move", title=title, shelf="done")
        opened = await club.ben.click("Read", on=card)
        assert PLOT in opened.text
        assert opened.message
        assert opened.message.ephemeral
        assert PLOT not in (await club.cleo.click("Read", on=card)).text
        assert PLOT not in card.text
    assert PLOT in (await club.ada.click("Read", on=parts)).text, "its author knows it"


@pytest.mark.parametrize(("where", "past"), [("S2E4", False), ("S2E5", True), ("S3E1", True)])
async def test_progress_counts_where_the_review_says_from_where_it_is_safe(
    club: Club, where: str, *, past: bool
) -> None:
    card = await club.post(
        club.ada, f"So ||{PLOT}||.", "Dark", kind="show", year=2017, safe_after="S2E5"
    )
    assert "safe after S2E5" in card.text or "safe after season 2" in card.text
    await club.ben.slash("shelf add", title="Dark", shelf="current", progress=where)
    assert (PAST in await _asked(club.ben, card)) is past
    await _opens(club.ben)
    assert (PLOT in (await club.ben.click("Read", on=card)).text) is past


@pytest.mark.slow
async def test_editing_with_marks_settles_a_call_and_its_caller_is_told(club: Club) -> None:
    card = await club.post(club.ada, f"Lovely. {PLOT}. Go.")
    await club.ben.click("This spoils · Report", on=card)
    await club.ben.click("This spoils")
    await club.ben.sees("Spoilers for Parasite")
    assert "Lovely" not in card.text
    opened = await club.ada.slash("review edit", title="Parasite")
    fields = {"Your review": f"Lovely. ||{PLOT}||. Go.", "Spoilers": "Parts are marked"}
    changed = await club.ada.submit(opened.form, fields)
    assert "is changed" in changed.text
    assert "Lovely" in card.text
    assert PLOT not in card.text
    told = await club.ben.sees("it was right: what spoils is hidden")
    assert PLOT not in told.text
    review = str(card.buttons[0].custom_id).rpartition(":")[2]
    async with club.db.read() as conn:
        [call] = await calls.list_of_review(conn, club.guild_id, review)
    assert call.answer == "kept"
