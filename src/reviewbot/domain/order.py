"""Keeping order: what members report, what moderators did, and who says that a review spoils."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reviewbot.domain.text import normalise, one_line
from reviewbot.errors import Invalid

REASON_MAX: Final = 300


class Subject(StrEnum):
    """What a report or a deed is about."""

    REVIEW = "review"
    COMMENT = "comment"


class Answer(StrEnum):
    """How a call stands: nobody answered, the author objects, it was right, or it was not."""

    OPEN = ""
    DISPUTED = "disputed"
    KEPT = "kept"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Report:
    """One member's complaint about a review or a comment; `settled_at` once it is dealt with."""

    guild_id: int
    id: str
    kind: Subject
    subject_id: str
    member_id: int
    reason: str
    created_at: int
    settled_at: int | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What a moderator did; `action` is a word such as hide, show or merge.

    `channel_id` is where the card stood that was taken away with it.
    """

    guild_id: int
    id: str
    member_id: int
    action: str
    kind: str
    subject_id: str
    reason: str
    created_at: int
    channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody's word that a review spoils what it does not hide."""

    guild_id: int
    review_id: str
    member_id: int
    created_at: int
    answer: Answer = Answer.OPEN


@dataclass(frozen=True, slots=True)
class Case:
    """Something that waits for a moderator: a review by its id if `called`, else a report."""

    called: bool
    id: str


def checked_reason(text: str) -> str:
    """Return a reason on one line, or raise `Invalid`."""
    reason = one_line(normalise(text))
    if not reason:
        raise Invalid("Please say why in a few words.")
    if len(reason) > REASON_MAX:
        raise Invalid(f"Please say it in {REASON_MAX} characters; this has {len(reason):,}.")
    return reason
