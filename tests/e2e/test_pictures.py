"""Pictures of a review: kept by us, shown for years, hidden where they spoil, gone with it."""

import asyncio
import io
import zipfile
from pathlib import Path

import pytest

from reviewbot.domain.pictures import Picture
from reviewbot.playground.driver import Answer, File, Message
from reviewbot.playground.payload import Payload
from reviewbot.playground.world import components
from reviewbot.playground.world.assets import plain_picture
from reviewbot.services import deleting
from reviewbot.store import pictures
from tests.e2e.club import Club
from tests.e2e.test_quick import stored

PNG = plain_picture(1)
OTHER = plain_picture(2)
GIF = b"GIF89a" + bytes(40)
ATTACH_FILES = 1 << 15
SPOILS, OPEN = "Yes: only who asks sees them", "No: they stand on the card"


def galleries(message: Message) -> list[Payload]:
    """Return what the galleries of a message show."""
    found = components.walk(message.it.raw["components"])
    return [item for one in found if one["type"] == 12 for item in one["items"]]


async def kept(club: Club) -> list[Picture]:
    [review] = await stored(club)
    async with club.db.read() as conn:
        return await pictures.list_of_review(conn, club.guild_id, review.id)


def files(club: Club) -> list[Path]:
    return sorted(club.pictures.iterdir()) if club.pictures.exists() else []


async def illustrate(club: Club, *given: File, alts: str = "", spoil: bool = False) -> Answer:
    """Add pictures to the review that was posted last."""
    opened = await club.ada.click("Pictures")
    fields = {
        "Add pictures": given,
        "What they show": alts,
        "Do they spoil?": SPOILS if spoil else OPEN,
    }
    return await club.ada.submit(opened.form, fields)


async def test_open_pictures_stand_on_the_card_for_good(club: Club) -> None:
    card = await club.post(club.ada, "Look at these stairs.")
    given = File("stairs.png", PNG), File("rain.GIF", GIF)
    answer = await illustrate(club, *given, alts="Stairs, going down\nRain")
    assert club.card_of(answer) == card
    shown = galleries(card)
    assert [item["description"] for item in shown] == ["Stairs, going down", "Rain"]
    assert not any(item["spoiler"] for item in shown)
    assert sorted(card.attachments.values()) == sorted([PNG, GIF])
    assert all(item["media"]["attachment_id"] for item in shown)
    assert len(files(club)) == 2
    club.discord.clock.advance(30 * 86_400)
    await club.restart()
    await club.ada.slash("review edit", title="Parasite")
    await club.ada.submit(fields={"Your review": "Look at them again."})
    assert "Look at them again." in card.text
    assert len(galleries(card)) == 2
    assert sorted(card.attachments.values()) == sorted([PNG, GIF])
    await club.delete(card)
    club.budget[404] = 1
    await club.ada.slash("review quick", title="Parasite", rating="2")
    [again] = club.cards()
    assert sorted(again.attachments.values()) == sorted([PNG, GIF])


@pytest.mark.slow
async def test_a_new_comment_keeps_the_pictures_of_the_card(club: Club) -> None:
    card = await club.post(club.ada, "Look at these stairs.")
    await illustrate(club, File("stairs.png", PNG))
    await club.ben.click("Comment", on=card)
    before = card.text
    await club.ben.submit(fields={"Your comment": "I see them."})
    for _ in range(60):
        if card.text != before:
            break
        await asyncio.sleep(0.05)
    assert "1 thought" in card.text
    assert list(card.attachments.values()) == [PNG]
    assert len(galleries(card)) == 1


async def test_pictures_that_spoil_are_seen_by_who_asks_alone(club: Club) -> None:
    card = await club.post(club.ada, "Look ||there||.")
    await illustrate(club, File("end.png", PNG), alts="The end", spoil=True)
    assert not card.attachments
    assert not galleries(card)
    assert "The end" not in str(card.raw)
    read = await club.ben.click("Read", on=card)
    masked = await club.ben.click("Pictures (1)", on=read.message)
    assert masked.message
    assert masked.message.ephemeral
    assert not masked.message.attachments
    assert "The end" not in str(masked.message.raw)
    asked = await club.ben.click("Show me", on=masked.message)
    assert asked.message
    assert list(asked.message.attachments.values()) == [PNG]
    [item] = galleries(asked.message)
    assert (item["spoiler"], item["description"]) == (True, "The end")


async def test_a_review_that_spoils_as_a_whole_shows_no_picture(club: Club) -> None:
    card = await club.post(club.ada, "All of it.", Spoilers="All of it")
    await illustrate(club, File("end.png", PNG), alts="The end")
    assert not card.attachments
    assert not galleries(card)


async def test_what_is_no_picture_is_refused_and_the_words_given_back(club: Club) -> None:
    await club.post(club.ada, "Look at these stairs.")
    lying = await illustrate(club, File("stairs.png", GIF), alts="Stairs")
    assert "called one thing and is another" in lying.text
    assert lying.message
    assert lying.message.attachments == {"pictures.txt": b"Stairs"}
    for bad in (File("a.png", b"<svg></svg>"), File("a.exe", b"MZ" + bytes(50))):
        assert "is no picture" in (await illustrate(club, bad)).text
    assert not files(club)
    assert not await kept(club)


async def test_pictures_are_described_replaced_and_removed_by_their_author(club: Club) -> None:
    card = await club.post(club.ada, "Look at these stairs.")
    one, two = File("a.png", PNG), File("b.png", PNG)
    await illustrate(club, one, two, alts="First\nSecond")
    too_many = await illustrate(club, one, one, one, alts="First\nSecond")
    assert "these would be 5" in too_many.text
    assert len(files(club)) == 2
    opened = await club.ada.click("Pictures")
    assert opened.form
    change = {
        "Remove": ["1. First"],
        "Add pictures": [File("c.png", OTHER)],
        "What they show": "The second\nA new one",
    }
    await club.ada.submit(opened.form, change)
    assert [item["description"] for item in galleries(card)] == ["The second", "A new one"]
    assert sorted(card.attachments.values()) == sorted([PNG, OTHER])
    assert [path.name for path in files(club)] == sorted(p.id for p in await kept(club))
    [review] = await stored(club)
    assert "not here" in (await club.forge(club.ben, f"rv1:picform:{review.id}")).text
    stolen = await club.ben.submit(opened.form, {"What they show": "", "Remove": ["2. Second"]})
    assert "not here" in stolen.text
    assert len(await kept(club)) == 2


async def test_without_attach_files_the_words_stand_and_the_pictures_wait(club: Club) -> None:
    card = await club.post(club.ada, "Look at these stairs.")
    club.channel.overwrite(club.guild.everyone, deny=ATTACH_FILES)
    told = await illustrate(club, File("stairs.png", PNG), alts="Stairs")
    assert "I need Attach Files" in told.text
    assert "They are kept" in told.text
    assert not card.attachments
    assert len(files(club)) == 1
    await club.delete(card)
    club.budget[404] = 1
    told = await club.ada.slash("review quick", title="Parasite", text="Look at them again.")
    assert "I need Attach Files" in told.text
    [again] = club.cards()
    assert "Look at them again." in again.text
    assert not again.attachments
    club.channel.overwrite(club.guild.everyone)
    async with asyncio.timeout(10):
        while not again.attachments:  # noqa: ASYNC110 - the playground changes
            await asyncio.sleep(0.05)
    assert list(again.attachments.values()) == [PNG]
    assert [item["description"] for item in galleries(again)] == ["Stairs"]


async def test_pictures_go_for_good_with_their_review(club: Club) -> None:
    await club.post(club.ada, "Look at these stairs.")
    await illustrate(club, File("a.png", PNG))
    await club.ada.slash("review delete", title="Parasite")
    assert len(files(club)) == 1
    club.discord.clock.advance(8 * 86_400)
    assert club.app
    gone = await deleting.sweep(club.db, club.app.bot.now())
    await club.app.bot.pictures.remove(gone)
    assert not files(club)


def _unpacked(content: bytes) -> dict[str, bytes]:
    if not content.startswith(b"PK"):
        return {"alone": content}
    packed = zipfile.ZipFile(io.BytesIO(content))
    return {name: packed.read(name) for name in packed.namelist()}


LARGE = [pytest.param(5_000_000, 2, marks=pytest.mark.slow)]
TOO_LARGE_FOR_A_ZIP = [pytest.param(10_000_000, 3, marks=pytest.mark.slow)]


@pytest.mark.parametrize(("size", "count"), [(1_000, 1), *LARGE, *TOO_LARGE_FOR_A_ZIP])
async def test_pictures_are_handed_out_byte_for_byte_and_erased(
    club: Club, size: int, count: int
) -> None:
    await club.post(club.ada, "Look at these stairs.")
    contents = [PNG + bytes([n]) * size for n in (1, 2)]
    given = [File(f"{n}.png", content) for n, content in enumerate(contents)]
    await illustrate(club, *given, alts="First\nSecond")
    answer = await club.ada.slash("privacy export")
    async with asyncio.timeout(20):
        while len(answer.messages) < count:  # noqa: ASYNC110 - the bot is packing
            await asyncio.sleep(0.05)
    packed = [content for one in answer.messages for content in one.attachments.values()]
    unpacked = [_unpacked(content) for content in packed]
    assert {"everything.json", "readable.md"} <= set(unpacked[0])
    there = [content for one in unpacked for content in one.values()]
    assert all(content in there for content in contents)
    named = unpacked[0]["readable.md"].decode()
    assert all(f"pictures/{one.name} {one.alt}" in named for one in await kept(club))
    asked = await club.ada.slash("privacy forget")
    await club.ada.click("Erase for good", on=asked.message)
    assert not files(club)
