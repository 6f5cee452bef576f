"""Which passages of an unmarked text look like spoilers: an offline guess, shown to its author.

It is made to be right when it speaks, not to find everything: whoever is asked about nothing
stops reading the question.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final, NamedTuple

from reviewbot.domain.cues import (
    CUES,
    NO_MORE,
    PLOT_HEADINGS,
    SPOILER_HEADINGS,
    WARNED,
    WARNING,
)

PLOT_MIN: Final = 400
"""Characters from which what stands under "Plot" is more than the blurb on the cover."""
_HITS_MAX: Final = 30
"""Places that are looked at in one text; where there are more, these are enough to ask."""
_HEAD: Final = 30_000
_TAIL: Final = 15_000
"""Of a text longer than both, this much of its beginning and end is searched for cues: every
cue is a search of its own, and no text may hold the bot up for more than 5 ms."""
_WARNINGS_MAX: Final = 12
"""Places of a word such as "spoiler" that are looked at; who warns does it early."""
_WARNED_AROUND: Final = 40
"""Characters around that word in which the warning stands."""
_LINES_MAX: Final = 2_000
_AROUND: Final = 300
"""Characters before and after a cue in which its sentence begins and ends."""
_ENDS: Final = re.compile(r"[.!?…。！？][\"”’»')\]]*\s*|\n")
_HEADING_MAX: Final = 30
_NOT_LETTERS: Final = " \t\r*_#~:=->.!|[]()【】「」—–•"
_WARNINGS: Final = ("spoiler", "스포", "ネタバレ")
_PLOT: Final = "it tells the plot"


@dataclass(frozen=True, slots=True)
class Passage:
    """Where in the text something looks like a spoiler, and what it looks like."""

    start: int
    end: int
    reason: str


class Line(NamedTuple):
    """A short line that ends no sentence: where it begins and ends, and what it says."""

    start: int
    end: int
    words: str


def suspicious(text: str) -> list[Passage]:
    """Return what looks like a spoiler, in order, apart from each other; mostly nothing."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow; places would no longer fit
        lowered = text
    found = [*_announced(lowered), *_told(lowered)]
    return _trimmed(text, _merged(found))


def with_marks(text: str, passages: Iterable[Passage]) -> str:
    """Return the text with the passages between `||`, paragraph by paragraph."""
    shown, position = [], 0
    for passage in passages:
        shown += [text[position : passage.start], _marked(text[passage.start : passage.end])]
        position = passage.end
    return "".join([*shown, text[position:]])


def _marked(words: str) -> str:
    """Hide a passage; bars of its own would end the hiding, so they are set apart."""
    return "||" + words.replace("|", "¦") + "||"


def _announced(lowered: str) -> Iterator[Passage]:
    """Yield what follows a warning or a heading."""
    warned = _warning(lowered)
    if warned:
        over = NO_MORE.search(lowered, warned.end(), warned.end() + _HEAD)
        yield Passage(warned.end(), over.start() if over else len(lowered), WARNED)
    lines = [*_headings(lowered), Line(len(lowered), len(lowered), "")]
    for one, following in pairwise(lines):
        start, heading, end = one.end, one.words, following.start
        if heading in SPOILER_HEADINGS:
            yield Passage(start, end, WARNED)
        elif heading in PLOT_HEADINGS and end - start >= PLOT_MIN:
            yield Passage(start, end, _PLOT)


def _warning(lowered: str) -> re.Match[str] | None:
    """Return the first warning of spoilers, looked for only around the words it must hold."""
    first: re.Match[str] | None = None
    for word in _WARNINGS:
        place, left = lowered.find(word), _WARNINGS_MAX
        while place >= 0 and left:
            left -= 1
            end = place + len(word) + _WARNED_AROUND
            found = WARNING.search(lowered, max(place - _WARNED_AROUND, 0), end)
            if found and (first is None or found.start() < first.start()):
                first = found
            place = -1 if found else lowered.find(word, place + len(word))
    return first


def _headings(lowered: str) -> Iterator[Line]:
    """Yield where each short line that ends no sentence begins and ends, and what it says."""
    position = 0
    for line in lowered.split("\n", _LINES_MAX)[:_LINES_MAX]:
        words = line.strip(_NOT_LETTERS) if len(line) <= _HEADING_MAX else ""
        if words and line[-1] not in ".!?。":
            yield Line(position, position + len(line), words)
        position += len(line) + 1


def _told(lowered: str) -> Iterator[Passage]:
    """Yield the sentences that hold a cue."""
    left = _HITS_MAX
    size = len(lowered)
    parts = [(0, size)] if size <= _HEAD + _TAIL else [(0, _HEAD), (size - _TAIL, size)]
    for cue, (begin, stop) in product(CUES, parts):
        place = lowered.find(cue.stem, begin, stop)
        while place >= 0 and left:
            left -= 1
            start, end = _sentence(lowered, place)
            if cue.pattern.search(lowered[start:end]):
                yield Passage(start, end, cue.reason)
            place = lowered.find(cue.stem, end, stop)


def _sentence(lowered: str, place: int) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends."""
    first = max(place - _AROUND, 0)
    start = first
    for match in _ENDS.finditer(lowered, first, place):
        start = match.end()
    after = _ENDS.search(lowered, place, place + _AROUND)
    return start, after.end() if after else min(place + _AROUND, len(lowered))


def _merged(found: Iterable[Passage]) -> list[Passage]:
    merged: list[Passage] = []
    for one in sorted(found, key=lambda passage: (passage.start, -passage.end)):
        if merged and one.start <= merged[-1].end:
            last = merged[-1]
            merged[-1] = Passage(last.start, max(last.end, one.end), last.reason)
        else:
            merged.append(one)
    return merged


def _trimmed(text: str, passages: Iterable[Passage]) -> list[Passage]:
    """Leave white space at the edges out, and what is nothing else altogether."""
    trimmed = []
    for one in passages:
        words = text[one.start : one.end]
        start = one.start + len(words) - len(words.lstrip())
        end = one.start + len(words.rstrip())
        if start < end:
            trimmed.append(Passage(start, end, one.reason))
    return trimmed
