"""A review as one reader sees it privately: pages, and the question before spoilers."""

import discord

from reviewbot.domain.reviews import Review, Spoils
from reviewbot.ui import cards, ids, layout, titles
from reviewbot.ui.limits import PAGE_ROOM
from reviewbot.ui.pages import pages
from reviewbot.ui.text import neutralise


def review_page(
    review: Review, number: int, *, revealed: bool, past: bool = False
) -> layout.Layout:
    """Return page `number` (from 0; beyond the last means the last), masked or revealed.

    A review that spoils as a whole has nothing to show before somebody agrees, so its masked
    page is the question. `past`: the reader is past all that it spoils.
    """
    if review.text.whole and not revealed:
        return spoiler_question(review, 0, past=past)
    beside, other = (_beside(review, revealed=one) for one in (revealed, not revealed))
    room = PAGE_ROOM - max(len("".join(beside)), len("".join(other)))
    found = pages(review.text, revealed=revealed, room=room)
    number = min(number, len(found) - 1)
    items = [layout.text(*_heading(review, number, revealed=revealed))]
    if not number and any(beside):
        items.append(layout.text(*beside))
    if shown := neutralise(found[number]).strip():
        items.append(layout.text(shown))
    if len(found) > 1:
        items.append(_turning(review, number, len(found), revealed=revealed))
    items.append(_doors(review, number, revealed=revealed))
    return layout.Layout(layout.container(items, cards.COLOURS[review.work.kind]))


def _heading(review: Review, number: int, *, revealed: bool) -> tuple[str, ...]:
    if number:
        return (f"{titles.named(review.work)} · {layout.mention(review.author_id)}",)
    headline = review.headline.reveal() if revealed else review.headline.masked()
    return (
        titles.heading(review.work, review.part),
        cards.byline(review),
        layout.bold(" ".join(headline.split())),
    )


def _beside(review: Review, *, revealed: bool) -> tuple[str, ...]:
    """Return the quote, hidden like the text, and the tags: what stands above the first page."""
    quote = review.quote.reveal() if revealed else review.quote.masked()
    return (
        quote and f"> “{neutralise(' '.join(quote.split()))}”",
        cards.tag_line(review.tags if revealed else review.open_tags),
    )


def _turning(review: Review, number: int, count: int, *, revealed: bool) -> layout.Item:
    def turn(label: str, to: int) -> layout.Item:
        there = 0 <= to < count
        custom_id = ids.page(review.id, max(to, 0), revealed=revealed)
        return layout.button(label, custom_id, disabled=not there)

    here = layout.button(f"{number + 1} of {count}", f"rv1:here:{review.id}", disabled=True)
    return layout.row(turn("Previous", number - 1), here, turn("Next", number + 1))


def _doors(review: Review, number: int, *, revealed: bool) -> layout.Item:
    doors = []
    if review.hides is not Spoils.NONE and not revealed:
        doors.append(layout.button("Show spoilers", ids.ask(review.id, number)))
    if review.comment_count:
        label = f"Comments ({review.comment_count})"
        doors.append(layout.button(label, ids.comments(review.id, 0)))
    doors.append(layout.button("Comment", ids.comment(review.id)))
    if review.picture_count:
        label = f"Pictures ({review.picture_count})"
        doors.append(layout.button(label, ids.pictures(review.id, revealed=revealed)))
    if revealed or review.hides is Spoils.NONE:
        doors.append(layout.button("Text file", ids.file(review.id)))
    return layout.row(*doors)


def spoiler_question(review: Review, number: int, *, past: bool = False) -> layout.Layout:
    """Ask whether the reader wants to see spoilers, naming the work and how far they reach."""
    extent = "All" if review.hides is Spoils.ALL else "Parts"
    known = "You are past that. " if past else ""
    yes = layout.button(
        "Show me",
        ids.page(review.id, number, revealed=True),
        style=discord.ButtonStyle.danger,
    )
    doors = [yes]
    if not review.text.whole:
        doors.append(layout.button("Back", ids.page(review.id, number, revealed=False)))
    elif review.comment_count:
        label = f"Comments ({review.comment_count})"
        doors.append(layout.button(label, ids.comments(review.id, 0)))
    lines = layout.text(
        titles.heading(review.work, review.part),
        cards.byline(review),
        f"⚠️ {extent} of this review may spoil. {cards.spoiled(titles.shown(review.work), review)}.",
        f"{known}Show it? Only you will see it.",
    )
    items = [lines, layout.row(*doors)]
    return layout.Layout(layout.container(items, cards.COLOURS[review.work.kind]))
