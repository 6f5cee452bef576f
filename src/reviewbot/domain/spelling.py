"""How far two spellings may be apart and still be one."""

from typing import Final

ONE_FROM: Final = 4
TWO_FROM: Final = 8
FEW: Final = 3
"""Things that are as they were typed, below which misspelt ones are offered too."""


def errors_allowed(typed: str) -> int:
    """Return how many errors what was typed may hold: one from 4 letters, two from 8.

    An error is a letter too many, too few or another one, or two that changed places.
    """
    letters = len(typed.replace(" ", ""))
    return 2 if letters >= TWO_FROM else 1 if letters >= ONE_FROM else 0
