"""A crash loop never costs the bot its token, and a restart or two costs nothing."""

import random
from itertools import pairwise

import pytest

from reviewbot.domain.starts import DAY, Budget, Starts


def _day(per_day: int, lasts: random.Random | None) -> list[int]:
    """Restart a bot that crashes, for three days of virtual time; return when it began."""
    starts, now, began = Starts(), 1_000_000, []
    while now < 1_000_000 + 3 * DAY:
        now += starts.wait(now, per_day)
        starts = Starts.of(starts.noted(now).written())
        began.append(now)
        if lasts:
            ran = lasts.choice([0, 1, 30, 599, 600, 700, 5000])
            now += ran
            starts = starts.calm(now) if ran >= 600 else starts
    return began


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_a_crash_loop_begins_at_most_150_sessions_in_any_24_hours(seed: int | None) -> None:
    """R8: crashing right after READY, or at random, calm now and then."""
    began = _day(140, random.Random(seed) if seed else None)  # noqa: S311 - repeatable
    for at in began:
        assert sum(at - DAY < other <= at for other in began) <= 150
    waits = [b - a for a, b in pairwise(began)]
    assert max(waits) > 0
    if seed is None:
        assert waits[:12] == [0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900]


def test_without_the_bound_there_would_be_thousands() -> None:
    now, starts = 0, Starts()
    for _ in range(2000):
        assert starts.wait(now, 0) == 0
        starts = starts.noted(now)


def test_a_calm_day_begins_anew() -> None:
    starts = Starts()
    for _ in range(6):
        starts = starts.noted(100)
    assert starts.wait(100, 140) == 40
    assert starts.calm(100).wait(100, 140) == 0
    assert starts.wait(100 + DAY, 140) == 0


def test_a_clock_that_jumped_back_locks_nobody_out() -> None:
    starts = Starts()
    for _ in range(20):
        starts = starts.noted(10 * DAY)
    assert starts.wait(DAY, 140) == 0


@pytest.mark.parametrize("written", [None, "", "{}", "[]", '{"times": 1, "calm_at": 2}', "null"])
def test_what_cannot_be_read_counts_as_nothing(written: str | None) -> None:
    assert Starts.of(written) == Starts()


def test_discord_s_own_count_is_heeded() -> None:
    assert Budget(50, 100).wait() == 0
    assert Budget(49, 100).wait() == 101
