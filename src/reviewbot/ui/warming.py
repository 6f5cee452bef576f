"""Rating a few to begin with: one title after the other, on a private page."""

from typing import Final

from reviewbot.domain.wishes import Wish
from reviewbot.domain.works import Work
from reviewbot.ui import ids, layout, titles
from reviewbot.ui.pick_page import stars_menu
from reviewbot.ui.text import plural

FEW: Final = 10
"""Titles shown at most: more than that nobody rates before they have seen a suggestion."""
COLOUR: Final = 0xC2557F


def warm_page(
    work: Work, after: int, shown: int, done: str = "", *undo: layout.Item
) -> layout.Layout:
    """Ask for stars for one title; `after` is its place in the order, `shown` how many before.

    `done` is what was done with the one before, `undo` what takes that back.
    """
    bar = "●" * shown + "◉" + "○" * (FEW - shown - 1)
    items = [
        layout.text(f"-# {done}" if done else "", f"-# {bar} {shown + 1} of {FEW}"),
        layout.text(titles.heading(work)),
        stars_menu(ids.rate_one(work.id, after, shown), "Seen it, but no stars from me"),
        layout.row(
            layout.button("Not seen: next", ids.rate_few(after, shown + 1)),
            layout.button("That is enough", ids.picks(Wish())),
            *undo,
        ),
        layout.text("-# Only a rating is kept, as with `/review log`. No card is posted."),
    ]
    return layout.Layout(layout.container(items, COLOUR))


def warmed_page(own: int) -> layout.Layout:
    """Say that it is done."""
    words = f"That was it. I know {plural(own, 'rating')} of yours now."
    if not own:
        words = "That was all that I could ask about. Rate what you know with `/review quick`."
    return layout.notice(words, layout.button("What to try next", ids.picks(Wish())))
