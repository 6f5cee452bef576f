"""The one form in which text is stored."""

import unicodedata

_SURROGATES = range(0xD800, 0xE000)


def normalise(text: str) -> str:
    """Return `text` in NFC, without NUL and lone surrogates; everything else is kept.

    SQLite stores a NUL and PostgreSQL refuses it; both refuse a lone surrogate. One form
    before storage keeps both engines equal.
    """
    kept = "".join(c for c in text if c != "\0" and ord(c) not in _SURROGATES)
    return unicodedata.normalize("NFC", kept)


def one_line(text: str) -> str:
    """Return `text` normalised, with every run of white space as one space."""
    return " ".join(normalise(text).split())
