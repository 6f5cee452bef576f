"""The question before an unmarked text is posted that seems to give something away."""

from collections.abc import Sequence
from typing import Final

import discord

from reviewbot.domain.reviews import Draft, Spoils
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.suspicion import Passage, suspicious
from reviewbot.errors import ReviewbotError
from reviewbot.ui import ids, layout
from reviewbot.ui.text import cut, neutralise

_PASSAGES_MAX: Final = 4
_SHOWN_MAX: Final = 350


class LooksLikeSpoilers(ReviewbotError):
    """A text was kept instead of posted: its author is asked first, once."""

    def __init__(self, draft_id: str, text: str) -> None:
        super().__init__("This may give something away.")
        self.draft_id = draft_id
        self.text = text


def is_doubtful(text: str, spoils: Spoils) -> bool:
    """Tell whether an author should be asked: nothing is marked, and something looks like it."""
    unmarked = spoils is Spoils.NONE and not Prose.of(text).has_spoilers
    return unmarked and bool(suspicious(text))


def question_of(draft_id: str, text: str) -> layout.Layout:
    """Ask the author, who alone sees it, what to do; shows the passages and why."""
    found = suspicious(text)
    return layout.Layout(
        layout.text("### Before I post it", "This may give something away:"),
        layout.text(*_quoted(text, found)),
        layout.row(
            layout.button(
                "Hide these parts", ids.hide_parts(draft_id), style=discord.ButtonStyle.primary
            ),
            layout.button("Post as it is", ids.post_as_it_is(draft_id)),
            layout.button("Edit", ids.edit_anyway(draft_id)),
        ),
        layout.text("-# It is only a guess, made here on words alone. Your text is kept."),
    )


def question(draft: Draft) -> layout.Layout:
    """Ask the author of a draft; see `question_of`."""
    return question_of(draft.id, draft.text)


def _quoted(text: str, found: Sequence[Passage]) -> list[str]:
    lines = []
    for one in found[:_PASSAGES_MAX]:
        words = " ".join(text[one.start : one.end].split())
        lines.append(f"> {neutralise(cut(words, _SHOWN_MAX))}\n-# {one.reason}")
    if len(found) > _PASSAGES_MAX:
        lines.append(f"-# and {len(found) - _PASSAGES_MAX} more")
    return lines
