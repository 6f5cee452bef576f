"""What a moderator hides is offered nowhere, compared nowhere and handed out to nobody else."""

import json
import zipfile
from io import BytesIO

from reviewbot.store import members
from tests.e2e.club import MANAGE_MESSAGES, Club

SEEN = ("Alien", "Brazil", "Dune", "Emma", "Fargo")


async def test_hidden_is_neither_offered_nor_compared_nor_handed_out(club: Club) -> None:
    await _furnish(club)
    without = await asked(club)
    film = await club.post(
        club.ada, "Peculiar words.", "Heat", year=1995, rating="1", tags="heist", Headline="Odd"
    )
    book = await club.post(
        club.ada, "Peculiar porcelain.", "Utz", kind="book", year=1988, rating="5", tags="china"
    )
    await club.cleo.slash("review comment", title="Heat", by=club.ada, text="Truly.")
    await club.ada.sees("💬 1 thought")
    written = await asked(club)
    assert await offered(club) == [["heist"], ["china"], ["heist"]]
    same = {name for name in without if written[name] == without[name]}
    assert not same, "these answers would not notice a review that counts"
    assert "[review]" in (await club.ben.slash("review diary", member=club.ada)).text
    for card in (film, book):
        await club.cleo.menu("Hide", card)
        await club.cleo.submit(fields={"Why?": "Rude."})
    hidden = await asked(club)
    assert {name for name in without if hidden[name] != without[name]} == set()
    assert await offered(club) == [[], [], []]
    diary = await club.ben.slash("review diary", member=club.ada)
    assert "[review]" not in diary.text, "a diary keeps what was seen, without a way to the review"
    assert "eculiar" not in await _everything(club)
    for _ in (film, book):
        log = await club.cleo.slash("reviewbot log")  # pressing turns it into what was done
        back = next(one for one in log.message.buttons if one.label == "Put back")  # type: ignore[union-attr] # it answered
        await club.cleo.click(str(back.custom_id), on=log.message)
    assert await asked(club) == written
    assert await offered(club) == [["heist"], ["china"], ["heist"]]


async def _furnish(club: Club) -> None:
    """Let two have five films in common, and Ben alone have rated Heat; Ada shows her diary."""
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    for title, ada, ben in zip(SEEN, "54123", "53214", strict=True):
        given = {"title": title, "kind": "movie", "year": 2000}
        await club.ada.slash("review quick", **given, rating=ada)
        await club.ben.slash("review quick", **given, rating=ben)
    await club.ben.slash("review quick", title="Heat", kind="movie", year=1995, rating="5")
    await club.ben.slash("shelf add", title="Utz", kind="book", year=1988, shelf="want")
    async with club.db.write() as conn:
        await members.choose(conn, club.guild_id, int(club.ada.id), shelf_open=True)


async def asked(club: Club) -> dict[str, str]:
    """Return what Ben is answered wherever one of the two reviews may count."""
    found = {
        "random": (await club.ben.slash("review random", kind="book")).text,
        "list of books": (await club.ben.slash("review list", member=club.ada, kind="book")).text,
        "taste": (await club.ben.slash("review taste", member=club.ada)).text,
        "one's own profile": (await club.ben.slash("review profile")).text,
        "wanted": (await club.ben.slash("review wanted")).text,
        "tag": (await club.ben.slash("review search", tag="heist")).text,
        "rated": (await club.ben.slash("review search", kind="book", rating="4..5")).text,
        "show of a book": (await club.ben.slash("review show", title="Utz")).text,
    }
    thoughts = await club.ben.autocomplete(
        "review comment", "reply_to", "", title="Heat", by=club.ada
    )
    return found | {"thoughts": str([one.name for one in thoughts])}


async def offered(club: Club) -> list[list[str]]:
    """Return the tags that Ben is offered; asked for only once they are there: they are kept."""
    typed = (
        ("review search", "tag", "hei"),
        ("review recommend", "mood", "chi"),
        ("review post", "tags", "hei"),
    )
    return [[one.name for one in await club.ben.autocomplete(*each)] for each in typed]


async def _everything(club: Club) -> str:
    """Return what Ben is handed out as everything of his."""
    exported = await club.ben.slash("privacy export")
    assert exported.message
    [content] = exported.message.attachments.values()
    told = zipfile.ZipFile(BytesIO(content))
    return json.dumps([told.read(name).decode(errors="replace") for name in told.namelist()])
