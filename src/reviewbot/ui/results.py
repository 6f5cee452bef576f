"""What a search found: titles, who wrote, and the words around the hit, without spoilers."""

import re
from collections.abc import Iterator
from typing import Final

from reviewbot.domain.pages import Page
from reviewbot.domain.ratings import number
from reviewbot.domain.reviews import Review
from reviewbot.domain.search import Search
from reviewbot.domain.tokens import fold, words
from reviewbot.ui import cards, ids, layout
from reviewbot.ui.limits import SNIPPET_MAX
from reviewbot.ui.text import boundary, clean, neutralise, one_line, plural

_FOLDED_MAX: Final = 20_000
"""Characters of one text that are compared word by word where plain comparison finds nothing."""
_JOINERS: Final = re.compile(r"\w['’‘ʼ`´‐‑–-]\w")
"""A word with something inside that does not split it, as `domain.tokens` has it."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’\-‐‑–][^\W_]+)*")


def search_page(search: Search, found: Page[Review]) -> layout.Layout:
    """Return one page of hits, each with a button that opens it."""
    items = [layout.text(_heading(search, found))]
    items += [_row(review, search.words) for review in found.items]
    if found.count > 1:
        items.append(_turning(search, found))
    return layout.Layout(*items)


def _heading(search: Search, found: Page[Review]) -> str:
    filters = (
        f"{search.kind.label}s" if search.kind else "",
        f"by {layout.mention(search.author_id)}" if search.author_id else "",
        f"with {number(search.min_points)}/5 or more" if search.min_points else "",
    )
    told = "".join(f", {part}" for part in filters if part)
    quoted = f"“{neutralise(one_line(search.words, 60))}”{told}" if search.words else told[2:]
    if not found.total:
        return (
            f"No review here has {quoted or 'been written yet'}.\n"
            "-# Fewer words find more; the last one may be just a beginning."
        )
    return f"**{plural(found.total, 'review')}** for {quoted or 'everything'}"


def _row(review: Review, query: str) -> layout.Item:
    spoils = cards.spoiler_label(review)
    lines = (
        f"**{cards.title(review.work)}** {cards.facts(review.work).removeprefix('-# ')}",
        cards.byline(review),
        snippet(review, query),
        spoils and f"-# {spoils}",
    )
    content = "\n".join(line for line in lines if line)
    return layout.section(content, layout.button("Read", ids.read(review.id)))


def snippet(review: Review, query: str) -> str:
    """Return the words around the first hit, the hit in bold; else how the text begins."""
    text = " ".join(clean(cards.open_words(review)).split())
    place = _hit(text, list(words(query)))
    if place is None:
        return cards.teaser(review, SNIPPET_MAX)
    start, end = place
    first, last = _window(text, start, end)
    before = ("…" if first else "") + neutralise(text[first:start])
    after = neutralise(text[end:last]) + ("…" if last < len(text) else "")
    return f"{before}**{neutralise(text[start:end])}**{after}"


def _hit(text: str, wanted: list[str]) -> tuple[int, int] | None:
    """Find one of the wanted words, the last also as a beginning; whole words come first."""
    if not wanted or not text:
        return None
    lowered = text.lower()
    if len(lowered) == len(text):
        for word, whole in (*((word, True) for word in wanted), (wanted[-1], False)):
            if place := _place(lowered, word, whole=whole):
                return place
    if text.isascii() and not _JOINERS.search(text):
        return None
    return next(_folded_hits(text[:_FOLDED_MAX], wanted), None)


def _place(text: str, word: str, *, whole: bool) -> tuple[int, int] | None:
    """Find where `word` stands at the beginning of a word; no pattern is compiled for it."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not text[start - 1 : start].isalnum():
            while not whole and text[end : end + 1].isalnum():
                end += 1
            if not text[end : end + 1].isalnum():
                return start, end
        start = text.find(word, start + 1)
    return None


def _folded_hits(text: str, wanted: list[str]) -> Iterator[tuple[int, int]]:
    """Find what accents, apostrophes or a script without spaces hide from plain comparison."""
    for match in _WORD.finditer(text):
        word = "".join(words(match.group()))
        if word in wanted or word.startswith(wanted[-1]):
            yield match.span()
    folded = fold(text)
    if len(folded) == len(text):
        for word in wanted:
            if (place := folded.find(word)) >= 0:
                yield place, place + len(word)


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the snippet around a hit begins and ends, between words if it can be."""
    room = max(0, SNIPPET_MAX - (end - start)) // 2
    first, last = max(0, start - room), min(len(text), end + room)
    if first:
        first = text.find(" ", first, start) + 1 or start
    if last < len(text):
        space = text.rfind(" ", end, last)
        last = space if space > end else end + boundary(text[end:], last - end)
    return first, last


def _turning(search: Search, found: Page[Review]) -> layout.Item:
    def turn(label: str, to: int) -> layout.Item:
        there = 0 <= to < found.count
        return layout.button(label, ids.find(search, max(to, 0)), disabled=not there)

    return layout.row(
        turn("Previous", found.number - 1),
        layout.button(f"{found.number + 1} of {found.count}", "rv1:here:find", disabled=True),
        turn("Next", found.number + 1),
    )
