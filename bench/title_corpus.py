"""A hundred thousand made-up titles in ten scripts, and what members type who look for one.

Words are as uneven as those of a language: a few stand in thousands of titles, most in one or
two. Titles of other scripts have a romanised name too.
"""

import random
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate, product
from typing import Final

_SMALL: Final = {
    "latin": "the of a and in la le der die el to for with on de",
    "cyrillic": "и в на не по",
    "greek": "ο η το και των",
    "arabic": "في من على",
    "hebrew": "של עם את",
    "devanagari": "का की और में",
}
_SYLLABLES: Final = {
    "latin": (
        "b c d f g h j k l m n p r s t v w z ch st br",
        "a e i o u an er ol ist en ar ing ea y",
    ),
    "cyrillic": ("б в г д ж з к л м н п р с т ф х ц ч ш", "а е ё и о у ор ан ий"),
    "greek": ("β γ δ ζ θ κ λ μ ν ξ π ρ σ τ φ χ ψ", "α ά ε ι ί ο ου ας ων"),
    "arabic": ("ب ت ث ج ح خ د ر ز س ش ص ط ع غ ف ق ك ل م ن ه و", "_ ا ي و ة"),
    "hebrew": ("ב ג ד ה ז ח ט כ ל מ נ ס פ צ ק ר ש ת", "_ א ו י"),
    "devanagari": ("क ख ग च ज ट ड त द न प ब म य र ल व श स ह", "_ ा ि ी ो ं"),
    "hangul": (" ".join(map(chr, range(0xAC00, 0xD7A4, 17))), "_"),
    "kana": (
        "カ キ ク ケ コ サ シ ス セ ソ タ チ ツ テ ト ナ ニ ヌ ネ ノ ハ ホ マ ミ ム リ ロ",
        "_ ン",
    ),
    "han": (" ".join(map(chr, range(0x4E00, 0x7128, 9))), "_"),
    "thai": ("ก ข ค ง จ ช ซ ด ต ท น บ ป พ ม ย ร ล ว ส ห", "_ า ี ู ั้"),
}
"""For each script what its syllables begin and end with."""
SCRIPTS: Final = tuple(_SYLLABLES)
_WEIGHTS: Final = (60, 6, 4, 4, 3, 4, 6, 5, 5, 3)
_UNSPACED: Final = ("kana", "han", "thai")
_WORDS_MAX: Final = {"latin": 40_000}


@dataclass(frozen=True, slots=True)
class Named:
    """A work's names, the usual one first, and the script of that one."""

    script: str
    names: tuple[str, ...]


class _Script:
    """The words of one script, and titles of them."""

    def __init__(self, name: str, chance: random.Random) -> None:
        self._chance, self._name = chance, name
        sizes = (1, 2, 2, 2, 3, 3, 4) if name in {"hangul", "han"} else (1, 2, 2, 3, 3, 3, 4)
        syllables = [a + b.strip("_") for a, b in product(*map(str.split, _SYLLABLES[name]))]
        made = (
            "".join(chance.choices(syllables, k=chance.choice(sizes)))
            for _ in range(2 * _WORDS_MAX.get(name, 8_000))
        )
        self._words: list[str] = [*_SMALL.get(name, "").split(), *dict.fromkeys(made)]
        self._sums = list(accumulate(1 / (rank + 4) for rank in range(len(self._words))))

    def title(self) -> str:
        """Return a title of one to five words, of which one may be rare."""
        count = self._chance.choice((1, 2, 2, 3, 3, 4, 5))
        words = [self._word() for _ in range(count)]
        words[self._chance.randrange(count)] = self._chance.choice(self._words)
        return ("" if self._name in _UNSPACED else " ").join(words).title()

    def _word(self) -> str:
        place = bisect(self._sums, self._chance.random() * self._sums[-1])
        word: str = self._words[place]
        return word


def titles(count: int, seed: int = 11) -> list[Named]:
    """Return that many works of different names; the same ones every time."""
    chance = random.Random(seed)
    scripts = {name: _Script(name, chance) for name in SCRIPTS}
    once: dict[str, Named] = {}
    while len(once) < count:
        [script] = chance.choices(SCRIPTS, _WEIGHTS)
        title = scripts[script].title()
        romanised = (scripts["latin"].title(),) if script != "latin" else ()
        once.setdefault(title, Named(script, (title, *romanised)))
    return list(once.values())
