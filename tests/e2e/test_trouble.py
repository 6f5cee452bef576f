"""Trouble: a locked database, stale commands, errors nobody foresaw, and what logs hold."""

import asyncio

import pytest

from reviewbot.playground.world import chat
from reviewbot.playground.world.models import Event
from tests.e2e.club import Club, open_club
from tests.other_program import sqlite_changed, sqlite_locked


@pytest.mark.slow
async def test_a_text_waits_for_a_locked_database(sqlite_url: str) -> None:
    async with open_club(sqlite_url) as club:
        opened = await club.ada.slash("review post", title="Parasite", kind="movie")
        async with sqlite_locked(sqlite_url):
            submitted = asyncio.create_task(
                club.ada.submit(opened.form, {"Your review": "Patient words."})
            )
            await asyncio.sleep(6)
            assert not submitted.done()
        card = club.card_of(await submitted)
        assert "Patient words." in card.text


async def test_a_form_that_cannot_be_prepared_in_time_is_refused_in_time(sqlite_url: str) -> None:
    async with open_club(sqlite_url) as club:
        async with sqlite_locked(sqlite_url):
            answer = await club.ada.slash("review post", title="Parasite", kind="movie")
        assert "Please try again" in answer.text
        assert not answer.failed


async def test_a_command_that_is_gone_is_answered(club: Club) -> None:
    [group] = [c for c in club.ada.commands() if c["name"] == "review"]
    options = group["options"]
    options.append({"type": 1, "name": "dance", "description": "Gone", "options": []})
    answer = await club.ada.slash("review dance")
    options.pop()
    assert "That command has changed" in answer.text
    assert answer.message
    assert answer.message.ephemeral


async def test_an_error_nobody_foresaw_is_told_with_a_reference(sqlite_url: str) -> None:
    async with open_club(sqlite_url) as club:
        words = "Words that belong to nobody's log"
        card = await club.post(club.ada, words)
        await sqlite_changed(sqlite_url, "ALTER TABLE reviews RENAME TO lost")
        for answer in (
            await club.ben.click("Read", on=card),
            await club.ben.slash("review show", title="Parasite"),
        ):
            assert "Sorry, that went wrong on my side" in answer.text
            reference = answer.text.removesuffix(".").rpartition(" ")[2]
            [entry] = [line for line in club.logged if reference in line]
            assert "sqlite3.OperationalError" in entry
            assert 'File "' in entry
        assert not [line for line in club.logged if words in line]


async def test_whatever_goes_wrong_gives_back_what_was_written(sqlite_url: str) -> None:
    """Bar A8 of features.md: any failure offers the text back, one that nobody foresaw too."""
    async with open_club(sqlite_url) as club:
        await club.post(club.ada, "Words.")
        opened = await club.ben.slash("review post", title="Dune", kind="movie")
        await sqlite_changed(sqlite_url, "ALTER TABLE reviews RENAME TO lost")
        said = await club.ben.submit(opened.form, {"Headline": "Up", "Your review": "Of sand."})
        quick = await club.ben.slash("review quick", title="Parasite", rating="4", text="Of mud.")
        drafts = await club.ben.slash("review drafts")
        await sqlite_changed(sqlite_url, "ALTER TABLE drafts RENAME TO lost_too")
        worse = await club.ben.submit(opened.form, {"Your review": "Of nothing kept."})
        for answer, words in (
            (said, b"Up\n\nOf sand."),
            (quick, b"Of mud."),
            (worse, b"Of nothing kept."),
        ):
            assert "Here is what you wrote" in answer.text
            assert answer.message
            assert answer.message.ephemeral
            assert answer.message.attachments == {"your-text.txt": words}
        assert "Of sand." in drafts.text
        assert not [line for line in club.logged if "Of sand" in line]


async def test_no_log_holds_what_members_wrote(club: Club) -> None:
    words = "Zebracrossing"
    card = await club.post(club.ada, words, Headline=words, title=words)
    await club.ben.reply(card, words)
    await club.ben.slash("review search", query=words)
    await club.ben.slash("review comment", title=words, text=words)
    await club.ben.slash("review comment", title=words, text=" " * 9)
    await club.ben.slash("review show", title=words * 3)
    await asyncio.sleep(0.2)
    assert not [line for line in club.logged if words in line]


async def test_replies_of_bots_and_webhooks_are_ignored(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    world = club.discord.world
    draft = chat.Draft({"content": "Beep."}, answers=card.it)
    chat.post(world, card.it.channel, world.bot, draft)
    await asyncio.sleep(0.2)
    assert "No thoughts yet" in card.text


@pytest.mark.parametrize("owners", [{"1": "9"}, {}], ids=["user", "none"])
async def test_an_app_that_a_member_carries_along_is_refused(
    club: Club, owners: dict[str, str]
) -> None:
    card = await club.post(club.ada, "Words of the server.")

    def strip(event: Event) -> None:
        if event.name == "INTERACTION_CREATE":
            event.data["authorizing_integration_owners"] = owners

    club.discord.world.observers.insert(0, strip)
    for answer in (
        await club.ben.click("Read", on=card),
        await club.ben.slash("review show", title="Parasite"),
    ):
        assert "I work in servers that have added me" in answer.text


async def test_opened_forms_leave_nothing_behind(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    for _ in range(20):
        await club.ben.click("Comment", on=card)
        await club.ben.click("Read", on=card)
    assert club.app
    store = club.app.bot._connection._view_store
    assert not store._modals
    assert not store._views
    assert not store._synced_message_views
