"""Counts of pairs: what is told, and that it speaks for what goes together."""

import numpy as np
import pytest

from reviewbot.recommender.elsewhere import Elsewhere, pairs
from reviewbot.recommender.engine import Engine


def test_a_pair_needs_five_members_and_two_servers_of_its_own() -> None:
    likes = [(guild, guild * 10 + n, "a") for guild in (1, 2) for n in range(4)]
    likes += [(1, 10 + n, "b") for n in range(4)] + [(2, 20, "b")]
    counted = pairs(likes)
    assert counted.works == {"a": 8, "b": 5}
    assert counted.both == {("a", "b"): 5, ("b", "a"): 5}
    assert pairs(likes[:-1]).both == {}
    assert not pairs([]).works


def test_what_goes_with_the_asker_s_is_first_and_unknown_names_do_nothing() -> None:
    likes = [(n % 2, n, work) for n in range(6) for work in ("night", "train")]
    likes += [(n % 2, n, "river") for n in range(10, 16)]
    engine = Engine.fit([(w, 900, 80) for w in ("night", "train", "river", "only here")], {})
    places = engine.table.works
    laid = Elsewhere.of(pairs(likes), {work: [work] for work in places}, places)
    asker = engine.table.row({"night": 100})
    scores = laid.scores(asker, np.arange(len(places)), 20)[0]
    assert scores[places["train"]] == scores.max()
    assert scores[places["only here"]] == scores.min()
    empty = Elsewhere.of(pairs([]), {}, places)
    assert empty.scores(asker, np.arange(len(places)), 20) == pytest.approx(0.0)
