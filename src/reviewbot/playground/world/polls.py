"""Polls: what a bot sends, as Discord sends it back. Nobody votes here."""

from reviewbot.playground.clock import Clock
from reviewbot.playground.payload import Payload

HOURS = 24
"""How long a poll is open unless its sender says otherwise."""


def begun(clock: Clock, sent: Payload) -> Payload:
    """Return a poll that begins now: its answers numbered from 1, nobody's vote in."""
    hours = sent.get("duration") or HOURS
    return {
        "question": {"text": sent["question"]["text"]},
        "answers": [
            {"answer_id": number, "poll_media": _media(one["poll_media"])}
            for number, one in enumerate(sent["answers"], 1)
        ],
        "expiry": clock.iso(clock.time() + hours * 3600),
        "allow_multiselect": bool(sent.get("allow_multiselect")),
        "layout_type": sent.get("layout_type") or 1,
        "results": {"answer_counts": [], "is_finalized": False},
    }


def _media(sent: Payload) -> Payload:
    return {key: value for key, value in sent.items() if value is not None}
