"""`/work merge` and `/work merges`: two entries made one, and two again."""

import asyncio
from collections.abc import Callable

import pytest

from tests.e2e.club import MANAGE_MESSAGES, Club


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - what is waited for lies with the playground
            await asyncio.sleep(0.02)


async def test_a_moderator_merges_with_a_preview_and_undoes_it_after_a_restart(club: Club) -> None:
    await club.post(club.ada, "Older words.", title="Gisaengchung")
    await club.post(club.ben, "Ben's words.", title="Gisaengchung")
    card = await club.post(club.ada, "Newer words.", title="Parasite")
    pair = {"duplicate": "Gisaengchung", "into": "Parasite"}
    assert "for moderators" in (await club.ben.slash("work merge", **pair)).text
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    preview = await club.cleo.slash("work merge", **pair)
    assert "It moves 2 reviews, " in preview.text
    assert " 0 " not in preview.text
    assert f"<@{club.ada.id}> reviewed both: the newer review stays" in preview.text
    custom_id = preview.message.buttons[0].custom_id if preview.message else None
    assert "for moderators" in (await club.forge(club.ben, custom_id or "")).text
    done = await club.cleo.click("Merge", on=preview.message)
    assert "Gisaengchung (film, 2019) is part of **Parasite (film, 2019)** now." in done.text
    shown = await club.ben.slash("review show", title="gisaengchung")
    assert "### Parasite" in shown.text
    assert "Newer words." in shown.text
    assert "Ben's words." in shown.text
    assert "Older words." not in shown.text
    assert "No review here" in (await club.ben.slash("review search", query="older")).text
    assert not card.deleted
    await club.restart()
    listed = await club.cleo.slash("work merges")
    assert "became part of Parasite (film, 2019)" in listed.text
    parted = await club.cleo.click("Undo", on=listed.message)
    assert "are two again" in parted.text
    assert "Older words." in (await club.ben.slash("review show", title="gisaengchung")).text
    assert "Older" in (await club.ben.slash("review search", query="older")).text
    again = await club.forge(club.cleo, f"rv1:unmerge:{'x' * 12}")
    assert "not here" in again.text
    log = await club.cleo.slash("reviewbot log")
    assert "merge" in log.text
    wrong = await club.cleo.slash("work merge", duplicate="Parasite", into="parasite")
    assert "Those are one already" in wrong.text


@pytest.mark.slow
async def test_cards_follow_a_merge_and_its_undoing(club: Club) -> None:
    older = await club.post(club.ada, "Older words.", title="Gisaengchung")
    moved = await club.post(club.ben, "Ben's words.", title="Gisaengchung")
    newer = await club.post(club.ada, "Newer words.", title="Parasite")
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    preview = await club.cleo.slash("work merge", duplicate="Gisaengchung", into="Parasite")
    done = await club.cleo.click("Merge", on=preview.message)
    await _until(lambda: "### Parasite" in moved.text and older.deleted)
    assert not newer.deleted
    await club.cleo.click("Undo", on=done.message)
    await _until(lambda: "### Gisaengchung" in moved.text)
    await _until(lambda: any("Older words." in card.text for card in club.cards()))
    assert len(club.cards()) == 3


async def test_a_year_that_somebody_knows_comes_onto_the_cards_that_lacked_it(club: Club) -> None:
    one = {"title": "Parasite", "kind": "movie", "rating": "4", "text": "Words."}
    card = club.card_of(await club.ada.slash("review quick", **one))
    assert "2019" not in card.text
    await club.ben.slash("review quick", **one, year=2019)
    assert club.app
    club.app.bot.postman.wake()  # else it is paid with the next debt, in five minutes at most
    await _until(lambda: "2019" in card.text)
