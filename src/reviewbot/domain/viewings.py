"""Viewings: each dated watching or reading of a work, and what a later one says of the earlier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from reviewbot.domain.dates import UNKNOWN, SeenOn, day_of
from reviewbot.domain.parts import WHOLE, Part
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import NO_PROSE
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import Work, WorkKind
from reviewbot.errors import Invalid

NOTE_MAX: Final = 300
"""Characters of what somebody notes of one viewing."""
_WORDS: Final = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)


@dataclass(frozen=True, slots=True)
class Viewing:
    """One watching or reading of a work, or of a `part` of a show; `created_at` is when noted."""

    guild_id: int
    id: str
    member_id: int
    work: Work
    created_at: int
    part: Part = WHOLE
    seen_on: SeenOn = UNKNOWN
    rating: Rating | None = None
    note: Prose = NO_PROSE

    @property
    def latest_day(self) -> date:
        """The last day on which it can have been: never later than when it was noted."""
        return min(self.seen_on.last, day_of(self.created_at))


@dataclass(frozen=True, slots=True)
class Again:
    """That a viewing was not the first: which one it was, and the ratings before and then."""

    number: int
    before: Rating | None = None
    then: Rating | None = None


def in_order(viewings: Sequence[Viewing]) -> list[Viewing]:
    """Return viewings as they happened, as far as that is known.

    One without a date was before it was noted, and so before one dated on that day.
    """
    return sorted(
        viewings,
        key=lambda one: (one.latest_day, bool(one.seen_on.year), one.created_at, one.id),
    )


def again(viewings: Sequence[Viewing], of: Viewing, now: Rating | None = None) -> Again | None:
    """Say how one viewing stands among all of that member, work and part; `None` for the first.

    `now` takes the place of its own rating. One without a rating keeps the last one before.
    """
    ordered = in_order(viewings)
    number = ordered.index(of)
    if not number:
        return None
    rated = [one.rating for one in ordered[:number] if one.rating]
    return Again(number + 1, rated[-1] if rated else None, now or of.rating)


def ordinal(number: int) -> str:
    """Return a place in words up to ten, then in digits: `second`, `11th`, `22nd`."""
    if number <= len(_WORDS):
        return _WORDS[number - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 14 else ending}"


def again_label(told: Again, kind: WorkKind) -> str:
    """Say it in words: `second viewing, 4 → 4½`, `third reading, still 4`, `second viewing`."""
    which = f"{ordinal(told.number)} {'reading' if kind is WorkKind.BOOK else 'viewing'}"
    if told.before is None or told.then is None:
        return which
    if told.before == told.then:
        return f"{which}, still {told.then.label}"
    return f"{which}, {told.before.label} → {told.then.label}"


def checked_note(text: str) -> Prose:
    """Return the note as it is stored; raise `Invalid` if it is too long."""
    note = Prose.of(text.strip())
    if len(note) > NOTE_MAX:
        raise Invalid(f"That note has {len(note)} characters; {NOTE_MAX} is the most I can keep.")
    return note
