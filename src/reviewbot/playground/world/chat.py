"""Messages: written, changed and deleted, by the bot and by people alike.

Nothing is checked here; the limits and rights are checked where a request comes in.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewbot.playground.payload import Payload, Upload
from reviewbot.playground.world import contents, payloads, telling
from reviewbot.playground.world.interactions import COMMAND, Interaction
from reviewbot.playground.world.models import Channel, Message, User
from reviewbot.playground.world.world import World

EPHEMERAL = 1 << 6
LOADING = 1 << 7
KEPT_FLAGS = 1 << 2 | EPHEMERAL | 1 << 12 | 1 << 15
DEFAULT, REPLY, COMMAND_ANSWER, MENU_ANSWER = 0, 19, 20, 23


@dataclass(frozen=True, slots=True)
class Draft:
    """A message about to be written: the sender's JSON, their files, and what it answers."""

    body: Payload
    uploads: Sequence[Upload] = ()
    answers: Message | None = None
    interaction: Interaction | None = None
    loading: bool = False


def post(world: World, channel: Channel, author: User, draft: Draft) -> Message:
    """Write a message and tell everyone who may see it."""
    flags = draft.body.get("flags", 0) & KEPT_FLAGS | (LOADING if draft.loading else 0)
    raw: Payload = {
        "id": world.snowflakes.make(),
        "channel_id": channel.id,
        "type": _type(draft),
        "author": payloads.user(author),
        "timestamp": world.clock.iso(),
        "edited_timestamp": None,
        "flags": flags,
        "pinned": False,
        "tts": False,
        "attachments": [],
    }
    message = Message(raw, channel, author, interaction=draft.interaction)
    if flags & EPHEMERAL and draft.interaction is not None:
        message.private_to = draft.interaction.user.id
    if draft.interaction is not None:
        message.command = draft.interaction.command
    raw |= _context(draft, channel)
    raw |= contents.written(world, message, draft.body, draft.uploads)
    found = contents.notified(message, draft.body, draft.answers)
    raw |= contents.mentioned(found)
    message.pinged, message.pinged_by_reply = found.pinged(channel), found.by_reply
    shelf = channel.messages if message.private_to is None else channel.private
    shelf[message.id] = message
    telling.whole(world, "MESSAGE_CREATE", message)
    return message


def _type(draft: Draft) -> int:
    if draft.answers is not None:
        return REPLY
    if draft.interaction is not None and draft.interaction.type == COMMAND:
        return COMMAND_ANSWER if draft.interaction.data["type"] == 1 else MENU_ANSWER
    return DEFAULT


def _context(draft: Draft, channel: Channel) -> Payload:
    body: Payload = {}
    if draft.body.get("nonce") is not None:
        body["nonce"] = draft.body["nonce"]
    if draft.answers is not None:
        body["message_reference"] = {
            "type": 0,
            "channel_id": channel.id,
            "message_id": draft.answers.id,
            **({"guild_id": channel.guild.id} if channel.guild is not None else {}),
        }
        referenced = dict(draft.answers.raw)
        referenced.pop("referenced_message", None)
        body["referenced_message"] = referenced
    if draft.interaction is not None:
        application_id = draft.interaction.world.application.id
        body |= {"webhook_id": application_id, "application_id": application_id}
        body["interaction_metadata"] = draft.interaction.metadata()
    return body


def edit(world: World, message: Message, body: Payload, uploads: Sequence[Upload] = ()) -> None:
    """Change what `body` names; filling a deferred answer counts as writing, not as editing."""
    raw = message.raw | contents.written(world, message, body, uploads)
    waiting = raw["flags"] & LOADING
    kept = raw["flags"] & (EPHEMERAL | 1 << 15) & KEPT_FLAGS
    if "flags" in body:
        raw["flags"] = kept | (body["flags"] or 0) & (KEPT_FLAGS & ~EPHEMERAL)
    raw["flags"] &= ~LOADING
    if not waiting:
        raw["edited_timestamp"] = world.clock.iso()
    message.raw = raw
    found = contents.notified_after_edit(message, body)
    message.raw |= contents.mentioned(found)
    if waiting:
        message.pinged = found.pinged(message.channel)
    telling.whole(world, "MESSAGE_UPDATE", message)


def delete(world: World, message: Message) -> None:
    """Take a message away."""
    message.deleted = True
    message.channel.messages.pop(message.id, None)
    message.channel.private.pop(message.id, None)
    data = {"id": message.id, "channel_id": message.channel.id}
    telling.publish(world, "MESSAGE_DELETE", message, data)
