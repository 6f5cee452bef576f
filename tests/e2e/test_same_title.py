"""Works of one title: never made one by themselves, asked about if the year is off by one."""

from reviewbot.domain.works import Work
from reviewbot.store import drafts, works
from tests.e2e.club import Club


async def named(club: Club, title: str = "Parasite") -> list[Work]:
    async with club.db.read() as conn:
        return await works.list_named(conn, club.guild_id, title)


async def left(club: Club, user_id: str) -> int:
    async with club.db.read() as conn:
        return len(await drafts.list_of_author(conn, club.guild_id, int(user_id)))


async def test_a_post_with_the_year_off_by_one_asks_before_the_form(club: Club) -> None:
    await club.post(club.ada, "Stairs.")
    given = {"title": "parasite", "kind": "movie", "rating": "4"}
    asked = await club.ben.slash("review post", **given, year=2020)
    assert asked.form is None
    assert "Parasite (film, 2019)** is known here, and you said 2020." in asked.text
    assert asked.message
    assert asked.message.ephemeral
    await club.restart()
    opened = await club.ben.click("Same one", on=asked.message)
    assert opened.form
    card = club.card_of(await club.ben.submit(opened.form, {"Your review": "Ben's words."}))
    assert "2019" in card.text
    assert "★★★★ 4/5" in card.text
    assert len(await named(club)) == 1
    asked = await club.cleo.slash("review post", **given, year=2018)
    opened = await club.cleo.click("Another one", on=asked.message)
    assert opened.form
    card = club.card_of(await club.cleo.submit(opened.form, {"Your review": "Not that one."}))
    assert "2018" in card.text
    assert {work.year for work in await named(club)} == {2018, 2019}
    assert [await left(club, who.id) for who in (club.ben, club.cleo)] == [0, 0]


async def test_a_quick_take_with_the_year_off_by_one_keeps_its_words(club: Club) -> None:
    await club.post(club.ada, "Stairs.")
    given = {"title": "Parasite", "year": 2020, "rating": "4½", "text": "Quick words."}
    asked = await club.ben.slash("review quick", **given)
    assert "Is it the same one?" in asked.text
    assert len(club.cards()) == 1
    assert await left(club, club.ben.id) == 1
    stolen = asked.message.buttons[0].custom_id if asked.message else None
    await club.forge(club.cleo, stolen or "")
    assert len(club.cards()) == 1
    card = club.card_of(await club.ben.click("Same one", on=asked.message))
    assert "2019" in card.text
    assert "Quick words." in card.text
    asked = await club.cleo.slash("review quick", **given, kind="movie")
    card = club.card_of(await club.cleo.click("Another one", on=asked.message))
    assert "2020" in card.text
    assert "★★★★½" in card.text
    assert len(await named(club)) == 2


async def test_years_further_apart_are_other_works_and_no_year_is_the_only_one(club: Club) -> None:
    one = {"title": "Parasite", "rating": "4", "kind": "movie"}
    unknown = club.card_of(await club.ada.slash("review quick", **one))
    assert (await named(club))[0].year is None
    dated = club.card_of(await club.ben.slash("review quick", **one, year=2019))
    assert "2019" in dated.text
    assert [work.year for work in await named(club)] == [2019]
    assert not unknown.deleted
    again = club.card_of(await club.cleo.slash("review quick", **one))
    assert "2019" in again.text
    older = club.card_of(await club.cleo.slash("review quick", **one, year=1982))
    assert "1982" in older.text
    assert {work.year for work in await named(club)} == {1982, 2019}
    several = await club.ben.slash("review quick", **one)
    assert "Parasite (film, 1982)" in several.text
    assert "Parasite (film, 2019)" in several.text


async def test_the_shelf_says_how_to_tell_two_years_apart(club: Club) -> None:
    await club.post(club.ada, "Stairs.")
    one = {"title": "Parasite", "kind": "movie", "year": 2020}
    asked = await club.ben.slash("shelf add", **one)
    assert "Parasite (film, 2019) is known here, and you said 2020" in asked.text
    [choice] = await club.ben.autocomplete("shelf add", "title", "para")
    picked = await club.ben.slash("shelf add", **{**one, "title": str(choice.value)})
    assert "Parasite" in picked.text
    assert len(await named(club)) == 1
    await club.ben.slash("shelf add", **one, maker="Somebody Else")
    assert {work.maker for work in await named(club)} == {None, "Somebody Else"}


async def test_three_works_of_one_title_stay_three_everywhere(club: Club) -> None:
    for who, kind, year in (
        (club.ada, "movie", 2019),
        (club.ben, "movie", 1982),
        (club.cleo, "book", 2011),
    ):
        await club.post(who, f"Words of {who.name}.", kind=kind, year=year)
    assert len(await named(club)) == 3
    told = {"film, 2019", "film, 1982", "book, 2011"}
    offered = [one.name for one in await club.ada.autocomplete("review show", "title", "para")]
    assert len(offered) == 3
    assert all(any(one in name for name in offered) for one in told)
    several = await club.ada.slash("review show", title="Parasite")
    assert all(one in several.text for one in told)
    for choice in await club.ada.autocomplete("review show", "title", "para"):
        shown = await club.ada.slash("review show", title=str(choice.value))
        assert sum(f"Words of {name}" in shown.text for name in ("Ada", "Ben", "Cleo")) == 1
    listed = (await club.ada.slash("review top")).text + (
        await club.ada.slash("review recent")
    ).text
    assert all(listed.count(year) >= 2 for year in ("2019", "1982", "2011"))
