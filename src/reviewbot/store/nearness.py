"""How near names are to what was typed: only those near enough, the nearest first.

What was typed is held against each name and its beginnings as a whole, spaces being letters
like others; then against beginnings within the name; then word by word, in whichever order.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

Distances = NDArray[np.unsignedinteger[Any]]
Nearness = tuple[int, ...]
"""Smaller is nearer: errors, then what makes a name the less likely one of several."""
_TWO_FROM: Final = 8
_ONE_FROM: Final = 3
_FAR: Final = 99
_CLOSELY_MAX: Final = 100
"""Names, of those that do not begin as typed, that are looked at more closely: the first."""
_INNER_MAX: Final = 4
"""Words of a name, after the first, at which it is looked at again."""


def nearest(typed: str, names: Sequence[str], errors: int) -> list[tuple[Nearness, int]]:
    """Return the places of names that are `typed` with at most so many errors, nearest first.

    `names` stand in the order in which they are worth a look.
    """
    if not names:
        return []
    distances = _to_beginnings(typed, names, errors)
    begun = np.flatnonzero(distances <= errors)
    found = list(_begun(typed, names, begun.tolist(), distances, errors))
    others = np.flatnonzero(distances > errors)[:_CLOSELY_MAX].tolist()
    within = dict(_within(typed, names, others, errors))
    found += [((1, distance), place) for place, distance in within.items()]
    others = [place for place in others if place not in within]
    found += _worded(typed.split(), names, others, errors)
    return sorted(found)


def _begun(
    typed: str, names: Sequence[str], places: list[int], distances: Distances, errors: int
) -> Iterator[tuple[Nearness, int]]:
    """Rank names that begin as typed: whole ones first, and those that go on as typed.

    Whoever errs in the last letter may have meant whatever goes on there, which is much; and
    few err in the first.
    """
    if not places:
        return
    some = [names[place] for place in places]
    whole = _distances(typed, some, errors)
    without_last = _to_beginnings(typed[:-1], some, errors) if len(typed) > 1 else whole
    for n, place in enumerate(places):
        distance = int(distances[place])
        goes_on = bool(whole[n] > distance)
        wrong_end = bool(without_last[n] < distance)
        yield (0, distance, goes_on, wrong_end, names[place][:1] != typed[:1]), place


def _within(
    typed: str, names: Sequence[str], places: list[int], errors: int
) -> Iterator[tuple[int, int]]:
    """Yield the names in which something begins as typed, and with how many errors at least."""
    later = [
        (names[place].split(" ", n)[n], place) for place in places for n in _inner(names[place])
    ]
    if not later:
        return
    distances = _to_beginnings(typed, [name for name, _ in later], errors)
    for n in np.argsort(-distances.astype(np.int64), kind="stable").tolist():
        if distances[n] <= errors:
            yield later[n][1], int(distances[n])


def _inner(name: str) -> range:
    return range(1, min(name.count(" "), _INNER_MAX) + 1)


def _worded(
    typed: list[str], names: Sequence[str], places: list[int], errors: int
) -> Iterator[tuple[Nearness, int]]:
    """Rank names by the sum of errors to the nearest of their words, the last a beginning."""
    words = [names[place].split() for place in places]
    if not places or not typed or not all(words):
        return
    flat = [word for some in words for word in some]
    bounds = np.cumsum([0, *(len(some) for some in words[:-1])])
    sums = np.zeros(len(places), np.int64)
    for word in typed[:-1]:
        allowed = min(errors, _allowed(word))
        sums += _least(_distances(word, flat, allowed), bounds, allowed)
    allowed = min(errors, _allowed(typed[-1]))
    sums += _least(_to_beginnings(typed[-1], flat, allowed), bounds, allowed)
    for n in np.flatnonzero(sums <= errors).tolist():
        yield (1, int(sums[n])), places[n]


def _least(distances: Distances, bounds: NDArray[Any], allowed: int) -> NDArray[np.int64]:
    least = np.minimum.reduceat(distances, bounds).astype(np.int64)
    least[least > allowed] = _FAR
    return least


def _allowed(word: str) -> int:
    return 2 if len(word) >= _TWO_FROM else 1 if len(word) >= _ONE_FROM else 0


def _to_beginnings(typed: str, names: Sequence[str], errors: int) -> Distances:
    """Return the least distance of `typed` to a beginning of each name, counted up to `errors`."""
    lengths = range(max(1, len(typed) - errors), len(typed) + errors + 1)
    cut = [name[:length] for name in names for length in lengths]
    least: Distances = _distances(typed, cut, errors).reshape(len(names), -1).min(axis=1)
    return least


def _distances(typed: str, names: Sequence[str], errors: int) -> Distances:
    found: Distances = process.cdist(
        [typed], names, scorer=OSA.distance, score_cutoff=errors, dtype=np.uint8
    )[0]
    return found
