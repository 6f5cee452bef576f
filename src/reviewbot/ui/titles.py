"""How a work is named wherever one is shown: its title with kind and year, or with its maker.

Nothing else in what a member sees may show the title of a work (`tests/rules/test_titles.py`):
two films have the same one often enough. Each form is for one kind of place.
"""

from typing import Final

from reviewbot.domain.parts import WHOLE, Part
from reviewbot.domain.reviews import Draft
from reviewbot.domain.works import UNDATED, Work
from reviewbot.ui import layout, measure
from reviewbot.ui.limits import OPTION_MAX
from reviewbot.ui.text import isolated, neutralise, one_line

MEASURED: Final = 240
"""Characters of a text that can show in three lines, with room for what is cleaned away."""
_MAKER: Final = 30
_NO_YEAR: Final = "no year"
"""Says in little room that neither year nor maker is known, or given by the author of a draft."""
_LEAST: Final = 12
"""Characters that a title has at least, however much there is to say beside it."""


def heading(work: Work, part: Part = WHOLE) -> str:
    """Return the head of a page: the title, below it kind, year, maker and the part."""
    return f"### {shown(work)}\n{facts(work, part)}"


def named(work: Work, part: Part = WHOLE) -> str:
    """Return the work as it stands in a sentence: `**The Wire** (show, 2002, S2E5)`."""
    beside = ", ".join(one for one in (brief(work), part.label) if one)
    return f"**{shown(work)}** ({neutralise(beside)})"


def listed(work: Work, before: str = "") -> str:
    """Return `line` without weight, for lists below a heading; `before` stands on the same line."""
    name, told = _in_one_line(work, WHOLE, measure.columns(before))
    return f"{name} · {told}"


def line(work: Work, part: Part = WHOLE) -> str:
    """Return title, kind and year in one line; the maker, where the year is not known."""
    name, told = _in_one_line(work, part, 0)
    return f"**{name}** · {told}"


def _in_one_line(work: Work, part: Part, used: int) -> tuple[str, str]:
    unknown = _NO_YEAR if part.season else UNDATED  # beside a part there is little room
    maker = measure.fitted(one_line(work.maker, 12), 1, 8) if work.maker else unknown
    known = str(work.year) if work.year else maker
    told = " · ".join(one for one in (work.kind.label, known, part.label) if one)
    room = measure.TEXT - measure.columns(told) - 3 - used
    name = measure.fitted(one_line(work.title, MEASURED), 1, max(room, 4))
    return isolated(neutralise(name)), neutralise(told)


def choice(work: Work, value: str, before: str = "") -> layout.Item:
    """Return the work as one thing to choose in a menu, kind, year and maker below its title."""
    label = one_line(before + work.title, OPTION_MAX)
    return layout.option(label, value, one_line(work.facts, OPTION_MAX))


def plain(work: Work, limit: int, before: str = "") -> str:
    """Return the work for where no markdown is read: labels, choices, names of forms and threads.

    Never longer than `limit`, `before` included; a long title gives way, the facts stay.
    """
    return before + _called(work.title, work.facts, brief(work), limit - len(before))


def _called(title: str, facts: str, brief: str, limit: int) -> str:
    name = one_line(title, limit)
    for told in (facts, brief):
        beside = f" ({one_line(told, limit)})" if told else ""
        if len(name) + len(beside) <= limit:
            return f"{one_line(title, limit)}{beside}"
    beside = f" ({one_line(brief, max(limit - _LEAST - 3, 4))})"
    return f"{one_line(title, limit - len(beside))}{beside}"


def brief(work: Work) -> str:
    """Return what tells the work from others of its name: kind and year, or kind and maker."""
    known = str(work.year) if work.year else one_line(work.maker or UNDATED, _MAKER)
    return f"{work.kind.label}, {known}"


def sort_of(work: Work) -> str:
    """Return how a sentence on the page of the work begins: `This film of 2019`."""
    maker = f" by {one_line(work.maker, _MAKER)}" if work.maker else ""
    return neutralise(f"This {work.kind.label}{f' of {work.year}' if work.year else maker}")


def of_draft(draft: Draft, limit: int, before: str = "") -> str:
    """Return the same as `plain` of what a draft is on, as far as its author said it."""
    kind, year = draft.kind and draft.kind.label, draft.year and str(draft.year)
    if kind and not (year or draft.maker):
        year = _NO_YEAR
    known = (kind, year, draft.maker), (kind, year or one_line(draft.maker, _MAKER))
    facts, short = (", ".join(one for one in told if one) for told in known)
    return before + _called(draft.title, facts, short, limit - len(before))


def shown(work: Work, before: str = "") -> str:
    """Return the bare title in two lines of a phone at most, for what stands beside its facts.

    One written from right to left turns nothing beside it.
    """
    return isolated(neutralise(fitted(work, before)))


def fitted(work: Work, before: str = "") -> str:
    """Return the bare title in two lines of a phone at most, not neutralised."""
    return measure.fitted(one_line(before + work.title, MEASURED), 2, measure.TITLE)


def facts(work: Work, part: Part = WHOLE, more: str = "") -> str:
    """Return kind, year and maker, the part, and more: one line of small print."""
    told = " · ".join(one for one in (part.label, work.facts.replace(", ", " · "), more) if one)
    told = told[:1].upper() + told[1:]
    return "-# " + neutralise(measure.fitted(one_line(told, MEASURED), 1, measure.SMALL))
