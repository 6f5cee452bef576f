"""The card of a review: what everybody in the channel sees, so it shows nothing that spoils.

A full card fills at most `LINES` lines of a phone before its buttons, a compact one two.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import discord

from reviewbot.domain.members import CardSize
from reviewbot.domain.order import Subject
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Review, Spoils
from reviewbot.domain.works import WorkKind
from reviewbot.ui import comment_ids, ids, layout, measure, titles
from reviewbot.ui.text import clean, isolated, neutralise, one_line, plural

DOUBT: Final = "This spoils · Report"
"""Behind it stands a choice of two; 20 characters, as many as a phone shows in a row of five."""
COLOURS: Final = {WorkKind.MOVIE: 0xD9902F, WorkKind.BOOK: 0x3F9B6C, WorkKind.TV: 0x4F7FD6}
LINES: Final = 6
"""Lines of a phone before *Read*."""
_BODY: Final = 3
"""Lines of a phone for the author's own words, where nothing else needs them."""
_NAME: Final = "a" * 12
"""A name as long as most; how long a member's really is, nobody tells us."""
_ESCAPED: Final = re.compile(r"\\([^\sA-Za-z0-9])")
"""What neutralised text has and its reader does not see."""
_MEASURED: Final = 240
"""Characters of a text that can show in `_BODY` lines, with room for what is cleaned away."""


def review_card(review: Review, size: CardSize = CardSize.FULL) -> layout.Layout:
    """Return the card in a size; what was said of the review stands below the buttons."""
    compact = size is CardSize.COMPACT
    lines = (
        (titles.line(review.work, review.part), _short_byline(review))
        if compact
        else _lines(review)
    )
    items = [layout.text(*lines), layout.row(*_buttons(review))]
    if not compact:
        items.append(layout.text(*_foot(review)))
    return layout.Layout(layout.container(items, COLOURS[review.work.kind]))


def _buttons(review: Review) -> tuple[layout.Item, ...]:
    """Return at most five, each of at most 20 characters; a plain rating has nothing to read."""
    read = layout.button("Read", ids.read(review.id), style=discord.ButtonStyle.primary)
    comment = layout.button("Comment", ids.comment(review.id))
    want = layout.button("Want", ids.want(review.id))
    doubt = layout.button(DOUBT, ids.doubt(Subject.REVIEW, review.id))
    helpful = layout.button("Helpful", comment_ids.helpful(review.id))
    if not review.text:
        return comment, want, doubt
    return read, comment, want, helpful, doubt


def card_marks(review_id: str) -> frozenset[str]:
    """Return the custom ids that a posted card of this review has.

    No other message in a channel has them that is neither a reply nor an answer to somebody.
    """
    return frozenset((ids.comment(review_id),))


def _lines(review: Review) -> tuple[str, ...]:
    name = titles.fitted(review.work)
    head = (titles.heading(review.work, review.part), byline(review))
    used = measure.lines(name, measure.TITLE) + 1
    used += measure.lines(" · ".join((_given(review), _NAME)))
    wanted = 1 + bool(open_words(review, headline=True)) if _quote(review) else 0
    warned = spoiler_label(review, max(1, min(2, LINES - used - wanted)))
    used += measure.lines(_ESCAPED.sub(r"\1", warned), measure.SMALL)
    warning = warned and f"-# {warned}"
    return (*head, *_body(review, min(_BODY, LINES - used)), warning)


def _body(review: Review, room: int) -> Iterator[str]:
    """Yield the headline, and below it the quote or else the beginning of the text.

    Where a single line is left, the quote has it: its author chose it to stand there.
    """
    told = one_line(open_words(review, headline=True), _MEASURED)
    quote = _quote(review)
    if quote and room == 1:
        told = ""
    text = quote or one_line(open_words(review), _MEASURED)
    if told:
        told = measure.fitted(told, 1 if text and room > 1 else room, measure.BOLD)
        room -= measure.lines(told, measure.BOLD)
        yield layout.bold(told)
    if text and room > 0:
        quoted = measure.fitted(f"“{quote}”", room, measure.BOLD)
        yield f"> {neutralise(quoted)}" if quote else neutralise(measure.fitted(text, room))


def _quote(review: Review) -> str:
    """Return what of the quote anybody may see, on one line."""
    return "" if review.quote.whole else one_line(review.quote.masked(), _MEASURED)


def rated(rating: Rating | None) -> str:
    """Return a rating as stars and as the exact number: `★★★★½ 4½/5`."""
    return f"{rating.stars} {rating.label}/5" if rating else ""


def byline(review: Review) -> str:
    """Return who gave what, and for whom they say it is."""
    given = _given(review)
    who = layout.mention(review.author_id)
    return f"{given} · {who}" if given else f"by {who}"


def _given(review: Review) -> str:
    verdict = review.verdict.label if review.verdict else ""
    return " · ".join(one for one in (rated(review.rating), verdict) if one)


def _short_byline(review: Review) -> str:
    given = f"{review.rating.stars} · " if review.rating else "by "
    return f"{given}{layout.mention(review.author_id)}{' · ⚠️' * bool(spoiler_label(review))}"


def headline(review: Review) -> str:
    """Return the headline in bold, one line, with its spoilers masked; nothing without one."""
    told = one_line(open_words(review, headline=True), _MEASURED)
    return layout.bold(measure.fitted(told, 1, measure.BOLD))


def teaser(review: Review, limit: int) -> str:
    """Return the beginning of the text on one line, with its spoilers masked."""
    return neutralise(one_line(open_words(review), limit))


def open_words(review: Review, *, headline: bool = False) -> str:
    """Return what of the headline or text anybody may see; nothing if all of it spoils."""
    prose = review.headline if headline else review.text
    return "" if prose.whole else prose.masked()


def spoiler_label(review: Review, most: int = 2) -> str:
    """Name what the review spoils and from where on it is safe, in so many lines of small print.

    Where one line is all there is, a long title gives way: it stands above in full.
    """
    if review.hides is Spoils.NONE:
        return ""
    told = name = titles.fitted(review.work)
    phrase = spoiled if most > 1 or _fills(spoiled(name, review)) == 1 else _spoils
    room = most * measure.SMALL - measure.columns(f"⚠️ {phrase('', review)}")
    while room > 0 and _fills(phrase(told, review)) > most:
        told = measure.fitted(name, 1, room)
        room -= most  # a long word loses the rest of a line: how much shows once it is laid out
    return f"⚠️ {phrase(isolated(neutralise(told)), review)}"


def spoiler_note(review: Review) -> str:
    """Tell from where on the review is safe, on the page of its work; nothing if it always is."""
    return "" if review.hides is Spoils.NONE else f"⚠️ Spoilers, safe after {review.reach.label}"


def _fills(warning: str) -> int:
    return measure.lines(f"⚠️ {warning}", measure.SMALL)


def spoiled(title: str, review: Review) -> str:
    """Name what is spoiled and its reach: `Spoilers for Dark, safe after season 2`."""
    return f"Spoilers for {title}, safe after {review.reach.label}"


def _spoils(title: str, review: Review) -> str:
    return f"Spoils {title}, safe after {review.reach.label}"


def thoughts(count: int) -> str:
    """Say how many answered, as a blog does; nobody yet is an invitation."""
    return f"💬 {plural(count, 'thought')} on this" if count else "💬 No thoughts yet: be the first"


def _beside(review: Review) -> str:
    """Say which viewing it was, and thank whoever recommended the work."""
    thanks = " and ".join(map(layout.mention, review.thanked[:2]))
    thanked = thanks and f"Thanks to {thanks} for the recommendation"
    return " · ".join(one for one in (review.again and f"↻ {review.again}", thanked) if one)


def _foot(review: Review) -> Iterator[str]:
    helpful = review.helpful_count and f"👍 {review.helpful_count:,} found it helpful"
    wanted = review.wanted_count and f"🔖 made {review.wanted_count:,} want it"
    told = (thoughts(review.comment_count), helpful, wanted)
    yield "-# " + " · ".join(one for one in told if one)
    if beside := _beside(review):
        yield f"-# {beside}"
    if review.open_tags:
        yield tag_line(review.open_tags, measure.SMALL)


def tag_line(tags: Sequence[str], columns: int | None = None) -> str:
    """Return the tags in small print, cut to one line of so many columns; nothing without any."""
    told = " ".join(f"#{clean(tag)}" for tag in tags)
    return told and f"-# {neutralise(measure.fitted(told, 1, columns) if columns else told)}"
