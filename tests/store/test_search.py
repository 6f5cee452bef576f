import itertools
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Review, Spoils
from reviewbot.domain.search import Search, Span
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import WorkKind
from reviewbot.store import completions, reviews, search, works
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database, open_database
from reviewbot.store.rebuilding import rebuild
from tests.store.samples import ADA, BEN, CLUB, OTHER_CLUB, a_review, a_work, stored

GUILDS = itertools.count(1)
HOSTILE = [
    "", "  ", '"', "'", "''", '"a', "a AND", "NOT", "a OR b", "NEAR(a b)", "a NEAR/2 b", "*",
    "a*", "^a", "-a", "+a", "a:b", "words:a", "{a}", "(a", "a)", "a\x00b", "\x00", "\ud800",
    "a & b", "a | b", "!a", "a <-> b", "a:*", "\\", "'a' & 'b'", "%", "_", "$1", "?", ";--",
    "1z:a", "a!b", "🎬", "\u202e", "a" * 5_000, "a " * 500, "기" * 300, "\u0e01\u0e33",
]  # fmt: skip


async def hits(
    conn: Connection,
    words: str,
    guild_id: int = CLUB,
    **filters: Any,  # noqa: ANN401 - the fields of `Search`
) -> list[str]:
    """Return the ids that are found, newest first."""
    wanted = Search(words, **filters)
    page = await search.search(conn, guild_id, wanted, 0, 50)
    assert page.total == len(page.items)
    return [review.id for review in page.items]


FOUND = [
    "stairs", "STAIRS", "stairs rain", "rain stairs", "stai", "rain sta", "cafe", "CAFÉ",
    "dont", "don't", "well-made", "wellmade", "Ｆｕｌｌ", "ёлка", "ЕЛКА", "영화", "영화관",
    "화관", "관", "もの", "モノノケ", "天空", "天空之城", "straße", "strasse", "naive 영화",
    "영화 naive", "up", "parasite", "parasite rain", "paras", "ถั", "x264",
]  # fmt: skip
NOT_FOUND = ["tairs", "stairs snow", "sta rain", "영관", "parasites", "s"]
HIDDEN = ["cellar", "cel", "stairs cellar", "headless", "옷장"]


async def test_a_review_is_found_by_its_words(db: Database) -> None:
    text = (
        "Stairs and rain; café; don't miss this well-made film. Full stop. Ёлка! 영화관에서 "
        "もののけ姫 天空之城 Straße naïve ถั่ว x264"
    )
    review = a_review(a_work("Parasite"), text)
    async with db.write() as conn:
        await stored(conn, review)
        for words in FOUND:
            assert await hits(conn, words) == [review.id], words
            assert await hits(conn, words, OTHER_CLUB) == []


async def test_a_review_is_not_found_by_other_words(db: Database) -> None:
    async with db.write() as conn:
        await stored(conn, a_review(a_work("Parasite"), "Stairs and rain 영화관"))
        for words in NOT_FOUND:
            assert await hits(conn, words) == [], words


async def test_a_hidden_word_finds_nothing(db: Database) -> None:
    parts = a_review(
        a_work("Parasite"),
        "Stairs ||to the cellar 옷장|| <spoiler>headless</spoiler> and down",
        headline="A ||headless|| film",
        spoils=Spoils.PARTS,
    )
    whole = a_review(a_work("Oldboy"), "The cellar 옷장", headline="Headless", spoils=Spoils.ALL)
    async with db.write() as conn:
        await stored(conn, parts)
        await stored(conn, whole)
        for words in HIDDEN:
            assert await hits(conn, words) == [], words
        assert await hits(conn, "oldboy") == [whole.id]
        assert await hits(conn, "stairs down") == [parts.id]


async def test_filters_narrow_what_is_found(db: Database) -> None:
    film, book = a_work("Dune"), a_work("Dune", kind=WorkKind.BOOK)
    mine = a_review(film, "Sand", points=90)
    yours = a_review(film, "Sand", author_id=BEN, points=40)
    read = a_review(book, "Sand", points=None)
    async with db.write() as conn:
        for review in (mine, yours, read):
            await stored(conn, review)
        for words in ("sand", ""):
            assert await hits(conn, words) == [read.id, yours.id, mine.id]
            assert await hits(conn, words, kind=WorkKind.MOVIE) == [yours.id, mine.id]
            assert await hits(conn, words, kind=WorkKind.TV) == []
            assert await hits(conn, words, author_id=ADA) == [read.id, mine.id]
            assert await hits(conn, words, points=Span(90)) == [mine.id]
            assert await hits(conn, words, points=Span(91)) == []
            assert await hits(conn, words, author_id=BEN, points=Span(10)) == [yours.id]


async def test_titles_come_first_then_the_newest(db: Database) -> None:
    """Every way of cutting the list into pages gives the one list."""
    texts = ["A storm", "Calm", "The ice", "Storm of ice", "Rain"]
    titles = ["Ran", "The Ice Storm", "Ice Storm", "Heat", "Up"]
    written = [a_review(a_work(name), text) for name, text in zip(titles, texts, strict=True)]
    async with db.write() as conn:
        for review in written:
            await stored(conn, review)
        right = [written[2].id, written[1].id, written[3].id, written[0].id]
        both = [written[2].id, written[1].id, written[3].id]
        assert await hits(conn, "ice storm") == both
        assert await hits(conn, "storm") == right
        for size in range(1, 6):
            found: list[str] = []
            for number in itertools.count():
                page = await search.search(conn, CLUB, Search("storm"), number, size)
                assert page.total == 4
                found += [review.id for review in page.items]
                if not page.items:
                    break
            assert found == right


async def test_an_edit_changes_what_is_found(db: Database) -> None:
    first = a_review(a_work("Parasite"), "Stairs and rain")
    second = replace(first, text=Prose.of("Stairs and sun"), edition=2, rating=Rating(10))
    third = replace(first, text=Prose.of("Moon"), headline=Prose.of(""), edition=3)
    async with db.write() as conn:
        await stored(conn, first)
        await reviews.put(conn, second)
        assert await hits(conn, "rain") == []
        assert await hits(conn, "stairs sun") == [first.id]
        assert await hits(conn, "stairs", points=Span(50)) == []
        await reviews.put(conn, third)
        assert await hits(conn, "stairs") == await hits(conn, "down") == []
        assert await hits(conn, "moon") == [first.id]


async def test_a_new_title_finds_the_reviews_of_its_work(db: Database) -> None:
    work = a_work("Parasite")
    one, two = a_review(work, "Stairs"), a_review(work, "Rain", author_id=BEN)
    async with db.write() as conn:
        await stored(conn, one)
        await stored(conn, two)
        await works.put(conn, work, other_titles=["기생충", "PARASITE"])
        assert await hits(conn, "기생") == [two.id, one.id]
        assert await hits(conn, "parasite") == [two.id, one.id]
        again = replace(one, text=Prose.of("Moon"), edition=2)
        await reviews.put(conn, again)
        assert await hits(conn, "stairs") == []
        assert await hits(conn, "기생충 moon") == [one.id]


async def test_what_is_undone_is_not_found(db: Database) -> None:
    review = a_review(a_work("Parasite"))

    async def interrupted() -> None:
        async with db.write() as conn:
            await stored(conn, review)
            assert await hits(conn, "parasite") == [review.id]
            raise KeyError

    with pytest.raises(KeyError):
        await interrupted()
    async with db.write() as conn:
        assert await hits(conn, "parasite") == []
        await stored(conn, review)
        assert await hits(conn, "parasite") == [review.id]


async def test_what_is_indexed_is_what_is_stored(db: Database) -> None:
    odd = replace(a_review(a_work("Parasite")), text=Prose("sta\x00irs rai\ud800n"))
    async with db.write() as conn:
        await stored(conn, odd)
        assert await hits(conn, "stairs rain") == [odd.id]
        await reviews.put(conn, replace(odd, text=Prose.of("Moon"), edition=2))
        for words in ("sta", "stairs", "rai"):
            assert await hits(conn, words) == []


async def test_the_index_made_anew_is_the_index(db: Database) -> None:
    work = a_work("Parasite")
    written = [a_review(work, f"Review {n} of stairs", author_id=n) for n in range(1, 250)]
    elsewhere = a_review(a_work("Parasite", guild_id=OTHER_CLUB), "Stairs")
    async with db.write() as conn:
        await works.put(conn, work)
        for review in written:
            await reviews.put(conn, review)
        await stored(conn, elsewhere)
    steps = [step async for step in rebuild(db)]
    assert steps[0] == (0, 252)
    assert steps[-1] == (252, 252)
    async with db.write() as conn:
        page = await search.search(conn, CLUB, Search("stairs"), 0, 3)
        assert page.total == 249
        assert list(page.items) == written[:-4:-1]
        assert await hits(conn, "stairs", OTHER_CLUB) == [elsewhere.id]
        changed: Review = replace(written[0], text=Prose.of("Moon"), edition=2)
        await reviews.put(conn, changed)
        assert (await search.search(conn, CLUB, Search("stairs"), 0, 3)).total == 248


async def test_a_text_of_very_many_words_is_indexed(db: Database) -> None:
    text = " ".join(f"word{n}" for n in range(12_000))[:100_000]
    wide = "".join(chr(0x4E00 + n * 7 % 20_000) for n in range(90_000))
    long, dense = a_review(a_work(), text), a_review(a_work("Heat"), wide + "한" * 40_000)
    async with db.write() as conn:
        await stored(conn, long)
        await stored(conn, dense)
        assert await hits(conn, "word9999") == [long.id]
        assert await hits(conn, wide[:5]) == [dense.id]
        await reviews.put(conn, replace(dense, text=Prose.of("Short"), edition=2))
        assert await hits(conn, wide[:5]) == []


async def test_no_query_is_an_error(db: Database) -> None:
    async with db.write() as conn:
        await stored(conn, a_review(a_work("Parasite"), "Stairs"))
    async with db.read() as conn:
        for words in HOSTILE:
            await hits(conn, words)
            await completions.list_completions(conn, CLUB, words)
            await works.list_named(conn, CLUB, words)


@pytest.mark.slow
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
async def test_both_engines_find_the_same(
    sqlite_url: str, postgres_url: str, data: st.DataObject
) -> None:
    word = st.text(max_size=6) | st.sampled_from(
        ["Aa", "stairs", "stair", "rain", "기생충", "기생", "天空", "é", "'", "-", "||"]
    )
    line = st.lists(word, max_size=6).map(" ".join)
    texts = data.draw(st.lists(line, min_size=1, max_size=8))
    queries = data.draw(st.lists(line, min_size=1, max_size=5))
    found = []
    guild_id = next(GUILDS)  # each example in a guild of its own
    for url in (sqlite_url, postgres_url):
        async with open_database(url) as db, db.write() as conn:
            places = {}
            for place, text in enumerate(texts):
                work = a_work(text[::-1] or "Untitled", guild_id=guild_id)
                places[(await stored(conn, a_review(work, text))).id] = place
            answers = [await hits(conn, query, guild_id) for query in queries]
            found.append([[places[hit] for hit in answer] for answer in answers])
    assert found[0] == found[1]
