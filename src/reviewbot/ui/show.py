"""The server's view of one work: how many rated it, what they gave, and their first lines."""

from collections.abc import Sequence
from typing import Final

from reviewbot.domain.ratings import number, stars
from reviewbot.domain.reviews import Review
from reviewbot.domain.stats import Tally, tally
from reviewbot.domain.works import Work
from reviewbot.ui import cards, ids, layout
from reviewbot.ui.limits import FIRST_LINES_MAX, LISTED_MAX, SEEN_MAX
from reviewbot.ui.text import plural

_BAR: Final = "▇"
_BAR_MAX: Final = 10


def work_page(work: Work, reviews: Sequence[Review], points: Sequence[int]) -> layout.Layout:
    """Return the page of a work with its newest reviews; `points` has one rating per member."""
    shown = reviews[:LISTED_MAX]
    items = [
        layout.text(f"### {cards.title(work)}", cards.facts(work), *_verdict(points)),
        *(_row(review) for review in shown),
    ]
    if len(reviews) > len(shown):
        rest = len(reviews) - len(shown)
        more = f"{rest}{'+' if len(reviews) == SEEN_MAX else ''}"
        items.append(layout.text(f"-# and {more} more: `/review search` finds them all"))
    return layout.Layout(layout.container(items, cards.COLOURS[work.kind]))


def _verdict(points: Sequence[int]) -> tuple[str, ...]:
    found = tally(points)
    if found is None:
        return ("Nobody has rated it yet.",)
    if not found.fair:
        given = " and ".join(f"{stars(p)} {number(p)}/5" for p in sorted(points, reverse=True))
        return (f"{plural(found.count, 'rating')} so far: {given}",)
    mean = f"{stars(found.mean)} **{number(found.mean)}**/5 from {plural(found.count, 'rating')}"
    return (mean, _histogram(found))


def _histogram(found: Tally) -> str:
    """Draw how many gave each number of stars, five first, as lines of one width."""
    most = max(found.by_star)
    lines = []
    for star, count in reversed(list(enumerate(found.by_star, 1))):
        bar = _BAR * max(round(count / most * _BAR_MAX), 1 if count else 0)
        lines.append(f"{star}★ {bar} {count}".replace("  ", " "))
    return "```\n" + "\n".join(lines) + "\n```"


def _row(review: Review) -> layout.Item:
    label = "-# ⚠️ Contains spoilers" if cards.spoiler_label(review) else ""
    lines = (
        cards.byline(review),
        cards.headline(review),
        cards.teaser(review, FIRST_LINES_MAX),
        label,
    )
    content = "\n".join(line for line in lines if line)
    return layout.section(content, layout.button("Read", ids.read(review.id)))
