"""Spoilers: which parts of a text are hidden, and a type that cannot show them by accident."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Self

from reviewbot.domain.text import normalise

MASK: Final = "▒▒▒▒▒"
"""What stands where a spoiler stood; always the same length, which says nothing of the text."""

_BARS: Final = re.compile(r"\|\|(?P<inside>.+?)\|\|(?!\|)", re.DOTALL)
"""Discord's own marks. They open and close alike, so they cannot stand inside each other."""
_BAR_RUN: Final = re.compile(r"\|{2,}")
_TICKS: Final = re.compile(r"`+")
_TICKS_MOST: Final = 200
"""More than these are not worth the time that it takes to pair them."""
_READ: Final = re.compile(
    r"\\[^0-9A-Za-z\s]|(?P<code>`+)[\s\S]*?[^`](?P=code)(?!`)|(?P<spoiler>\|\|[\s\S]+?\|\|)"
)
"""An escape, code and a spoiler, as Discord's markdown reads them."""
_BRACKETS: Final = (
    re.compile(r"(?P<open>>!)|!<"),
    re.compile(r"(?P<open><spoilers?>)|</spoilers?>", re.IGNORECASE),
    re.compile(r"(?P<open>\[spoilers?(?:=[^\]\n]*)?\])|\[/spoilers?\]", re.IGNORECASE),
)
"""Reddit's marks and the two tags of forums, which may stand inside each other. One that is
never closed hides the rest, since hiding too much spoils nobody."""

_SIGNS: Final = ("||", ">!", "<", "[")
"""A text without any of these hides nothing; most have none."""

_Span = tuple[int, int, int, int]  # where the marks and, inside them, the hidden text begin and end


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that is open or hidden. Its `repr` never holds the text."""

    text: str = field(repr=False)
    hidden: bool


@dataclass(frozen=True, slots=True, repr=False)
class Prose:
    """A member's text together with what of it is a spoiler.

    `whole` hides all of it. `str()` and `repr()` give a placeholder; `masked()` gives text
    for anybody's eyes; only `reveal()` and `segments()` give what is hidden, and only a
    private answer to somebody who asked, or a spoiler container, may show that.
    """

    _raw: str
    whole: bool = False

    @classmethod
    def of(cls, text: str, *, whole: bool = False) -> Self:
        """Wrap text as a member wrote it, in the form in which it is stored."""
        return cls(normalise(text), whole)

    def __bool__(self) -> bool:
        return bool(self._raw.strip())

    def __len__(self) -> int:
        return len(self._raw)

    def __str__(self) -> str:
        return f"<prose of {len(self._raw)} characters>"

    __repr__ = __str__

    @property
    def has_spoilers(self) -> bool:
        """Whether any of it is hidden."""
        return self.whole or any(s.hidden for s in self.segments())

    def reveal(self) -> str:
        """Return the text exactly as it was written, marks included."""
        return self._raw

    def segments(self) -> tuple[Segment, ...]:
        """Return the text in order, cut where hiding begins and ends, without the marks."""
        if self.whole:
            return (Segment(self._raw, hidden=True),)
        return tuple(_segments(self._raw))

    def hidden_spans(self) -> tuple[tuple[int, int], ...]:
        """Return where, in `reveal()`, each hidden stretch begins and ends, marks included."""
        if self.whole:
            return ((0, len(self._raw)),)
        return tuple((start, end) for start, end, _ in _merged(self._raw))

    def masked(self) -> str:
        """Return the text with `MASK` for every hidden stretch."""
        return "".join(MASK if s.hidden else s.text for s in self.segments())


def _segments(raw: str) -> Iterator[Segment]:
    position = 0
    for start, end, inside in _merged(raw):
        if start > position:
            yield Segment(raw[position:start], hidden=False)
        yield Segment(inside, hidden=True)
        position = end
    if position < len(raw):
        yield Segment(raw[position:], hidden=False)


def _merged(raw: str) -> Iterator[tuple[int, int, str]]:
    """Yield `(start, end, hidden text)` in order; overlapping notations hide their union."""
    if not any(sign in raw for sign in _SIGNS):
        return
    found = sorted(_barred(raw) + [span for marks in _BRACKETS for span in _bracketed(marks, raw)])
    merged: list[_Span] = []
    for span in found:
        if merged and span[0] < merged[-1][1]:
            start, end, inner_start, inner_end = merged[-1]
            merged[-1] = (start, max(end, span[1]), inner_start, max(inner_end, span[3]))
        else:
            merged.append(span)
    for start, end, inner_start, inner_end in merged:
        yield start, end, raw[inner_start:inner_end]


def _barred(raw: str) -> list[_Span]:
    """Return what bars hide; where it is not clear which belong together, all between them.

    Discord reads escapes and code first, and where three bars meet it takes the first two. A
    reading that differs from its own in one pair would open every spoiler after that.
    """
    runs = list(_BAR_RUN.finditer(raw))
    if len(runs) > 1 and _is_unclear(raw, runs):
        first, last = runs[0], runs[-1]
        return [(first.start(), last.end(), first.end(), last.start())]
    return [(m.start(), m.end(), m.start("inside"), m.end("inside")) for m in _BARS.finditer(raw)]


def _is_unclear(raw: str, runs: list[re.Match[str]]) -> bool:
    """Tell whether bars may be escaped, stand in code, or are more than two in a row."""
    if any(len(run[0]) > len("||") or raw[max(run.start() - 1, 0)] == "\\" for run in runs):
        return True
    ticks = [len(run) for run in _TICKS.findall(raw)]
    if len(ticks) > _TICKS_MOST or max(ticks, default=0) > len("```"):
        return True
    return bool(ticks) and _as_read(raw) != [mark.span() for mark in _BARS.finditer(raw)]


def _as_read(raw: str) -> list[tuple[int, int]]:
    """Return what Discord takes for spoilers: from left to right, whatever begins first."""
    return [mark.span() for mark in _READ.finditer(raw) if mark["spoiler"]]


def _bracketed(marks: re.Pattern[str], raw: str) -> Iterator[_Span]:
    depth, start, inner = 0, 0, 0
    for mark in marks.finditer(raw):
        if mark["open"]:
            if not depth:
                start, inner = mark.span()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, mark.end(), inner, mark.start()
    if depth:
        yield start, len(raw), inner, len(raw)
