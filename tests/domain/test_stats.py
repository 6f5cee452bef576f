from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.parts import WHOLE, Part
from reviewbot.domain.stats import one_each, rolled_up, shares


def test_a_member_counts_once_however_many_parts_they_rated() -> None:
    given_ = [(1, WHOLE, 90), (1, Part(1), 10), (2, Part(1), 40), (2, Part(2), 60), (3, WHOLE, 5)]
    assert one_each(given_) == {1: 90, 2: 50, 3: 5}


def test_a_season_counts_as_its_rating_or_as_the_mean_of_its_episodes() -> None:
    rated = {Part(1): 80, Part(1, 1): 1, Part(1, 2): 1, Part(2, 1): 30, Part(2, 2): 50}
    assert rolled_up(rated) == 60  # (80 + (30 + 50) / 2) / 2
    assert rolled_up({**rated, WHOLE: 95}) == 95


def test_shares_go_to_whoever_lost_most_by_rounding() -> None:
    assert shares([1, 1, 1]) == [34, 33, 33]
    assert shares([0, 0]) == [0, 0]
    assert shares([2, 0, 1]) == [67, 0, 33]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=9).filter(any))
def test_shares_sum_to_a_hundred_and_are_less_than_one_off(counts: list[int]) -> None:
    found = shares(counts)
    assert sum(found) == 100
    exact = [100 * count / sum(counts) for count in counts]
    assert all(abs(share - real) < 1 for share, real in zip(found, exact, strict=True))
    assert all(share == 0 for share, count in zip(found, counts, strict=True) if not count)
