"""A guild's names of works, held in memory to find those that were meant by what is misspelt.

Two questions give candidates, and neither reads all names. Names that share rare triples of
letters with what was typed: each triple counts by how few names have it (Robertson and Spärck
Jones, "Relevance weighting of search terms", 1976). For something too short to have triples
left beside an error: the beginnings of words that differ by exactly one error, compared a
column of letters at a time. `nearness` judges the candidates.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]

SHORT: Final = 7
"""Letters up to which something typed with one error is compared with beginnings of words."""
_FIRST: Final = 3
_WIDTH: Final = SHORT + 1
_OWNERS_MAX: Final = 60_000
"""Names of all triples together that are counted; the triples of the fewest come first."""
_SHARES: Final = (0.7, 0.5, 0.35, 0.25, 0.15, 0.0)
"""Parts of the best score, down to which candidates are looked at until there are enough."""
_END: Final = ord("\n")
_LETTER_BITS: Final = 21


class Names:
    """Names, to be asked which of them may be meant; made once, never changed.

    `rows` are what is named (a work by its id) and names as `title_key` has them. 140,000 take
    most of a second, during much of which other threads run, and some 40 MB.
    """

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        self.owners = [work_id for work_id, _ in rows]
        self.keys = [key for _, key in rows]
        letters = _letters("".join(f" {key}\n" for key in self.keys))
        ends = letters == _END
        of_name = (np.cumsum(ends) - ends).astype(np.int32)
        self._index_triples(letters, ends, of_name)
        self._index_beginnings(letters, of_name)

    def __len__(self) -> int:
        return len(self.keys)

    def near(self, typed: str, errors: int, most: int) -> list[int]:
        """Return places of names that `typed` may mean with so many errors."""
        if not self.keys or not typed:
            return []
        if errors == 1 and 1 < len(typed) <= SHORT:
            return [int(place) for place in self._one_error_off(typed)]
        return [int(place) for place in self._sharing(typed, most)]

    def _index_triples(self, letters: Ints, ends: Flags, of_name: Ints) -> None:
        inside = ~(ends[:-2] | ends[1:-1] | ends[2:])
        codes, owners = _triples(letters)[inside], of_name[:-2][inside]
        order = np.argsort(codes, kind="stable")
        codes, owners = codes[order], owners[order]
        new = np.ones(len(codes), np.bool_)
        new[1:] = (codes[1:] != codes[:-1]) | (owners[1:] != owners[:-1])
        self._owners = owners[new]
        self._codes, first = np.unique(codes[new], return_index=True)
        self._bounds = np.append(first, len(self._owners))
        self._weights = np.log((len(self.keys) + 1) / np.diff(self._bounds))

    def _index_beginnings(self, letters: Ints, of_name: Ints) -> None:
        """Keep the first letters of every word with what follows it, one column a letter."""
        starts = np.flatnonzero(letters[:-1] == ord(" ")) + 1
        self._starting = of_name[starts]
        padded = np.append(letters, np.full(_WIDTH, _END, letters.dtype))
        inside = np.ones(len(starts), np.bool_)
        self._columns = np.zeros((_WIDTH, len(starts)), np.uint16)
        for place in range(_WIDTH):
            column = padded[starts + place]
            inside &= column != _END
            self._columns[place][inside] = column[inside] & 0xFFFF

    def _sharing(self, typed: str, most: int) -> Ints:
        wanted = np.unique(_triples(_letters(f" {typed}")))
        places = np.searchsorted(self._codes, wanted)
        places = places[places < len(self._codes)]
        found = places[np.isin(self._codes[places], wanted, assume_unique=True)]
        if not len(found):
            return found
        rare = self._rarest(found)
        lists = [self._owners[self._bounds[p] : self._bounds[p + 1]] for p in rare]
        weights = np.repeat(self._weights[rare], [len(one) for one in lists])
        scores = np.bincount(np.concatenate(lists), weights, minlength=len(self.keys))
        best = scores.max()
        # Sorting all scores would take ten times as long as everything before.
        for share in _SHARES:
            some = np.flatnonzero(scores > best * share)
            if len(some) >= most:
                break
        return some[np.argsort(-scores[some], kind="stable")[:most]]

    def _rarest(self, triples: Ints) -> Ints:
        triples = triples[np.argsort(-self._weights[triples], kind="stable")]
        sums = np.cumsum(self._bounds[triples + 1] - self._bounds[triples])
        return triples[: max(1, int(np.searchsorted(sums, _OWNERS_MAX)))]

    def _one_error_off(self, typed: str) -> Ints:
        wanted = (_letters(typed) & 0xFFFF).astype(np.uint16)
        # What its first letters rule out, most of all, is not looked at further.
        some = np.flatnonzero(_one_error(self._columns, wanted[:_FIRST]))
        return np.unique(self._starting[some[_one_error(self._columns[:, some], wanted)]])


def _one_error(columns: NDArray[np.uint16], wanted: NDArray[np.uint16]) -> Flags:
    """Tell which beginnings are `wanted` with one error at most.

    Wherever the error is, what stands before it is equal, and what stands after it is equal
    in its place or, for a letter too many or too few, one place earlier or later.
    """
    count, every = len(wanted), np.ones(columns.shape[1], np.bool_)
    same, later, earlier = ([every] * (count + 2) for _ in range(3))
    for place in range(count - 1, -1, -1):
        same[place] = same[place + 1] & (columns[place] == wanted[place])
        later[place] = later[place + 1] & (columns[place + 1] == wanted[place])
        if place:
            earlier[place] = earlier[place + 1] & (columns[place - 1] == wanted[place])
    before, found = every, same[0]
    for place in range(count):
        rest = same[place + 1] | earlier[place + 1] | later[place]
        if place + 1 < count:
            swapped = columns[place] == wanted[place + 1]
            rest |= swapped & (columns[place + 1] == wanted[place]) & same[place + 2]
        found = found | (before & rest)
        before = before & (columns[place] == wanted[place])
    return found


def _letters(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def _triples(letters: Ints) -> NDArray[np.int64]:
    """Return each three letters in a row as one number: a letter has 21 bits."""
    wide = letters.astype(np.int64)
    return (wide[:-2] << 2 * _LETTER_BITS) | (wide[1:-1] << _LETTER_BITS) | wide[2:]
