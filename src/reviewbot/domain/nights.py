"""Choosing together: who is in, who vetoed what, and whose wish lost, so that it counts more."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

REMEMBERED: Final = 3
"""A member's last choices that count for the next one."""
FADING: Final = 0.5
"""How much an earlier choice counts beside the one after it."""
WISH_LOST: Final = 20
"""Points, one star, that somebody loses at least who had a pick on their list, and not it."""
STAR: Final = 20.0
"""Points of a mean loss from which a wish counts `LOUDEST`."""
LOUDEST: Final = 2.0
LOUDER_FROM: Final = 1.1
"""From where a wish that counts more is worth telling."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One member on a group's page: whether they are in, what they vetoed, what all took.

    `vetoed` and `taken` are ids of works, `lost` how many points the member lost by what was
    taken. Whoever leaves keeps a veto for when they are back.
    """

    member_id: int
    present: bool = True
    vetoed: str | None = None
    taken: str | None = None
    lost: int | None = None


def losses(
    likely: Mapping[str, Mapping[int, float]],
    wanting: Mapping[str, Collection[int]],
    taken: str,
) -> dict[int, int]:
    """Return how many points each member lost by what was taken of the picks.

    That is by how much they would likely give it less than what they would like best of the
    picks (`likely`: work, then member, to points); at least `WISH_LOST` for whoever wants one
    of the others (`wanting`: work to members) and not this one.
    """
    found = {}
    for member, given in likely[taken].items():
        best = max(picks.get(member, 0.0) for picks in likely.values())
        wished = any(member in who for work, who in wanting.items() if work in likely)
        lost = wished and member not in wanting.get(taken, ())
        found[member] = max(round(best - given), WISH_LOST if lost else 0)
    return found


def wish(lost: Sequence[int]) -> float:
    """Return how much a member's wish counts, by what they lost lately, the last first.

    1 for whoever lost nothing, up to `LOUDEST`.
    """
    counted = [FADING**place for place in range(len(lost[:REMEMBERED]))]
    if not counted:
        return 1.0
    mean = sum(part * points for part, points in zip(counted, lost, strict=False)) / sum(counted)
    return 1.0 + (LOUDEST - 1.0) * min(mean / STAR, 1.0)


def wishes(lost: Mapping[int, Sequence[int]], members: Iterable[int]) -> dict[int, float]:
    """Return how much each member's wish counts; see `wish`."""
    return {member: wish(lost.get(member, ())) for member in members}
