"""All names of a work and its pages elsewhere, with menus to choose and to take away."""

from collections.abc import Sequence

from reviewbot.domain.identifiers import Identifier
from reviewbot.domain.lengths import length_told
from reviewbot.domain.titles import Title
from reviewbot.domain.tokens import title_key
from reviewbot.domain.works import Work
from reviewbot.services.naming import Renamed
from reviewbot.ui import cards, ids, layout, titles
from reviewbot.ui.limits import OPTION_MAX
from reviewbot.ui.text import isolated, neutralise, one_line


def names_page(work: Work, names: Sequence[Title], known: Sequence[Identifier]) -> layout.Layout:
    """Return the page of a work's names; only a moderator's choice in its menus does anything."""
    long = [f"-# Length: {length_told(work.kind, work.length)}"] if work.length else []
    head = (titles.heading(work), *long, "Any of these names finds it:")
    items = [layout.text(*head, *(_line(work, one) for one in names))]
    if known:
        items.append(layout.text(links(known)))
    others = [one for one in names if title_key(one.name) != title_key(work.title)]
    if others:
        options = [_option(work, one) for one in others]
        items.append(layout.menu("Show it by another name", ids.prefer(work.id), options))
    removable = [_option(work, one) for one in others] + [
        layout.option(f"{one.scheme.label} {one.value}", f"{one.scheme}:{one.value}")
        for one in known[: 25 - len(others)]
    ]
    if removable:
        items.append(layout.menu("Take one away", ids.unname(work.id), removable))
    if work.year is None or not work.maker:
        items.append(layout.row(layout.button("Year and maker", ids.date(work.id))))
    items.append(
        layout.text(
            "-# `/work title` adds a name, `/work link` a page elsewhere, `/work length` how long."
        )
    )
    return layout.Layout(layout.container(items, cards.COLOURS[work.kind]))


def links(known: Sequence[Identifier]) -> str:
    """Return where a work has pages elsewhere, as links of our own making."""
    return "-# " + " · ".join(f"[{one.scheme.label}](<{one.url}>)" for one in known)


def renamed(done: Renamed) -> layout.Layout:
    """Say what was changed, with a button that takes it back."""
    return layout.notice(
        neutralise(done.said), layout.button("Undo", ids.rename_undo(done.undo_id))
    )


def _line(work: Work, one: Title) -> str:
    shown = one_line(one.name, 60)
    told = " · ".join(
        part for part in (one.role, "shown" if one.name == work.title else "") if part
    )
    return f"• {isolated(neutralise(shown))}" + (f" — {told}" if told else "")


def _option(work: Work, one: Title) -> layout.Item:
    told = " · ".join(part for part in (one.role, titles.brief(work)) if part)
    return layout.option(one_line(one.name, OPTION_MAX), one.mark, told)
