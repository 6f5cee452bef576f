"""A member has all that is held of them, and has it erased for good."""

import asyncio
import io
import json
import zipfile
from dataclasses import replace

import pytest
from sqlalchemy import delete, select

from reviewbot.domain.ids import new_id
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.playground.driver import Answer, File
from reviewbot.store import outbox, personal
from reviewbot.store.connection import Change, Query
from reviewbot.store.schema import cards, reviews
from tests.e2e.club import Club
from tests.e2e.test_long import long_text
from tests.e2e.test_pictures import GIF, PNG, illustrate


def _exported(answer: Answer) -> dict[str, str]:
    return {name: content.decode() for name, content in _unpacked(answer).items()}


def _unpacked(answer: Answer) -> dict[str, bytes]:
    assert answer.message
    [content] = answer.message.attachments.values()
    packed = zipfile.ZipFile(io.BytesIO(content))
    assert packed.testzip() is None
    return {name: packed.read(name) for name in packed.namelist()}


async def test_a_member_gets_everything_of_theirs_and_nothing_of_others(club: Club) -> None:
    card = await club.post(club.ada, "Ada wrote ||this||.", Headline="A headline")
    await club.ben.reply(card, "Ben wrote that.")
    await club.post(club.ben, "Ben's review.", title="Dune", year=2021)
    files = _exported(await club.ada.slash("privacy export"))
    assert set(files) == {"everything.json", "readable.md"}
    told = json.loads(files["everything.json"])
    [review] = told["tables"]["reviews"]
    assert review["text"] == "Ada wrote ||this||."
    assert told["member_id"] == str(club.ada.id)
    assert "## Review: Parasite (film, 2019), 4.5 of 5 stars" in files["readable.md"]
    assert "Ben" not in "".join(files.values())


async def test_a_long_review_is_exported_byte_for_byte_with_all_that_goes_with_it(
    club: Club,
) -> None:
    """Bars A1, A5 and A6: 20,000 characters, quote, tags, verdict, comments and pictures."""
    text = long_text(20_000)
    opened = await club.ada.slash("review post", title="Parasite", kind="movie", rating="3.75")
    await club.ada.submit(opened.form, {"Or a text file": File("a.txt", text.encode())})
    opened = await club.ada.click("Details")
    given = {"Pull quote": "Up ||and down||.", "Tags": "heist", "Verdict": "must see"}
    await club.ada.submit(opened.form, given)
    await illustrate(club, File("a.png", PNG), File("b.gif", GIF), alts="Stairs\nRain", spoil=True)
    await club.ada.slash("review comment", title="Parasite", text="One more ||thing||.")
    files = _unpacked(await club.ada.slash("privacy export"))
    tables = json.loads(files["everything.json"])["tables"]
    [review] = tables["reviews"]
    assert review["text"] == text
    assert review["points"] == 75
    assert review["quote"] == "Up ||and down||."
    assert review["verdict"] == "must_see"
    assert [row["tag"] for row in tables["review_tags"]] == ["heist"]
    assert [row["text"] for row in tables["comments"]] == ["One more ||thing||."]
    assert {row["alt"] for row in tables["pictures"]} == {"Stairs", "Rain"}
    names = {f"pictures/{row['id']}.{row['extension']}" for row in tables["pictures"]}
    assert sorted(files[name] for name in names) == sorted([PNG, GIF])
    assert text in files["readable.md"].decode()


async def test_a_member_is_erased_and_what_others_wrote_stays(club: Club) -> None:
    mine = await club.post(club.ada, "Zebracrossing by Ada.")
    theirs = await club.post(club.ben, "Ben's review.", title="Dune", year=2021)
    await club.ada.reply(theirs, "Zebracrossing, too.")
    await club.ben.reply(mine, "An answer by Ben.")
    await club.ben.sees("💬 1")
    await _quiet(club)
    asked = await club.ada.slash("privacy forget")
    assert "Your 1 review, 1 comment" in asked.text
    assert asked.message
    assert asked.message.ephemeral
    files = _exported(await club.ada.click("Export first", on=asked.message))
    assert "Zebracrossing" in files["everything.json"]
    done = await club.ada.click("Erase for good", on=asked.message)
    assert "1 review, 1 comment and everything else of yours" in done.text
    async with asyncio.timeout(10):
        while [card for card in club.cards() if "Zebracrossing" in card.text]:  # noqa: ASYNC110 - the playground changes
            await asyncio.sleep(0.05)
    assert theirs.id in {card.id for card in club.cards()}
    assert "Nobody has" in (await club.ben.slash("review show", title="Parasite")).text
    found = await club.ben.slash("review search", query="Zebracrossing")
    assert "Zebracrossing by Ada" not in found.text
    async with club.db.read() as conn:
        assert await personal.rows_of(conn, club.guild_id, int(club.ada.id)) == {}
    asked = await club.ada.slash("privacy forget")
    assert "I hold nothing of you in this server." in asked.text
    await club.post(club.ada, "Begun anew.")


@pytest.mark.slow
async def test_a_card_on_its_way_is_taken_away_too(club: Club) -> None:
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    fault = club.discord.faults.on("POST /channels/*/messages", delay=1.5)
    posting = asyncio.create_task(club.ada.submit(opened.form, {"Your review": "Zebracrossing."}))
    async with asyncio.timeout(15):
        while not fault.hits:  # noqa: ASYNC110 - the playground changes
            await asyncio.sleep(0.01)
    await _forgotten(club)
    assert not club.cards()
    await posting
    await _quiet(club)
    assert not club.cards()


async def test_a_card_that_nobody_noted_is_taken_away_with_its_review(club: Club) -> None:
    await club.post(club.ada, "Zebracrossing.")
    async with club.db.write() as conn:
        await conn.run(Change(delete(cards)))
        owed = Owed(club.guild_id, new_id(), OwedKind.POST, await _only(club), 0, "", 2**40, 1)
        await outbox.put(conn, replace(owed, channel_id=int(club.channel.id)))
    await club.ada.slash("review delete", title="Parasite")
    async with asyncio.timeout(10):
        while club.cards():  # noqa: ASYNC110 - the playground changes
            await asyncio.sleep(0.05)


@pytest.mark.slow
async def test_a_member_who_is_just_being_told_is_not_written_down_again(club: Club) -> None:
    await club.post(club.ada, "Zebracrossing.")
    await _quiet(club)
    fault = club.discord.faults.on("POST /channels/*/messages", delay=1.5)
    said = await club.ben.slash("review comment", title="Parasite", text="Indeed.")
    assert "is there" in said.text
    async with asyncio.timeout(15):
        while not fault.hits:  # noqa: ASYNC110 - the playground changes
            await asyncio.sleep(0.01)
    await _forgotten(club)
    await _quiet(club)
    async with club.db.read() as conn:
        assert await personal.rows_of(conn, club.guild_id, int(club.ada.id)) == {}


async def _forgotten(club: Club) -> None:
    asked = await club.ada.slash("privacy forget")
    done = await club.ada.click("Erase for good", on=asked.message)
    assert "are erased" in done.text


async def _only(club: Club) -> str:
    async with club.db.read() as conn:
        [(review_id,)] = await conn.all(Query(select(reviews.c.id)))
    return review_id


async def test_another_s_button_erases_nobody(club: Club) -> None:
    await club.post(club.ada, "Ada's review.")
    asked = await club.ada.slash("privacy forget")
    assert asked.message
    [custom_id] = [b.custom_id for b in asked.message.buttons if b.label == "Erase for good"]
    assert custom_id
    answer = await club.forge(club.ben, custom_id)
    assert "not here any more" in answer.text
    assert "Ada's review." in (await club.ben.slash("review show", title="Parasite")).text


async def _quiet(club: Club) -> None:
    """Wait until nobody is being told of anything: what is told is noted afterwards."""
    async with asyncio.timeout(10):
        while True:
            async with club.db.read() as conn:
                if await outbox.next_due(conn) is None:
                    return
            await asyncio.sleep(0.05)
