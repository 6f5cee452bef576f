"""The names of commands and their options."""

import unicodedata

from reviewbot.playground.rules.problems import Place


def check_name(place: Place, name: str) -> None:
    """Check a command's or option's name: letters, digits, `-_'`, lower case where it exists."""
    if name and (name != name.lower() or not all(map(_may_name, name))):
        place.fail("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _may_name(char: str) -> bool:
    """Tell whether it is a letter, a number, Devanagari, Thai, or one of `-_'`."""
    if char in "-_'" or unicodedata.category(char)[0] in "LN":
        return True
    return "\u0900" <= char <= "\u097f" or "\u0e00" <= char <= "\u0e7f"
