"""What ids are made of: the shapes of their parts, and numbers in few characters."""

import string
from typing import Final

from reviewbot.domain.works import WorkKind

ID: Final = r"[A-Za-z0-9_-]{12}"
NUMBER: Final = r"\d{1,6}"
_DIGITS: Final = string.digits + string.ascii_lowercase
LETTERS: Final = {WorkKind.MOVIE: "m", WorkKind.BOOK: "b", WorkKind.TV: "t", None: "-"}
KINDS: Final = {letter: kind for kind, letter in LETTERS.items()}
GUILD: Final = r"(?P<guild>[0-9a-z]{1,13})"
MEMBER: Final = r"(?P<member>[0-9a-z]{1,13})"


def base36(number: int) -> str:
    """Write a number that is not negative in the digits 0 to 9 and a to z."""
    written = ""
    while number:
        number, digit = divmod(number, 36)
        written = _DIGITS[digit] + written
    return written or "0"
