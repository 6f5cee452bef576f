"""From one long text to pages that fit into a message, cut where a reader would cut.

No page splits a word, a spoiler or a code fence, unless that one thing is longer than a page.
Joined together, the pages are the text.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final

import regex

from reviewbot.domain.spoilers import Prose
from reviewbot.ui.limits import PAGE_ROOM
from reviewbot.ui.text import boundary, costs

Span = tuple[int, int]

_FENCE: Final = regex.compile(r"```.*?(?:```|\Z)", regex.DOTALL)
_SPACE: Final = regex.compile(r"\s+")
# Where to cut, best first: after a paragraph, after a line, after a sentence.
_PREFERRED: Final = (
    regex.compile(r"\n[^\S\n]*\n\s*"),
    regex.compile(r"\n\s*"),
    regex.compile(r"[.!?…。！？]['\"’”»)]*\s+"),
)


def pages(prose: Prose, *, revealed: bool, room: int = PAGE_ROOM) -> list[str]:
    """Cut `prose` into pages, as written if `revealed`, else masked; not yet neutralised.

    Each takes up at most `room` once neutralised. There is always at least one page.
    """
    if revealed:
        return split(prose.reveal(), [] if prose.whole else prose.hidden_spans(), room)
    return split(prose.masked(), (), room)


def split(text: str, whole: Iterable[Span], room: int) -> list[str]:
    """Cut `text` into pages of at most `room`, with no cut inside the spans of `whole`."""
    used = list(accumulate(costs(text), initial=0))
    if used[-1] <= room:
        return [text]
    kept = _merged([*whole, *(m.span() for m in _FENCE.finditer(text))])
    found, start = [], 0
    while used[-1] - used[start] > room:
        end = bisect_right(used, used[start] + room) - 1
        place = _place(text, kept, start, end)
        found.append(text[start:place])
        start = place
    return [*found, text[start:]]


def _place(text: str, kept: Sequence[Span], start: int, end: int) -> int:
    """Return where to cut between `start` and `end`, as near to `end` as is good."""
    late = start + (end - start) * 2 // 3
    for pattern in _PREFERRED:
        if place := _last(pattern, text, kept, late, end):
            return place
    # A word that nothing ends within a page is cut between visible characters.
    return (
        _last(_SPACE, text, kept, start, end)
        or _last(_SPACE, text, (), start, end)
        or start + boundary(text[start : end + 64], end - start)
    )


def _last(
    pattern: regex.Pattern[str], text: str, kept: Sequence[Span], start: int, end: int
) -> int | None:
    ends = (m.end() for m in pattern.finditer(text, start, end))
    good = [e for e in ends if start < e and not any(a < e < b for a, b in kept)]
    return good[-1] if good else None


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for begin, end in sorted(spans):
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged
