"""One list for several."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewbot.recommender.engine import Engine
from reviewbot.recommender.groups import MEMBERS_MAX, Person, suggest_together, together
from tests.recommender.worlds import planted


def test_nobody_is_offered_what_one_of_them_knows_or_vetoed() -> None:
    ratings, asker, _, own = planted(4)
    engine = Engine.fit(ratings, {})
    other = Person(99, {"work 01": 90})
    picks = suggest_together(engine, [Person(asker, own), other], known={"work 15"}, limit=24)
    offered = {pick.suggestion.work_id for pick in picks}
    assert offered
    assert not offered & {*own, "work 01", "work 15"}
    for pick in picks:
        assert set(pick.likely) == {asker, 99}
        assert all(10 <= points <= 100 for points in pick.likely.values())
        assert pick.least == min(pick.likely.values())


def test_what_one_would_hate_comes_after_what_both_would_like() -> None:
    scores = np.array([[2.0, 1.4, 0.0, -1.0], [-1.6, 1.4, 0.0, -1.0]])
    assert int(np.argmax(together(scores))) == 1


def test_whoever_lost_lately_counts_more() -> None:
    scores = np.array([[2.0, 0.0, -1.0], [0.0, 2.1, -1.0]])
    assert int(np.argmax(together(scores))) != int(np.argmax(together(scores, [3.0, 1.0])))


def test_one_alone_is_asked_like_anybody() -> None:
    ratings, asker, _, own = planted(5)
    engine = Engine.fit(ratings, {})
    alone = suggest_together(engine, [Person(asker, own)])
    assert [pick.suggestion.work_id for pick in alone] == [
        pick.work_id for pick in engine.suggest(asker, own)
    ]


def test_too_many_or_nobody_is_refused() -> None:
    engine = Engine.fit([("a", 1, 90)], {})
    with pytest.raises(ValueError, match="1 to 10"):
        suggest_together(engine, [])
    with pytest.raises(ValueError, match="not 11"):
        suggest_together(engine, [Person(n, {}) for n in range(MEMBERS_MAX + 1)])


def test_nothing_is_left_for_those_who_know_all() -> None:
    engine = Engine.fit([("a", 1, 90), ("b", 2, 90)], {})
    assert suggest_together(engine, [Person(1, {"a": 90}), Person(3, {"b": 10})]) == []
    assert suggest_together(Engine.fit([], {}), [Person(1, {})]) == []


@given(st.lists(st.floats(-3, 3), min_size=6, max_size=6))
@settings(deadline=None, max_examples=50)
def test_all_of_one_mind_get_that_mind_s_order(scores: list[float]) -> None:
    one = np.array(scores)
    both = together(np.stack([one, one, one]))
    for low, high in zip(np.argsort(one)[:-1], np.argsort(one)[1:], strict=True):
        assert both[low] <= both[high] + 1e-9
