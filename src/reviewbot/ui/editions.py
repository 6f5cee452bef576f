"""The editions of a review as its author sees them privately: the list, and each to read."""

from collections.abc import Sequence

import discord

from reviewbot.domain.reviews import Review, Spoils
from reviewbot.ui import cards, ids, layout, titles
from reviewbot.ui.limits import EDITIONS_PER_PAGE
from reviewbot.ui.pages import pages
from reviewbot.ui.text import neutralise, plural


def edition_list(editions: Sequence[Review], number: int) -> layout.Layout:
    """Return one page of the editions that are kept, the newest first; at least one is."""
    present = editions[0]
    count = -(-len(editions) // EDITIONS_PER_PAGE)
    number = min(number, count - 1)
    shown = editions[number * EDITIONS_PER_PAGE :][:EDITIONS_PER_PAGE]
    heading = f"{titles.named(present.work)} · {plural(len(editions), 'edition')} kept"
    items = [layout.text(heading), *(_row(review, present) for review in shown)]
    if count > 1:
        items.append(_turning(present, number, count))
    return layout.Layout(layout.container(items, cards.COLOURS[present.work.kind]))


def _row(review: Review, present: Review) -> layout.Item:
    now = " · as it is now" if review.edition == present.edition else ""
    length = plural(len(review.text), "character") if review.text else "no text"
    head = f"**Edition {review.edition}**{now}"
    content = (head, cards.rated(review.rating), f"-# <t:{review.edited_at}:R>", f"-# {length}")
    return layout.section(
        "\n".join(filter(None, content)),
        layout.button("Read", ids.edition(review.id, review.edition, 0)),
    )


def _turning(present: Review, number: int, count: int) -> layout.Item:
    def turn(label: str, to: int) -> layout.Item:
        there = 0 <= to < count
        return layout.button(label, ids.editions(present.id, max(to, 0)), disabled=not there)

    here = f"{number + 1} of {count}"
    return layout.row(
        turn("Newer", number - 1),
        layout.button(here, f"rv1:here:{present.id}", disabled=True),
        turn("Older", number + 1),
    )


def edition_page(review: Review, number: int, *, revealed: bool, is_present: bool) -> layout.Layout:
    """Return page `number` of an edition, masked or revealed, with what its author can do."""
    found = pages(review.text, revealed=revealed or not review.text.has_spoilers)
    number = min(number, len(found) - 1)
    headline = review.headline.reveal() if revealed else review.headline.masked()
    quote = review.quote.reveal() if revealed else review.quote.masked()
    items = [
        layout.text(
            titles.heading(review.work, review.part),
            f"-# Edition {review.edition} · <t:{review.edited_at}:f>",
            cards.byline(review),
            layout.bold(" ".join(headline.split())),
            "> " + neutralise(" ".join(quote.split())) if quote else "",
        )
    ]
    if shown := neutralise(found[number]).strip():
        items.append(layout.text(shown))
    if len(found) > 1:
        items.append(_page_turning(review, number, len(found), revealed=revealed))
    items.append(_doors(review, number, revealed=revealed, is_present=is_present))
    return layout.Layout(layout.container(items, cards.COLOURS[review.work.kind]))


def _page_turning(review: Review, number: int, count: int, *, revealed: bool) -> layout.Item:
    def turn(label: str, to: int) -> layout.Item:
        there = 0 <= to < count
        custom_id = ids.edition(review.id, review.edition, max(to, 0), revealed=revealed)
        return layout.button(label, custom_id, disabled=not there)

    here = layout.button(f"{number + 1} of {count}", f"rv1:here:{review.id}", disabled=True)
    return layout.row(turn("Previous", number - 1), here, turn("Next", number + 1))


def _doors(review: Review, number: int, *, revealed: bool, is_present: bool) -> layout.Item:
    doors = []
    if not is_present:
        restore = ids.restore(review.id, review.edition)
        doors.append(layout.button("Restore", restore, style=discord.ButtonStyle.primary))
    if review.spoils is not Spoils.NONE and not revealed:
        open_all = ids.edition(review.id, review.edition, number, revealed=True)
        doors.append(layout.button("Show spoilers", open_all))
    if review.text:
        doors.append(layout.button("Text file", ids.edition_file(review.id, review.edition)))
    doors.append(layout.button("All editions", ids.editions(review.id, 0)))
    return layout.row(*doors)
