"""What members type who look for one of many titles.

**A word's beginning** is typed letter by letter until at most 25 works have it, for nobody can
tell works apart that have the same: a word that more works have is typed out, then the words
after it in the same way, and at the end of a name those before it. **A raw beginning** is 60 %
of a word's letters, but three, however many works share it. **An error** is a letter too many,
too few or another one, or two that changed places, anywhere, each as likely. One error counts
in four letters or more, two in eight (the rule of `domain.spelling`); what is shorter is not
asked for, and its share is printed.
"""

import random
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final

from bench.title_corpus import SCRIPTS, Named
from reviewbot.domain.spelling import ONE_FROM, TWO_FROM
from reviewbot.domain.tokens import title_key, title_words

SHOWN: Final = 25
_END: Final = chr(0x10FFFF)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, and the place of the work that was meant."""

    typed: str
    meant: int


class Typing:
    """Makes what is typed for works, the same every time."""

    def __init__(self, works: Sequence[Named], seed: int = 5) -> None:
        self._works, self._chance = works, random.Random(seed)
        pairs = {
            (word, place)
            for place, work in enumerate(works)
            for name in work.names
            for word in title_words(name)
        }
        self._pairs = sorted(pairs)
        self._letters = {
            script: [
                letter
                for work in works
                if work.script == script
                for letter in title_key(work.names[0])
                if letter != " "
            ][:20_000]
            for script in SCRIPTS
        }
        self.short = dict.fromkeys(self.kinds(), 0)

    def kinds(self) -> dict[str, Callable[[], Asked | None]]:
        """Return what makes each kind; `None` where it is too short to hold its errors."""
        return {
            "word's beginning": self._beginning,
            "raw beginning": self._raw_beginning,
            "one error": lambda: self._misspelt(1, ONE_FROM),
            "two errors": lambda: self._misspelt(2, TWO_FROM),
            "first 60 %, one error": lambda: self._misspelt(1, ONE_FROM, part=0.6),
        }

    def some(self, kind: str, count: int) -> Iterator[Asked]:
        """Yield that many of a kind; `short` counts those that were left out."""
        while count:
            if asked := self.kinds()[kind]():
                count -= 1
                yield asked
            else:
                self.short[kind] += 1

    def _beginning(self) -> Asked:
        place, words, n = self._word()
        order = [*words[n:], *reversed(words[:n])]
        for count, word in enumerate(order):
            before = order[:count]
            having = [self._having(one, whole=True) for one in before]
            for length in range(1, len(word) + 1):
                if len(reduce(set.__and__, [*having, self._having(word[:length])])) <= SHOWN:
                    return Asked(" ".join([*before, word[:length]]), place)
        return Asked(" ".join(words), place)

    def _raw_beginning(self) -> Asked:
        place, words, n = self._word()
        return Asked(words[n][: max(3, -(-len(words[n]) * 6 // 10))], place)

    def _word(self) -> tuple[int, list[str], int]:
        """Choose a word of a name of a work: its place, the words of the name, and which."""
        place = self._chance.randrange(len(self._works))
        words = title_key(self._chance.choice(self._works[place].names)).split()
        return place, words, self._chance.randrange(len(words))

    def _having(self, word: str, *, whole: bool = False) -> set[int]:
        low = bisect_left(self._pairs, (word, -1))
        high = bisect_left(self._pairs, (word if whole else word + _END, len(self._works)))
        return {place for _, place in self._pairs[low:high]}

    def _misspelt(self, errors: int, least: int, part: float = 1) -> Asked | None:
        place = self._chance.randrange(len(self._works))
        work = self._works[place]
        key = title_key(work.names[0])
        typed = key[: -(-len(key) * int(100 * part) // 100)]
        for _ in range(errors):
            typed = self._wrong(typed, work.script)
        typed = title_key(typed) if typed.strip() else ""
        return Asked(typed, place) if len(typed.replace(" ", "")) >= least else None

    def _wrong(self, typed: str, script: str) -> str:
        if len(typed) < 2:
            return ""
        place, letter = self._chance.randrange(len(typed)), self._letter(script)
        before, after = typed[:place], typed[place + 1 :]
        wrong = self._chance.choice(
            (
                before + letter + after,
                before + letter + typed[place:],
                before + after,
                before + after[:1] + typed[place] + after[1:],
            )
        )
        return wrong if wrong != typed else self._wrong(typed, script)

    def _letter(self, script: str) -> str:
        return self._chance.choice(self._letters[script])
