"""The words of the demonstration club: enough of them, in many voices, and all acceptable."""

import unicodedata
from collections import defaultdict
from dataclasses import replace

import pytest

from reviewbot.club import library as club
from reviewbot.club.library import Library, SeedReview, load_library
from reviewbot.domain.ratings import POINTS_PER_STAR, Rating
from reviewbot.domain.reviews import BOX_MAX, HEADLINE_MAX, Spoils
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import TITLE_MAX, WorkKind
from reviewbot.errors import Invalid

MARKS = ("||", ">!", "<spoiler>", "[spoiler]")


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def by_work(library: Library) -> dict[tuple[WorkKind, str, int], list[SeedReview]]:
    works = defaultdict(list)
    for review in library.reviews:
        works[review.kind, review.title, review.year].append(review)
    return works


def scripts(text: str) -> set[str]:
    """Return the first words of the Unicode names of the letters: LATIN, HANGUL, ARABIC ..."""
    return {unicodedata.name(c).split()[0] for c in text if c.isalpha()}


def points(reviews: list[SeedReview]) -> list[int]:
    return [Rating.parse(review.rating).points for review in reviews if review.rating]


def test_there_are_enough_of_everything(library: Library) -> None:
    works = by_work(library)
    assert len(library.members) >= 7
    assert len(library.reviews) >= 64
    assert len(works) >= 40
    assert {kind for kind, _, _ in works} == set(WorkKind)
    assert {review.author for review in library.reviews} == {m.key for m in library.members}
    commented = [review for review in library.reviews if review.comments]
    assert len(commented) >= len(library.reviews) // 2


def test_members_have_keys_and_names_of_their_own(library: Library) -> None:
    assert all(m.key.isascii() and m.key.isidentifier() and m.about for m in library.members)
    assert len({m.key for m in library.members}) == len(library.members)
    assert len({m.name for m in library.members}) == len(library.members)
    assert library.member("ada").name == "Ada"
    with pytest.raises(KeyError):
        library.member("nobody")


def test_at_least_fifteen_works_divide_three_members_by_a_star(library: Library) -> None:
    ratings = [points(reviews) for reviews in by_work(library).values()]
    divided = [r for r in ratings if len(r) >= 3 and max(r) - min(r) >= POINTS_PER_STAR]
    assert len(divided) >= 15


def test_every_member_shares_works_with_four_others_at_least(library: Library) -> None:
    shared = {
        (one.author, other.author)
        for reviews in by_work(library).values()
        for one in reviews
        for other in reviews
    }
    met = {m.key: sum(pair[0] == m.key for pair in shared) - 1 for m in library.members}
    assert min(met.values()) >= 4, met


def test_many_scripts_are_written_in_texts_titles_and_comments(library: Library) -> None:
    wanted = {"LATIN", "HANGUL", "HIRAGANA", "ARABIC", "CYRILLIC"}
    assert wanted <= scripts("".join(review.text for review in library.reviews))
    assert wanted <= scripts("".join(c.text for r in library.reviews for c in r.comments))
    others = "".join(title for review in library.reviews for title in review.other_titles)
    assert (wanted - {"HIRAGANA"}) | {"KATAKANA", "CJK"} <= scripts(others)
    assert any(letter in review.text for review in library.reviews for letter in "éèñç")


def test_every_form_of_rating_is_there_and_is_read(library: Library) -> None:
    typed = [review.rating for review in library.reviews]
    assert all(Rating.parse(rating) for rating in typed if rating)
    assert 1 <= typed.count("") <= 3
    for form in ("/10", "/100", "%", "★", "½", ",", "of 5", "stars"):
        assert any(form in rating for rating in typed), form


def test_lengths_run_from_two_lines_to_three_long_reads(library: Library) -> None:
    lengths = sorted(len(review.text) for review in library.reviews)
    assert all(3_000 <= length <= 6_000 for length in lengths[-3:])
    assert lengths[-3] > 2 * lengths[-4]
    assert lengths[0] < 150
    assert any(length > BOX_MAX for length in lengths), "one should need the second box"


def test_titles_and_headlines_fit(library: Library) -> None:
    for review in library.reviews:
        assert all(0 < len(t) <= TITLE_MAX for t in (review.title, *review.other_titles))
        assert 0 < len(review.headline) <= HEADLINE_MAX


def test_spoilers_come_in_every_notation_and_as_whole_reviews(library: Library) -> None:
    spoiling = [review for review in library.reviews if review.spoils is not Spoils.NONE]
    assert len(library.reviews) // 5 <= len(spoiling) <= len(library.reviews) // 2
    assert sum(review.spoils is Spoils.ALL for review in spoiling) >= 3
    for mark in MARKS:
        parts = [review for review in spoiling if mark in review.text]
        assert len(parts) >= 2, mark
    assert any(Prose.of(c.text).has_spoilers for r in library.reviews for c in r.comments)


def test_no_mark_is_left_standing_in_what_everybody_sees(library: Library) -> None:
    for review in library.reviews:
        for text in (review.headline, review.text, *(c.text for c in review.comments)):
            shown = Prose.of(text).masked()
            assert not any(mark in shown for mark in (*MARKS, "!<", "</", "[/")), review.title


def test_reviews_come_oldest_first_each_on_a_day_of_its_own(library: Library) -> None:
    days = [review.days_ago for review in library.reviews]
    assert days == sorted(days, reverse=True)
    assert days[-1] == 0
    assert len(set(days)) == len(days)


def test_one_name_stands_for_a_film_and_a_book(library: Library) -> None:
    kinds = defaultdict(set)
    for kind, title, _ in by_work(library):
        kinds[title].add(kind)
    assert kinds["Solaris"] == {WorkKind.MOVIE, WorkKind.BOOK}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rating": "sixpence"}, "cannot read that rating"),
        ({"title": "x" * (TITLE_MAX + 1)}, "characters"),
        ({"year": 9999}, "cannot be a year"),
        ({"maker": ""}, "maker"),
        ({"text": " "}, "no text"),
        ({"author": "nobody"}, "members.toml"),
        ({"text": "He was ||late||."}, "its marks say parts"),
        ({"spoils": Spoils.PARTS, "text": "Nothing hidden."}, "no mark"),
        ({"comments": (club.SeedComment("ada", ""),)}, "comment is empty"),
        ({"comments": (club.SeedComment("nobody", "Hm."),)}, "members.toml"),
    ],
)
def test_what_the_bot_would_refuse_is_refused_with_its_place(
    library: Library, change: dict[str, object], sentence: str
) -> None:
    plain = next(r for r in library.reviews if r.spoils is Spoils.NONE and r.rating)
    changed = replace(plain, **change)  # type: ignore[arg-type]  # one field at a time, on purpose
    with pytest.raises(Invalid, match=sentence) as caught:
        club._check({m.key for m in library.members}, [changed])
    assert caught.value.sentence.startswith(f"{changed.author} on {changed.title}")


def test_a_second_review_of_one_work_is_refused(library: Library) -> None:
    again = [library.reviews[0], library.reviews[0]]
    with pytest.raises(Invalid, match="already"):
        club._check({m.key for m in library.members}, again)
