"""From text to the words that are compared: folding and splitting, the same for every engine."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from reviewbot.domain.text import one_line

_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ß": "ss"}
)
_MARKED_SCRIPTS: Final = ("LATIN", "GREEK", "CYRILLIC")
_JOINERS: Final = re.compile(r"['’‘ʼ`´\-‐‑–]")
_WORD: Final = re.compile(r"[^\W_]+")
_CJK: Final = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")
_KATAKANA: Final = range(0x30A1, 0x30F7)


def fold(text: str) -> str:
    """Return `text` without the differences that a searching member does not mean.

    Case and width go; accents go on Latin, Greek and Cyrillic letters and stay on Hangul and
    kana, where they are other letters; katakana becomes hiragana.
    """
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    return "".join(_fold_letter(c) for c in unicodedata.normalize("NFC", plain))


def _fold_letter(letter: str) -> str:
    if ord(letter) in _KATAKANA:
        return chr(ord(letter) - 0x60)
    if letter.isascii() or not unicodedata.name(letter, "").startswith(_MARKED_SCRIPTS):
        return letter
    parts = unicodedata.normalize("NFD", letter)
    return "".join(p for p in parts if not unicodedata.combining(p)).translate(_LETTERS)


def words(text: str) -> Iterator[str]:
    """Yield the folded words of `text` in order; apostrophes and hyphens do not split."""
    return iter(_WORD.findall(_JOINERS.sub("", fold(text))))


def tokens(text: str) -> Iterator[str]:
    """Yield the search tokens of `text` in order.

    A word gives itself. A run of Chinese, Japanese or Korean characters gives its
    overlapping pairs and then its last character, so that two syllables inside a run are
    found, and so is the first of them as a prefix.
    """
    return words(text) if text.isascii() else _mixed_tokens(text)


def _mixed_tokens(text: str) -> Iterator[str]:
    for word in words(text):
        if word.isascii():
            yield word
            continue
        position = 0
        for run in _CJK.finditer(word):
            if run.start() > position:
                yield word[position : run.start()]
            yield from _pairs(run.group())
            position = run.end()
        if position < len(word):
            yield word[position:]


def _pairs(run: str) -> Iterator[str]:
    yield from (first + second for first, second in pairwise(run))
    yield run[-1]


def title_key(title: str) -> str:
    """Return the form in which two spellings of one title are equal, at most 200 characters.

    A title without a word in it, like `???`, keeps its signs.
    """
    return (" ".join(words(title)) or one_line(title).casefold())[:200]
