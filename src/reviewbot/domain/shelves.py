"""Shelves: where a work stands with a member, in the words that fit a film, a book or a show."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reviewbot.domain.progress import Progress
from reviewbot.domain.reviews import NO_PROSE, Review
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import Work, WorkKind
from reviewbot.errors import Invalid

REASON_MAX: Final = 300
"""Characters of why a work was dropped."""


class Shelf(StrEnum):
    """Where a work stands; the value is stored. Only `DONE` counts as finished."""

    WANT = "want"
    CURRENT = "current"
    DONE = "done"
    PAUSED = "paused"
    DROPPED = "dropped"

    def label(self, kind: WorkKind | None = None) -> str:
        """Say the shelf as a member would: `to read`, `watched`; for every kind without one."""
        return _LABELS[self][kind is WorkKind.BOOK] if kind else _FOR_ALL[self]


SHOWN: Final = (Shelf.CURRENT, Shelf.WANT, Shelf.PAUSED, Shelf.DONE, Shelf.DROPPED)
"""The order in which shelves are shown: what is under way first."""
_LABELS: Final = {
    Shelf.WANT: ("to watch", "to read"),
    Shelf.CURRENT: ("watching", "reading"),
    Shelf.DONE: ("watched", "read"),
    Shelf.PAUSED: ("paused", "paused"),
    Shelf.DROPPED: ("dropped", "dropped"),
}
_FOR_ALL: Final = {
    Shelf.WANT: "to watch or read",
    Shelf.CURRENT: "watching or reading",
    Shelf.DONE: "watched or read",
    Shelf.PAUSED: "paused",
    Shelf.DROPPED: "dropped",
}


@dataclass(frozen=True, slots=True)
class Shelved:
    """A work on a member's shelf. Times are Unix seconds.

    `progress` is how far they are, or where they stopped; `reason` why. `recommended_by` is
    the member and `review_id` the review that made them want it, where there was one. `must`
    puts it first among what they want.
    """

    guild_id: int
    member_id: int
    work: Work
    shelf: Shelf
    created_at: int
    changed_at: int
    progress: Progress | None = None
    reason: Prose = NO_PROSE
    recommended_by: int | None = None
    review_id: str | None = None
    must: bool = False

    @property
    def finished(self) -> bool:
        """Whether the member came to the end; what was dropped or paused never counts."""
        return self.shelf is Shelf.DONE


def is_past(shelved: Shelved | None, review: Review) -> bool:
    """Tell whether somebody with the work there on their shelf has passed what a review spoils."""
    if shelved is None:
        return False
    far_enough = shelved.progress is not None and shelved.progress.reaches(review.reach)
    return shelved.finished or far_enough


def checked_reason(text: str) -> Prose:
    """Return the reason as it is stored; raise `Invalid` if it is too long."""
    reason = Prose.of(text.strip())
    if len(reason) > REASON_MAX:
        raise Invalid(f"That reason has {len(reason)} characters; {REASON_MAX} is the most.")
    return reason
