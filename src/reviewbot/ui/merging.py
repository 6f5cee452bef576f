"""What moderators see of merges: the preview, what was done, and the last ones."""

from collections.abc import Sequence

import discord

from reviewbot.domain.merging import Merge
from reviewbot.domain.works import Work
from reviewbot.services.merging import Parted
from reviewbot.store.merging import Extent
from reviewbot.ui import cards, ids, layout, titles
from reviewbot.ui.limits import NAMES_MAX
from reviewbot.ui.text import neutralise, one_line, plural


def preview_page(duplicate: Work, into: Work, found: Extent) -> layout.Layout:
    """Say what a merge would move, with the button that does it."""
    lines = (
        titles.heading(duplicate),
        f"It becomes part of {titles.named(into)}.",
        f"It moves {_moved(found)}.",
        _both(found.both),
        "-# Nothing is lost: `/work merges` undoes it.",
    )
    merge = layout.button(
        "Merge", ids.merge(duplicate.id, into.id), style=discord.ButtonStyle.danger
    )
    items = [layout.text(*lines), layout.row(merge)]
    return layout.Layout(layout.container(items, cards.COLOURS[into.kind]))


def _moved(found: Extent) -> str:
    """Count what moves; of what there is none, nothing is said."""
    counts = found.counts
    told = (
        (counts["reviews"], "review", ""),
        (found.comments, "comment", ""),
        (counts["shelves"], "place", " on shelves"),
        (counts["viewings"], "viewing", ""),
        (counts["recommendations"], "recommendation", ""),
        (counts["titles"], "name", ""),
        (counts["identifiers"], "number", " elsewhere"),
    )
    return ", ".join(plural(n, word) + where for n, word, where in told if n) or "nothing else"


def _both(members: Sequence[int]) -> str:
    if not members:
        return "Nobody reviewed both."
    told = ", ".join(map(layout.mention, members[:NAMES_MAX]))
    rest = len(members) - NAMES_MAX
    more = f" and {rest:,} more" if rest > 0 else ""
    return f"{told}{more} reviewed both: the newer review stays, or the one with words."


def merged(made: Merge, into: Work) -> layout.Layout:
    """Say what became one."""
    undo = layout.button("Undo", ids.unmerge(made.id))
    named = neutralise(one_line(made.named, 200))
    return layout.notice(f"{named} is part of **{_named(into)}** now.", undo)


def parted(done: Parted) -> layout.Layout:
    """Say what is two again."""
    stayed = ""
    if done.changed:
        stayed = (
            f"\n-# {plural(done.changed, 'thing')} changed since the merge; what members did "
            "since stays as they left it."
        )
    return layout.notice(f"{_named(done.work)} and {_named(done.into)} are two again.{stayed}")


def merges_page(found: Sequence[tuple[Merge, Work | None]]) -> layout.Layout:
    """List merges, newest first, each with its *Undo* unless that is done."""
    if not found:
        return layout.notice("No titles were merged here.")
    items = []
    for made, into in found:
        became = _named(into) if into else "a title that was merged on"
        told = (
            f"**{neutralise(one_line(made.named, 120))}** became part of {became}\n"
            f"-# {layout.mention(made.member_id)} <t:{made.created_at}:R>"
        )
        if made.undone_at is not None:
            items.append(layout.text(f"{told} · undone <t:{made.undone_at}:R>"))
        else:
            items.append(layout.section(told, layout.button("Undo", ids.unmerge(made.id))))
    return layout.Layout(*items)


def _named(work: Work) -> str:
    return neutralise(titles.plain(work, 120))
