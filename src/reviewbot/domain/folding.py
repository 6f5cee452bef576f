"""Text without the differences that a searching member does not mean."""

import unicodedata
from typing import Final

_BEFORE: Final = str.maketrans(
    {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3"}  # 8½: 8 1 2
    | {sign: f" {number}" for number, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}  # Alien³: alien 3
    | dict.fromkeys("´ʹ΄", "'")  # which would fold to a space
)
_SAME: Final = (
    "ø:o ł:l æ:ae œ:oe ı:i đ:d ð:d þ:th ß:ss ħ:h ŧ:t ŋ:n ĸ:k ŀ:l ə:e ґ:г ヽ:ゝ ヾ:ゞ "
    # Letters of Arabic that are typed one for the other, and the line that stretches words.
    "أ:ا إ:ا آ:ا ٱ:ا ى:ي ی:ي ة:ه ک:ك ـ:"
)
_LETTERS: Final = dict(pair.split(":") for pair in _SAME.split())
_MARKED_SCRIPTS: Final = ("LATIN", "GREEK", "CYRILLIC")
_DROPPED_MARKS: Final = ("COMBINING", "HEBREW", "ARABIC")
_KATAKANA: Final = range(0x30A1, 0x30F7)


class _Folding(dict[int, str]):
    """What each letter folds to; found out when it is met first."""

    def __missing__(self, code: int) -> str:
        """Find out, and remember."""
        found = self[code] = _fold_letter(chr(code))
        return found


def fold(text: str) -> str:
    """Return `text` without the differences that a searching member does not mean.

    Case and width go; accents go on Latin, Greek and Cyrillic letters, points on Hebrew and
    Arabic ones; they stay on Hangul, kana and the scripts of India, where they are other
    letters. Katakana becomes hiragana, every script's digits become 0 to 9, and what has no
    width goes.
    """
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKC", text.translate(_BEFORE)).casefold()
    plain = unicodedata.normalize("NFKC", plain).translate(_FOLDING)
    return unicodedata.normalize("NFC", plain)


def _fold_letter(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    if ord(letter) in _KATAKANA:
        return chr(ord(letter) - 0x60)
    category, name = unicodedata.category(letter), unicodedata.name(letter, "")
    if category == "Cf" or (category == "Mn" and name.startswith(_DROPPED_MARKS)):
        return ""
    if category == "Nd":
        return str(unicodedata.digit(letter))
    if letter.isascii() or not name.startswith(_MARKED_SCRIPTS):
        return letter
    parts = unicodedata.normalize("NFD", letter)
    return "".join(_LETTERS.get(p, p) for p in parts if not unicodedata.combining(p))


_FOLDING: Final = _Folding()
