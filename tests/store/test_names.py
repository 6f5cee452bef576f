"""What is near to what was typed: nothing that should be found is left out, nothing far is in."""

import random

from rapidfuzz.distance import OSA

from reviewbot.store.names import SHORT, Names
from reviewbot.store.nearness import nearest


def begins(typed: str, word: str) -> bool:
    """Tell whether what was typed is a beginning of the word with one error at most."""
    lengths = range(len(typed) - 1, len(typed) + 2)
    return any(OSA.distance(typed, word[:length]) <= 1 for length in lengths)


def test_no_beginning_with_one_error_is_left_out() -> None:
    chance = random.Random(3)  # noqa: S311 - the same every time
    letters = "abcé기🎬"
    keys = ["".join(chance.choices(letters, k=chance.randrange(1, 9))) for _ in range(400)]
    names = Names([(f"{n}", key) for n, key in enumerate(keys)])
    for _ in range(300):
        typed = "".join(chance.choices(letters, k=chance.randrange(4, SHORT + 1)))
        right = {n for n, key in enumerate(keys) if begins(typed, key)}
        assert set(names.near(typed, 1, 10)) == right, typed
        judged = {place for _, place in nearest(typed, keys, 1)}
        assert judged == right, typed


def test_names_that_share_rare_letters_are_looked_at_first() -> None:
    keys = [f"the common words {n}" for n in range(50)] + ["the zyxw words"]
    names = Names([(f"{n}", key) for n, key in enumerate(keys)])
    assert names.near("the zyxv words", 2, 5)[0] == 50
    assert len(names.near("the common words", 2, 5)) == 5
    assert names.near("qqqqqqqq", 2, 5) == []
    assert Names([]).near("anything", 2, 5) == []
    assert nearest("anything", [], 2) == []
