"""Shelves: wanting from a card, adding, moving, taking off, taking back, and looking."""

import asyncio

import pytest

from reviewbot.domain.shelves import Shelf
from reviewbot.playground.driver import Answer, Message
from reviewbot.store import guilds, shelves, works
from reviewbot.ui import ids
from tests.e2e.club import Club, labels


def shown(answer: Answer) -> Message:
    assert answer.message, answer
    assert answer.message.ephemeral
    return answer.message


async def test_one_tap_on_a_card_puts_it_on_the_list_because_of_its_author(club: Club) -> None:
    card = await club.post(club.ada, "Superb.")
    answer = await club.ben.click("Want", on=card)
    said = (
        f"**Parasite** (film, 2019) is on your list to watch, because <@{club.ada.id}> reviewed it."
    )
    assert said in answer.text
    assert not shown(answer).pinged
    again = await club.ben.click("Want", on=card)
    assert "**Parasite** (film, 2019) is on your list to watch already." in again.text
    undone = await club.ben.click("Undo", on=shown(answer))
    assert "Taken back. **Parasite** (film, 2019) is not on your shelf." in undone.text
    await club.ben.click("Want", on=card)
    await club.restart()
    page = await club.ben.slash("shelf show")
    assert "To watch or read · 1" in page.text
    assert f"because <@{club.ada.id}> reviewed it" in page.text


@pytest.mark.slow
async def test_a_review_counts_whom_it_made_want_it_once_each_and_never_its_author(
    club: Club,
) -> None:
    """Bar F3, its second half."""
    card = await club.post(club.ada, "Superb.")
    await club.ada.click("Want", on=card)
    await club.ben.click("Want", on=card)
    await club.ben.click("Want", on=card)
    await club.ada.sees("🔖 made 1 want it")
    await club.cleo.click("Want", on=card)
    await club.ada.sees("🔖 made 2 want it")
    await club.ben.slash("shelf move", title="Parasite", shelf="done")
    off = await club.cleo.slash("shelf remove", title="Parasite")
    await club.ada.sees("🔖 made 1 want it")
    await club.cleo.click("Undo", on=shown(off))
    await club.ada.sees("🔖 made 2 want it")
    asked = await club.cleo.slash("privacy forget")
    await club.cleo.click("Erase for good", on=asked.message)
    await club.ada.sees("🔖 made 1 want it")
    assert "Superb." in card.text


async def test_what_one_reviewed_is_not_wanted_but_may_be_again(club: Club) -> None:
    card = await club.post(club.ada, "Superb.")
    answer = await club.ada.click("Want", on=card)
    assert "You have watched **Parasite** (film, 2019) already." in answer.text
    answer = await club.ada.click("Want it again", on=shown(answer))
    assert "It is on your list to watch." in answer.text


async def test_a_dropped_book_keeps_where_and_why_and_is_not_finished(club: Club) -> None:
    added = await club.ada.slash("shelf add", title="Solaris", kind="book", year=1961)
    assert "**Solaris** (book, 1961) is on your list to read." in added.text
    reason = "Too much ||ocean||."
    moved = await club.ada.slash(
        "shelf move", title="solaris", shelf="dropped", progress="chapter 10", reason=reason
    )
    assert "You have dropped **Solaris** (book, 1961) at chapter 10." in moved.text
    page = await club.ada.slash("shelf show")
    assert "Dropped · 1" in page.text
    assert "at chapter 10 · “Too much ▒▒▒▒▒.”" in page.text
    undone = await club.ada.click("Undo", on=shown(moved))
    assert "Taken back. **Solaris** (book, 1961) is on your list to read." in undone.text
    async with club.db.read() as conn:
        found = (await works.list_named(conn, club.guild_id, "Solaris"))[0]
        shelved = await shelves.find(conn, club.guild_id, int(club.ada.id), found.id)
        assert shelved
        assert shelved.shelf is Shelf.WANT
        assert not shelved.finished
        assert await guilds.taste_changes(conn, club.guild_id) >= 3


@pytest.mark.parametrize("shelf", list(Shelf))
async def test_there_are_five_shelves_and_only_one_is_finished(club: Club, shelf: Shelf) -> None:
    """Bar H2: what was paused or dropped says where, and never counts as finished."""
    given = {"title": "Dark", "kind": "tv", "shelf": shelf.value, "progress": "S2E5"}
    await club.ada.slash("shelf add", **given, reason="Too dark.")
    page = await club.ada.slash("shelf show")
    assert f"-# 1 {shelf.label()}" in page.text
    assert ("at S2E5" in page.text) is (shelf in {Shelf.CURRENT, Shelf.PAUSED, Shelf.DROPPED})
    assert ("Too dark." in page.text) is (shelf in {Shelf.PAUSED, Shelf.DROPPED})
    async with club.db.read() as conn:
        [work] = await works.list_named(conn, club.guild_id, "Dark")
        shelved = await shelves.find(conn, club.guild_id, int(club.ada.id), work.id)
    assert shelved
    assert shelved.finished is (shelf is Shelf.DONE)


async def test_what_one_must_see_comes_first_among_what_one_wants(club: Club) -> None:
    """Bar H1: the mark is optional, and taken off as it was put on."""
    for title in ("Solaris", "Stalker", "Mirror"):
        await club.ada.slash("shelf add", title=title, kind="movie", must=title == "Solaris")
    page = await club.ada.slash("shelf show")
    assert page.text.index("❗ Solaris · film") < page.text.index("Mirror · film")
    assert page.text.count("❗") == 1
    entry = await club.ada.choose("Open one of these", "Stalker", on=shown(page))
    marked = await club.ada.click("❗ A must", on=shown(entry))
    assert "❗ a must" in marked.text
    page = await club.ada.slash("shelf show")
    assert max(page.text.index(f"❗ {one}") for one in ("Stalker", "Solaris")) < page.text.index(
        "Mirror"
    )
    plain = await club.ada.click("Not a must", on=shown(marked))
    assert "❗ a must" not in plain.text
    await club.ada.click("Watched", on=shown(plain))
    await club.ada.slash("shelf move", title="Solaris", shelf="done")
    undone = await club.ada.click("Undo")
    assert "is on your list to watch" in undone.text
    page = await club.ada.slash("shelf show")
    assert page.text.count("❗") == 1
    assert "❗ Solaris" in page.text


async def test_titles_of_one_s_own_shelf_are_offered(club: Club) -> None:
    await club.ada.slash("shelf add", title="Solaris", kind="book")
    await club.ada.slash("shelf add", title="Stalker", kind="movie")
    await club.ben.slash("shelf add", title="Sirens", kind="tv")
    offered = await club.ada.autocomplete("shelf move", "title", "s")
    assert {one.name for one in offered} == {
        "Solaris (book, year unknown)",
        "Stalker (film, year unknown)",
    }
    offered = await club.ada.autocomplete("shelf remove", "title", "lari")
    assert [one.name for one in offered] == ["Solaris (book, year unknown)"]
    answer = await club.ada.slash("shelf remove", title=offered[0].value)
    assert "**Solaris** (book, year unknown) is off your shelf." in answer.text
    answer = await club.ada.click("Undo", on=shown(answer))
    assert "**Solaris** (book, year unknown) is on your list to read." in answer.text


async def test_an_unknown_title_needs_its_kind_and_one_of_a_shelf_must_be_there(
    club: Club,
) -> None:
    answer = await club.ada.slash("shelf add", title="Nowhere")
    assert "Nobody here knows “Nowhere” yet" in answer.text
    answer = await club.ada.slash("shelf remove", title="Nowhere")
    assert "“Nowhere” is not on your shelf" in answer.text
    answer = await club.ada.slash("shelf add", title="The Wire", kind="tv", progress="soon")
    assert "I cannot read “soon” as a place" in answer.text


async def test_a_shelf_is_looked_through_and_changed_by_presses(club: Club) -> None:
    for number in range(9):
        await club.ada.slash("shelf add", title=f"Film {number}", kind="movie")
        await asyncio.sleep(0)
    await club.ada.slash("shelf add", title="The Wire", kind="tv", shelf="current", progress="S2E5")
    first = await club.ada.slash("shelf show")
    assert "1 watching or reading · 9 to watch or read" in first.text
    assert "at S2E5" in first.text
    assert "1 of 2" in {button.label for button in shown(first).buttons}
    second = await club.ada.click("Next", on=shown(first))
    assert "The Wire" not in second.text
    await club.ada.choose("Show only", "Watching or reading (1)", on=shown(second))
    narrowed = shown(second)
    assert "The Wire" in narrowed.text
    assert "Film" not in narrowed.text.replace("Films", "")
    entry = await club.ada.choose("Open one of these", "The Wire", on=narrowed)
    assert "You are watching it at S2E5." in entry.text
    assert "Watching" not in labels(shown(entry))
    form = await club.ada.click("How far, and why", on=shown(entry))
    assert form.form
    answer = await club.ada.submit(fields={"How far are you?": "the end"})
    assert "You are watching **The Wire** (show, year unknown) at the ending." in answer.text
    entry = await club.ada.click("Watched", on=shown(entry))
    assert "You have watched it." in entry.text
    off = await club.ada.click("Take it off", on=shown(entry))
    assert "**The Wire** (show, year unknown) is off your shelf." in off.text


async def test_a_shelf_is_its_member_s_until_they_open_it(club: Club) -> None:
    await club.ada.slash("shelf add", title="Solaris", kind="book", recommended_by=club.cleo)
    answer = await club.ben.slash("shelf show", member=club.ada)
    assert "keeps their shelf and diary to themselves" in answer.text
    assert "Solaris" not in answer.text
    mine = await club.ada.slash("shelf show")
    assert f"recommended by <@{club.cleo.id}>" in mine.text
    forged = await club.forge(club.ben, ids.shelf(int(club.ada.id), None, None, 0))
    assert "Solaris" not in forged.text


async def test_another_guild_has_shelves_of_its_own(club: Club) -> None:
    card = await club.post(club.ada, "Superb.")
    zoe = club.elsewhere("Zoe")
    want = next(button for button in card.buttons if button.label == "Want")
    assert want.custom_id
    answer = await club.forge(zoe, want.custom_id)
    assert "not here any more" in answer.text
    assert "Nothing stands here yet" in (await zoe.slash("shelf show")).text
