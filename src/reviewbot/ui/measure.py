"""How much room text takes on a phone, in lines, before it is sent.

The model: a phone 360 points wide shows about 36 average characters of a message in one line,
30 of a card's title, 33 in bold and 42 in small print. Wide letters (Chinese, Japanese,
Korean, emoji) count two, marks on letters none. Lines break between words, as they do there.
"""

import re
import unicodedata
from typing import Final

from reviewbot.ui.text import boundary

TEXT: Final = 36
TITLE: Final = 30
BOLD: Final = 33
SMALL: Final = 42

_WORD: Final = re.compile(r"\S+")


def columns(text: str) -> int:
    """Return how many average characters the text is as wide as."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(letter: str) -> int:
    if unicodedata.combining(letter) or letter == "\ufe0f":
        return 0
    wide = unicodedata.east_asian_width(letter) in "WF" or letter > "\uffff"
    return 2 if wide else 1


def lines(text: str, width: int = TEXT) -> int:
    """Return how many lines one line of text fills; none if it is empty."""
    return _laid(text, 10_000, width)[1]


def fitted(text: str, most: int, width: int = TEXT) -> str:
    """Return as much of one line of text as fills at most `most` lines; cut, it ends in `…`."""
    if most <= 0:
        return ""
    if len(text) * 2 <= width:  # nothing is wider than two columns a character
        return text
    end, _ = _laid(text, most, width)
    if end == len(text):
        return text
    end, _ = _laid(text, most, width, spare=1)
    kept = text[:end].rstrip(" ,;:")
    return (kept or text[: boundary(text, 1)]) + "…"


def _laid(text: str, most: int, width: int, spare: int = 0) -> tuple[int, int]:
    """Lay words out; return where what fits ends, and how many lines it fills.

    `spare` columns of the last line stay free.
    """
    line, used, end = 0, width, 0
    for match in _WORD.finditer(text):
        room = width - (spare if line == most else 0)
        wide = columns(match.group())
        if line and used + 1 + wide <= room:
            used += 1 + wide
        else:
            line, used = line + 1, 0
            if line > most:
                return end, most
            room = width - (spare if line == most else 0)
            if wide > room:
                place, line, used = _broken(match.group(), line, most, width, spare)
                if place < len(match.group()):
                    return match.start() + place, most
            else:
                used = wide
        end = match.end()
    return (len(text) if end == len(text.rstrip()) else end), line


def _broken(word: str, line: int, most: int, width: int, spare: int) -> tuple[int, int, int]:
    """Break a word that no line holds; return what fits of it, the line, and how full that is."""
    used = 0
    for place, letter in enumerate(word):
        wide = _width(letter)
        if used + wide > width - (spare if line == most else 0):
            if line == most:
                return boundary(word, place), line, used
            line, used = line + 1, 0
        used += wide
    return len(word), line, used
