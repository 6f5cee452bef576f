"""What its author sees of a draft: the list of them, and how to go on with one."""

from collections.abc import Sequence
from typing import Final

import discord

from reviewbot.domain.reviews import BOX_MAX, Draft
from reviewbot.ui import ids, layout, titles
from reviewbot.ui.limits import DRAFT_SHOWN_MAX, DRAFTS_SHOWN_MAX
from reviewbot.ui.text import isolated, neutralise, one_line, plural

_TITLE_MAX: Final = 90


def too_long(draft: Draft) -> layout.Layout:
    """Say that a text does not fit into the form, and which ways there are to change it."""
    words = (
        f"Your review of **{_title(draft)}** has {len(draft.text):,} characters, and the boxes "
        f"of a form hold {2 * BOX_MAX:,}. To change its text, take it as a file, change that, "
        "and attach it in the form. Boxes that you leave empty change nothing."
    )
    return layout.notice(
        words,
        layout.button("Open form", ids.retry(draft.id), style=discord.ButtonStyle.primary),
        layout.button("Text as a file", ids.draft_file(draft.id)),
    )


def draft_list(drafts: Sequence[Draft]) -> layout.Layout:
    """Return a member's drafts, newest first, each to go on with or to throw away."""
    if not drafts:
        return layout.notice("You have no drafts here. What you write and cannot post lands here.")
    them = "them" if len(drafts) > 1 else "it"
    kept = f"-# Kept until you post or discard {them}."
    items = [layout.text(f"**{plural(len(drafts), 'draft')}**", kept)]
    for draft in drafts[:DRAFTS_SHOWN_MAX]:
        items += [layout.text(*_told(draft)), layout.row(*_doors(draft))]
    if len(drafts) > DRAFTS_SHOWN_MAX:
        rest = len(drafts) - DRAFTS_SHOWN_MAX
        items.append(layout.text(f"-# and {rest} more, once you have dealt with these"))
    return layout.Layout(*items)


def _told(draft: Draft) -> tuple[str, ...]:
    words = neutralise(one_line(draft.text, DRAFT_SHOWN_MAX)) if draft.text else ""
    length = _length(draft)
    change = " · a change" if draft.edition else ""
    told = f"-# <t:{draft.created_at}:R> · {length}{change}"
    return (f"**{_title(draft)}**", told, words)


def _doors(draft: Draft) -> list[layout.Item]:
    doors = [
        layout.button("Continue", ids.retry(draft.id), style=discord.ButtonStyle.primary),
        layout.button("Discard", ids.discard(draft.id)),
    ]
    if draft.kind is not None:
        doors.append(layout.button("Details", ids.redo_details(draft.id)))
    if draft.text:
        doors.append(layout.button("Text as a file", ids.draft_file(draft.id)))
    return doors


def discard_question(draft: Draft) -> layout.Layout:
    """Ask once more before a draft goes for good."""
    which = f"**{_title(draft)}** ({_length(draft)})"
    return layout.notice(
        f"Throw away your draft on {which}? It cannot be brought back.",
        layout.button("Discard", ids.discard_now(draft.id), style=discord.ButtonStyle.danger),
        layout.button("Keep", ids.drafts()),
    )


def _length(draft: Draft) -> str:
    return plural(len(draft.text), "character") if draft.text else "no text yet"


def _title(draft: Draft) -> str:
    if draft.title and not draft.title.startswith("#"):
        return isolated(neutralise(titles.of_draft(draft, _TITLE_MAX)))
    return "a comment" if draft.review_id else "something without a title"
