"""Viewings: noted with whatever day is remembered, rated then and now, leafed through by month."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from reviewbot.playground.driver import Answer, Message
from reviewbot.store import members, reviews, viewings, works
from reviewbot.ui import ids
from tests.e2e.club import Club, labels


def shown(answer: Answer) -> Message:
    assert answer.message, answer
    assert answer.message.ephemeral
    return answer.message


@pytest.mark.slow
async def test_a_second_viewing_says_then_and_now(club: Club) -> None:
    card = await club.post(club.ada, "Superb.", rating="4")
    answer = await club.ada.slash("review log", title="Parasite", date="today", rating="4.5")
    assert "second viewing, 4 → 4½" in answer.text
    await club.ben.slash("review quick", title="Parasite", rating="3")
    page = await club.ben.slash("review show", title="Parasite")
    assert "4½" in page.text, "the rating of the last viewing is the member's"
    third = await club.ada.slash("review log", title="Parasite", date="today")
    assert "third viewing" in third.text
    async with club.db.read() as conn:
        work = (await works.list_named(conn, club.guild_id, "Parasite"))[0]
        review = await reviews.find_by_author(conn, club.guild_id, work.id, int(club.ada.id))
        assert review
        assert review.rating
        assert review.rating.label == "4½", "an unrated rewatch keeps the last rating"
        assert review.text.reveal() == "Superb."
    await _until(lambda: "↻ third viewing, still 4½" in card.text)
    assert "Superb." in card.text


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(15):
        while not true():  # noqa: ASYNC110 - what is waited for lies with the playground
            await asyncio.sleep(0.02)


@pytest.mark.slow
async def test_a_review_written_after_several_viewings_says_so_at_once(club: Club) -> None:
    for date, rating in (("2018", "4"), ("2019", "3")):
        await club.ada.slash("review log", title="Parasite", kind="movie", date=date, rating=rating)
    async with club.db.write() as conn:  # the plain rating of the log is not in the way
        work = (await works.list_named(conn, club.guild_id, "Parasite"))[0]
        assert await reviews.find_by_author(conn, club.guild_id, work.id, int(club.ada.id))
    card = await club.post(club.ada, "Superb.", year=None, rating="4½")
    assert "↻ second viewing, 4 → 4½" in card.text


@pytest.mark.slow
async def test_no_day_is_invented_and_today_is_one_press_away(club: Club) -> None:
    answer = await club.ada.slash("review log", title="Solaris", kind="book", note="At ||sea||.")
    assert "You read **Solaris** (book, year unknown)." in answer.text
    assert "It has no date." in answer.text
    diary = await club.ada.slash("review diary")
    assert "Your diary · no date" in diary.text
    assert "“At ▒▒▒▒▒.”" in diary.text
    receipt = await club.ada.click("It was today", on=shown(answer))
    today = datetime.now(UTC).date()
    assert f"on {today.day} {today:%B %Y}" in receipt.text
    diary = await club.ada.click("Diary", on=shown(receipt))
    assert f"Your diary · {today:%B %Y}" in diary.text
    assert "kind" not in diary.text
    for date in ("07/04/2019", "someday", "2999"):
        refused = await club.ada.slash("review log", title="Solaris", date=date)
        assert "day" in refused.text or "date" in refused.text
        assert "You read" not in refused.text


@pytest.mark.slow
async def test_a_rated_viewing_makes_a_rating_and_no_review_to_read(club: Club) -> None:
    answer = await club.ada.slash(
        "review log", title="Stalker", kind="movie", date="1999", rating="5"
    )
    assert "You watched **Stalker** (film, year unknown) in 1999: ★★★★★ 5/5" in answer.text
    page = await club.ben.slash("review show", title="Stalker")
    assert "1 rating so far" in page.text
    assert not page.message or not page.message.menus
    assert not club.cards()
    shelf = await club.ada.slash("shelf show")
    assert "1 watched or read" in shelf.text
    undone = await club.ada.click("Undo", on=shown(answer))
    assert "Taken back" in undone.text
    page = await club.ben.slash("review show", title="Stalker")
    assert "Nobody has rated it yet" in page.text
    assert "Nothing is noted here yet" in (await club.ada.slash("review diary")).text


async def test_an_old_viewing_leaves_today_s_rating_alone(club: Club) -> None:
    await club.post(club.ada, "Superb.", rating="4")
    answer = await club.ada.slash("review log", title="Parasite", date="2019", rating="2")
    assert "You watched **Parasite** (film, 2019) in 2019: ★★ 2/5" in answer.text
    page = await club.ben.slash("review show", title="Parasite")
    assert "★★★★ 4/5" in page.text


@pytest.mark.slow
async def test_a_diary_goes_by_month_and_its_entries_can_be_changed(club: Club) -> None:
    card = await club.post(club.ada, "Superb.", rating="4")
    for date in ("4 July 2019", "20 July 2019", "August 2019", "2018"):
        await club.ada.slash("review log", title="Parasite", date=date)
    await club.ada.slash(
        "review log", title="The Wire", kind="tv", date="2019-07-05", season=2, episode=5
    )
    first = await club.ada.slash("review diary", year=2019)
    assert "Your diary · August 2019" in first.text
    july = await club.ada.click("Earlier", on=shown(first))
    assert july.text.index("**Sat 20**") < july.text.index("**Fri 5**")
    assert july.text.index("**Fri 5**") < july.text.index("**Thu 4**")
    assert "S2E5" in july.text
    assert f"/{card.id})" in july.text
    year = await club.ada.click("Earlier", on=shown(july))
    assert "some time in 2018" in year.text
    assert "Earlier" in labels(shown(year)), "what has no date comes last"
    back = await club.ada.choose("Another month", "July 2019 (3)", on=shown(year))
    entry = await club.ada.choose("Open one of these", "5. The Wire", on=shown(back))
    assert "You watched **The Wire** (show, year unknown, S2E5) on 5 July 2019." in entry.text
    form = await club.ada.click("Edit", on=shown(entry))
    assert form.form
    changed = await club.ada.submit(
        fields={"When?": "2017", "Rating": "4", "Season or episode": "S1", "Note": "Late."}
    )
    assert "**The Wire** (show, year unknown, season 1) in 2017: ★★★★ 4/5" in changed.text
    undone = await club.ada.click("Undo", on=shown(changed))
    assert "Taken back" in undone.text
    diary = await club.ada.click("My diary", on=shown(undone))
    july = await club.ada.choose("Another month", "July 2019 (3)", on=shown(diary))
    entry = await club.ada.choose("Open one of these", "5. The Wire", on=shown(july))
    gone = await club.ada.click("Delete", on=shown(entry))
    assert "**The Wire** (show, year unknown), 5 July 2019, is out of your diary." in gone.text
    again = await club.ada.click("Undo", on=shown(gone))
    assert "Taken back" in again.text


async def test_a_season_is_no_end(club: Club) -> None:
    await club.ada.slash("review log", title="The Wire", kind="tv", season=2)
    shelf = await club.ada.slash("shelf show")
    assert "1 watching or reading" in shelf.text
    answer = await club.ada.slash("review log", title="Stalker", kind="movie", season=1)
    assert "Only shows have seasons" in answer.text


@pytest.mark.slow
async def test_a_diary_is_its_member_s_until_they_open_it(club: Club) -> None:
    await club.ada.slash("review log", title="Solaris", kind="book", date="2019")
    closed = await club.ben.slash("review diary", member=club.ada)
    assert "keeps their shelf and diary to themselves" in closed.text
    async with club.db.read() as conn:
        months = await viewings.list_months(conn, club.guild_id, int(club.ada.id))
        found = await viewings.list_of_month(
            conn, club.guild_id, int(club.ada.id), months[0][0], 0, 5
        )
    for custom_id in (ids.viewing(found.items[0].id), ids.unnote(found.items[0].id)):
        forged = await club.forge(club.ben, custom_id)
        assert "not in your diary any more" in forged.text
    async with club.db.write() as conn:
        await members.choose(conn, club.guild_id, int(club.ada.id), shelf_open=True)
    opened = await club.ben.slash("review diary", member=club.ada)
    assert f"Diary of <@{club.ada.id}>" in opened.text
    assert "Solaris" in opened.text
    entry = await club.ben.choose("Open one of these", "Solaris", on=shown(opened))
    assert "It is not on your shelf." in entry.text
