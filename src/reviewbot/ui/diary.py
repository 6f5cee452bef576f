"""A member's diary as private pages, month by month, and one entry of it."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reviewbot.domain.dates import SeenOn
from reviewbot.domain.pages import Page
from reviewbot.domain.reviews import Card
from reviewbot.domain.viewings import Again, Viewing, again_label
from reviewbot.domain.works import WorkKind
from reviewbot.services.diary import Noted
from reviewbot.ui import cards, ids, layout, measure, titles
from reviewbot.ui.shelf import COLOUR, my_shelf, undo
from reviewbot.ui.text import neutralise, one_line

DIARY_SIZE: Final = 8
"""Entries on one page."""
_MONTHS_MAX: Final = 25
_NOTE_SHOWN: Final = 80
_LINKED: Final = re.compile(r"\[(\w+)\]\(\S+\)")
"""A link, of which its reader sees the words alone."""


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """A viewing with how it stands among others, and the card of the member's review."""

    viewing: Viewing
    again: Again | None = None
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Leafed:
    """A page of a month of a member's diary; `months` are all there are, the last one first."""

    member_id: int
    own: bool
    month: str
    found: Page[DiaryEntry]
    months: Sequence[tuple[str, int]]


def diary_page(leafed: Leafed) -> layout.Layout:
    """Return a page of a diary."""
    whose = "Your diary" if leafed.own else f"Diary of {layout.mention(leafed.member_id)}"
    if not leafed.months:
        empty = "Nothing is noted here yet."
        if leafed.own:
            empty += " `/review log` notes what you watched or read, with or without a date."
        items = [layout.text(f"### {whose}", empty)]
        return layout.Layout(layout.container(items, COLOUR))
    total = sum(count for _, count in leafed.months)
    items = [
        layout.text(
            f"### {whose} · {month_label(leafed.month)}",
            f"-# {leafed.found.total:,} here · {total:,} in all",
        ),
        layout.text(*(line for one in leafed.found.items for line in _lines(one))),
        _menu(leafed),
    ]
    if len(leafed.months) > 1:
        items.append(_months(leafed))
    items += _turning(leafed)
    return layout.Layout(layout.container(items, COLOUR))


def month_label(month: str) -> str:
    """Say a month as `list_months` writes it: `July 2019`, `some time in 2019`, `no date`."""
    if not month:
        return "no date"
    seen = SeenOn.of_code(month)
    return seen.label if seen.month else f"some time in {seen.year}"


def _lines(entry: DiaryEntry) -> Iterator[str]:
    viewing = entry.viewing
    day = _day(viewing.seen_on) if viewing.seen_on.day else ""
    before = f"**{day}** · " if day else ""
    yield before + titles.listed(viewing.work, before=f"{day} · " if day else "")
    given, beside = " · ".join(_given(entry)), " · ".join(_beside(entry))
    whole = " · ".join((given, _LINKED.sub(r"\1", beside)))
    if given and measure.lines(whole, measure.SMALL) > 1:
        yield f"-# {given}"
        given = ""
    if told := " · ".join(one for one in (given, beside) if one):
        yield f"-# {told}"


def _given(entry: DiaryEntry) -> Iterator[str]:
    viewing = entry.viewing
    if viewing.rating:
        yield cards.rated(viewing.rating)
    if viewing.part.label:
        yield viewing.part.label
    if entry.again:
        yield f"↻ {again_label(entry.again, viewing.work.kind)}"


def _beside(entry: DiaryEntry) -> Iterator[str]:
    if entry.card:
        yield f"[review]({entry.card.url})"
    if note := entry.viewing.note:
        yield f"“{neutralise(one_line(note.masked(), _NOTE_SHOWN))}”"


def _day(seen: SeenOn) -> str:
    return f"{calendar.day_abbr[seen.first.weekday()]} {seen.day}"


def _menu(leafed: Leafed) -> layout.Item:
    options = [
        titles.choice(
            one.viewing.work,
            one.viewing.id if leafed.own else one.viewing.work.id,
            _place(one.viewing),
        )
        for one in leafed.found.items
    ]
    if not leafed.own:  # of one work there may be several viewings, but a value is unique
        options = list({one["value"]: one for one in options}.values())
    return layout.menu("Open one of these", ids.NOTED if leafed.own else ids.SHELVED, options)


def _place(viewing: Viewing) -> str:
    return f"{viewing.seen_on.day}. " if viewing.seen_on.day else ""


def _months(leafed: Leafed) -> layout.Item:
    """Offer the months around the one that is shown."""
    keys = [month for month, _ in leafed.months]
    here = keys.index(leafed.month) if leafed.month in keys else 0
    first = max(0, min(here - _MONTHS_MAX // 2, len(keys) - _MONTHS_MAX))
    options = [
        layout.option(
            f"{month_label(month).capitalize()} ({count})",
            month or "-",
            chosen=month == leafed.month,
        )
        for month, count in leafed.months[first : first + _MONTHS_MAX]
    ]
    return layout.menu("Another month", ids.months(leafed.member_id), options)


def _turning(leafed: Leafed) -> list[layout.Item]:
    """Turn through the pages of a month, and from each month to the next."""
    pages = [
        (month, number)
        for month, count in leafed.months
        for number in range(Page((), 0, DIARY_SIZE, count).count)
    ]
    if len(pages) == 1:
        return []
    there = (leafed.month, leafed.found.number)
    around = {b: a for a, b in pairwise(pages)}, dict(pairwise(pages))
    later, earlier = (one.get(there) for one in around)

    def turn(label: str, to: tuple[str, int] | None) -> layout.Item:
        month, number = to or there
        mark = "" if to else ":"  # two buttons of one message cannot have one id
        custom_id = ids.diary(leafed.member_id, month, number) + (mark and f":{label[0]}")
        return layout.button(label, custom_id, disabled=to is None)

    return [layout.row(turn("Later", later), turn("Earlier", earlier))]


def viewing_page(entry: DiaryEntry, review_id: str | None) -> layout.Layout:
    """Return one entry of the member's own diary, with all that they can do about it."""
    viewing = entry.viewing
    lines = [
        titles.heading(viewing.work),
        _sentence(viewing, entry.again),
    ]
    if viewing.note:
        lines.append(f"> {neutralise(one_line(viewing.note.masked(), 300))}")
    doors = [layout.button("Edit", ids.renote(viewing.id))]
    if not viewing.seen_on.year:
        doors.append(layout.button("It was today", ids.today(viewing.id)))
    doors.append(layout.button("Delete", ids.unnote(viewing.id)))
    if review_id:
        doors.append(layout.button("My review", ids.read(review_id)))
    doors.append(to_month(viewing))
    items = [layout.text(*lines), layout.row(*doors)]
    return layout.Layout(layout.container(items, cards.COLOURS[viewing.work.kind]))


def noted_notice(noted: Noted) -> layout.Layout:
    """Say what was noted; today is one press away where no date was given."""
    viewing = noted.viewing
    lines = [_sentence(viewing, noted.again)]
    doors = [layout.button("Edit", ids.renote(viewing.id)), undo(noted.undo_id)]
    if not viewing.seen_on.year:
        lines.append("-# It has no date. That is fine; if it was today, say so.")
        doors.insert(0, layout.button("It was today", ids.today(viewing.id)))
    return layout.notice("\n".join(lines), *doors, to_month(viewing))


def unnoted_notice(noted: Noted) -> layout.Layout:
    """Say that an entry was taken out of the diary."""
    viewing = noted.viewing
    words = f"{titles.named(viewing.work)}, {viewing.seen_on.label}, is out of your diary."
    return layout.notice(words, undo(noted.undo_id), my_shelf(viewing.member_id))


def to_month(viewing: Viewing) -> layout.Item:
    """Return the button that opens the diary where a viewing stands."""
    return layout.button("Diary", ids.diary(viewing.member_id, viewing.seen_on.code[:7], 0))


def _sentence(viewing: Viewing, again: Again | None) -> str:
    """Say what was seen and when: `You watched **Parasite** on 4 July 2019: ★★★★½ 4½/5`."""
    verb = "read" if viewing.work.kind is WorkKind.BOOK else "watched"
    when = f" {'on' if viewing.seen_on.day else 'in'} {viewing.seen_on.label}"
    when = when if viewing.seen_on.year else ""
    told = [cards.rated(viewing.rating), again and again_label(again, viewing.work.kind)]
    rest = " · ".join(one for one in told if one)
    seen = f"You {verb} {titles.named(viewing.work, viewing.part)}{when}"
    return f"{seen}: {rest}" if rest else f"{seen}."
