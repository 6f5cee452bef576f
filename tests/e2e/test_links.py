"""`link:` of a review: it finds the work in any language, or belongs to it from now on."""

from tests.e2e.club import Club
from tests.e2e.test_same_title import left, named

IMDB = "https://www.imdb.com/title/tt6751668/?ref_=x"
FILM = {"kind": "movie", "rating": "4"}


async def test_a_link_belongs_to_a_new_work_and_finds_it_by_any_title(club: Club) -> None:
    await club.post(club.ada, "Stairs.", link=IMDB)
    shown = await club.ben.slash("review show", title="Parasite")
    assert "[IMDb](<https://www.imdb.com/title/tt6751668/>)" in shown.text
    opened = await club.ben.slash("review post", title="기생충", **FILM, link="tt6751668")
    assert opened.form
    card = club.card_of(await club.ben.submit(opened.form, {"Your review": "Ben's words."}))
    assert "### Parasite" in card.text
    quick = await club.cleo.slash("review quick", title="Gisaengchung", rating="5", link=IMDB)
    assert "### Parasite" in club.card_of(quick).text
    assert len(await named(club)) == 1
    assert not await named(club, "Gisaengchung")


async def test_a_link_alone_stands_for_the_title_of_a_known_work(club: Club) -> None:
    await club.post(club.ada, "Stairs.", link=IMDB)
    quick = await club.ben.slash("review quick", title=IMDB, rating="3")
    assert "### Parasite" in club.card_of(quick).text
    assert "### Parasite" in (await club.ben.slash("review show", title="tt6751668")).text
    [offered] = await club.ben.autocomplete("review quick", "title", IMDB)
    assert offered.name.startswith("Parasite (film, 2019")
    unknown = "https://www.imdb.com/title/tt0133093/"
    opened = await club.ben.slash("review post", title=unknown, **FILM)
    assert opened.form is None
    assert "Nothing here has the link IMDb tt0133093 yet" in opened.text


async def test_a_link_that_does_not_fit_costs_no_words(club: Club) -> None:
    await club.post(club.ada, "Stairs.", link=IMDB)
    await club.post(club.ada, "Boats.", title="Ferry")
    words = {"text": "Kept words.", **FILM}
    clash = await club.ben.slash("review quick", title="Ferry", **words, link=IMDB)
    assert "IMDb tt6751668 belongs to Parasite (film, 2019) here" in clash.text
    assert await left(club, club.ben.id) == 1
    opened = await club.ben.click("Try again")
    assert opened.form
    card = club.card_of(await club.ben.submit(opened.form, {}))
    assert "### Ferry" in card.text
    assert "Kept words." in card.text
    wrong = await club.cleo.slash("review post", title="Ferry", **FILM, link="978-0-306-40615-8")
    assert wrong.form is None
    assert "does not add up" in wrong.text
    odd = await club.cleo.slash("review quick", title="Ferry", **words, link="example.org/1")
    assert "I cannot find an identifier in that" in odd.text
    assert await left(club, club.cleo.id) == 1


async def test_a_known_work_without_a_link_gets_the_one_given(club: Club) -> None:
    await club.post(club.ada, "Stairs.")
    await club.ben.slash("review quick", title="Parasite", rating="5", link=IMDB)
    assert "[IMDb]" in (await club.ben.slash("review show", title="Parasite")).text
