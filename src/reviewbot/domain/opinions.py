"""What a guild thinks of one work: who gave what, and for whom they say it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reviewbot.domain.identifiers import Identifier
from reviewbot.domain.parts import Part
from reviewbot.domain.reviews import Review, Verdict
from reviewbot.domain.stats import one_each
from reviewbot.domain.works import Work


@dataclass(frozen=True, slots=True)
class Given:
    """What one live review says besides its words; `worded` tells whether it has any."""

    member_id: int
    part: Part
    points: int | None
    verdict: Verdict | None
    worded: bool


@dataclass(frozen=True, slots=True)
class Opinions:
    """One work as a guild sees it. `given` has all there is, `reviews` some of what has words.

    `names` are its other titles, `known` what catalogues call it.
    """

    work: Work
    given: Sequence[Given]
    reviews: Sequence[Review]
    names: Sequence[str] = ()
    known: Sequence[Identifier] = ()

    @property
    def by_member(self) -> dict[int, int]:
        """The one rating of each member that counts, in points."""
        rated = ((one.member_id, one.part, one.points) for one in self.given)
        return one_each((who, part, points) for who, part, points in rated if points is not None)

    @property
    def verdicts(self) -> dict[Verdict, int]:
        """How many members gave each verdict; one counts for each member's newest review."""
        newest = {one.member_id: one.verdict for one in reversed(self.given) if one.verdict}
        counted = Counter(newest.values())
        return {verdict: counted[verdict] for verdict in Verdict if counted[verdict]}

    @property
    def worded(self) -> int:
        """How many of the reviews have words to read."""
        return sum(one.worded for one in self.given)
