"""Pages of lists: the reviews of a work, of a member, the newest, the best. Private answers."""

from collections.abc import Sequence
from typing import Final

from reviewbot.domain.browsing import DAMPING, Look, Period, Sort, Standing, Way
from reviewbot.domain.members import CardSize
from reviewbot.domain.pages import Page
from reviewbot.domain.ratings import number, stars
from reviewbot.domain.reviews import Review
from reviewbot.domain.works import Work
from reviewbot.ui import cards, ids, layout, measure, titles
from reviewbot.ui.limits import OPTION_MAX
from reviewbot.ui.show import reading_menu
from reviewbot.ui.text import neutralise, one_line, plural

LISTED: Final = {CardSize.FULL: 5, CardSize.COMPACT: 15}
"""Reviews on one page of a list, by the size of their cards."""
RANKED: Final = 10
"""Works on one page of a list."""
_HEADS: Final = {
    Way.RECENT: "Newest reviews",
    Way.BY_MEMBER: "Reviews",
    Way.DISCUSSED: "Most discussed reviews",
    Way.TOP: "Best rated",
    Way.DIVISIVE: "Where opinions differ most",
    Way.WANTED: "Wanted here, and reviewed by nobody yet",
}
_EXPLAINED: Final = {
    Way.TOP: f"The mean of all ratings, as if {DAMPING} more members had given the mean here.",
    Way.DIVISIVE: "By the standard deviation of the ratings, from 3 members on.",
    Way.WANTED: "From the shelves of all members, in numbers only.",
}
_NOTHING: Final = {
    Way.RECENT: "Nobody has written yet. Be the first with `/review post`.",
    Way.BY_MEMBER: "There is no review yet.",
    Way.DISCUSSED: "Nobody has commented yet: *Comment* stands on every card.",
    Way.TOP: "Nothing has been rated. `/review quick` takes one command.",
    Way.DIVISIVE: "It takes 3 members who rated the same title. There is none yet.",
    Way.WANTED: "Nothing is waiting for its first review.",
}


def reviews_page(look: Look, found: Page[Review], size: CardSize) -> layout.Layout:
    """Return a page of reviews of several works as cards of this size, with a menu to open one."""
    first = found.number * found.size + 1
    items = [layout.text(*_heading(look, found.total))]
    lines = [_card(review, place, size) for place, review in enumerate(found.items, first)]
    if size is CardSize.COMPACT and lines:
        lines = ["\n".join(lines)]
    items += [layout.text(line) for line in lines]
    if found.items:
        options = [_titled(review, place) for place, review in enumerate(found.items, first)]
        items.append(layout.menu("Read a review", ids.PICK, options))
    if found.count > 1:
        items.append(turning(look, found))
    return layout.Layout(*items)


def works_page(look: Look, found: Page[Standing]) -> layout.Layout:
    """Return a page of works, best first, with a menu that opens the page of one."""
    first = found.number * found.size + 1
    items = [layout.text(*_heading(look, found.total))]
    if found.items:
        lines = (_ranked(look, one, place) for place, one in enumerate(found.items, first))
        items += [layout.text(*lines), layout.menu("Open a title", ids.OPEN, _works(found, first))]
    if found.count > 1:
        items.append(turning(look, found))
    return layout.Layout(*items)


def _heading(look: Look, total: int) -> Sequence[str]:
    whose = f" by {layout.mention(look.member_id)}" if look.member_id else ""
    kind = f", {look.kind.label}s" if look.kind else ""
    period = f", {look.period.value}" if look.period is not Period.ALL else ""
    head = f"**{_HEADS[look.way]}**{whose}{kind}{period}"
    if not total:
        return (head, _NOTHING[look.way])
    explained = _EXPLAINED.get(look.way, "")
    return (head, explained and f"-# {explained}")


def _card(review: Review, place: int, size: CardSize) -> str:
    lines = [f"**{place}** {titles.line(review.work, review.part)}", cards.byline(review)]
    if size is CardSize.FULL:
        told = measure.fitted(one_line(cards.open_words(review), 200), 2)
        below = (
            "⚠️ Contains spoilers" if cards.spoiler_label(review) else "",
            cards.thoughts(review.comment_count) if review.comment_count else "",
        )
        foot = " · ".join(one for one in below if one)
        lines += [cards.headline(review), neutralise(told), foot and f"-# {foot}"]
    return "\n".join(line for line in lines if line)


def _titled(review: Review, place: int) -> layout.Item:
    told = one_line(cards.open_words(review, headline=True), OPTION_MAX - 12)
    label = titles.plain(review.work, OPTION_MAX, f"{place}. ")
    below = (review.rating.stars if review.rating else "", review.part.label, told)
    return layout.option(label, review.id, one_line(" · ".join(filter(None, below)), OPTION_MAX))


def _ranked(look: Look, one: Standing, place: int) -> str:
    if look.way is Way.WANTED:
        told = f"wanted by {plural(one.raters, 'member')}"
    else:
        mean = one.total / one.raters
        shown = one.damped if look.way is Way.TOP else mean
        spread = f", ±{number(one.spread)}" if look.way is Way.DIVISIVE else ""
        given = f"{stars(shown)} {number(shown)}/5{spread}"
        told = f"{given} · {plural(one.raters, 'rating')}"
    return f"**{place}** {titles.line(one.work)}\n-# {told}"


def _works(found: Page[Standing], first: int) -> list[layout.Item]:
    return [
        layout.option(titles.plain(one.work, OPTION_MAX, f"{place}. "), one.work.id)
        for place, one in enumerate(found.items, first)
    ]


def of_work_page(work: Work, look: Look, found: Page[Review]) -> layout.Layout:
    """Return a page of all reviews of a work, each in a line, with menus to read and to sort."""
    head = (titles.heading(work), _counted(found.total, look.sort))
    first = found.number * found.size + 1
    items = [layout.text(*head)]
    if found.items:
        lines = (_line(review, place) for place, review in enumerate(found.items, first))
        items += [layout.text(*lines), reading_menu(found.items, found.total, first)]
        items.append(layout.menu("In another order", ids.sort(look), _orders(look.sort)))
    if found.count > 1:
        items.append(turning(look, found))
    return layout.Layout(layout.container(items, cards.COLOURS[work.kind]))


def turning(look: Look, found: Page[Review] | Page[Standing]) -> layout.Item:
    """Return the buttons to the page before and after, with the number of this one between."""

    def turn(label: str, to: int) -> layout.Item:
        there = 0 <= to < found.count
        return layout.button(label, ids.look(look, max(to, 0)), disabled=not there)

    here = f"{found.number + 1} of {found.count}"
    return layout.row(
        turn("Previous", found.number - 1),
        layout.button(here, "rv1:here:look", disabled=True),
        turn("Next", found.number + 1),
    )


def _counted(total: int, sort: Sort) -> str:
    return f"{plural(total, 'review')}, {sort.value} first" if total else "Nobody has written yet."


def _line(review: Review, place: int) -> str:
    told = measure.fitted(one_line(cards.open_words(review, headline=True), 120), 1)
    parts = (
        f"**{place}**",
        review.rating.stars if review.rating else "",
        layout.mention(review.author_id),
        neutralise(told),
        "⚠️" if cards.spoiler_label(review) else "",
    )
    return " ".join(part for part in parts if part)


def _orders(chosen: Sort) -> list[layout.Item]:
    return [
        layout.option(f"{sort.value[:1].upper()}{sort.value[1:]} first", ids.sort_letter(sort))
        for sort in Sort
        if sort is not chosen
    ]
