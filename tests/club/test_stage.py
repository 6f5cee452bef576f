"""The club on its playground, with the real bot: opened, restarted, kept and opened again."""

import asyncio
import time
from datetime import datetime
from pathlib import Path

import pytest

from reviewbot.club.library import load_library
from reviewbot.club.stage import WORLD, open_stage
from reviewbot.errors import CannotStart
from reviewbot.playground.driver import File

STAIRS = "It is about stairs. ||They have a cellar.||"


async def test_the_club_opens_at_once_and_has_written_for_months(tmp_path: Path) -> None:
    start = time.monotonic()
    async with open_stage(tmp_path) as stage:
        assert time.monotonic() - start < 5 * 3, "aim: 5 s on an idle machine"
        cards = stage.reviews.messages
        assert len(cards) == len(load_library().reviews) >= 60
        moments = [datetime.fromisoformat(one.raw["timestamp"]) for one in cards]
        assert moments == sorted(moments)
        assert (moments[-1] - moments[0]).days > 100
        counted = sum("on this" in one.text for one in cards)
        assert counted == sum(bool(one.comments) for one in load_library().reviews)
        assert not any(one.raw["edited_timestamp"] for one in cards)
        assert abs(stage.discord.clock.time() - time.time()) < 1
        assert stage.guild.raw.owner_id == stage.member("nour").id
        talked = [one.author for one in stage.guild.channel("talk").messages]
        assert len(set(talked)) >= 6
        assert any(one.it.parent for one in stage.guild.channels), "there is no thread"


async def test_the_bot_is_restarted_and_old_buttons_work(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        assert stage.discord.restart is not None
        await asyncio.gather(stage.discord.restart(), stage.discord.restart())
        assert len(stage.discord.hub.connections) == 1
        vera = stage.member("vera")
        card = next(one for one in stage.reviews.messages if "comment" not in one.text)
        read = await vera.click("Read", on=card)
        assert card.text.splitlines()[0] in read.text
        await vera.reply(card, "Still here.")
        async with asyncio.timeout(15):
            while "1 thought" not in card.text:
                await stage.discord.world.next_change()


async def test_what_is_kept_goes_on_where_it_was(tmp_path: Path) -> None:
    async with open_stage(tmp_path, empty=True) as stage:
        ada, bex = stage.member("ada"), stage.member("bex")
        opened = await ada.slash("review post", title="Parasite", kind="movie", year=2019)
        await ada.submit(opened.form, {"Your review": STAIRS, "Spoilers": "Parts are marked"})
        card = await bex.sees("It is about stairs.")
        picture = await bex.send("look", files=[File("stairs.txt", b"up and down")])
        ids = [one.id for one in stage.reviews.messages]
    async with open_stage(tmp_path) as stage:
        assert [one.id for one in stage.reviews.messages] == ids, "seeded again, or lost"
        bex, kept = stage.member("bex"), stage.discord.message(card.id)
        read = await bex.click("Read", on=kept)
        assert "It is about stairs." in read.text
        await bex.reply(kept, "And about doors.")
        await bex.sees("1 thought")
        found = await bex.slash("review search", query="stairs")
        assert "Parasite" in found.text
        again = stage.discord.message(picture.id)
        assert again.attachments == {"stairs.txt": b"up and down"}
        assert stage.guild.channel("talk").messages == []


async def test_a_damaged_world_is_named_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / WORLD
    file.write_text('{"format": 1, "users"')
    with pytest.raises(CannotStart, match="cannot read the world"):
        async with open_stage(tmp_path):
            pass
    assert file.read_text() == '{"format": 1, "users"'
