"""The server's view of one work: what its members gave, who they are, and what they wrote."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from reviewbot.domain.browsing import Look, Sort, Way
from reviewbot.domain.opinions import Opinions
from reviewbot.domain.ratings import number, stars
from reviewbot.domain.reviews import Review
from reviewbot.domain.stats import Tally, shares
from reviewbot.ui import cards, ids, layout, measure, titles
from reviewbot.ui.limits import KNOWN_MAX, OPTION_MAX, PREVIEWS_MAX
from reviewbot.ui.names import links
from reviewbot.ui.text import isolated, neutralise, one_line, plural

_BAR: Final = "▇"
_BAR_MAX: Final = 10


def work_page(seen: Opinions, sort: Sort = Sort.NEWEST) -> layout.Layout:
    """Return the page of a work, its reviews in this order.

    The menu to read a review stands within six lines of a phone from the top.
    """
    items = [layout.text(titles.heading(seen.work), _mean(seen))]
    if seen.reviews:
        items.append(reading_menu(seen.reviews, seen.figures.worded))
    if figures := tuple(_figures(seen)):
        items.append(layout.text(*figures))
    items += [_preview(review) for review in seen.reviews[:PREVIEWS_MAX]]
    doors = [layout.button("Want", ids.wish(seen.work.id))]
    if seen.figures.worded > PREVIEWS_MAX:
        look = Look(Way.OF_WORK, sort=sort, work_id=seen.work.id)
        doors.append(layout.button(f"All {seen.figures.worded:,} reviews", ids.look(look, 0)))
    items.append(layout.row(*doors))
    return layout.Layout(layout.container(items, cards.COLOURS[seen.work.kind]))


def reading_menu(reviews: Sequence[Review], total: int, first: int = 1) -> layout.Item:
    """Return the menu that opens one of these reviews, which are numbered from `first`."""
    shown = f"{first} to {first + len(reviews) - 1} of " if total > len(reviews) else ""
    label = f"Read a review ({shown}{total:,})" if total > 1 else "Read the review"
    options = [_option(review, place) for place, review in enumerate(reviews, first)]
    return layout.menu(label, ids.PICK, options)


def _option(review: Review, place: int) -> layout.Item:
    words = cards.open_words(review, headline=True) or cards.open_words(review)
    told = one_line(words, OPTION_MAX - 12) or "All of it is a spoiler"
    below = (
        review.rating.stars if review.rating else "",
        review.part.label,
        "spoilers" if cards.spoiler_label(review) else "",
        plural(review.comment_count, "comment") if review.comment_count else "",
    )
    return layout.option(
        f"{place}. {told}", review.id, " · ".join(one for one in below if one)[:OPTION_MAX]
    )


def _mean(seen: Opinions) -> str:
    found = seen.figures.tally
    if found is None:
        return "Nobody has rated it yet."
    if not found.fair:
        given = " and ".join(f"{stars(p)} {number(p)}/5" for _, p in seen.figures.givers)
        return f"{plural(found.count, 'rating')} so far: {given}"
    return f"{stars(found.mean)} **{number(found.mean)}**/5 from {plural(found.count, 'rating')}"


def _figures(seen: Opinions) -> Iterator[str]:
    found = seen.figures.tally
    if found is not None and found.fair:
        yield _histogram(found)
    if found is not None:
        yield _givers(seen.figures.givers, found.count)
    if verdicts := seen.figures.verdicts:
        yield " · ".join(f"{count:,} × {verdict.label}" for verdict, count in verdicts.items())
    if seen.names:
        told = one_line(" · ".join(seen.names), 200)
        named = isolated(neutralise(measure.fitted(told, 2, measure.SMALL)))
        yield f"-# {titles.sort_of(seen.work)} is also called {named}"
    if seen.known:
        yield links(seen.known[:KNOWN_MAX])


def _histogram(found: Tally) -> str:
    """Draw which part of the ratings gave each number of stars, five first."""
    most = max(found.by_star)
    rows = zip(range(1, 6), found.by_star, shares(found.by_star), strict=True)
    lines = []
    for star, count, share in reversed(list(rows)):
        bar = _BAR * max(round(count / most * _BAR_MAX), 1 if count else 0)
        lines.append(f"{star}★ {bar:<{_BAR_MAX}} {share:>3} % · {count:,}")
    return "```\n" + "\n".join(lines) + "\n```"


def _givers(givers: Sequence[tuple[int, int]], count: int) -> str:
    """Name who gave what, the highest first."""
    groups = groupby(givers, key=lambda one: stars(one[1]))
    told = [
        f"{given} {', '.join(layout.mention(who) for who, _ in some)}" for given, some in groups
    ]
    rest = count - len(givers)
    return " · ".join(told + [f"and {rest:,} more"] * bool(rest))


def _preview(review: Review) -> layout.Item:
    text = measure.fitted(one_line(cards.open_words(review), 200), 2)
    below = (
        review.part.label,
        cards.spoiler_note(review),
        f"💬 {review.comment_count:,}" if review.comment_count else "",
        f"👍 {review.helpful_count:,}" if review.helpful_count else "",
    )
    told = " · ".join(one for one in below if one)
    lines = (cards.byline(review), cards.headline(review), neutralise(text), told and f"-# {told}")
    content = "\n".join(line for line in lines if line)
    return layout.section(content, layout.button("Read", ids.read(review.id)))
