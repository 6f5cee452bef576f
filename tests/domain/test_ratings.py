import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.ratings import Rating, number, stars
from reviewbot.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("4.5", 90), ("4,5", 90), ("4½", 90), ("½", 10), ("5", 100), ("0.5", 10), ("1", 20),
        ("9/10", 90), ("4/5", 80), ("87/100", 87), ("17/20", 85), ("9 / 10", 90),
        ("9 out of 10", 90),
        ("★★★½", 70), ("★★★", 60), ("★★★☆☆", 60), ("⭐⭐⭐⭐", 80), ("⭐️⭐️", 40), ("***", 60),
        ("90%", 90), ("90 %", 90), ("8", 80), ("87", 87), ("3 stars", 60), ("1 star", 20),
        ("3.75", 75), ("4¼", 85), ("4¾", 95), ("  4.5  ", 90), ("1%", 1),
    ],
)  # fmt: skip
def test_a_rating_is_read_as_people_type_it(typed: str, points: int) -> None:
    assert Rating.parse(typed).points == points


@pytest.mark.parametrize(
    "typed",
    ["", " ", "good", "0", "0/10", "6/5", "11/10", "101%", "-1", "4.5.5", "★★★★★★", "1e3", "nan",
     "inf", "٤٫٥/", "/", "/5", "½½", "999", "1" * 200, "\0", "4 5"],
)  # fmt: skip
def test_what_is_no_rating_is_refused_with_the_forms_that_work(typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        Rating.parse(typed)
    assert "4.5, 9/10" in refusal.value.sentence


@given(st.text(max_size=30))
def test_any_text_is_a_rating_or_a_clear_refusal(typed: str) -> None:
    try:
        rating = Rating.parse(typed)
    except Invalid:
        return
    assert 1 <= rating.points <= 100


@given(st.integers(1, 100))
def test_what_is_shown_is_read_back_as_the_same(points: int) -> None:
    rating = Rating(points)
    assert Rating.parse(rating.label + "/5") == rating


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        (100, "5"),
        (90, "4½"),
        (85, "4¼"),
        (75, "3¾"),
        (10, "½"),
        (87, "4.35"),
        (73.4, "3.67"),
        (5, "¼"),
    ],
)
def test_the_number_of_stars_is_short_and_exact(points: float, shown: str) -> None:
    assert number(points) == shown


@pytest.mark.parametrize(("points", "shown"), [(100, "★★★★★"), (90, "★★★★½"), (1, "½"), (20, "★")])
def test_stars_are_to_the_nearest_half_and_never_none(points: int, shown: str) -> None:
    assert stars(points) == shown
