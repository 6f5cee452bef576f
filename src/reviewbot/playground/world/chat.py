"""Messages: written, changed, deleted and reacted to, by the bot and by people alike.

Nothing is checked here; the limits and rights are checked where a request comes in.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewbot.playground.payload import Payload, Upload
from reviewbot.playground.world import components, mentions, payloads
from reviewbot.playground.world.interactions import COMMAND, Interaction
from reviewbot.playground.world.models import Channel, Event, Message, User
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
    raw |= _context(draft, channel)
    raw |= _content(world, message, draft.body, draft.uploads)
    found = _mentions(message, draft.body, draft.answers)
    raw |= _mentioned(found)
    message.pinged, message.pinged_by_reply = found.pinged(channel), found.by_reply
    shelf = channel.messages if message.private_to is None else channel.private
    shelf[message.id] = message
    _tell(world, "MESSAGE_CREATE", message)
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


def _content(world: World, message: Message, body: Payload, uploads: Sequence[Upload]) -> Payload:
    """Return the parts of a message that its sender wrote, as far as `body` names them."""
    done: Payload = {}
    attached = message.raw["attachments"]
    if uploads or body.get("attachments") is not None:
        attached = _attach(world, message, body, uploads)
        done["attachments"] = attached

    def media(url: str) -> Payload:
        name = url.removeprefix("attachment://")
        for one in attached if name != url else ():
            if one["filename"] == name:
                return {"id": one["id"], "attachment_id": one["id"], "size": one["size"]} | {
                    key: one[key] for key in ("url", "proxy_url", "content_type")
                }
        return {"id": world.snowflakes.make(), "url": url, "proxy_url": url}

    first = "content" not in message.raw
    if first or "content" in body:
        done["content"] = body.get("content") or ""
    if first or "embeds" in body:
        done["embeds"] = [components.embed(one, media) for one in body.get("embeds") or ()]
    if first or "components" in body:
        done["components"] = components.complete(body.get("components") or [], media)
    return done


def _attach(
    world: World, message: Message, body: Payload, uploads: Sequence[Upload]
) -> list[Payload]:
    described = {str(one.get("id")): one for one in body.get("attachments") or ()}
    kept = [one for one in message.raw["attachments"] if one["id"] in described]
    for upload in uploads:
        description = described.get(str(upload.index), {}).get("description")
        stored = world.assets.store(
            message.channel.id, upload, description, ephemeral=message.private_to is not None
        )
        kept.append(world.assets.payload(stored))
    return kept


def _mentions(message: Message, body: Payload, answers: Message | None) -> mentions.Mentions:
    default = mentions.USERS_ONLY if message.interaction is not None else mentions.ALL_KINDS
    allowed = body.get("allowed_mentions") or default
    replied = None if message.interaction is not None else answers
    return mentions.find(
        message.channel, message.author, components.text(message.raw), allowed, replied
    )


def _mentioned(found: mentions.Mentions) -> Payload:
    return {
        "mentions": [payloads.user(user) for user in found.users],
        "mention_roles": list(found.roles),
        "mention_everyone": found.everyone,
    }


def edit(world: World, message: Message, body: Payload, uploads: Sequence[Upload] = ()) -> None:
    """Change what `body` names; filling a deferred answer counts as writing, not as editing."""
    raw = message.raw | _content(world, message, body, uploads)
    waiting = raw["flags"] & LOADING
    kept = raw["flags"] & (EPHEMERAL | 1 << 15) & KEPT_FLAGS
    if "flags" in body:
        raw["flags"] = kept | (body["flags"] or 0) & (KEPT_FLAGS & ~EPHEMERAL)
    raw["flags"] &= ~LOADING
    if not waiting:
        raw["edited_timestamp"] = world.clock.iso()
    message.raw = raw
    answers = None
    reference = raw.get("message_reference")
    if reference is not None:
        answers = message.channel.messages.get(reference["message_id"])
    found = _mentions(message, body, answers)
    message.raw |= _mentioned(found)
    if waiting:
        message.pinged = found.pinged(message.channel)
    _tell(world, "MESSAGE_UPDATE", message)


def delete(world: World, message: Message) -> None:
    """Take a message away."""
    message.deleted = True
    message.channel.messages.pop(message.id, None)
    message.channel.private.pop(message.id, None)
    data = {"id": message.id, "channel_id": message.channel.id}
    _publish(world, "MESSAGE_DELETE", message, data)


def react(world: World, message: Message, user: User, emoji: str) -> None:
    """Add a reaction; a second one of the same kind by the same user changes nothing."""
    users = message.reactions.setdefault(emoji, [])
    if user.id not in users:
        users.append(user.id)
        _reacted(world, "MESSAGE_REACTION_ADD", message, user, emoji)


def unreact(world: World, message: Message, user: User, emoji: str) -> None:
    """Take a reaction back."""
    users = message.reactions.get(emoji, [])
    if user.id in users:
        users.remove(user.id)
        if not users:
            del message.reactions[emoji]
        _reacted(world, "MESSAGE_REACTION_REMOVE", message, user, emoji)


def _reacted(world: World, event: str, message: Message, user: User, emoji: str) -> None:
    reactions = [
        {
            "emoji": _emoji(one),
            "count": len(users),
            "count_details": {"burst": 0, "normal": len(users)},
            "burst_colors": [],
            "me_burst": False,
            "me": world.bot.id in users,
        }
        for one, users in message.reactions.items()
    ]
    message.raw = message.raw | {"reactions": reactions}
    data: Payload = {
        "user_id": user.id,
        "message_id": message.id,
        "channel_id": message.channel.id,
        "emoji": _emoji(emoji),
        "message_author_id": message.author.id,
        "burst": False,
        "type": 0,
    }
    guild = message.channel.guild
    if guild is not None and event.endswith("ADD"):
        data["member"] = payloads.member(guild.members[user.id])
    _publish(world, event, message, data)


def _emoji(text: str) -> Payload:
    name, _, emoji_id = text.partition(":")
    return {"id": emoji_id or None, "name": name}


def _tell(world: World, event: str, message: Message) -> None:
    data = dict(message.raw)
    guild = message.channel.guild
    if guild is not None and message.author.id in guild.members:
        data["member"] = payloads.member_without_user(guild.members[message.author.id])
    _publish(world, event, message, data)


def _publish(world: World, name: str, message: Message, data: Payload) -> None:
    guild = message.channel.guild
    if guild is not None:
        data["guild_id"] = guild.id
    world.publish(Event(name, data, guild, message.channel, message, message.private_to))
