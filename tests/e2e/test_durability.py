"""What was acknowledged is durable, and posted exactly once: killed, refused, cut off."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewbot.store import drafts, outbox
from tests.e2e.club import Club, open_club
from tests.e2e.process import running_bot

POST = "POST /channels/*/messages"
SEND = 1 << 11


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.0, 1.5], ids=["lost", "late"])
async def test_a_bot_killed_before_the_card_posts_it_once_after_its_restart(
    database_url: str, tmp_path: Path, delay: float
) -> None:
    """Section 6, point 3. Whether the request of the killed bot arrives (late) or not (lost)."""
    async with open_club(database_url, start=False) as club:
        club.budget[404] = 2  # the answer of an interaction that the kill cut short
        async with running_bot(club.discord, database_url, tmp_path) as bot:
            old = await club.post(club.ada, "An old review, posted in peace.")
            fault = club.discord.faults.on(POST, delay=delay or 30.0)
            opened = await club.ben.slash("review post", title="Dune", kind="movie")
            submitted = asyncio.create_task(
                club.ben.submit(opened.form, {"Your review": "Written once, kept for ever."})
            )
            await _until(lambda: fault.hits > 0)
            bot.kill()
            await bot.wait()
            submitted.cancel()
        if delay:
            await asyncio.sleep(delay)
        club.discord.faults.clear()
        async with running_bot(club.discord, database_url, tmp_path):
            card = await club.cleo.sees("Written once")
            await asyncio.sleep(1)
            assert [m for m in club.cards() if "Written once" in m.text] == [card]
            page = await club.cleo.click("Read", on=old)
            assert "posted in peace" in page.text
            page = await club.cleo.click("Read", on=card)
            assert "kept for ever" in page.text
            opened = await club.cleo.click("Comment", on=old)
            assert opened.form


async def test_a_form_that_was_open_over_a_restart_is_taken(club: Club) -> None:
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    await club.restart()
    answer = await club.ada.submit(opened.form, {"Your review": "Patience."})
    assert "Patience." in club.card_of(answer).text


async def test_two_members_with_forms_at_once_never_meet(club: Club) -> None:
    first = await club.ada.slash("review post", title="Parasite", kind="movie")
    second = await club.ben.slash("review post", title="Parasite", kind="movie")
    answers = await asyncio.gather(
        club.ada.submit(first.form, {"Your review": "Ada's."}),
        club.ben.submit(second.form, {"Your review": "Ben's."}),
    )
    cards = [club.card_of(answer) for answer in answers]
    assert "Ada's." in cards[0].text
    assert "Ben's." in cards[1].text


@pytest.mark.slow
@pytest.mark.parametrize("reset", ["before", "after"])
async def test_a_card_whose_request_was_cut_off_is_posted_once(club: Club, reset: str) -> None:
    club.discord.faults.on(POST, reset=reset)  # type: ignore[arg-type] # one of its two words
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    answer = await club.ada.submit(opened.form, {"Your review": "Through the storm."})
    assert "Your review is saved" in answer.text
    card = await club.ben.sees("Through the storm")
    await club.settle(wholly=True)
    assert club.cards() == [card]


@pytest.mark.slow
async def test_a_card_that_discord_cannot_take_now_comes_later(club: Club) -> None:
    club.discord.faults.on(POST, status=503)
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    answer = await club.ada.submit(opened.form, {"Your review": "Later."})
    assert "it will appear by itself" in answer.text
    await club.ben.sees("Later.")


async def test_a_missing_right_is_named_and_the_card_comes_with_the_right(club: Club) -> None:
    bot = club.guild.role("Playground bot")
    club.channel.overwrite(bot, deny=SEND)
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    answer = await club.ada.submit(opened.form, {"Your review": "Waiting at the door."})
    assert "I need Send Messages in this channel" in answer.text
    assert not club.cards()
    club.channel.overwrite(bot, allow=SEND)
    card = await club.ben.sees("Waiting at the door")
    assert club.cards() == [card]


@pytest.mark.slow
async def test_a_refused_right_that_nobody_told_us_of_is_parked(club: Club) -> None:
    club.budget[403] = 1
    club.discord.faults.on(POST, status=403, code=50013, message="Missing Permissions")
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    answer = await club.ada.submit(opened.form, {"Your review": "Parked."})
    assert "I may not post its card here" in answer.text
    await asyncio.sleep(1)
    assert not club.cards()
    async with club.db.read() as conn:
        due = await outbox.next_due(conn)
    assert club.app
    assert due
    assert due > club.app.bot.now() + 200


async def test_a_channel_that_is_gone_ends_the_debt(club: Club) -> None:
    club.budget[404] = 1
    club.discord.faults.on(POST, status=404, code=10003, message="Unknown Channel")
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    answer = await club.ada.submit(opened.form, {"Your review": "No room."})
    assert "the channel for its card is gone" in answer.text
    await club.settle(wholly=True)
    assert "No room." in (await club.ben.slash("review show", title="Parasite")).text


@pytest.mark.parametrize("fault", ["reset", "late"])
async def test_a_text_is_kept_when_its_receipt_is_lost(club: Club, fault: str) -> None:
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    club.budget[404] = 3
    if fault == "reset":
        club.discord.faults.on("POST /interactions/*/*/callback", reset="after")
    else:
        club.discord.faults.on(
            "POST /interactions/*/*/callback", status=404, code=10062, message="Unknown"
        )
    submitted = asyncio.create_task(
        club.ada.submit(opened.form, {"Your review": "No receipt needed."})
    )
    card = await club.ben.sees("No receipt needed")
    await club.settle(wholly=True)
    assert club.cards() == [card]
    submitted.cancel()


async def test_a_draft_of_a_published_review_is_gone(club: Club) -> None:
    await club.post(club.ada, "Done.")
    async with club.db.read() as conn:
        assert not await drafts.list_of_author(conn, club.guild_id, int(club.ada.id))


@pytest.mark.slow
async def test_the_first_gateway_connection_may_be_refused(database_url: str) -> None:
    async with open_club(database_url, start=False) as club:
        club.discord.faults.refuse(2)
        await club.start()
        await club.post(club.ada, "It came up.")


async def test_commands_are_sent_once(club: Club) -> None:
    put = ("PUT", "/applications/{application_id}/commands")
    assert len(club.discord.traffic.find(*put)) == 1
    await club.restart()
    await club.restart()
    assert len(club.discord.traffic.find(*put)) == 1


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(15):
        while not true():  # noqa: ASYNC110 - what is waited for lies with the playground
            await asyncio.sleep(0.01)
