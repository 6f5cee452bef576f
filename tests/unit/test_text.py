"""Member text as it is shown: inert, as written, and cut where a reader would cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.ui.text import clean, costs, cut, fitted, isolated, neutralise, one_line
from tests.unit.markdown import read

HOSTILE = [
    "<x:/[click](https://evil.example)>",
    "https://x.y||text||",
    "[a\nb](https://evil.example)",
    "@everyone and @here",
    "<@1> <@!2> <@&3> <#4> </cmd:5> <t:0:R> <:smile:6> <a:dance:7>",
    "1. one\n2) two\n- three\n* four\n+ five",
    "# head\n## head\n-# small\n> quote\n>>> quote",
    "   # indented\n\t- indented",
    "```py\ncode\n``` and `code` and ``co`de``",
    "||spoiler|| ~~no~~ **bold** __under__ *it* _it_ ***all***",
    "steam://run/1 http://a.b https://[::1]/",
    "\\*not\\* \\\\ \\",
    "\\\\||a||",
    "a*b*c _x_y_ * _ ` |",
]
MARKUP = st.text(alphabet="*_~|`[]()<>@#:/\\-+>.!&t1 \nahttps", max_size=60)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_hostile_text_is_markup_and_all_of_it_is_shown(text: str) -> None:
    assert read(text)[1] or "\\" in text or "*" in text, "the reader of this test is blind"
    assert read(neutralise(text)) == (text, [])


@given(MARKUP)
def test_no_markup_survives(text: str) -> None:
    assert read(neutralise(text)) == (text, [])


@given(st.text(max_size=200))
def test_any_text_is_shown_as_its_clean_self(text: str) -> None:
    assert read(neutralise(text)) == (clean(text), [])


@given(MARKUP, st.text(max_size=40))
def test_text_stays_inert_behind_other_text(text: str, before: str) -> None:
    shown, found = read(neutralise(before) + neutralise(text))
    assert shown == clean(before) + clean(text)
    assert not found


@given(st.text(max_size=300) | MARKUP)
def test_the_cost_is_never_less_than_what_is_sent(text: str) -> None:
    text = clean(text)
    assert sum(costs(text)) >= len(neutralise(text).encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("zero\u200bwidth\u2060\ufeff", "zerowidth"),
        ("l\u200dike\u200cthis", "likethis"),
        ("👩\u200d🚀 👨\u200d👩\u200d👧", "👩\u200d🚀 👨\u200d👩\u200d👧"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", None),
        ("a\U000e0067b", "ab"),
        ("z" + "\u0335" * 40, "z" + "\u0335" * 3),
        ("bell\x07 nul\0 tab\t", "bell nul tab\t"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("lone \ud800 surrogate", "lone  surrogate"),
    ],
)
def test_what_is_not_seen_is_not_kept(text: str, cleaned: str | None) -> None:
    assert clean(text) == (text if cleaned is None else cleaned)


@given(st.text(max_size=200), st.integers(2, 50))
def test_a_cut_is_never_longer_than_asked(text: str, limit: int) -> None:
    shown = cut(text, limit)
    assert len(shown) <= limit
    assert shown == text or shown.endswith("…")


def test_a_cut_lies_between_words_and_splits_no_emoji() -> None:
    assert cut("the quick brown fox jumps", 15) == "the quick…"
    family = "👨\u200d👩\u200d👧"
    assert cut(family * 10, 12) == family * 2 + "…"
    assert one_line("  two\n lines ", 20) == "two lines"


@given(st.text(max_size=400) | MARKUP, st.integers(10, 200))
def test_a_fitted_text_fits(text: str, room: int) -> None:
    text = clean(text)
    shown = neutralise(fitted(text, room))
    assert len(shown.encode("utf-16-le")) // 2 <= room + 1


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Solaris", "Solaris"),
        ("Amélie", "Amélie"),
        ("千と千尋の神隠し", "千と千尋の神隠し"),
        ("بين القصرين", "\u2068بين القصرين\u2069"),
        ("ואלס עם באשיר", "\u2068ואלס עם באשיר\u2069"),
    ],
)
def test_only_what_runs_from_right_to_left_is_set_apart(title: str, shown: str) -> None:
    assert isolated(title) == shown
