"""Titles, texts and tokens: what counts as the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.text import normalise, one_line
from reviewbot.domain.tokens import fold, title_key, tokens

SAME = [
    ("Zafón", "zafon"), ("Amélie", "AMELIE"), ("Łódź", "lodz"), ("Smørrebrød", "smorrebrod"),
    ("Ёлки", "елки"), ("Ἰλιάς", "ιλιας"), ("ガンダム", "がんだむ"), ("ＡＢＣ", "abc"),
    ("Spider-Man", "Spiderman"), ("Ocean’s Eleven", "Oceans Eleven"), ("Straße", "strasse"),
    ("WALL·E", "wall e"), ("Æon Flux", "aeon flux"), ("Işık", "isik"),
]  # fmt: skip
DIFFERENT = [("か", "が"), ("ハ", "パ"), ("가", "각"), ("Alien", "Aliens")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_title_are_equal(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_letters_stay_other(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


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
