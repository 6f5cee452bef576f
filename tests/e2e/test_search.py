"""`/review search`: titles and texts, filters, orders, pages, and what is shown instead."""

from reviewbot.playground.driver import Answer, Member
from tests.e2e.club import Club, labels

READ = "Read one of these"


async def search(who: Member, query: str = "", **given: object) -> Answer:
    filled = {"query": query, **given} if query else given
    return await who.slash("review search", **filled)


async def test_a_word_of_the_text_is_found_with_its_surroundings(club: Club) -> None:
    await club.post(club.ada, "It begins slowly. The staircases say who everybody is. Then rain.")
    answer = await search(club.ben, "staircases")
    assert answer.message
    assert answer.message.ephemeral
    assert "**1 review** for “staircases”" in answer.text
    assert "The **staircases** say who everybody is" in answer.text
    (option,) = answer.message.menus[0].options
    assert "Parasite" in option
    page = await club.ben.choose(READ, option, on=answer.message)
    assert "It begins slowly" in page.text


async def test_the_hit_is_found_without_case_and_accents(club: Club) -> None:
    await club.post(club.ada, "What a café that was.", title="Amélie")
    assert "**café**" in (await search(club.ben, "CAFE")).text
    assert "Amélie" in (await search(club.ben, "ame")).text


async def test_options_and_words_narrow_alike(club: Club) -> None:
    await club.post(club.ada, "Shared word.", title="A film", rating="5", year=2010)
    await club.post(club.ben, "Shared word.", title="A book", kind="book", rating="2", year=1999)

    async def titles(query: str, **given: object) -> set[str]:
        text = (await search(club.cleo, query, **given)).text
        return {name for name in ("A film", "A book") if name in text.partition("\n")[2]}

    for given in (
        {"kind": "movie"}, {"by": club.ada}, {"rating": ">4"}, {"year": "2000.."},
    ):  # fmt: skip
        assert await titles("shared", **given) == {"A film"}, given
    for query in ("kind:film", f"by:{club.ada.mention}", "rating:4..5", "year:2010", "-book"):
        assert await titles(f"shared {query}") == {"A film"}, query
    assert await titles('"shared word"') == {"A film", "A book"}
    assert await titles('"word shared"') == set()
    assert await titles("", has_text=True, no_spoilers=True) == {"A film", "A book"}
    none = (await search(club.cleo, "shared", kind="book", rating=">=4")).text
    assert "No review here has “shared”, books, rated 4 or more" in none


async def test_an_option_that_cannot_be_read_is_explained(club: Club) -> None:
    assert "Type them like 2012" in (await search(club.ben, "x", year="soon")).text
    assert "cannot read those ratings" in (await search(club.ben, "x", rating="good")).text


async def test_pages_turn_also_after_a_restart(club: Club) -> None:
    for i in range(7):
        await club.post(club.ada, f"Common words, number {i}.", title=f"Title {i}")
    answer = await search(club.ben, "common words")
    assert "**7 reviews**" in answer.text
    await club.restart()
    second = await club.ben.click("Next", on=answer.message)
    assert sum(f"Title {i}" in second.text for i in range(7)) == 2
    first = await club.ben.click("Previous", on=answer.message)
    assert sum(f"Title {i}" in first.text for i in range(7)) == 5


async def test_a_query_of_200_characters_turns_and_sorts_after_a_restart(club: Club) -> None:
    for i in range(7):
        await club.post(club.ada, "word " * 12, title=f"Title {i}", rating=str(1 + i / 2))
    query = ("word " * 40).strip()[:160] + ' "word word word"'
    answer = await search(club.ben, query, kind="movie", by=club.ada, rating=">=1")
    assert "Next" in labels(answer.message)
    await club.restart()
    assert "Title" in (await club.ben.click("Next", on=answer.message)).text
    best = await club.ben.click("Highest rating", on=answer.message)
    assert "1. Title 6" in best.text
    newest = await club.ben.click("Newest", on=answer.message)
    assert "1. Title 6" in newest.text


async def test_orders(club: Club) -> None:
    for title, rating in (("Quiet", "2"), ("Loved", "5"), ("Spoken of", "3")):
        await club.post(club.ada, "Some words.", title=title, rating=rating)
    cards = {c.text.split("\n")[0].removeprefix("### "): c for c in club.cards()}
    await club.ben.click("Comment", on=cards["Quiet"])
    await club.ben.submit(fields={"Your comment": "Hm."})
    answer = await search(club.ben, "words")
    assert "1. Spoken of" in answer.text
    assert "1. Loved" in (await club.ben.click("Highest rating", on=answer.message)).text
    assert "1. Quiet" in (await club.ben.click("Most discussed", on=answer.message)).text
    assert "1. Spoken of" in (await club.ben.click("Relevance", on=answer.message)).text
    assert "1. Loved" in (await search(club.ben, "words", sort="highest rating")).text


async def test_anothers_press_on_a_shared_page_opens_a_private_copy(club: Club) -> None:
    for i in range(7):
        await club.post(club.ada, "Common words.", title=f"Title {i}")
    shared = await search(club.ben, "common", share=True)
    assert shared.message
    assert not shared.message.ephemeral
    copy = await club.cleo.click("Next", on=shared.message)
    assert copy.message
    assert copy.message.ephemeral
    assert copy.message != shared.message
    sorted_copy = await club.cleo.click("Highest rating", on=shared.message)
    assert sorted_copy.message
    assert sorted_copy.message.ephemeral
    assert sorted_copy.message != shared.message
    own = await club.ben.click("Next", on=shared.message)
    assert own.message == shared.message
    assert "2 of 2" in {button.label for button in shared.message.buttons}


async def test_a_misspelt_search_shows_what_was_meant(club: Club) -> None:
    given = {"kind": "book", "maker": "Carlos Ruiz Zafón", "year": 2001}
    await club.post(club.ada, "Dust and old paper.", title="The Shadow of the Wind", **given)
    found = (await search(club.ben, "zafon wnid")).text
    assert "Nothing for “zafon wnid”; showing “zafon wind”." in found
    assert "The Shadow of the Wind" in found
    assert "Shadow" in (await search(club.ben, "a shadow of the wind")).text


async def test_where_nothing_is_found_near_titles_are_offered(club: Club) -> None:
    await club.post(club.ada, "Water.", title="Solaris")
    answer = await search(club.ben, "solarus kind:book")
    assert "These titles come near" in answer.text
    opened = await club.ben.click("Solaris (film, 2019)", on=answer.message)
    assert "Solaris" in opened.text
    nothing = (await search(club.ben, "qqqqqqqq")).text
    assert "`/review post` adds it" in nothing


async def test_a_hidden_word_is_not_found(club: Club) -> None:
    await club.post(club.ada, "Open. ||Verysecretword|| Open.", Spoilers="Parts are marked")
    for query in ("very", '"Open Verysecretword"', "verysecretwrod"):
        assert "No review here" in (await search(club.ben, query)).text
    assert "Verysecretword" not in (await search(club.ben, "open")).text


async def test_titles_are_completed_in_spite_of_a_typo(club: Club) -> None:
    await club.post(club.ada, "Words.", title="Parasite")
    await club.post(club.ben, "Words.", title="The Shadow of the Wind", kind="book")

    async def offered(typed: str, who: Member = club.ben, **given: object) -> list[str]:
        choices = await who.autocomplete("review show", "title", typed, **given)
        return [choice.name for choice in choices]

    assert await offered("parasiet") == ["Parasite (film, 2019)"]
    assert await offered("shdaow of") == ["The Shadow of the Wind (book, 2019)"]
    assert (await offered(""))[0] == "The Shadow of the Wind (book, 2019)"
    assert (await offered("", club.ada))[0] == "Parasite (film, 2019)"


async def test_tags_are_completed(club: Club) -> None:
    opened = await club.ben.autocomplete("review search", "tag", "sl")
    assert opened == []
