"""A member has all that is held of them, and has it erased for good."""

import asyncio
import io
import json
import zipfile

from reviewbot.playground.driver import Answer
from reviewbot.store import outbox, personal
from tests.e2e.club import Club


def _exported(answer: Answer) -> dict[str, str]:
    assert answer.message
    [content] = answer.message.attachments.values()
    packed = zipfile.ZipFile(io.BytesIO(content))
    return {name: packed.read(name).decode() for name in packed.namelist()}


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
    assert "## Review: Parasite (2019), 4.5 of 5 stars" in files["readable.md"]
    assert "Ben" not in "".join(files.values())


async def test_a_member_is_erased_and_what_others_wrote_stays(club: Club) -> None:
    mine = await club.post(club.ada, "Zebracrossing by Ada.")
    theirs = await club.post(club.ben, "Ben's review.", title="Dune", year=2021)
    await club.ada.reply(theirs, "Zebracrossing, too.")
    await club.ben.reply(mine, "An answer by Ben.")
    await club.ben.sees("💬 1", within=6)
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
