"""Pages of lists: the reviews of a work, of a member, the newest, the best. Private answers."""

from reviewbot.domain.browsing import Look, Sort
from reviewbot.domain.pages import Page
from reviewbot.domain.reviews import Review
from reviewbot.domain.works import Work
from reviewbot.ui import cards, ids, layout, measure
from reviewbot.ui.show import reading_menu
from reviewbot.ui.text import neutralise, one_line, plural


def of_work_page(work: Work, look: Look, found: Page[Review]) -> layout.Layout:
    """Return a page of all reviews of a work, each in a line, with menus to read and to sort."""
    head = (f"### {cards.title(work)}", cards.facts(work), _counted(found.total, look.sort))
    first = found.number * found.size + 1
    items = [layout.text(*head)]
    if found.items:
        lines = (_line(review, place) for place, review in enumerate(found.items, first))
        items += [layout.text(*lines), reading_menu(found.items, found.total, first)]
        items.append(layout.menu("In another order", ids.sort(look), _orders(look.sort)))
    if found.count > 1:
        items.append(turning(look, found))
    return layout.Layout(layout.container(items, cards.COLOURS[work.kind]))


def turning(look: Look, found: Page[Review] | Page[Work]) -> layout.Item:
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
