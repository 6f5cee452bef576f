"""The one form in which text is stored."""

import re
import unicodedata
from typing import Final

_UNSTORABLE: Final = re.compile(r"[\0\ud800-\udfff]")


def normalise(text: str) -> str:
    """Return `text` in NFC, without NUL and lone surrogates; everything else is kept.

    SQLite stores a NUL and PostgreSQL refuses it; both refuse a lone surrogate. One form
    before storage keeps both engines equal.
    """
    return unicodedata.normalize("NFC", _UNSTORABLE.sub("", text))


def one_line(text: str) -> str:
    """Return `text` normalised, with every run of white space as one space."""
    return " ".join(normalise(text).split())
