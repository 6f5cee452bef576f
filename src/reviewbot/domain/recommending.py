"""Recommendations: one member pointing another to a work, and what came of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import Work
from reviewbot.errors import Invalid

NOTE_MAX: Final = 300
PER_DAY: Final = 5
"""Recommendations that a member may send in any 24 hours."""
DAY_SECONDS: Final = 86_400


class Reply(StrEnum):
    """What the friend answered; `OPEN` is nothing yet."""

    OPEN = ""
    ADDED = "added"
    DECLINED = "declined"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A work that `sender_id` recommended to `friend_id`; `review_id` is what they wrote of it."""

    guild_id: int
    id: str
    sender_id: int
    friend_id: int
    work: Work
    note: Prose
    created_at: int
    reply: Reply = Reply.OPEN
    review_id: str | None = None


def checked_note(text: str) -> Prose:
    """Return the note as it is stored; raise `Invalid` if it is too long."""
    note = Prose.of(" ".join(text.split()))
    if len(note) > NOTE_MAX:
        raise Invalid(f"That note has {len(note)} characters; {NOTE_MAX} is the most I can send.")
    return note


def in_words(seconds: int) -> str:
    """Say how long something takes from now, rounded up to minutes: `3 hours and 20 minutes`."""
    hours, minutes = divmod(max(1, -(-seconds // 60)), 60)
    counted = ((hours, "hour"), (minutes, "minute"))
    return " and ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in counted if n)
