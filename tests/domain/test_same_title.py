"""Which work of one title is meant, by the year."""

import pytest

from reviewbot.domain.works import Work, WorkKind, may_be, near_year, of_year


def work(year: int | None, maker: str | None = None) -> Work:
    return Work(1, f"w{year}", WorkKind.MOVIE, "Parasite", year, maker)


@pytest.mark.parametrize(
    ("known", "year", "found", "asked"),
    [
        ([2019], 2019, [2019], None),
        ([2019], None, [2019], None),
        ([2019], 2020, [], 2019),
        ([2019], 2018, [], 2019),
        ([2019], 2021, [], None),
        ([2019], 1982, [], None),
        ([None], 2019, [None], None),
        ([None, 1982], 2019, [], None),
        ([2019, 2020], 2020, [2020], 2019),
        ([2019, 1982], None, [2019, 1982], None),
        ([], 2019, [], None),
    ],
)
def test_exact_is_sure_one_off_is_asked_and_more_is_another(
    known: list[int | None], year: int | None, found: list[int | None], asked: int | None
) -> None:
    works = [work(one) for one in known]
    assert [one.year for one in of_year(works, year)] == found
    near = near_year(works, year)
    assert (near.year if near else None) == asked


def test_what_somebody_else_made_is_not_asked_about() -> None:
    known = [work(2019, "Bong Joon-ho")]
    assert near_year(known, 2020, "Somebody Else") is None
    assert near_year(known, 2020, "bong joon-ho ") == known[0]
    assert near_year([work(2019)], 2020, "Somebody Else")


def test_a_picked_work_may_be_off_by_one_and_no_more() -> None:
    assert may_be(work(2019), WorkKind.MOVIE, 2020)
    assert may_be(work(None), None, 2020)
    assert not may_be(work(2019), None, 2021)
    assert not may_be(work(2019), WorkKind.BOOK, 2019)
