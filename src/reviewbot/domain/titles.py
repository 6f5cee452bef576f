"""The names of a work: original, romanised, translated; any of them finds it."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reviewbot.domain.tokens import title_key
from reviewbot.domain.works import checked_title
from reviewbot.errors import Invalid

NAMES_MAX: Final = 20
"""Names of one work: as many as a menu shows, with room to spare."""


class TitleRole(StrEnum):
    """What kind of name it is; the value is stored and shown, where there is one."""

    NONE = ""
    ORIGINAL = "original"
    ROMANISED = "romanised"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class Title:
    """One name of a work."""

    name: str
    role: TitleRole = TitleRole.NONE

    @property
    def mark(self) -> str:
        """What stands for this name where there is no room for it: 16 signs of its key."""
        return hashlib.blake2s(title_key(self.name).encode(), digest_size=8).hexdigest()


def checked_names(known: list[Title], name: str, role: TitleRole) -> Title:
    """Return the name as it is stored; raise `Invalid` where it cannot be one more."""
    title = Title(checked_title(name), role)
    if len(known) >= NAMES_MAX:
        raise Invalid(f"A title may have {NAMES_MAX} names; remove one first.")
    if title in known:
        raise Invalid("It has that name already.")
    return title
