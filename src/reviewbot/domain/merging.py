"""Two works that are one: what a merge is, and which of two shelves a member is further on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from reviewbot.domain.shelves import Shelf
from reviewbot.domain.works import Work
from reviewbot.errors import Invalid

_FAR: Final = {
    one: place
    for place, one in enumerate(
        (Shelf.WANT, Shelf.DROPPED, Shelf.PAUSED, Shelf.CURRENT, Shelf.DONE)
    )
}


@dataclass(frozen=True, slots=True)
class Merge:
    """The work `from_id` made part of `into_id` by a moderator; `named` was its title."""

    guild_id: int
    id: str
    from_id: str
    into_id: str
    member_id: int
    created_at: int
    undone_at: int | None = None
    named: str = ""


def checked_pair(duplicate: Work, into: Work) -> None:
    """Raise `Invalid` where two works cannot be one."""
    if duplicate.id == into.id:
        raise Invalid("Those are one already. Pick two titles from the list while you type.")
    if duplicate.kind is not into.kind:
        raise Invalid(
            f"{duplicate.label} and {into.label} are of different kinds, so they are two."
        )


def further(ours: dict[str, Any], theirs: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return whichever row says that a member is further; of two alike, the present one."""
    if theirs is None or "shelf" not in ours:
        return ours if theirs is None else dict(theirs)
    ahead = _FAR[Shelf(ours["shelf"])] > _FAR[Shelf(theirs["shelf"])]
    return ours if ahead else dict(theirs)
