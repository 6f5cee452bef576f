"""Messages of a channel: read, written, changed, deleted."""

from reviewbot.playground.errors import (
    ApiError,
    invalid_field,
    missing_access,
    missing_permissions,
    unknown,
)
from reviewbot.playground.gateway.content import for_application
from reviewbot.playground.rest.call import Answer, Call
from reviewbot.playground.rules import check_message
from reviewbot.playground.world import chat, payloads, permissions, reactions
from reviewbot.playground.world.models import DIRECT_MESSAGES, Channel, Message

NONCE_MEMORY = 180.0
"""Seconds for which a nonce is remembered; Discord's page says "a few minutes"."""

THREAD_NAME_MAX = 100


def create(call: Call) -> Answer:
    """POST /channels/{channel_id}/messages."""
    channel = call.channel()
    permissions.require(channel, call.world.bot.id, _needed(call, channel))
    _require_open(channel)
    check_message(call.body, files=call.files, in_channel=True)
    known = _known_nonce(call, channel)
    if known is not None:
        return 200, known.raw
    draft = chat.Draft(call.body, call.uploads, answers=_answered(call, channel))
    message = chat.post(call.world, channel, call.world.bot, draft)
    _remember_nonce(call, channel, message)
    return 200, message.raw


def _needed(call: Call, channel: Channel) -> int:
    wanted = permissions.sending(channel)
    if call.uploads:
        wanted |= permissions.ATTACH_FILES
    if call.body.get("embeds"):
        wanted |= permissions.EMBED_LINKS
    return wanted


def _require_open(channel: Channel) -> None:
    if channel.locked:
        raise ApiError(403, 50083, "Thread is archived")
    if channel.type == DIRECT_MESSAGES and not channel.recipients[0].takes_direct_messages:
        raise ApiError(403, 50007, "Cannot send messages to this user")


def _known_nonce(call: Call, channel: Channel) -> Message | None:
    if not call.body.get("enforce_nonce") or call.body.get("nonce") is None:
        return None
    key = (channel.id, call.world.bot.id, str(call.body["nonce"]))
    moment, message = call.world.nonces.get(key, (0.0, None))
    fresh = moment > call.world.clock.monotonic() - NONCE_MEMORY
    return message if fresh else None


def _remember_nonce(call: Call, channel: Channel, message: Message) -> None:
    if call.body.get("nonce") is not None:
        key = (channel.id, call.world.bot.id, str(call.body["nonce"]))
        call.world.nonces[key] = (call.world.clock.monotonic(), message)


def _answered(call: Call, channel: Channel) -> Message | None:
    reference = call.body.get("message_reference")
    if not reference:
        return None
    if not permissions.may(channel, call.world.bot.id, permissions.READ_MESSAGE_HISTORY):
        raise ApiError(400, 160002, "Cannot reply without permission to read message history")
    found = channel.messages.get(str(reference.get("message_id")))
    if found is None and reference.get("fail_if_not_exists", True):
        raise invalid_field("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    return found


def edit(call: Call) -> Answer:
    """PATCH /channels/{channel_id}/messages/{message_id}."""
    message = call.message()
    if message.author is not call.world.bot:
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    check_message(call.body, previous=message.raw, files=call.files, in_channel=True)
    chat.edit(call.world, message, call.body, call.uploads)
    return 200, message.raw


def delete(call: Call) -> Answer:
    """DELETE /channels/{channel_id}/messages/{message_id}."""
    message = call.message()
    own = message.author is call.world.bot
    if not own and not permissions.may(
        message.channel, call.world.bot.id, permissions.MANAGE_MESSAGES
    ):
        raise missing_permissions()
    chat.delete(call.world, message)
    return 204, None


def get(call: Call) -> Answer:
    """GET /channels/{channel_id}/messages/{message_id}."""
    channel = call.channel()
    if not permissions.may(channel, call.world.bot.id, permissions.READ_MESSAGE_HISTORY):
        raise missing_access()
    return 200, for_application(call.world, call.message())


def history(call: Call) -> Answer:
    """GET /channels/{channel_id}/messages with `limit` and `before`, `after` or `around`."""
    channel = call.channel()
    limit = int(call.query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise invalid_field("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
    if not permissions.may(channel, call.world.bot.id, permissions.READ_MESSAGE_HISTORY):
        return 200, []
    chosen = _chosen(list(channel.messages.values()), call.query, limit)
    return 200, [for_application(call.world, message) for message in reversed(chosen)]


def _chosen(messages: list[Message], query: dict[str, str], limit: int) -> list[Message]:
    if "after" in query:
        return [one for one in messages if int(one.id) > int(query["after"])][:limit]
    if "before" in query:
        return [one for one in messages if int(one.id) < int(query["before"])][-limit:]
    if "around" in query:
        middle = int(query["around"])
        older = [one for one in messages if int(one.id) < middle][-(limit // 2) :]
        rest = [one for one in messages if int(one.id) >= middle]
        return older + rest[: limit - len(older)]
    return messages[-limit:]


def open_thread(call: Call) -> Answer:
    """POST /channels/{channel_id}/messages/{message_id}/threads."""
    message = call.message(permissions.CREATE_PUBLIC_THREADS)
    name = str(call.body.get("name") or "")
    if not 1 <= len(name) <= THREAD_NAME_MAX:
        raise invalid_field("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    if message.id in call.world.channels:
        code, words = 160004, "A thread has already been created for this message"
        raise ApiError(400, code, words)
    bot = call.world.bot
    thread = call.world.add_thread(message.channel, name, bot, of_message=message)
    return 201, payloads.channel(thread)


def react(call: Call) -> Answer:
    """PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me."""
    message = call.message(permissions.READ_MESSAGE_HISTORY)
    emoji = _emoji(call)
    if emoji not in message.reactions:
        permissions.require(message.channel, call.world.bot.id, permissions.ADD_REACTIONS)
    reactions.react(call.world, message, call.world.bot, emoji)
    return 204, None


def unreact(call: Call) -> Answer:
    """DELETE /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me."""
    message = call.message()
    reactions.unreact(call.world, message, call.world.bot, _emoji(call))
    return 204, None


def _emoji(call: Call) -> str:
    emoji = call.params["emoji_name"]
    if emoji.isascii() and not emoji.rpartition(":")[2].isdigit():
        raise unknown("emoji")
    return emoji
