"""What the engine promises to one who asks."""

import inspect

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewbot.recommender.engine import Engine
from reviewbot.recommender.ingredients import NAMES, Kitchen, comparable, unrated
from reviewbot.recommender.question import Question
from tests.recommender.worlds import planted, world

RATINGS = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.integers(1, 9), st.integers(1, 100)),
    unique_by=lambda r: r[:2],
    max_size=40,
)


def of_member(ratings: list[tuple[str, int, int]], member: int) -> dict[str, int]:
    return {work: points for work, who, points in ratings if who == member}


@pytest.mark.slow
def test_planted_favourites_come_first() -> None:
    """Two tastes, 12 members: in 95 of 100 seeds all of the first five are of the asker's own."""
    good = 0
    for seed in range(100):
        ratings, asker, liked, own = planted(seed)
        picks = Engine.fit(ratings, {}).suggest(asker, own)
        good += {pick.work_id for pick in picks} <= liked
    assert good >= 95, good


def test_a_first_rating_already_counts_and_needs_no_new_fit() -> None:
    ratings = [(f"{side}{n}", who, 95) for who in range(8) for n in range(4) for side in "xy"]
    ratings = [r for r in ratings if (r[0][0] == "x") == (r[1] % 2 == 0)]
    engine = Engine.fit(ratings, {})
    for side in "xy":
        picks = engine.suggest(99, {f"{side}0": 100}, limit=3)
        assert {pick.work_id[0] for pick in picks} == {side}
        assert all(pick.because == (f"{side}0",) for pick in picks)
        assert all(pick.fans == 4 for pick in picks)


def test_a_dislike_pushes_away() -> None:
    ratings = [(f"{side}{n}", who, 95) for who in range(9) for n in range(4) for side in "xy"]
    ratings = [r for r in ratings if (r[0][0] == "x") == (r[1] % 2 == 0)]
    engine = Engine.fit(ratings, {})
    mild = [p.work_id for p in engine.suggest(99, {"x0": 100, "y0": 90}, limit=6)]
    against = [p.work_id for p in engine.suggest(99, {"x0": 5, "y0": 90}, limit=6)]
    assert against[0][0] == "y"
    assert sum(mild.index(f"x{n}") for n in (1, 2, 3)) < sum(
        against.index(f"x{n}") for n in (1, 2, 3)
    )


def test_nobody_s_own_rating_is_held_against_others_twice() -> None:
    """A member asks as if the fit had been made without them."""
    ratings, asker, _, own = planted(3)
    others = [r for r in ratings if r[1] != asker]
    both = [Engine.fit(part, {}).question(asker, own) for part in (ratings, others)]
    with_them, without = (asked.voices[:12] for asked in both if asked is not None)
    assert np.corrcoef(with_them, without)[0, 1] > 0.995


def test_one_question_gives_the_scores_that_many_at_once_give() -> None:
    made = world("content", 40, 0)
    kitchen = Kitchen.of(made.members, made.features)
    for known in (0, 1, 5):
        asker = made.known(known)[[3]]
        wanted = np.flatnonzero(unrated(asker)[0])
        asked = Question.of(kitchen, asker, -1, np.ones(len(NAMES)), wanted)
        at_once = comparable(kitchen.scores(asker), unrated(asker))[:, 0, wanted]
        assert np.allclose(asked.parts, at_once)
        assert sum(asked.shares(0).values()) == pytest.approx(asked.scores()[0])


def test_works_like_those_one_likes_win_where_people_say_nothing() -> None:
    ratings = [(f"work {n:02}", n, 80) for n in range(12)]
    features = {f"work {n:02}": [f"maker:{n % 2}"] for n in range(12)}
    picks = Engine.fit(ratings, features).suggest(99, {"work 00": 100, "work 02": 95})
    assert all(int(pick.work_id[-2:]) % 2 == 0 for pick in picks[:4])
    assert picks[0].because


@given(RATINGS, st.sets(st.sampled_from("abcdefgh")), st.integers(1, 10))
@settings(max_examples=60, deadline=None)
def test_never_what_one_knows_and_only_what_others_rated(
    ratings: list[tuple[str, int, int]], known: set[str], member: int
) -> None:
    own = of_member(ratings, member)
    picks = Engine.fit(ratings, {}).suggest(member, own, known=known, limit=9)
    offered = {work for work, who, _ in ratings if who != member} - set(own) - known
    assert {pick.work_id for pick in picks} == offered
    for pick in picks:
        assert 10 <= pick.likely <= 100
        given_by = [p for work, who, p in ratings if work == pick.work_id and who != member]
        assert pick.raters == len(given_by)
        assert pick.mean == pytest.approx(sum(given_by) / len(given_by))
        assert set(pick.because) <= set(own)


def test_like_stands_in_for_what_one_rated() -> None:
    """Whatever the asker rated themselves; neither it nor the examples are suggested."""
    ratings = [(f"{side}{n}", who, 95) for who in range(8) for n in range(4) for side in "xy"]
    ratings = [r for r in ratings if (r[0][0] == "x") == (r[1] % 2 == 0)]
    picks = Engine.fit(ratings, {}).suggest(99, {"x0": 100}, like=["y1", "y2"], limit=2)
    assert {pick.work_id for pick in picks} == {"y0", "y3"}
    assert set(picks[0].because) <= {"y1", "y2"}


def test_what_one_member_loved() -> None:
    engine = Engine.fit([("a", 1, 90), ("b", 1, 60), ("b", 2, 80), ("c", 2, 80)], {})
    assert engine.loved(1) == {"a"}
    assert engine.loved(2) == {"b", "c"}
    assert engine.loved(3) == set()


def test_a_reason_names_those_who_resemble_and_what_each_ingredient_added() -> None:
    ratings, asker, _, own = planted(2)
    for pick in Engine.fit(ratings, {}).suggest(asker, own):
        assert len(pick.similar) == pick.fans
        assert asker not in pick.similar
        assert all((pick.work_id, who) in {(r[0], r[1]) for r in ratings} for who in pick.similar)
        assert set(pick.shares) == set(NAMES)


def test_the_five_are_not_of_a_kind() -> None:
    """Where two kinds are liked nearly alike, both are among the first; the better one leads."""
    ratings = [
        (f"{kind}{n}", who, (96 if kind == "a" else 94) - n)
        for kind in "ab"
        for n in range(20)
        for who in range(6)
    ]
    features = {work: [f"kind {work[0]}"] for work, _, _ in ratings}
    picks = Engine.fit(ratings, features).suggest(99, {})
    assert picks[0].work_id == "a0"
    assert {pick.work_id[0] for pick in picks} == {"a", "b"}


def test_only_the_wanted_ones() -> None:
    ratings = [(work, who, 70 + who) for work in "abcd" for who in range(4)]
    picks = Engine.fit(ratings, {}).suggest(9, {}, among={"b", "c", "unheard of"})
    assert {pick.work_id for pick in picks} == {"b", "c"}


def test_with_nothing_rated_the_popular_comes_first() -> None:
    ratings = [("loved", who, 95) for who in range(9)] + [("hated", who, 20) for who in range(9)]
    ratings += [("odd", 1, 100)]
    picks = Engine.fit(ratings, {}).suggest(99, {})
    assert picks[0].work_id == "loved"
    assert not picks[0].because


def test_an_empty_server_has_nothing() -> None:
    assert Engine.fit([], {}).suggest(1, {}) == []


def test_the_same_ratings_give_the_same_answer() -> None:
    ratings, asker, _, own = planted(1)
    assert Engine.fit(ratings, {}).suggest(asker, own) == Engine.fit(reversed(ratings), {}).suggest(
        asker, own
    )


def test_no_text_can_enter() -> None:
    """Fitting takes ratings and facts of works; there is nowhere to put anybody's words."""
    assert list(inspect.signature(Engine.fit).parameters) == ["ratings", "features", "weights"]
