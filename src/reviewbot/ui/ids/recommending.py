"""Ids of recommendations between members; they name their guild, being pressed in messages."""

from typing import Final

from reviewbot.domain.recommending import Reply
from reviewbot.ui.ids.shapes import base36

REPLIES: Final = {"a": Reply.ADDED, "d": Reply.DECLINED, "m": Reply.MUTED}
OFFERED: Final = "rv1:offered"
"""The menu that opens a recommendation to the one who chooses."""
LEDGER: Final = "rv1:ledger"
"""Shows the presser what was recommended to them and by them."""


def offer(guild_id: int, recommendation_id: str, reply: Reply) -> str:
    """Answer a recommendation."""
    letter = next(letter for letter, one in REPLIES.items() if one is reply)
    return f"rv1:offer:{base36(guild_id)}:{recommendation_id}:{letter}"


def offer_note(guild_id: int, recommendation_id: str) -> str:
    """Show the note of a recommendation, with what it spoils."""
    return f"rv1:offernote:{base36(guild_id)}:{recommendation_id}"
