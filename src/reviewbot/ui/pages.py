"""From one long text to pages that fit into a message, cut where a reader would cut.

No page splits a word, a spoiler or a code fence, unless that one thing is longer than a page.
Joined together, revealed pages are the text.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

import regex

from reviewbot.domain.spoilers import MASK, Prose
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

    Each takes up at most `room` once neutralised, and there is at least one. Page by page
    both ways show the same stretch of text, so that a reader who asks for the spoilers stays
    where they are.
    """
    text = prose.reveal()
    hidden = prose.hidden_spans()
    cuts = list(_cuts(text, () if prose.whole else hidden, room))
    spans = list(pairwise([0, *cuts, len(text)]))
    if revealed:
        return [text[start:end] for start, end in spans]
    return [_masked(text, hidden, start, end) for start, end in spans]


def _masked(text: str, hidden: Iterable[Span], start: int, end: int) -> str:
    """Return a stretch of text with `MASK` for every hidden part of it."""
    shown, position = [], start
    for begin, stop in hidden:
        if begin < end and stop > start:
            shown += [text[position : max(begin, start)], MASK]
            position = min(stop, end)
    return "".join([*shown, text[position:end]])


def _cuts(text: str, whole: Iterable[Span], room: int) -> Iterator[int]:
    """Yield where to cut so that no page takes up more than `room`."""
    used = list(accumulate(costs(text), initial=0))
    if used[-1] <= room:
        return
    kept = _merged([*whole, *(m.span() for m in _FENCE.finditer(text))])
    start = 0
    while used[-1] - used[start] > room:
        end = bisect_right(used, used[start] + room) - 1
        start = _place(text, kept, start, end)
        yield start


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
