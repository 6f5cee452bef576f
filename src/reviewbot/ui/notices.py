"""What members are told by direct message: one message for all of it, with nothing that spoils."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import discord

from reviewbot.bot.client import ReviewBot
from reviewbot.bot.direct import send_direct
from reviewbot.domain.notices import OF_COMMENTS, Bundle, NoticeKind, Told
from reviewbot.domain.outbox import Owed
from reviewbot.domain.parts import WHOLE
from reviewbot.domain.reviews import Review
from reviewbot.services import notices
from reviewbot.ui import cards, ids, layout, titles
from reviewbot.ui.following import follow_button
from reviewbot.ui.order import answer_buttons
from reviewbot.ui.text import neutralise, one_line, plural

_WORKS_MAX: Final = 5
_LINES_MAX: Final = 5
_SAID_MAX: Final = 140
_ROW_MAX: Final = 5
"""Buttons side by side."""
_UNKNOWN_MEMBER: Final = 10007


async def deliver(bot: ReviewBot, owed: Owed) -> int | None:
    """Tell a member what they are to be told; see `bot.client.Payer`."""
    guild = bot.get_guild(owed.guild_id)
    bundle = await notices.gather(bot.db, owed, bot.now())
    if bundle is None or isinstance(bundle, int):
        return bundle
    taken = guild is not None and await _is_there(guild, bundle.member_id)
    if guild is not None and taken:
        message = notice_message(bundle, guild.name)
        taken = await send_direct(bot, bundle.member_id, message, bundle.id, again=bundle.again)
    await notices.sent(bot.db, bundle, bot.now(), taken=taken)
    return None


async def _is_there(guild: discord.Guild, member_id: int) -> bool:
    """Tell whether somebody is still in the guild: what is said there is for its members."""
    try:
        await guild.fetch_member(member_id)
    except discord.NotFound as error:
        if error.code != _UNKNOWN_MEMBER:
            raise
        return False
    return True


def notice_message(bundle: Bundle, guild_name: str) -> layout.Layout:
    """Return the message: a paragraph for each work, and the way to hear no more."""
    groups = _by_subject(bundle.told)
    shown = list(groups.values())[:_WORKS_MAX]
    items = [layout.text(f"-# News from **{neutralise(one_line(guild_name, 60))}**")]
    off = layout.button("Turn these off", ids.tell(bundle.guild_id, bundle.id, on=False))
    off_there = len(shown) == 1 and len(_doors(bundle, shown[0])) < _ROW_MAX
    for told in shown:
        doors = _doors(bundle, told)
        items.append(layout.text(_heading(told[0]), *_lines(told)))
        if off_there:
            doors.append(off)
        items += [layout.row(*doors)] if doors else []
    if len(groups) > len(shown):
        items.append(layout.text(f"-# and news of {len(groups) - len(shown)} more"))
    if not off_there:
        items.append(layout.row(off))
    return layout.Layout(layout.container(items, cards.COLOURS[shown[0][0].work.kind]))


def _by_subject(told: Iterable[Told]) -> dict[str, list[Told]]:
    groups: dict[str, list[Told]] = {}
    for one in told:
        groups.setdefault(one.review.id if one.review else one.work.id, []).append(one)
    return groups


def _heading(told: Told) -> str:
    return titles.heading(told.work, told.review.part if told.review else WHOLE)


def _doors(bundle: Bundle, group: Sequence[Told]) -> list[layout.Item]:
    told, kinds = group[0], {one.notice.kind for one in group}
    doors = [layout.link("To the review", told.card.url)] if told.card else []
    if told.review is None:
        return doors
    if told.notice.kind is NoticeKind.SPOILS and told.review.called:
        doors += answer_buttons(told.review)
    if NoticeKind.FOLLOWED in kinds:
        doors.append(follow_button(told.review, follows=True))
    else:
        mute = ids.mute(bundle.guild_id, told.review.id, on=True)
        doors.append(layout.button("Mute this review", mute))
    if not kinds.isdisjoint(OF_COMMENTS):
        whom = ids.whom(bundle.guild_id, told.review.id)
        doors.append(layout.button("Mute a member", whom))
    return doors


def _lines(told: Sequence[Told]) -> list[str]:
    """Return a line for each notice of one work; who found it helpful stands on one line."""
    single = [one for one in told if one.notice.kind is not NoticeKind.HELPFUL]
    lines = [_LINES[one.notice.kind](one) for one in single[:_LINES_MAX]]
    if len(single) > _LINES_MAX:
        lines.append(f"-# and {len(single) - _LINES_MAX} more")
    if helpful := len(told) - len(single):
        lines.append(f"👍 {plural(helpful, 'member')} found your review helpful")
    return lines


def _who(told: Told) -> str:
    return layout.mention(told.notice.actor_id)


def _said(told: Told) -> str:
    if told.comment is None or told.comment.text.whole:
        return ""
    return f": “{neutralise(one_line(told.comment.text.masked(), _SAID_MAX))}”"


def _whose(told: Told) -> str:
    review: Review | None = told.review
    if review is None or review.author_id == told.notice.member_id:
        return "your review"
    return f"the review by {layout.mention(review.author_id)}"


def _why(told: Told) -> str:
    return f":\n> {neutralise(told.reason)}" if told.reason else "."


_LINES: Final[Mapping[NoticeKind, Callable[[Told], str]]] = {
    NoticeKind.COMMENT: lambda it: f"💬 {_who(it)} commented{_said(it)}",
    NoticeKind.REPLY: lambda it: f"↳ {_who(it)} replied to your comment on {_whose(it)}{_said(it)}",
    NoticeKind.FOLLOWED: lambda it: f"💬 {_who(it)} commented on {_whose(it)}{_said(it)}",
    NoticeKind.HELPFUL: lambda it: f"👍 {_who(it)} found your review helpful",
    NoticeKind.SPOILS: lambda _: (
        "⚠️ Somebody says that your review gives something away. It is hidden until that is settled."
    ),
    NoticeKind.HIDDEN: lambda it: f"🙈 A moderator hid your review{_why(it)}",
    NoticeKind.SHOWN: lambda _: "👁️ A moderator brought your review back.",
    NoticeKind.COMMENT_HIDDEN: lambda it: (
        f"🙈 A moderator hid your comment on {_whose(it)}{_why(it)}"
    ),
    NoticeKind.COMMENT_SHOWN: lambda it: (
        f"👁️ A moderator brought your comment on {_whose(it)} back."
    ),
    NoticeKind.CALL_KEPT: lambda it: (
        f"✅ You said that {_whose(it)} spoils, and it was right: what spoils is hidden."
    ),
    NoticeKind.CALL_REFUSED: lambda it: (
        f"↩️ You said that {_whose(it)} spoils. A moderator has looked and left it open."
    ),
    NoticeKind.ADDED: lambda it: f"🔖 {_who(it)} wants to see it, because you recommended it",
    NoticeKind.THANKS: lambda it: f"🙏 {_who(it)} reviewed it, because you recommended it",
}
