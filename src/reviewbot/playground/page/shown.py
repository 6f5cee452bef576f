"""Messages as one member sees them: what the template of a message is given."""

import re
from datetime import datetime

from reviewbot.playground.page.names import Directory
from reviewbot.playground.payload import Payload
from reviewbot.playground.world import components
from reviewbot.playground.world.chat import COMMAND_ANSWER, LOADING, MENU_ANSWER
from reviewbot.playground.world.models import Channel, Message, User

CLOSE = 7 * 60
"""Seconds within which messages of one author stand together under one name."""
PREVIEW = 120
_MARKS = re.compile(
    r"^(?:>>> |> |#{1,3} |-# |[-*] )|```(?:\w*\n)?|(?<!\\)(?:\*\*|__|~~)", re.MULTILINE
)
"""What begins a block or a style that a cut could leave open: a preview of one line has none."""
_SPOILER = re.compile(r"\|\|.+?(?:\|\||\Z)", re.DOTALL)
"""Replaced before a preview is cut, or the cut could uncover one."""


def visible(channel: Channel, user_id: str) -> list[Message]:
    """Return the messages of a channel that a member sees, oldest first."""
    own = [one for one in channel.private.values() if one.private_to == user_id]
    if not own:
        return list(channel.messages.values())
    return sorted([*channel.messages.values(), *own], key=lambda one: int(one.id))


def view(message: Message, before: Message | None, viewer: User, names: Directory) -> Payload:
    """Return what is shown of a message below another one."""
    raw = message.raw
    command = _command(message, names)
    reply = None if command else _reply(message, names)
    return {
        "id": message.id,
        "raw": raw,
        "author": names.face(message.author),
        "compact": before is not None and not (command or reply) and _follows(before, message),
        "command": command,
        "reply": reply,
        "private": message.private_to is not None,
        "mine": message.author is viewer,
        "pinged": viewer.id in message.pinged,
        "loading": bool(raw["flags"] & LOADING),
        "sent": raw["timestamp"],
        "edited": raw["edited_timestamp"],
        "day": raw["timestamp"][:10],
        "reactions": [
            {"emoji": emoji, "count": len(users), "mine": viewer.id in users}
            for emoji, users in message.reactions.items()
        ],
    }


def _follows(before: Message, message: Message) -> bool:
    """Whether a message needs no name of its own."""
    moments = [datetime.fromisoformat(one.raw["timestamp"]) for one in (before, message)]
    return (
        before.author is message.author
        and before.private_to == message.private_to
        and (moments[1] - moments[0]).total_seconds() < CLOSE
    )


def _command(message: Message, names: Directory) -> Payload | None:
    """Return who used which command, where a message is the answer to one."""
    if message.raw["type"] not in (COMMAND_ANSWER, MENU_ANSWER):
        return None
    who = names.face_of(message.raw["interaction_metadata"]["user"]["id"])
    return {"who": who, "name": message.command}


def _reply(message: Message, names: Directory) -> Payload | None:
    reference = message.raw.get("message_reference")
    if reference is None:
        return None
    answered = message.channel.messages.get(str(reference["message_id"]))
    if answered is None:
        return {"gone": True}
    text = _SPOILER.sub("▇▇▇▇", components.text(answered.raw))
    text = " ".join(_MARKS.sub("", text).split())
    return {
        "gone": False,
        "id": answered.id,
        "who": names.face(answered.author),
        "text": text[:PREVIEW] + ("…" if len(text) > PREVIEW else ""),
        "pinged": answered.author.id in message.pinged_by_reply,
    }
