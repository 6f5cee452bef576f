"""Measuring: the draw is honest, the measures are right, and files are read as they come."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp

from reviewbot.recommender import report
from reviewbot.recommender.evaluation import OURS, evaluate, interval, ratio
from reviewbot.recommender.peers import BLENDS, SINGLE
from reviewbot.recommender.protocol import KNOWN, Community, community, measured
from reviewbot.recommender.rating_files import read_ratings
from tests.recommender.worlds import world

MOVIELENS = Path(__file__).parents[3] / "shared" / "data" / "movielens-latest-small"


def drawn(seed: int = 1) -> Community:
    made = world("groups", 120, 0)
    return community(made.members, made.features, 40, 50, seed)


def test_what_is_revealed_is_never_hidden_and_each_set_lies_within_the_next() -> None:
    one = drawn()
    sets = [set(zip(*one.known[n].nonzero(), strict=True)) for n in KNOWN]
    hidden = set(zip(*one.hidden.nonzero(), strict=True))
    assert all(not (some & hidden) for some in sets)
    assert all(less <= more for less, more in pairwise(sets))
    for n in KNOWN:
        assert np.diff(one.known[n].indptr).max() <= n
    assert (np.asarray(one.members.getnnz(axis=0)) > 0).all()


def test_a_draw_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    assert (drawn(1).hidden != drawn(1).hidden).nnz == 0
    assert drawn(1).members.nnz != drawn(2).members.nnz


def test_the_strong_protocol_leaves_members_their_whole_profiles(tmp_path: Path) -> None:
    made = world("groups", 120, 0)
    whole = community(made.members, made.features, 40, 50, 1, "strong")
    assert whole.members.nnz > drawn(1).members.nnz or whole.members.nnz == made.members.nnz
    file = write(tmp_path / "r.csv", "user,work,stars\n1,2,3\n")
    with pytest.raises(ValueError, match="community and strong"):
        list(report.told(file, None, [20], 2, "weak"))


def test_an_oracle_scores_one_and_shows_nothing_disliked() -> None:
    one = drawn()
    best = measured(one.hidden.toarray(), one, 3)
    assert best.ndcg == pytest.approx(1)
    assert best.recall == pytest.approx(1)
    assert best.hit == 1
    worst = measured(-one.hidden.toarray() - 10.0 * (one.hidden.toarray() == 0), one, 3)
    assert worst.disliked > best.disliked
    assert worst.ndcg < 1


def test_every_peer_scores_every_work_for_everybody() -> None:
    one = drawn()
    for name, variants in {**SINGLE, **BLENDS}.items():
        for fit in variants:
            scores = fit(one.members, one.features)(one.known[3])
            assert scores.shape == one.hidden.shape, name
            assert np.isfinite(scores).all(), name


def test_ease_bars_each_work_from_itself() -> None:
    one = drawn()
    alone = sp.identity(one.members.shape[1]).tocsr() * 5.0
    scores = SINGLE["EASE"][0](one.members, one.features)(alone)
    assert np.abs(np.diag(scores)).max() < 1e-9


def test_an_interval_is_as_wide_as_the_spread() -> None:
    mean, half = interval([1.0, 2.0, 3.0, 4.0])
    assert mean == 2.5
    assert half == pytest.approx(1.96 * 1.2909944 / 2)


def test_a_ratio_s_interval_leaves_out_what_both_share() -> None:
    """Communities differ tenfold; ours is a tenth better, or a little more, in each of them."""
    theirs = [0.1, 0.4, 0.7, 1.0, 0.2]
    share, low, high = ratio([1.1 * value for value in theirs], theirs)
    assert (share, low, high) == pytest.approx((1.1, 1.1, 1.1))
    share, low, high = ratio([1.2 * 0.1, *(1.1 * value for value in theirs[1:])], theirs)
    assert 1.0999 < low < share < high < 1.2


def write(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def test_any_usual_file_is_read(tmp_path: Path) -> None:
    lines = [
        f"{who},{work},{(who + work) % 10 + 1},film,a|b" for who in (1, 2) for work in range(20)
    ]
    file = write(tmp_path / "r.csv", "member,item,score,kind,tags\n" + "\n".join(lines))
    stars, features = read_ratings(file)
    assert stars.shape == (2, 20)
    assert stars.max() == 5.0
    assert features.shape == (20, 3)


def test_a_file_without_stars_is_refused_in_words(tmp_path: Path) -> None:
    file = write(tmp_path / "r.csv", "user,work\n1,2\n")
    with pytest.raises(ValueError, match="no column for stars"):
        read_ratings(file)
    file = write(tmp_path / "r.csv", "user,work,stars\n1,2,many\n")
    with pytest.raises(ValueError, match="'many' is no number"):
        read_ratings(file)


def test_too_few_people_are_refused_in_words() -> None:
    made = world("crowd", 20, 0)
    with pytest.raises(ValueError, match="too few"):
        list(evaluate(made.members, made.features, 15, 2))


@pytest.mark.slow
def test_on_movielens_ours_is_the_best_of_all_that_stand_alone() -> None:
    """A short run, for a guard; `reviewbot recommend evaluate` runs the whole."""
    if not MOVIELENS.exists():
        pytest.skip("../shared/data/movielens-latest-small is not there")
    stars, features = read_ratings(MOVIELENS / "ratings.csv", MOVIELENS / "movies.csv")
    assert stars.shape[0] == 610
    results = {r.name: r for r in evaluate(stars, features, 50, 4, newcomers=60)}
    ours = results[OURS].ndcg()[0]
    assert all(ours > results[name].ndcg()[0] for name in SINGLE)
    assert OURS in report.line(results[OURS])
    assert "ours / " in report.verdict(list(results.values()))
