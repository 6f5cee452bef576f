"""Long texts come back as they were written, and a show's parts count each member once."""

import pytest

from reviewbot.domain.spoilers import Prose
from reviewbot.playground.driver import Answer, File
from reviewbot.store import reviews, tastes
from reviewbot.ui.pages import pages
from reviewbot.ui.text import neutralise
from tests.e2e.club import Club, labels
from tests.e2e.test_quick import stored

PIECES = (
    "A paragraph with *stars*, a [link](https://example.org) and naïve café ☕ words.\n\n",
    "||Nobody should read this on a page that was torn in the middle.|| ",
    "```\ncode = 'fenced'\nand more of it\n```\n",
    "하늘 아래 계단. 👩‍👩‍👧‍👦 ",
)


def long_text(length: int) -> str:
    text = "".join(PIECES[n % len(PIECES)] for n in range(length))
    return text[: length - 1] + "."


@pytest.mark.parametrize("length", [4_300, 20_000])
async def test_a_long_text_is_kept_and_shown_byte_for_byte(club: Club, length: int) -> None:
    text = long_text(length)
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    given: dict[str, object] = {"Or a text file": File("a.txt", text.encode())}
    if length <= 8_000:
        given = {"Your review": text[:4000], "… more room": text[4000:]}
    card = club.card_of(await club.ada.submit(opened.form, given))
    assert (await stored(club))[0].text.reveal() == text
    page = await club.ben.click("Read", on=card)
    page = await club.ben.click("Show spoilers", on=page.message)
    page = await club.ben.click("Show me", on=page.message)
    expected = pages(Prose(text), revealed=True)
    assert "".join(expected) == text
    assert _seams(text, expected)
    shown = [page.text]
    while "Next" in labels(page.message):
        page = await club.ben.click("Next", on=page.message)
        shown.append(page.text)
    assert len(shown) == len(expected)
    assert all(neutralise(e).strip() in s for e, s in zip(expected, shown, strict=True))
    file = await club.ben.click("Text file", on=page.message)
    assert file.message
    assert file.message.attachments == {"review.txt": text.encode()}


def _seams(text: str, expected: list[str]) -> bool:
    """Tell whether no page begins inside a word, a spoiler or a fence."""
    hidden, place = Prose(text).hidden_spans(), 0
    for page in expected[:-1]:
        place += len(page)
        inside = any(start < place < end for start, end in hidden)
        if inside or not text[place - 1].isspace() or text[:place].count("```") % 2:
            return False
    return True


async def rate(club: Club, who: str, rating: str, **part: int) -> Answer:
    member = {"ada": club.ada, "ben": club.ben}[who]
    return await member.slash("review quick", title="Dark", kind="tv", rating=rating, **part)


async def test_a_member_counts_once_however_many_parts_of_a_show_they_rate(club: Club) -> None:
    await rate(club, "ada", "4", season=1)
    await rate(club, "ada", "1", season=1, episode=1)  # season 1 has a rating of its own
    await rate(club, "ada", "1", season=2, episode=1)
    await rate(club, "ada", "3", season=2, episode=2)
    await rate(club, "ben", "5")
    await rate(club, "ben", "1", season=1)  # the whole show has one
    review = (await stored(club, "Dark"))[0]
    ada, ben = int(club.ada.id), int(club.ben.id)
    async with club.db.read() as conn:
        guild, work = club.guild_id, review.work.id
        assert sorted(await reviews.list_points(conn, guild, work)) == [60, 100]
        assert sorted(await reviews.list_ratings(conn, guild)) == sorted(
            [(work, ada, 60), (work, ben, 100)]
        )
        assert await tastes.list_of_member(conn, guild, ada) == [(work, 60)]
    page = await club.ben.slash("review show", title="Dark")
    assert "2 ratings" in page.text
    assert "5/5" in page.text
    assert "3/5" in page.text
