"""`/review search`: titles and texts, filters, pages."""

from tests.e2e.club import Club, labels


async def test_a_word_of_the_text_is_found_with_its_surroundings(club: Club) -> None:
    await club.post(club.ada, "It begins slowly. The staircases say who everybody is. Then rain.")
    answer = await club.ben.slash("review search", query="staircases")
    assert answer.message
    assert answer.message.ephemeral
    assert "**1 review** for “staircases”" in answer.text
    assert "The **staircases** say who everybody is" in answer.text
    page = await club.ben.click("Read", on=answer.message)
    assert "It begins slowly" in page.text


async def test_the_hit_is_found_without_case_and_accents(club: Club) -> None:
    await club.post(club.ada, "What a café that was.", title="Amélie")
    assert "**café**" in (await club.ben.slash("review search", query="CAFE")).text
    assert "Amélie" in (await club.ben.slash("review search", query="ame")).text


async def test_filters_narrow_the_hits(club: Club) -> None:
    await club.post(club.ada, "Shared word.", title="A film", rating="5")
    await club.post(club.ben, "Shared word.", title="A book", kind="book", rating="2")

    async def found(**filters: object) -> str:
        return (await club.cleo.slash("review search", query="shared", **filters)).text

    assert "A film" in await found(kind="movie")
    assert "A book" not in await found(kind="movie")
    assert "A film" not in await found(by=club.ben)
    assert "A book" not in await found(min_rating="4")
    assert "No review here has “shared”, books, with 4/5 or more" in await found(
        kind="book", min_rating="8/10"
    )


async def test_pages_turn_also_after_a_restart(club: Club) -> None:
    for i in range(7):
        await club.post(club.ada, f"Common words, number {i}.", title=f"Title {i}")
    query = "common: w*rds — ñ"
    answer = await club.ben.slash("review search", query="common words")
    assert "**7 reviews**" in answer.text
    await club.restart()
    second = await club.ben.click("Next", on=answer.message)
    assert sum(f"Title {i}" in second.text for i in range(7)) == 2
    first = await club.ben.click("Previous", on=answer.message)
    assert sum(f"Title {i}" in first.text for i in range(7)) == 5
    odd = await club.ben.slash("review search", query=query)
    assert "No review here has" in odd.text


async def test_the_longest_query_with_all_filters_fits_a_button(club: Club) -> None:
    for i in range(7):
        await club.post(club.ada, "word " * 12, title=f"Title {i}", rating="5")
    query = ("word " * 12).strip()[:60]
    answer = await club.ben.slash(
        "review search", query=query, kind="movie", by=club.ada, min_rating="5"
    )
    assert "Next" in labels(answer.message)
    assert "Title" in (await club.ben.click("Next", on=answer.message)).text


async def test_a_hidden_word_is_not_found(club: Club) -> None:
    await club.post(club.ada, "Open. ||Verysecretword|| Open.", Spoilers="Parts are marked")
    assert "No review here" in (await club.ben.slash("review search", query="very")).text
