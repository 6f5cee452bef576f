"""What a guild thinks of one work: who gave what, and for whom they say it is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from reviewbot.domain.identifiers import Identifier
from reviewbot.domain.parts import Part
from reviewbot.domain.reviews import Review, Verdict
from reviewbot.domain.stats import Tally, one_each, tally
from reviewbot.domain.works import Work

GIVERS_MAX: Final = 12
"""Members who are named with what they gave."""


@dataclass(frozen=True, slots=True)
class Given:
    """What one live review says besides its words; `worded` tells whether it has any."""

    member_id: int
    part: Part
    points: int | None
    verdict: Verdict | None
    worded: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of a work, one rating a member.

    `givers` are members with their points, the highest first and at most `GIVERS_MAX`; whoever
    looks is one of them if they rated. `verdicts` counts each member's newest one. `worded` is
    how many reviews have words to read.
    """

    tally: Tally | None = None
    givers: Sequence[tuple[int, int]] = ()
    verdicts: Mapping[Verdict, int] = field(default_factory=dict)
    worded: int = 0


@dataclass(frozen=True, slots=True)
class Opinions:
    """One work as a guild sees it; `reviews` are some of what has words.

    `names` are its other titles, `known` what catalogues call it.
    """

    work: Work
    figures: Figures
    reviews: Sequence[Review]
    names: Sequence[str] = ()
    known: Sequence[Identifier] = ()


def figures_of(given: Sequence[Given], asker: int = 0) -> Figures:
    """Count what all live reviews of a work say, newest first."""
    rated = ((one.member_id, one.part, one.points) for one in given)
    by_member = one_each((who, part, points) for who, part, points in rated if points is not None)
    newest = {one.member_id: one.verdict for one in reversed(given) if one.verdict}
    ranked = sorted(by_member.items(), key=lambda one: (-one[1], one[0] != asker))
    return Figures(
        tally(by_member.values()),
        with_asker(ranked[:GIVERS_MAX], asker, by_member.get(asker)),
        counted(Counter(newest.values())),
        sum(one.worded for one in given),
    )


def with_asker(
    givers: Sequence[tuple[int, int]], asker: int, points: int | None
) -> Sequence[tuple[int, int]]:
    """Return the highest givers; whoever looks takes the last place if they are not among them."""
    if points is None or asker in {who for who, _ in givers}:
        return givers
    return [*givers[: GIVERS_MAX - 1], (asker, points)]


def counted(verdicts: Mapping[Verdict, int]) -> Mapping[Verdict, int]:
    """Return the verdicts that anybody gave, in their own order."""
    return {verdict: verdicts[verdict] for verdict in Verdict if verdicts.get(verdict)}
