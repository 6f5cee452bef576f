"""Titles, texts and tokens: what counts as the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.folding import fold
from reviewbot.domain.text import normalise, one_line
from reviewbot.domain.tokens import (
    forms,
    holds,
    query_tokens,
    title_key,
    title_tokens,
    title_words,
    tokens,
    word_line,
    words,
)

SAME = [
    ("Zafón", "zafon"), ("Amélie", "AMELIE"), ("Łódź", "lodz"), ("Smørrebrød", "smorrebrod"),
    ("Ёлки", "елки"), ("Ἰλιάς", "ιλιας"), ("ガンダム", "がんだむ"), ("ＡＢＣ", "abc"),
    ("Spider-Man", "Spiderman"), ("Ocean’s Eleven", "Oceans Eleven"), ("Straße", "strasse"),
    ("WALL·E", "wall e"), ("Æon Flux", "aeon flux"), ("Işık", "isik"),
    ("Fast & Furious", "fast and furious"), ("R＆B", "r and b"), ("8½", "8 1/2"),
    ("Alien³", "Alien 3"), ("ﾗｰﾒﾝ", "らーめん"), ("Việt Nam", "viet nam"), ("Đuro", "duro"),
    ("İstanbul", "istanbul"), ("ΟΔΥΣΣΕΥΣ", "Οδυσσεύς"), ("Ґанок", "ганок"), ("Їжак", "іжак"),
    ("מָשִׁיחַ", "משיח"), ("أَلْفُ لَيْلَة", "الف ليله"), ("کتاب", "كتاب"),
    ("۱۹۸۴", "1984"), ("१९८४", "1984"),
    ("می‌خواهم", "میخواهم"), ("영화", unicodedata.normalize("NFD", "영화")),
    ("Ｔｈｅ Ｗｉｒｅ", "the wire"),
]  # fmt: skip
DIFFERENT = [
    ("か", "が"), ("ハ", "パ"), ("가", "각"), ("Alien", "Aliens"), ("हिंदी", "हदी"), ("กา", "กิ"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_title_are_equal(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_letters_stay_other(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


WORDS = {
    "don't well-made": ["dont", "wellmade"],
    "a—b x_y z/w": ["a", "b", "x", "y", "z", "w"],
    "हिन्दी में": ["हिन्दी", "में"],
    "العربية، لغة": ["العربيه", "لغه"],
    "Привет, мир!": ["привет", "мир"],
    "Ελλάδα; ναι": ["ελλαδα", "ναι"],
    "שלום־עליכם": ["שלוםעליכם"],
    "ไทย สยาม": ["ไทย", "สยาม"],
    "日本語、中文。": ["日本語", "中文"],
    "தமிழ் நாடு": ["தமிழ்", "நாடு"],
    "E.T. 20,000": ["e", "t", "20", "000"],
    "...": [],
}


@pytest.mark.parametrize("text", WORDS)
def test_words_end_where_a_reader_ends_them(text: str) -> None:
    assert list(words(text)) == WORDS[text]
    assert word_line(text).split() == WORDS[text]


@given(st.text(), st.text(st.characters(max_codepoint=127)))
def test_a_line_of_words_is_the_words_however_it_is_made(text: str, plain: str) -> None:
    assert word_line(f"{text} {plain}").split() == list(words(f"{text} {plain}"))
    assert word_line(plain).split() == list(words(plain))
    assert word_line(f"{plain} é").split() == [*word_line(plain).split(), "e"]


FORMS = {
    "Spider-Man": [[("spiderman",), ("spider", "man")]],
    "E.T.": [[("e", "t"), ("et",)]],
    "20,000": [[("20", "000"), ("20000",)]],
    "WALL·E": [[("wall", "e"), ("walle",)]],
    "don't": [[("dont",)]],
    "one two.": [[("one",)], [("two",)]],
    "スター・ウォーズ": [[("すたー", "うぉーず"), ("すたーうぉーず",)]],
}


@pytest.mark.parametrize("text", FORMS)
def test_what_is_typed_has_its_forms(text: str) -> None:
    assert list(forms(text)) == FORMS[text]


def test_parts_are_found_too() -> None:
    assert {"lavventura", "avventura"} <= set(tokens("L'Avventura"))
    assert {"spidermans", "spider", "man"} <= set(tokens("Spider-Man's"))
    assert {"schindlers", "schindler"} <= set(tokens("Schindler’s List"))


def test_numbers_of_titles_are_found_either_way() -> None:
    assert set(title_tokens("Rocky II")) == {"rocky", "ii", "2"}
    assert set(title_tokens("Part 10")) == {"part", "10", "x"}
    assert {"2", "ii"} <= set(title_words("Rocky II"))


def test_typing_may_begin_anywhere_in_a_run() -> None:
    assert set(title_words("もののけ姫")) == {"もののけ姫", "ののけ姫", "のけ姫", "け姫", "姫"}
    assert set(title_words("Amour")) == {"amour"}


def test_a_single_character_is_a_beginning_in_unspaced_scripts_only() -> None:
    assert list(query_tokens("생")) == [("생", True)]
    assert list(query_tokens("기생")) == [("기생", False)]
    assert list(query_tokens("x")) == [("x", False)]


@pytest.mark.parametrize(
    ("text", "wanted", "whole", "held"),
    [
        ("The shadow of the wind", "of the", True, True),
        ("The shadow of the wind", "of th", True, False),
        ("The shadow of the wind", "of th", False, True),
        ("The shadow of the wind", "hadow", True, False),
        ("나는 영화관에서 보았다", "화관", True, True),
        ("It's well-made.", "its wellmade", True, True),
    ],
)
def test_a_line_holds_words_in_order(text: str, wanted: str, whole: bool, held: bool) -> None:
    assert holds(word_line(text), wanted, whole=whole) is held


def test_runs_without_spaces_give_pairs_and_the_last_character() -> None:
    assert list(tokens("7번방의 선물")) == ["7", "번방", "방의", "의", "선물", "물"]
    assert list(tokens("Amour 아가씨!")) == ["amour", "아가", "가씨", "씨"]


@given(st.text(max_size=80))
def test_both_normal_forms_give_the_same_tokens(text: str) -> None:
    composed, taken_apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert list(tokens(composed)) == list(tokens(taken_apart))


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=80))
def test_stored_text_is_one_that_both_engines_take(text: str) -> None:
    stored = normalise(text + "\0\ud800")
    assert "\0" not in stored
    assert stored.encode("utf-8").decode("utf-8") == stored
    assert normalise(stored) == stored


def test_a_line_is_one_line() -> None:
    assert one_line("  The \n Wire\t ") == "The Wire"
