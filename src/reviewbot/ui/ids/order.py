"""Ids of what keeps order: doubts, reports, what is hidden."""

from typing import Final

from reviewbot.domain.order import Subject
from reviewbot.ui.ids.shapes import base36

_SUBJECTS: Final = {Subject.REVIEW: "r", Subject.COMMENT: "c"}
SUBJECT: Final = "[rc]"


def subject_of(letter: str) -> Subject:
    """Return what the letter in an id stands for."""
    return next(kind for kind, one in _SUBJECTS.items() if one == letter)


def doubt(kind: Subject, subject_id: str) -> str:
    """Ask what is wrong with a review or comment: it spoils, or it should be reported."""
    return f"rv1:doubt:{_SUBJECTS[kind]}:{subject_id}"


def call(review_id: str) -> str:
    """Say that a review spoils."""
    return f"rv1:call:{review_id}"


def call_comment(comment_id: str) -> str:
    """Say that a comment spoils."""
    return f"rv1:spoils:{comment_id}"


def take_back(review_id: str) -> str:
    """Take back one's own word that a review spoils."""
    return f"rv1:uncall:{review_id}"


def answer(guild_id: int, review_id: str, *, right: bool) -> str:
    """Let the author answer whoever said that the review spoils, in direct messages too."""
    return f"rv1:answer:{base36(guild_id)}:{review_id}:{'y' if right else 'n'}"


def settle(review_id: str, *, keep: bool) -> str:
    """Let a moderator keep a called review hidden, or open it again."""
    return f"rv1:settle:{review_id}:{'y' if keep else 'n'}"


def report(kind: Subject, subject_id: str) -> str:
    """Open the form for a report."""
    return f"rv1:report:{_SUBJECTS[kind]}:{subject_id}"


def hide(kind: Subject, subject_id: str) -> str:
    """Open the form in which a moderator says why something is hidden."""
    return f"rv1:hide:{_SUBJECTS[kind]}:{subject_id}"


def unhide(kind: Subject, subject_id: str) -> str:
    """Put back what a moderator hid."""
    return f"rv1:unhide:{_SUBJECTS[kind]}:{subject_id}"


def dismiss(report_id: str) -> str:
    """Close the reports about a thing."""
    return f"rv1:dismiss:{report_id}"


def reports(number: int) -> str:
    """Turn to a page of open reports."""
    return f"rv1:reports:{number}"


def log(number: int) -> str:
    """Turn to a page of what moderators did."""
    return f"rv1:log:{number}"


def choose(what: str) -> str:
    """Choose something for the whole server: full, compact, threads, share and the like."""
    return f"rv1:server:{what}"


LOG_CHANNEL: Final = "rv1:server-log"
"""The menu in which moderators choose where they are told."""


def report_form(kind: Subject, subject_id: str) -> str:
    """Name the form of a report after what it is about."""
    return f"f1:report:{_SUBJECTS[kind]}:{subject_id}"


def hide_form(kind: Subject, subject_id: str) -> str:
    """Name the form of a moderator's reason after what is hidden."""
    return f"f1:hide:{_SUBJECTS[kind]}:{subject_id}"
