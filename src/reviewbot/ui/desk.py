"""The moderators' desk, private: what waits for them, what was done, and the server's choices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import discord
from discord import ComponentType

from reviewbot.domain.guilds import GuildChoices
from reviewbot.domain.members import CardSize
from reviewbot.domain.order import Answer, Call, Deed, Report
from reviewbot.domain.pages import Page
from reviewbot.domain.reviews import Review
from reviewbot.services.order import Thing
from reviewbot.ui import ids, layout, order
from reviewbot.ui.text import neutralise, plural

CASES_PER_PAGE: Final = 4
DEEDS_PER_PAGE: Final = 6
_COLOUR: Final = 0x7A6FF0
_DID: Final[Mapping[str, str]] = {
    "hide": "hid",
    "show": "put back",
    "dismiss": "dismissed the reports about",
    "open": "opened again",
    "keep hidden": "kept hidden",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case with all that is shown of it; a report whose thing is gone has no `thing`."""

    review: Review | None = None
    calls: Sequence[Call] = ()
    report: Report | None = None
    thing: Thing | None = None


def cases_page(found: Page[Waiting]) -> layout.Layout:
    """Return one page of what waits for a moderator, each with what can be done about it."""
    if not found.total:
        return layout.notice("Nothing waits for you. ✓")
    items = [layout.text(f"### {plural(found.total, 'thing')} to look at")]
    offered: set[str] = set()
    for waiting in found.items:
        items += _once(_case(waiting), offered)
    if found.count > 1:
        items.append(
            _turning(ids.reports(max(found.number - 1, 0)), ids.reports(found.number + 1), found)
        )
    return layout.Layout(layout.container(items, _COLOUR))


def _once(items: list[layout.Item], offered: set[str]) -> list[layout.Item]:
    """Leave out buttons that stand further up: one thing may be called and reported, by many.

    A message may have each custom id once (developer documentation, "Component Reference").
    """
    told = []
    for item in items:
        buttons = item.get("components")
        if buttons is not None:
            fresh = [one for one in buttons if one["custom_id"] not in offered]
            offered |= {one["custom_id"] for one in fresh}
            if fresh:
                told.append({**item, "components": fresh})
        else:
            told.append(item)
    return told


def _case(waiting: Waiting) -> list[layout.Item]:
    if waiting.review is not None:
        review = waiting.review
        row = layout.row(
            layout.button("Read it", ids.read(review.id)), *order.settle_buttons(review.id)
        )
        return [layout.text(_called(review, waiting.calls)), row]
    report, thing = waiting.report, waiting.thing
    if report is None:
        return []
    if thing is None:
        gone = f"🚩 {layout.mention(report.member_id)} reported something that its author took away"
        return [layout.text(gone), layout.row(layout.button("Dismiss", ids.dismiss(report.id)))]
    return [layout.text(order.report_words(thing, report)), order.report_row(thing, report)]


def _called(review: Review, calls: Sequence[Call]) -> str:
    told = [call for call in calls if call.answer in {Answer.OPEN, Answer.DISPUTED}]
    who = ", ".join(layout.mention(call.member_id) for call in told[:5])
    more = f" and {len(told) - 5} more" if len(told) > 5 else ""
    disputed = any(call.answer is Answer.DISPUTED for call in told)
    return "\n".join(
        (
            f"⚠️ {who}{more} called {order.about(review, None)} a spoiler; all of it is hidden.",
            "Its author says that it is not a spoiler."
            if disputed
            else "-# Its author has not answered.",
        )
    )


def log_page(found: Page[tuple[Deed, Thing | None]]) -> layout.Layout:
    """Return one page of what moderators did, newest first, with what can be undone."""
    if not found.total:
        return layout.notice("No moderator has done anything here yet.")
    items = [layout.text("### What moderators did")]
    offered: set[str] = set()
    for deed, thing in found.items:
        words = _deed(deed, thing)
        undone = deed.action == "hide" and thing is not None and thing.hidden_at is not None
        if undone and thing is not None and deed.subject_id not in offered:
            offered.add(deed.subject_id)
            items.append(layout.section(words, order.hide_button(thing)))
        else:
            items.append(layout.text(words))
    if found.count > 1:
        items.append(_turning(ids.log(max(found.number - 1, 0)), ids.log(found.number + 1), found))
    return layout.Layout(layout.container(items, _COLOUR))


def _deed(deed: Deed, thing: Thing | None) -> str:
    what = order.about(thing.review, thing.comment) if thing else f"a {neutralise(deed.kind)}"
    did = _DID.get(deed.action, neutralise(deed.action))
    line = f"<t:{deed.created_at}:f> {layout.mention(deed.member_id)} {did} {what}"
    return f"{line}\n> {neutralise(deed.reason)}" if deed.reason else line


def _turning(
    before: str, after: str, found: Page[Waiting] | Page[tuple[Deed, Thing | None]]
) -> layout.Item:
    here = f"{found.number + 1} of {found.count}"
    return layout.row(
        layout.button("Previous", before, disabled=found.number == 0),
        layout.button(here, "rv1:here:desk", disabled=True),
        layout.button("Next", after, disabled=found.number + 1 >= found.count),
    )


def panel(choices: GuildChoices, checked: Sequence[str], *, sharing: bool = False) -> layout.Layout:
    """Return the server's choices as they hold now; `checked` says what I may not do, and where.

    `sharing`: whoever runs the bot lets servers be counted together.
    """
    full = choices.card is CardSize.FULL
    where = f"<#{choices.log_channel_id}>" if choices.log_channel_id else "nowhere"
    items = [
        layout.text("### Settings of this server", "-# What you choose holds at once."),
        layout.text("**Cards** — full ones show the first lines, compact ones only who gave what"),
        layout.row(
            _choice("Full", "full", chosen=full), _choice("Compact", "compact", chosen=not full)
        ),
        layout.text("**Threads** — let the first comment open a thread under a card"),
        layout.row(
            _choice("On", "threads", chosen=choices.threads),
            _choice("Off", "no-threads", chosen=not choices.threads),
        ),
        layout.text(f"**Log channel** — where I tell moderators of reports: now {where}"),
        _channels(choices.log_channel_id),
        *(_sharing(choices) if sharing else ()),
        layout.text("**What I may do here**", *(checked or ("Everything I need. ✓",))),
    ]
    return layout.Layout(layout.container(items, _COLOUR))


def _sharing(choices: GuildChoices) -> list[layout.Item]:
    meaning = (
        "-# Only counts of five members or more from two servers or more: no names, no texts, and "
        "no title that is not here already. For admins to choose; off takes yours out at once."
    )
    words = layout.text(
        "**Other servers** — for better suggestions, count which titles are liked together",
        meaning,
    )
    row = layout.row(
        _choice("Count us in", "share", chosen=choices.shares),
        _choice("Keep to us", "no-share", chosen=not choices.shares),
    )
    return [words, row]


def _choice(label: str, what: str, *, chosen: bool) -> layout.Item:
    style = discord.ButtonStyle.success if chosen else discord.ButtonStyle.secondary
    return layout.button(f"{label} ✓" if chosen else label, ids.choose(what), style=style)


def _channels(chosen: int | None) -> layout.Item:
    menu: layout.Item = {
        "type": ComponentType.channel_select.value,
        "custom_id": ids.LOG_CHANNEL,
        "placeholder": "Choose a channel; none is nowhere",
        "channel_types": [discord.ChannelType.text.value],
        "min_values": 0,
        "max_values": 1,
    }
    if chosen:
        menu["default_values"] = [{"id": str(chosen), "type": "channel"}]
    return {"type": ComponentType.action_row.value, "components": [menu]}
