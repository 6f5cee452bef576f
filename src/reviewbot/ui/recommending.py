"""Recommendations as members see them: the message to a friend, its answers, and the ledger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import discord

from reviewbot.domain.ratings import Rating
from reviewbot.domain.recommending import Recommendation, Reply
from reviewbot.ui import cards, ids, layout, titles
from reviewbot.ui.shelf import COLOUR, my_shelf
from reviewbot.ui.text import cut, neutralise, one_line

LEDGER_SIZE: Final = 8
_NOTE_SHOWN: Final = 60
_MUTE_MAX: Final = 20


@dataclass(frozen=True, slots=True)
class Sent:
    """What the member recommended; `outcome` is `None` where the friend does not share it."""

    recommendation: Recommendation
    outcome: Reply | None
    rating: Rating | None = None
    reviewed: bool = False


def offer_card(one: Recommendation, guild_name: str, sender_name: str) -> layout.Layout:
    """Return a recommendation as its friend sees it, with what they can answer."""
    lines = [
        f"-# From **{neutralise(one_line(guild_name, 60))}**",
        titles.heading(one.work),
        f"{layout.mention(one.sender_id)} recommends this to you.",
    ]
    if one.note:
        lines.append(f"> {neutralise(one_line(one.note.masked(), 300))}")
    if told := _answered(one):
        lines.append(f"**{told}**")
    items = [layout.text(*lines), layout.row(*_answers(one, sender_name))]
    return layout.Layout(layout.container(items, cards.COLOURS[one.work.kind]))


def _answered(one: Recommendation) -> str:
    return {
        Reply.OPEN: "",
        Reply.ADDED: "It is on your list.",
        Reply.DECLINED: "You said no thanks.",
        Reply.MUTED: "You will hear no more from them.",
    }[one.reply]


def _answers(one: Recommendation, sender_name: str) -> Iterator[layout.Item]:
    if one.reply is Reply.MUTED:
        yield layout.button("Unmute", ids.hush(one.guild_id, one.sender_id, on=False))
        return
    add = layout.button(
        "Add to my list",
        ids.offer(one.guild_id, one.id, Reply.ADDED),
        style=discord.ButtonStyle.primary,
    )
    no = layout.button("No thanks", ids.offer(one.guild_id, one.id, Reply.DECLINED))
    if one.reply is not Reply.ADDED:
        yield add
    if one.reply is not Reply.DECLINED:
        yield no
    if one.note.has_spoilers:
        yield layout.button("Show the note", ids.offer_note(one.guild_id, one.id))
    mute = cut(one_line(f"Mute {sender_name}", 80), _MUTE_MAX)
    yield layout.button(mute, ids.offer(one.guild_id, one.id, Reply.MUTED))


def sent_notice(one: Recommendation, *, taken: bool) -> layout.Layout:
    """Tell the sender that it is on its way, or where the friend will find it."""
    who, title = layout.mention(one.friend_id), titles.named(one.work)
    if taken:
        return layout.notice(f"Your recommendation of {title} is with {who}.")
    return layout.notice(
        f"{who} takes no direct messages from me. Your recommendation of {title} is kept: they "
        "find it under *Recommended* in `/shelf show`."
    )


def ledger_page(
    to_me: Sequence[Recommendation], by_me: Sequence[Sent], member_id: int
) -> layout.Layout:
    """Return what was recommended to a member and by them, the last first."""
    items = [layout.text("### Recommended", "-# The last ones, to you and by you")]
    if to_me:
        items.append(layout.text("**To you**", *(line for one in to_me for line in _to_me(one))))
        options = [titles.choice(one.work, one.id) for one in to_me]
        items.append(layout.menu("Answer one of these", ids.OFFERED, options))
    if by_me:
        items.append(layout.text("**By you**", *(line for one in by_me for line in _by_me(one))))
    if not (to_me or by_me):
        items.append(
            layout.text("Nothing yet. `/review recommend` with the option “to” tells a friend.")
        )
    items.append(layout.row(my_shelf(member_id)))
    return layout.Layout(layout.container(items, COLOUR))


def _to_me(one: Recommendation) -> Iterator[str]:
    yield titles.listed(one.work)
    told = [f"from {layout.mention(one.sender_id)}", _short(one)]
    if one.note:
        told.append(f"“{neutralise(one_line(one.note.masked(), _NOTE_SHOWN))}”")
    yield "-# " + " · ".join(part for part in told if part)


def _short(one: Recommendation) -> str:
    if one.review_id:
        return "you reviewed it"
    return {Reply.ADDED: "on your list", Reply.DECLINED: "no thanks"}.get(one.reply, "")


def _by_me(sent: Sent) -> Iterator[str]:
    one = sent.recommendation
    yield titles.listed(one.work)
    yield f"-# to {layout.mention(one.friend_id)} · {outcome(sent)}"


def outcome(sent: Sent) -> str:
    """Say what came of a recommendation, as far as its sender may know."""
    if sent.outcome is None:
        return "sent"
    if sent.reviewed:
        given = f": {sent.rating.stars} {sent.rating.label}" if sent.rating else ""
        return f"reviewed{given}"
    return {Reply.ADDED: "on their list", Reply.DECLINED: "declined"}.get(
        sent.outcome, "no answer yet"
    )
