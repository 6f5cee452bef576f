"""Reactions to messages."""

from reviewbot.playground.payload import Payload
from reviewbot.playground.world import payloads, telling
from reviewbot.playground.world.models import Message, User
from reviewbot.playground.world.world import World


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
    telling.publish(world, event, message, data)


def _emoji(text: str) -> Payload:
    name, _, emoji_id = text.partition(":")
    return {"id": emoji_id or None, "name": name}
