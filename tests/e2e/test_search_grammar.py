"""All that is searched, and the whole grammar, typed and as options: each through the client."""

from collections.abc import Iterable

from reviewbot.playground.driver import Member
from tests.e2e.club import Club

ALL = ("Heat", "Dune", "Dark")


async def found(who: Member, query: str = "", /, **given: object) -> set[str]:
    """Return which of `ALL` are on the page of hits, by their numbered lines."""
    filled = {"query": query, **given} if query else given
    answer = await who.slash("review search", **filled)
    assert answer.message, query
    text = answer.text
    return {title for title in ALL if any(f"{n}. {title}" in text for n in range(1, 4))}


async def _seed(club: Club) -> None:
    """A film by Ada, a book by Ben, and a rated show by Ada whose spoilers are marked."""
    opened = {"Headline": "Neon rain", "tags": "slow burn, night"}
    await club.post(club.ada, "Shared words of thieves.", "Heat", year=1995, rating="5", **opened)
    details = await club.ada.click("Details")
    await club.ada.submit(details.form, {"Pull quote": "Never get attached."})
    given = {"kind": "book", "maker": "Frank Herbert", "year": 1965, "rating": "3"}
    await club.post(club.ben, "Shared words of sand.", "Dune", **given, tags="desert")
    await club.ben.slash("work title", work="Dune", title="Пустыня")
    given = {"kind": "tv", "year": 2017, "Spoilers": "Parts are marked"}
    await club.post(club.ada, "Shared words. ||Time itself.||", "Dark", rating="4", **given)


async def test_titles_makers_headlines_texts_quotes_and_tags_are_searched(club: Club) -> None:
    await _seed(club)
    for query, title in {
        "heat": "Heat", "neon": "Heat", "thieves": "Heat", "attached": "Heat", "burn": "Heat",
        "herbert": "Dune", "пустыня": "Dune", "пуст": "Dune", "DESERT sand": "Dune",
        "slow thieves neon heat": "Heat",
    }.items():  # fmt: skip
        assert await found(club.cleo, query) == {title}, query
    assert await found(club.cleo, "heat sand") == set()  # all words must be there
    assert await found(club.cleo, "itself") == set()


async def test_every_filter_means_the_same_typed_and_as_an_option(club: Club) -> None:
    await _seed(club)
    ada = club.ada.mention

    async def both(titles: Iterable[str], typed: str, **given: object) -> None:
        assert await found(club.cleo, f"shared {typed}") == set(titles), typed
        assert await found(club.cleo, typed) == set(titles), typed
        if given:
            assert await found(club.cleo, "shared", **given) == set(titles), given
            assert await found(club.cleo, **given) == set(titles), given

    await both({"Heat", "Dark"}, f"by:{ada}", by=club.ada)
    await both({"Dune"}, "kind:book", kind="book")
    await both({"Heat", "Dune"}, "year:1960..1999", year="1960..1999")
    await both({"Dark"}, "year:2017", year="2017")
    await both({"Heat"}, "rating:>4", rating=">4")
    await both({"Dune", "Dark"}, "rating:3..4", rating="3..4")
    await both({"Heat"}, 'tag:"slow burn"', tag="slow burn")
    await both(ALL, "has:text", has_text=True)
    await both({"Heat", "Dune"}, "nospoilers", no_spoilers=True)
    await both({"Heat"}, f"by:{ada} kind:film year:..2000", by=club.ada, kind="film", year="..2000")
    await both({"Heat"}, '"words of thieves"')
    await both(set(), '"of words"')
    await both({"Dune", "Dark"}, "shared -thieves")
    await both({"Dark"}, 'shared -"words of"')
    await both(ALL, "shared words")
    assert await found(club.cleo, "by:me shared") == set()
    assert await found(club.ben, "by:me shared") == {"Dune"}


async def test_what_is_no_filter_is_words_and_never_an_error(club: Club) -> None:
    await _seed(club)
    await club.post(club.ben, "kind:nonsense year:soon rating:good and (so) OR on*", "Heat")
    for typed in ("kind:nonsense", "year:soon rating:good", "(so OR", "on* AND", '"so OR', "tag:"):
        answer = await club.cleo.slash("review search", query=typed)
        assert answer.message, typed
        assert "1. Heat" in answer.text or "No review here has" in answer.text, typed
    for typed in ("kind:nonsense", "year:soon rating:good", "(so OR"):
        assert await found(club.cleo, typed) == {"Heat"}, typed


async def test_the_filters_are_said_in_words_beside_what_they_found(club: Club) -> None:
    await _seed(club)
    given = {"kind": "film", "by": club.ada, "year": "1990..1999", "rating": ">4", "tag": "night"}
    answer = await club.cleo.slash(
        "review search", query="shared", has_text=True, no_spoilers=True, **given
    )
    assert "**1 review** for “shared”" in answer.text
    said = f"films, by {club.ada.mention}, of 1990 to 1999, rated over 4, tagged night, "
    assert said + "with text, without spoilers" in answer.text
    told = {"rating:<3": "rated under 3.", "rating:3": "rated 3.", "rating:4+": "rated 4 or more."}
    for typed, words in told.items():
        assert words in (await club.cleo.slash("review search", query=f"nothing {typed}")).text
