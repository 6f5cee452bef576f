"""From text to the words that are compared: folding and splitting, the same for every engine."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from reviewbot.domain.folding import fold
from reviewbot.domain.text import one_line

Form = tuple[str, ...]
"""Words that stand for one thing that was typed; `spider-man` has two forms."""

_HYPHENS: Final = "-‐‑–־"
_APOSTROPHES: Final = "'’‘ʼ`׳"
_LOOSE: Final = "·・.,"
"""Signs between words that are sometimes left out: WALL·E, E.T., 20,000."""
_JOINERS: Final = re.compile(f"[{_HYPHENS}{_APOSTROPHES}]+")
_HYPHEN: Final = re.compile(f"[{_HYPHENS}]+")
_APOSTROPHE: Final = re.compile(f"[{_APOSTROPHES}]+")
_APART: Final = re.compile(f"[{_LOOSE}]+")
_DOTTED: Final = re.compile("[·・]")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\U00020000-\U0003134f]+"
)
"""Runs of scripts that write no spaces, or (Hangul) put the words of a name together."""
_ONES: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN: Final = [tens + ones for tens in ("", "x", "xx", "xxx") for ones in _ONES][1:]
_NUMERALS: Final = {
    **{roman: str(number) for number, roman in enumerate(_ROMAN, 1)},
    **{str(number): roman for number, roman in enumerate(_ROMAN, 1)},
}


class _Splitting(dict[int, str]):
    """What of folded text parts words; found out when a letter is met first."""

    def __missing__(self, code: int) -> str:
        """Keep letters, digits, marks and what may join; everything else parts."""
        letter = chr(code)
        kept = letter.isalnum() or unicodedata.category(letter)[0] == "M"
        found = self[code] = letter if kept else " "
        return found


_SPLITTING: Final = _Splitting({ord("&"): " and "})
_SPLITTING.update({ord(sign): sign for sign in _HYPHENS + _APOSTROPHES + _LOOSE})
_PARTING: Final = dict.fromkeys(map(ord, _LOOSE), " ")
_ASCII: Final = bytes(ord(chr(n).lower()) if chr(n).isalnum() else 32 for n in range(128)).ljust(
    256
)
_ASCII_JOINERS: Final = b"-'`"
_OFTEN: Final = 24
"""Characters of a word that is remembered; longer ones seldom come again."""


def words(text: str) -> Iterator[str]:
    """Yield the folded words of `text` in order; apostrophes and hyphens do not split."""
    for chunk in _chunks(text):
        if chunk.isalnum():
            yield chunk
        else:
            yield from _plain(chunk)


def forms(text: str) -> Iterator[list[Form]]:
    """Yield, for each thing typed, the words that it may be written as, the usual way first.

    `spider-man` is `spiderman` or `spider man`, `E.T.` is `e t` or `et`, `20,000` is `20 000`
    or `20000`.
    """
    for chunk in _chunks(text):
        if chunk.isalnum():
            yield [(chunk,)]
        elif found := list(dict.fromkeys(form for form in _forms(chunk) if form)):
            yield found


def tokens(text: str) -> Iterator[str]:
    """Yield the search tokens of `text`, some of them twice.

    A word gives itself. A run of a script without spaces gives its overlapping pairs and
    then its last character, so that two syllables inside a run are found, and so is the
    first of them as a prefix. A word with hyphens or apostrophes also gives its parts.
    """
    for word in index_words(text):
        if word.isascii():
            yield word
        else:
            yield from _split(word)


def title_tokens(title: str) -> Iterator[str]:
    """Yield the search tokens of a title: also 2 for II, and II for 2."""
    for token in tokens(title):
        yield token
        if other := _NUMERALS.get(token):
            yield other


def query_tokens(word: str) -> Iterator[tuple[str, bool]]:
    """Yield the tokens that must be found for `word`, and whether as a beginning.

    A single character of a script without spaces may stand anywhere in a run; it is the
    beginning of a pair.
    """
    before = ""
    for part in _split(word):
        if len(part) > 1 or not _UNSPACED.match(part):
            yield part, False
        elif not (len(before) > 1 and before.endswith(part)):
            yield part, True
        before = part


def index_words(text: str) -> Iterator[str]:
    """Yield the words of `text` in all their forms."""
    for chunk in _chunks(text):
        if chunk.isalnum():
            yield chunk
        else:
            yield from _all_words(chunk)


def title_words(title: str) -> Iterator[str]:
    """Yield what a member may begin to type: each word; in scripts without spaces, any place."""
    for word in index_words(title):
        yield word
        if other := _NUMERALS.get(word):
            yield other
        for run in _UNSPACED.finditer(word):
            yield from (word[place:] for place in range(run.start() or 1, run.end()))


def title_key(title: str) -> str:
    """Return the form in which two spellings of one title are equal, at most 200 characters.

    A title without a word in it, like `???`, keeps its signs.
    """
    return (" ".join(words(title)) or one_line(title).casefold())[:200]


def word_line(text: str) -> str:
    """Return the words of `text`, as `words` has them, each between two spaces.

    A search may look through 600 texts, so what is common is quick: plain ASCII, and words of
    other letters that come again and again.
    """
    if text.isascii():
        plain = text.replace("&", " and ").encode().translate(_ASCII, _ASCII_JOINERS).decode()
        return f" {' '.join(plain.split())} "
    lines = (_line(one) if len(one) > _OFTEN else _often(one) for one in text.split())
    return f" {' '.join(line for line in lines if line)} "


def _line(chunk: str) -> str:
    folded = _JOINERS.sub("", fold(chunk)).translate(_SPLITTING)
    return " ".join(folded.translate(_PARTING).split())


_often = lru_cache(maxsize=16_384)(_line)


def holds(line: str, wanted: str, *, whole: bool) -> bool:
    """Tell whether `wanted`, words in order, stands in a `word_line`; `whole` to its end.

    It begins where a word begins, except in scripts that write no spaces.
    """
    before = "" if _UNSPACED.match(wanted) else " "
    after = "" if not whole or _UNSPACED.match(wanted[-1:]) else " "
    return f"{before}{wanted}{after}" in line


def _chunks(text: str) -> list[str]:
    return fold(text).translate(_SPLITTING).split()


@lru_cache(maxsize=4096)
def _all_words(chunk: str) -> tuple[str, ...]:
    """Return the words of all forms; `it's` and the like come again and again."""
    found = dict.fromkeys(word for form in _forms(chunk) for word in form)
    return tuple(found | dict.fromkeys(_parts(chunk)))


def _plain(chunk: str) -> Iterator[str]:
    for piece in _APART.split(chunk):
        if word := _JOINERS.sub("", piece):
            yield word


def _forms(chunk: str) -> Iterator[Form]:
    plain = tuple(_plain(chunk))
    yield plain
    if plain == (chunk.rstrip(_LOOSE),):
        return
    if len(plain) > 1 and _are_one(chunk, plain):
        yield ("".join(plain),)
    if _HYPHEN.search(chunk):
        pieces = _HYPHEN.split(_APART.sub("-", chunk))
        yield tuple(word for piece in pieces if (word := _APOSTROPHE.sub("", piece)))


def _are_one(chunk: str, plain: Form) -> bool:
    """Tell whether words with loose signs between them are sometimes written as one."""
    single = all(len(word) == 1 for word in plain)
    return single or bool(_DOTTED.search(chunk) or _THOUSANDS.fullmatch(chunk))


def _parts(chunk: str) -> Iterator[str]:
    """Yield what stands between apostrophes, where it is a word: `amour` of `l'amour`."""
    if _APOSTROPHE.search(chunk):
        pieces = _JOINERS.split(_APART.sub("-", chunk))
        yield from (piece for piece in pieces if len(piece) > 1)


def _split(word: str) -> Iterator[str]:
    position = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > position:
            yield word[position : run.start()]
        yield from _pairs(run.group())
        position = run.end()
    if position < len(word):
        yield word[position:]


def _pairs(run: str) -> Iterator[str]:
    yield from [first + second for first, second in pairwise(run)]
    yield run[-1]
