from dataclasses import replace

import pytest

from reviewbot.domain.dates import UNKNOWN, SeenOn
from reviewbot.domain.ratings import Rating
from reviewbot.domain.shelves import Shelf
from reviewbot.domain.viewings import Again, Viewing, again, again_label, in_order, ordinal
from reviewbot.domain.works import Work, WorkKind

WORK = Work(1, "w" * 12, WorkKind.MOVIE, "Parasite", 2019)
NOTED = 1_600_000_000  # 13 September 2020


def seen(on: str, rating: str | None, at: int = NOTED) -> Viewing:
    given = Rating.parse(rating) if rating else None
    when = SeenOn.of_code(on) if on else UNKNOWN
    return Viewing(1, f"{on}{at}"[:12], 2, WORK, at, seen_on=when, rating=given)


def test_a_second_viewing_says_then_and_now() -> None:
    first, second = seen("2019", "4"), seen("2020-09-12", "4½")
    told = again([second, first], second)
    assert told
    assert again_label(told, WorkKind.MOVIE) == "second viewing, 4 → 4½"
    assert again_label(told, WorkKind.BOOK) == "second reading, 4 → 4½"
    assert again([second, first], first) is None


def test_an_unrated_rewatch_keeps_the_last_rating() -> None:
    first, second, third = seen("2018", "4"), seen("2019", None), seen("2020", "3")
    told = again([first, second, third], third)
    assert told == Again(3, Rating(80), Rating(60))
    told = again([first, second], second)
    assert told == Again(2, Rating(80), None)
    assert again_label(told, WorkKind.MOVIE) == "second viewing"
    told = again([first, second], second, Rating(80))
    assert told
    assert again_label(told, WorkKind.MOVIE) == "second viewing, still 4"


def test_what_has_no_date_was_seen_before_it_was_noted() -> None:
    posted = seen("", "4", at=NOTED)
    old, later = seen("2019", "3", at=NOTED + 9), seen("2020-12", "5", at=NOTED + 99_999_999)
    assert in_order([later, posted, old]) == [old, posted, later]


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "first"), (10, "tenth"), (11, "11th"), (21, "21st"), (22, "22nd"), (113, "113th")],
)
def test_places_are_told_in_words(number: int, word: str) -> None:
    assert ordinal(number) == word


def test_shelves_speak_the_member_s_words() -> None:
    assert Shelf.WANT.label(WorkKind.BOOK) == "to read"
    assert Shelf.DONE.label(WorkKind.TV) == "watched"
    assert Shelf.CURRENT.label() == "watching or reading"
    assert replace(seen("", None), work=WORK).seen_on.label == "some time"
