"""What a search found: titles, who wrote, and the words around the hit, without spoilers."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from reviewbot.domain.folding import fold
from reviewbot.domain.ratings import number
from reviewbot.domain.reviews import Review
from reviewbot.domain.search import Ranking, Search, Span
from reviewbot.domain.tokens import words
from reviewbot.domain.works import Work
from reviewbot.services.searching import Found
from reviewbot.store.search import HITS_MAX
from reviewbot.ui import cards, ids, layout, titles
from reviewbot.ui.limits import BUTTON_LABEL_MAX, OPTION_MAX, SNIPPET_MAX
from reviewbot.ui.text import boundary, clean, neutralise, one_line, plural

_FOLDED_MAX: Final = 20_000
"""Characters of one text that are compared word by word where plain comparison finds nothing."""
_JOINERS: Final = re.compile(r"\w['’‘ʼ`´‐‑–-]\w")
"""A word with something inside that does not split it, as `domain.tokens` has it."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’\-‐‑–][^\W_]+)*")


def search_page(found: Found, search_id: str | None = None) -> layout.Layout:
    """Return one page of hits, with a menu to open one and buttons for order and pages.

    A search too long for the id of a button has `search_id`.
    """
    items = [layout.text(*_heading(found))]
    first = found.page.number * found.page.size + 1
    hits = list(enumerate(found.page.items, first))
    items += [layout.text(_hit_lines(review, place, found.shown)) for place, review in hits]
    if hits:
        options = [_option(review, place) for place, review in hits]
        items.append(layout.menu("Read one of these", ids.PICK, options))
    if found.page.total > 1:
        items.append(_orders(found, search_id))
    if found.page.count > 1:
        items.append(_turning(found, search_id))
    if found.nearest:
        items.append(layout.row(*map(_door, found.nearest)))
    return layout.Layout(*items)


def _heading(found: Found) -> Iterator[str]:
    quoted, filters = _quoted(found.asked), in_words(found.asked)
    if found.meant:
        yield f"Nothing for {quoted}; showing {_quoted(found.meant)}."
    if found.page.total:
        count = plural(found.page.total, "review")
        many = f"{count}, the newest" if found.page.total >= HITS_MAX else count
        yield f"**{many}** for {_quoted(found.shown)}"
        yield filters and f"-# {filters}"
        return
    yield f"No review here has {quoted}{', ' if filters else ''}{filters}."
    if found.nearest:
        yield "These titles come near:"
    else:
        yield "-# Fewer words or filters find more; the last word may be just a beginning."
    yield "-# Not here yet? `/review post` adds it in a minute."


def _quoted(search: Search) -> str:
    words = [f"“{neutralise(one_line(search.words, 60))}”"] if search.words else []
    words += [f"“{neutralise(one_line(phrase, 40))}” word for word" for phrase in search.phrases]
    told = " and ".join(words[:4]) or "all reviews"
    if search.without:
        unwanted = ", ".join(neutralise(one_line(word, 30)) for word in search.without[:4])
        told += f" without *{unwanted}*"
    return told


def in_words(search: Search) -> str:
    """Return the filters as a member would say them: `films, of 2010 to 2015, rated over 4`."""
    parts = (
        f"{search.kind.label}s" if search.kind else "",
        f"by {layout.mention(search.author_id)}" if search.author_id is not None else "",
        f"of {_span(search.years, str)}" if search.years else "",
        f"rated {_rated(search.points)}" if search.points else "",
        *(f"tagged {neutralise(one_line(tag, 30))}" for tag in search.tags[:5]),
        "with text" if search.has_text else "",
        "without spoilers" if search.no_spoilers else "",
    )
    return ", ".join(part for part in parts if part)


def _span(span: Span, told: Callable[[int], str]) -> str:
    low, high = span.low, span.high
    if low == high and low is not None:
        return told(low)
    if low is None:
        return f"{told(high or 0)} or less"
    return f"{told(low)} or more" if high is None else f"{told(low)} to {told(high)}"


def _rated(points: Span) -> str:
    """Say a span of points; half a star is ten of them, and `>4` is from 81 on."""
    low, high = points.low, points.high
    if high is None and low is not None and low % 10 == 1 and low > 1:
        return f"over {number(low - 1)}"
    if low is None and high is not None and high % 10 == 9:
        return f"under {number(high + 1)}"
    return _span(points, number)


def _hit_lines(review: Review, place: int, search: Search) -> str:
    known = titles.facts(review.work).removeprefix("-# ")
    warned = " · ⚠️ Contains spoilers" if cards.spoiler_label(review) else ""
    part = f" · {review.part.label}" if review.part.label else ""
    query = " ".join((search.words, *search.phrases))
    lines = (
        f"**{place}. {titles.shown(review.work)}** {cards.byline(review)}",
        snippet(review, query),
        f"-# {known}{part}{warned}",
    )
    return "\n".join(line for line in lines if line)


def _option(review: Review, place: int) -> layout.Item:
    given = f"{review.rating.stars} · " if review.rating else ""
    told = titles.plain(review.work, OPTION_MAX, f"{place}. {given}")
    words = cards.open_words(review, headline=True) or cards.open_words(review)
    return layout.option(told, review.id, one_line(words, OPTION_MAX))


def _door(work: Work) -> layout.Item:
    return layout.button(titles.plain(work, BUTTON_LABEL_MAX), ids.work(work.id))


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


def _orders(found: Found, search_id: str | None) -> layout.Item:
    return layout.row(
        *(
            layout.button(
                one.capitalize(), _id("s", 0, one, found, search_id), disabled=one is found.ranking
            )
            for one in Ranking
        )
    )


def _turning(found: Found, search_id: str | None) -> layout.Item:
    page = found.page

    def turn(label: str, role: str, to: int) -> layout.Item:
        there = 0 <= to < page.count
        custom_id = _id(role, max(to, 0), found.ranking, found, search_id)
        return layout.button(label, custom_id, disabled=not there)

    return layout.row(
        turn("Previous", "p", page.number - 1),
        layout.button(f"{page.number + 1} of {page.count}", "rv1:here:find", disabled=True),
        turn("Next", "n", page.number + 1),
    )


def _id(role: str, to: int, ranking: Ranking, found: Found, search_id: str | None) -> str:
    if search_id is not None:
        return ids.kept_hits(role, to, ranking, search_id)
    return ids.hits(role, to, ranking, found.shown.query)
