"""How long a work is: what members type, and which length counts as short or long."""

import pytest

from reviewbot.domain.lengths import Length, length_told, parse_length
from reviewbot.domain.wishes import Wish
from reviewbot.domain.works import Work, WorkKind
from reviewbot.errors import Invalid

FILM, BOOK, SHOW = WorkKind.MOVIE, WorkKind.BOOK, WorkKind.TV


@pytest.mark.parametrize(
    ("kind", "text", "length", "told"),
    [
        (FILM, "132", 132, "2 h 12 min"),
        (FILM, "132 min", 132, "2 h 12 min"),
        (FILM, " 2H  12M ", 132, "2 h 12 min"),
        (FILM, "2h12", 132, "2 h 12 min"),
        (FILM, "2:12", 132, "2 h 12 min"),
        (FILM, "2 hours 12 minutes", 132, "2 h 12 min"),
        (FILM, "2h", 120, "2 h"),
        (SHOW, "45 min.", 45, "45 min an episode"),
        (BOOK, "320", 320, "320 pages"),
        (BOOK, "1225 pages", 1225, "1,225 pages"),
        (BOOK, "1 p.", 1, "1 page"),
    ],
)
def test_a_length_is_read_and_told(kind: WorkKind, text: str, length: int, told: str) -> None:
    assert parse_length(kind, text) == length
    assert length_told(kind, length) == told


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FILM, "320 pages"),
        (FILM, "long"),
        (FILM, "-5"),
        (FILM, "1.5"),
        (FILM, "0"),
        (BOOK, "2h 12m"),
        (BOOK, "90 min"),
        (BOOK, "99999"),
        (SHOW, ""),
        (SHOW, "٤٥ pages"),
    ],
)
def test_what_is_no_length_says_what_would_be(kind: WorkKind, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_length(kind, text)
    assert "Try" in str(refused.value) or "has 1 to" in str(refused.value)


@pytest.mark.parametrize(
    ("kind", "length", "size"),
    [
        (FILM, 100, Length.SHORT),
        (FILM, 101, Length.MEDIUM),
        (FILM, 141, Length.LONG),
        (BOOK, 250, Length.SHORT),
        (BOOK, 451, Length.LONG),
        (SHOW, 31, Length.MEDIUM),
    ],
)
def test_short_and_long_depend_on_the_kind(kind: WorkKind, length: int, size: Length) -> None:
    assert Length.of(kind, length) is size
    work = Work(1, "abcdefghijkl", kind, "One", length=length)
    assert [
        one for one in Length if one and Wish(length=one).fits(work.kind, work.year, work.length)
    ] == [size]


def test_what_nobody_measured_fits_no_length() -> None:
    work = Work(1, "abcdefghijkl", FILM, "One")
    assert Wish().fits(work.kind, work.year, work.length)
    assert not Wish(length=Length.SHORT).fits(work.kind, work.year, work.length)
    assert Wish(FILM, length=Length.SHORT).words == "short films"
