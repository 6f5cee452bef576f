"""Whose wish lost, by how much, and how much louder it gets by that."""

import pytest

from reviewbot.domain.nights import LOUDEST, WISH_LOST, losses, wish, wishes

ADA, BEN = 1, 2
LIKELY = {"quiet": {ADA: 90.0, BEN: 50.0}, "loud": {ADA: 60.0, BEN: 85.0}}


def test_what_one_loses_is_what_another_pick_would_have_given_more() -> None:
    assert losses(LIKELY, {}, "quiet") == {ADA: 0, BEN: 35}
    assert losses(LIKELY, {}, "loud") == {ADA: 30, BEN: 0}


def test_a_wish_on_the_list_is_lost_by_a_star_at_least() -> None:
    alike = {"a": {ADA: 80.0, BEN: 80.0}, "b": {ADA: 80.0, BEN: 80.0}}
    assert losses(alike, {"b": [BEN]}, "a") == {ADA: 0, BEN: WISH_LOST}
    assert losses(alike, {"b": [BEN], "a": [BEN]}, "a") == {ADA: 0, BEN: 0}
    assert losses(alike, {"not offered": [BEN]}, "a") == {ADA: 0, BEN: 0}


@pytest.mark.parametrize(
    ("lost", "counts"),
    [((), 1.0), ((0,), 1.0), ((10,), 1.5), ((20,), 2.0), ((90, 80, 70), LOUDEST), ((0, 20), 4 / 3)],
)
def test_a_wish_counts_more_the_more_was_lost_lately(lost: tuple[int, ...], counts: float) -> None:
    assert wish(lost) == pytest.approx(counts)


def test_only_the_last_three_choices_count() -> None:
    assert wish((0, 0, 0, 90)) == 1.0
    assert wishes({ADA: [20]}, (ADA, BEN)) == {ADA: 2.0, BEN: 1.0}
