"""Ids of searches: a query that fits stands in them, a longer one is kept and referred to."""

from typing import Final

from reviewbot.domain.search import Ranking, Search, Span
from reviewbot.ui.ids.shapes import ID, KINDS, NUMBER

_PLACE: Final = rf"(?P<role>[pns]):(?P<page>{NUMBER}):(?P<ranking>[rnhd])"
HITS: Final = rf"rv1:hits:{_PLACE}:(?P<query>(?s:.{{0,84}}))"
KEPT_HITS: Final = rf"rv1:kept:{_PLACE}:(?P<search>{ID})"
FIND: Final = (
    rf"rv1:find:(?P<page>{NUMBER}):(?P<kind>[mbt-]):(?P<points>\d{{1,3}})"
    r":(?P<author>[0-9a-z]{1,14}):(?P<words>(?s:.{0,60}))"
)
"""How the first version wrote a search; messages still carry it."""


def hits(role: str, number: int, ranking: Ranking, query: str) -> str:
    """Turn to a page of a search; `role` keeps the buttons of one message apart."""
    return f"rv1:hits:{role}:{number}:{ranking.letter}:{query}"


def kept_hits(role: str, number: int, ranking: Ranking, search_id: str) -> str:
    """Turn to a page of a search that is kept, being too long for an id."""
    return f"rv1:kept:{role}:{number}:{ranking.letter}:{search_id}"


def search_of(kind: str, points: str, author: str, words: str) -> Search:
    """Return the search that the first version wrote; the parts have the shapes of `FIND`."""
    least = Span(int(points)) if int(points) else None
    return Search(words, KINDS[kind], int(author, 36) or None, points=least)
