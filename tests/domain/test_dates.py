from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.dates import UNKNOWN, SeenOn
from reviewbot.errors import Invalid

TODAY = date(2026, 3, 1)
TYPED = {
    "2019": "2019",
    "2019-07": "2019-07",
    "2019-7": "2019-07",
    "2019-07-04": "2019-07-04",
    "2019/07/04": "2019-07-04",
    "4.7.2019": "2019-07-04",
    "07.2019": "2019-07",
    "4 July 2019": "2019-07-04",
    "4th of july 2019": "2019-07-04",
    "July 4, 2019": "2019-07-04",
    "jul 2019": "2019-07",
    "Sept. 2019": "2019-09",
    "today": "2026-03-01",
    "Yesterday": "2026-02-28",
    "last night": "2026-02-28",
    "this month": "2026-03",
    "last month": "2026-02",
    "this year": "2026",
    "last year": "2025",
    "2026-03-02": "2026-03-02",
    "": "",
    "unknown": "",
}


@pytest.mark.parametrize(("typed", "code"), TYPED.items())
def test_a_date_is_read_as_people_type_it(typed: str, code: str) -> None:
    seen = SeenOn.parse(typed, TODAY)
    assert seen.code == code
    assert SeenOn.of_code(code) == seen


@pytest.mark.parametrize(
    "typed",
    ["07/04/2019", "4 July", "July", "2019-13", "2019-02-30", "0000", "1850", "soon", "2026-03-03"],
)
def test_what_could_be_two_days_or_none_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        SeenOn.parse(typed, TODAY)


def test_nothing_is_invented() -> None:
    assert SeenOn.parse("2019", TODAY) == SeenOn(2019)
    assert SeenOn.parse("", TODAY) == UNKNOWN


def test_a_date_is_told_in_words() -> None:
    labels = [SeenOn.of_code(code).label for code in ("2019-07-04", "2019-07", "2019", "")]
    assert labels == ["4 July 2019", "July 2019", "2019", "some time"]


def test_a_date_spans_what_it_may_mean() -> None:
    assert (SeenOn(2024, 2).first, SeenOn(2024, 2).last) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (SeenOn(2024).first, SeenOn(2024).last) == (date(2024, 1, 1), date(2024, 12, 31))


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_comes_back_from_what_is_stored_and_shown(day: date) -> None:
    seen = SeenOn.of_day(day)
    assert SeenOn.of_code(seen.code) == seen
    assert SeenOn.parse(seen.code, TODAY) == seen
    assert SeenOn.parse(seen.label, TODAY) == seen


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        seen = SeenOn.parse(typed, TODAY)
    except Invalid:
        return
    assert SeenOn.of_code(seen.code) == seen
