"""Ways in without a word to search for, from `/review list` to `/review wanted`."""

from reviewbot.domain.members import CardSize
from reviewbot.domain.shelves import Shelf, Shelved
from reviewbot.store import members, shelves, works
from tests.e2e.club import Club, labels
from tests.store.samples import a_work


async def _written(club: Club) -> None:
    """Seven films by Ada, the first of which the others rated too."""
    for n in range(7):
        await club.post(club.ada, f"Words {n}.", title=f"Title {n}", rating="4")
    await club.post(club.ben, "Mine.", title="Title 0", rating="1")
    await club.post(club.cleo, "Ours.", title="Title 0", rating="5")


async def test_a_member_s_reviews_are_listed_and_turned_also_after_a_restart(club: Club) -> None:
    await _written(club)
    mine = await club.ada.slash("review list")
    assert mine.message
    assert mine.message.ephemeral
    assert f"**Reviews** by <@{club.ada.id}>" in mine.text
    assert "**1** **Title 6** · film · 2019" in mine.text
    assert "Title 1**" not in mine.text
    await club.restart()
    second = await club.ada.click("Next", on=mine.message)
    assert "**7** **Title 0** · film · 2019" in second.text
    read = await club.ada.choose("Read a review", "7. Title 0 (film, 2019)", on=mine.message)
    assert "Words 0." in read.text
    theirs = await club.ada.slash("review list", member=club.ben, kind="movie")
    assert "Mine." in theirs.text
    assert "There is no review yet" in (await club.ada.slash("review list", kind="book")).text


async def test_recent_is_compact_for_who_chose_that(club: Club) -> None:
    await _written(club)
    full = await club.ben.slash("review recent")
    assert "Ours." in full.text
    assert full.message
    assert "1 of 2" in {button.label for button in full.message.buttons}
    async with club.db.write() as conn:
        await members.choose(conn, club.guild_id, int(club.ben.id), card=CardSize.COMPACT)
    compact = await club.ben.slash("review recent")
    assert "Ours." not in compact.text
    assert "**9** **Title 0** · film · 2019" in compact.text


async def test_top_and_divisive_say_how_and_open_a_title(club: Club) -> None:
    await _written(club)
    top = await club.ben.slash("review top", kind="movie", period="the last week")
    assert top.message
    assert "**Best rated**, films, the last week" in top.text
    assert "as if 3 more members" in top.text
    assert "· 3 ratings" in top.text
    label = next(iter(top.message.menus[0].options))
    page = await club.ben.choose("Open a title", label, on=top.message)
    assert page.message
    assert page.message.ephemeral
    assert "### Title" in page.text
    split = await club.ben.slash("review divisive")
    assert "standard deviation" in split.text
    assert "**1** **Title 0** · film · 2019\n-# ★★★½ 3.33/5, ±1.7 · 3 ratings" in split.text


async def test_discussed_lists_what_was_answered(club: Club) -> None:
    assert "Nobody has commented yet" in (await club.ben.slash("review discussed")).text
    await club.post(club.ada, "Words.")
    await club.ben.slash("review comment", title="Parasite", text="Yes.")
    found = await club.cleo.slash("review discussed")
    assert "💬 1 thought on this" in found.text


async def test_random_shows_one_and_another(club: Club) -> None:
    assert "There is no such review here yet" in (await club.ben.slash("review random")).text
    await club.post(club.ada, "Words.")
    found = await club.ben.slash("review random", kind="movie")
    assert found.message
    assert found.message.ephemeral
    assert {"Read", "Another"} <= labels(found.message)
    again = await club.ben.click("Another", on=found.message)
    assert "Words." in again.text


async def test_wanted_counts_without_names(club: Club) -> None:
    work = a_work("Waiting", guild_id=club.guild_id)
    async with club.db.write() as conn:
        await works.put(conn, work)
        for who in (club.ada, club.ben):
            shelved = Shelved(club.guild_id, int(who.id), work, Shelf.WANT, 1, 1)
            await shelves.put(conn, shelved)
    found = await club.cleo.slash("review wanted")
    assert "**1** **Waiting** · film · 2019\n-# wanted by 2 members" in found.text
    assert "<@" not in found.text
    assert found.message
    page = await club.cleo.choose(
        "Open a title", "1. Waiting (film, 2019, Bong Joon-ho)", on=found.message
    )
    assert "Nobody has rated it yet." in page.text
