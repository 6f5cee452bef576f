"""Ids that may be shown outside: random, so that nobody can guess a neighbour."""

import re
import secrets
from typing import Final

ID_LENGTH: Final = 12
"""Characters of an id: nine random bytes (72 bits) in the URL-safe base-64 alphabet."""

_SHAPE = re.compile(rf"[A-Za-z0-9_-]{{{ID_LENGTH}}}")


def new_id() -> str:
    """Return a fresh id of `ID_LENGTH` characters."""
    return secrets.token_urlsafe(9)


def is_id(text: str) -> bool:
    """Tell whether `text` has the shape of an id; it need not exist."""
    return _SHAPE.fullmatch(text) is not None
