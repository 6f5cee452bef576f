"""What a member searches for."""

from dataclasses import dataclass
from typing import Final

from reviewbot.domain.works import WorkKind

QUERY_MAX: Final = 200
"""Characters of a query that are looked at; the rest is ignored."""
QUERY_WORDS_MAX: Final = 12
"""Words of a query that are looked at; the rest is ignored."""


@dataclass(frozen=True, slots=True)
class Search:
    """Reviews that hold all of `words`, the last of them as a beginning, within the filters.

    `words` may be empty or hold nothing that can be found; then only the filters decide.
    `min_points` leaves out reviews with a lower rating or none.
    """

    words: str = ""
    kind: WorkKind | None = None
    author_id: int | None = None
    min_points: int | None = None
