"""The first recommender: damped averages, said plainly."""

from hypothesis import given
from hypothesis import strategies as st

from reviewbot.recommender.baseline import suggest

RATINGS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.integers(1, 9), st.integers(1, 100)),
    unique_by=lambda r: r[:2],
    max_size=40,
)


def test_many_good_ratings_beat_one_perfect_one() -> None:
    many = [("solid", member, 90) for member in range(10)]
    weak = [("weak", member, 20) for member in range(10)]
    picks = suggest([*many, *weak, ("lucky", 99, 100)], known=())
    assert [pick.work_id for pick in picks] == ["solid", "lucky", "weak"]


def test_nothing_is_suggested_where_nothing_is_rated() -> None:
    assert not suggest([], known=())


@given(RATINGS, st.sets(st.sampled_from("abcdef")))
def test_what_is_known_is_never_suggested(
    ratings: list[tuple[str, int, int]], known: set[str]
) -> None:
    picks = suggest(ratings, known=known)
    assert {pick.work_id for pick in picks} == {work for work, *_ in ratings} - known
    assert [pick.score for pick in picks] == sorted((p.score for p in picks), reverse=True)


@given(RATINGS)
def test_a_score_lies_between_the_guild_s_mean_and_the_work_s_own(
    ratings: list[tuple[str, int, int]],
) -> None:
    if not ratings:
        return
    prior = sum(points for *_, points in ratings) / len(ratings)
    for pick in suggest(ratings, known=()):
        low, high = sorted((prior, pick.mean))
        assert low - 1e-9 <= pick.score <= high + 1e-9
