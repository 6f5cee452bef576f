"""A member's shelf as private pages: what stands where, one work of it, and what was done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import discord

from reviewbot.domain.pages import Page
from reviewbot.domain.shelves import SHOWN, Shelf, Shelved
from reviewbot.domain.works import Work, WorkKind
from reviewbot.services.shelves import Moved
from reviewbot.ui import cards, ids, layout, titles
from reviewbot.ui.text import neutralise, one_line

SHELF_SIZE: Final = 8
"""Works on one page: what a phone shows without much scrolling."""
COLOUR: Final = 0x8A6FD1
_REASON_SHOWN: Final = 60
_MUST: Final = "❗ "


@dataclass(frozen=True, slots=True)
class Looked:
    """A page of a member's shelf, narrowed to one shelf and kind or not.

    `counts` has how many works there are of each shelf and kind; `own` says that the member
    looks at their own, and `offered` how many recommendations wait for their answer.
    """

    member_id: int
    own: bool
    shelf: Shelf | None
    kind: WorkKind | None
    found: Page[Shelved]
    counts: Mapping[tuple[Shelf, WorkKind], int]
    offered: int = 0

    def count(self, shelf: Shelf | None) -> int:
        """Return how many works of the kind looked at stand on a shelf, or on all of them."""
        return sum(
            n
            for (one, kind), n in self.counts.items()
            if shelf in (None, one) and self.kind in (None, kind)
        )


def shelf_page(looked: Looked) -> layout.Layout:
    """Return a page of a shelf, grouped by where things stand."""
    whose = "Your shelf" if looked.own else f"Shelf of {layout.mention(looked.member_id)}"
    heading = layout.text(f"### {whose}", _counted(looked))
    if not looked.found.items:
        items = [heading, layout.text(_empty(looked)), *_doors_beside(looked)]
        return layout.Layout(layout.container(items, COLOUR))
    items = [heading, *(layout.text(*group) for group in _groups(looked)), _menu(looked)]
    if len([shelf for shelf in SHOWN if looked.count(shelf)]) > 1:
        items.append(_filter(looked))
    if looked.found.count > 1:
        items.append(_turning(looked))
    items += _doors_beside(looked)
    return layout.Layout(layout.container(items, COLOUR))


def _doors_beside(looked: Looked) -> Iterator[layout.Item]:
    """Lead from a member's own shelf to their diary and to what was recommended."""
    if looked.own:
        waiting = f" ({looked.offered})" if looked.offered else ""
        style = discord.ButtonStyle.primary if looked.offered else _GREY
        ledger = layout.button(f"Recommended{waiting}", ids.LEDGER, style=style)
        yield layout.row(ledger, my_diary(looked.member_id))


def _counted(looked: Looked) -> str:
    told = [f"{n} {shelf.label(looked.kind)}" for shelf in SHOWN if (n := looked.count(shelf))]
    return f"-# {' · '.join(told)}" if told else ""


def _empty(looked: Looked) -> str:
    if not looked.own:
        return "Nothing stands here."
    return (
        "Nothing stands here yet. Press **Want** under a review, or use `/shelf add` for "
        "anything you want to see or read."
    )


def _groups(looked: Looked) -> Iterator[Sequence[str]]:
    for shelf, group in groupby(looked.found.items, key=lambda one: one.shelf):
        label = shelf.label(looked.kind)
        heading = f"**{label[:1].upper()}{label[1:]} · {looked.count(shelf)}**"
        yield [heading, *(line for one in group for line in _lines(one, own=looked.own))]


def _lines(shelved: Shelved, *, own: bool) -> Iterator[str]:
    mark = _MUST if shelved.must and shelved.shelf is Shelf.WANT else ""
    yield mark + titles.listed(shelved.work, before=mark)
    if told := " · ".join(_details(shelved, own=own)):
        yield f"-# {told}"


def _details(shelved: Shelved, *, own: bool) -> Iterator[str]:
    """Say how far, why, and to whom the member themselves can tell: because of whom."""
    stopped = shelved.shelf in {Shelf.PAUSED, Shelf.DROPPED}
    if shelved.progress and (stopped or shelved.shelf is Shelf.CURRENT):
        yield f"at {shelved.progress.label}"
    if shelved.reason and stopped:
        yield f"“{neutralise(one_line(shelved.reason.masked(), _REASON_SHOWN))}”"
    if own and shelved.shelf is Shelf.WANT and (told := because(shelved)):
        yield told


def because(shelved: Shelved) -> str:
    """Say who made the member want a work: `because Ada reviewed it`; nothing for nobody."""
    if shelved.recommended_by is None:
        return ""
    who = layout.mention(shelved.recommended_by)
    return f"because {who} reviewed it" if shelved.review_id else f"recommended by {who}"


def _menu(looked: Looked) -> layout.Item:
    options = [titles.choice(one.work, one.work.id) for one in looked.found.items]
    return layout.menu("Open one of these", ids.SHELVED, options)


def _filter(looked: Looked) -> layout.Item:
    options = [
        layout.option(
            f"{label[:1].upper()}{label[1:]} ({looked.count(shelf)})",
            ids.shelf_letter(shelf),
            chosen=looked.shelf is shelf,
        )
        for shelf in (None, *SHOWN)
        if looked.count(shelf)
        for label in [shelf.label(looked.kind) if shelf else "everything"]
    ]
    return layout.menu("Show only", ids.only(looked.member_id, looked.kind), options)


def _turning(looked: Looked) -> layout.Item:
    def turn(label: str, to: int) -> layout.Item:
        there = 0 <= to < looked.found.count
        custom_id = ids.shelf(looked.member_id, looked.shelf, looked.kind, max(to, 0))
        return layout.button(label, custom_id, disabled=not there)

    here = f"{looked.found.number + 1} of {looked.found.count}"
    return layout.row(
        turn("Previous", looked.found.number - 1),
        layout.button(here, f"rv1:here:{ids.base36(looked.member_id)}", disabled=True),
        turn("Next", looked.found.number + 1),
    )


def entry_page(work: Work, shelved: Shelved | None, member_id: int) -> layout.Layout:
    """Return where one work stands with a member, with all that they can do about it."""
    lines = [titles.heading(work)]
    if shelved is None:
        lines.append("It is not on your shelf.")
    else:
        lines += [f"{said(shelved, 'it')}.", *_remembered(shelved)]
    items = [layout.text(*lines), _shelves(work, shelved)]
    if shelved is not None and shelved.shelf is Shelf.WANT:
        items.append(layout.row(_must(shelved)))
    items.append(_doors(work, shelved, member_id))
    return layout.Layout(layout.container(items, cards.COLOURS[work.kind]))


def _remembered(shelved: Shelved) -> Iterator[str]:
    if shelved.reason:
        yield f"> {neutralise(one_line(shelved.reason.masked(), 300))}"
    since = f"since <t:{shelved.changed_at}:D>"
    must = f"{_MUST}a must" if shelved.must and shelved.shelf is Shelf.WANT else ""
    told = " · ".join(one for one in (since, because(shelved), must) if one)
    yield f"-# {told[:1].upper()}{told[1:]}"


def _shelves(work: Work, shelved: Shelved | None) -> layout.Item:
    here = shelved.shelf if shelved else None
    return layout.row(
        *(
            layout.button(
                shelf.label(work.kind).capitalize(),
                ids.move(work.id, shelf),
                style=discord.ButtonStyle.primary if shelf is here else _GREY,
                disabled=shelf is here,
            )
            for shelf in Shelf
        )
    )


def _must(shelved: Shelved) -> layout.Item:
    label = "Not a must" if shelved.must else f"{_MUST}A must"
    return layout.button(label, ids.must(shelved.work.id, on=not shelved.must))


def _doors(work: Work, shelved: Shelved | None, member_id: int) -> layout.Item:
    doors = [
        layout.button("How far, and why", ids.how_far(work.id)),
        layout.button("Log it", ids.seen(work.id)),
    ]
    if shelved is not None:
        doors.append(layout.button("Take it off", ids.unshelve(work.id)))
    return layout.row(*doors, layout.button("Reviews here", ids.work(work.id)), my_shelf(member_id))


def my_shelf(member_id: int) -> layout.Item:
    """Return the button that opens a member's own shelf."""
    return layout.button("My shelf", ids.shelf(member_id, None, None, 0))


def my_diary(member_id: int) -> layout.Item:
    """Return the button that opens a member's own diary where it ends."""
    return layout.button("My diary", ids.diary(member_id, "9999", 0))


def said(shelved: Shelved, title: str = "", *, already: str = "") -> str:
    """Say where a work stands, without a full stop: `You have watched **Parasite**`.

    `title` is what to call it where its name stands above; `already` goes behind it.
    """
    book = shelved.work.kind is WorkKind.BOOK
    title = title or titles.named(shelved.work)
    first = title[:1].upper() + title[1:]
    told = {
        Shelf.WANT: f"{first} is on your list to {'read' if book else 'watch'}",
        Shelf.CURRENT: f"You are {'reading' if book else 'watching'} {title}",
        Shelf.DONE: f"You have {'read' if book else 'watched'} {title}",
        Shelf.PAUSED: f"You have paused {title}",
        Shelf.DROPPED: f"You have dropped {title}",
    }[shelved.shelf]
    under_way = shelved.shelf in {Shelf.CURRENT, Shelf.PAUSED, Shelf.DROPPED}
    where = f" at {shelved.progress.label}" if shelved.progress and under_way else ""
    return f"{told}{already and ' ' + already}{where}"


def moved_notice(moved: Moved) -> layout.Layout:
    """Say what was done, or why nothing was, and offer what may come next."""
    shelved = moved.shelved
    work, mine = shelved.work, my_shelf(shelved.member_id)
    if moved.undo_id:
        why = f", {told}" if shelved.shelf is Shelf.WANT and (told := because(shelved)) else ""
        when = [layout.button("Log when", ids.seen(work.id))] if shelved.finished else []
        return layout.notice(f"{said(shelved)}{why}.", undo(moved.undo_id), *when, mine)
    words = f"{said(shelved, already='already')}."
    if shelved.shelf is Shelf.WANT:
        return layout.notice(words, layout.button("Take it off", ids.unshelve(work.id)), mine)
    if shelved.shelf is Shelf.CURRENT:
        return layout.notice(words, mine)
    again = layout.button("Want it again", ids.move(work.id, Shelf.WANT))
    return layout.notice(words, again, mine)


def removed_notice(moved: Moved) -> layout.Layout:
    """Say that a work was taken off the shelf."""
    words = f"{titles.named(moved.shelved.work)} is off your shelf."
    return layout.notice(words, undo(moved.undo_id), my_shelf(moved.shelved.member_id))


def undone_notice(work: Work, shelved: Shelved | None, member_id: int) -> layout.Layout:
    """Say how things stand after something was taken back."""
    title = titles.named(work)
    now = said(shelved) if shelved else f"{title} is not on your shelf"
    return layout.notice(f"Taken back. {now}.", my_shelf(member_id), my_diary(member_id))


def undo(undo_id: str) -> layout.Item:
    """Return the button that takes back what was just done."""
    return layout.button("Undo", ids.undo(undo_id))


_GREY: Final = discord.ButtonStyle.secondary
