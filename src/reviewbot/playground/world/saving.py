"""A world as plain data, and back: every id stays what it was.

Not kept is what Discord's client forgets as well or what ends with a process: ephemeral
messages, interactions, connections and nonces.
"""

from base64 import b64decode, b64encode
from dataclasses import asdict
from typing import Any, TypeAlias

from reviewbot.playground.payload import Payload, Upload
from reviewbot.playground.world.assets import Assets, Attachment
from reviewbot.playground.world.models import (
    Channel,
    Guild,
    Member,
    Message,
    Overwrite,
    Role,
    User,
)
from reviewbot.playground.world.world import World

FORMAT = 1
_CHANNEL = ("id", "type", "name", "position", "topic", "owner_id", "archived", "locked")
_Json: TypeAlias = Any


def dump(world: World) -> Payload:
    """Return everything that is to be kept, as JSON knows it; shares parts with the world."""
    it = world.application
    return {
        "format": FORMAT,
        "base": world.assets.base,
        "application": {
            "id": it.id,
            "name": it.name,
            "token": it.token,
            "bot": it.bot.id,
            "owner": it.owner.id,
            "intents": it.intents,
        },
        "users": [asdict(one) for one in world.users.values()],
        "guilds": [_guild(one) for one in world.guilds.values()],
        "channels": [_channel(one) for one in world.channels.values()],
        "messages": [
            _message(one)
            for channel in world.channels.values()
            for one in tuple(channel.messages.values())
        ],
        "files": [_file(one) for one in world.assets.everything if not one.ephemeral],
        "commands": [list(pair) for pair in world.commands.scopes.items()],
    }


def load(world: World, saved: Payload) -> None:
    """Fill a new world with what was dumped; addresses of files are made anew.

    Raises ValueError for data of another format, KeyError or TypeError for damaged data.
    """
    if saved.get("format") != FORMAT:
        raise ValueError(f"the world is kept in format {saved.get('format')!r}")
    world.users = {one["id"]: User(**one) for one in saved["users"]}
    _load_application(world, saved["application"])
    for one in saved["guilds"]:
        _load_guild(world, one)
    for one in saved["channels"]:
        _load_channel(world, one)
    for one in saved["files"]:
        world.assets.keep(_attachment(one))
    old = f"{saved['base']}/attachments/"
    for one in saved["messages"]:
        one["raw"] = _readdressed(one["raw"], old, world.assets)
        _load_message(world, one)
    for scope, known in saved["commands"]:
        world.commands.take(scope, known)


def _guild(it: Guild) -> Payload:
    members = [
        {"user": m.user.id, "joined_at": m.joined_at, "roles": m.roles, "nick": m.nick}
        for m in it.members.values()
    ]
    roles = [asdict(one) for one in it.roles.values()]
    return {
        "id": it.id,
        "name": it.name,
        "owner_id": it.owner_id,
        "roles": roles,
        "members": members,
    }


def _channel(it: Channel) -> Payload:
    return {name: getattr(it, name) for name in _CHANNEL} | {
        "guild": it.guild.id if it.guild is not None else None,
        "parent": it.parent.id if it.parent is not None else None,
        "overwrites": [asdict(one) for one in it.overwrites.values()],
        "recipients": [one.id for one in it.recipients],
    }


def _message(it: Message) -> Payload:
    return {
        "raw": it.raw,
        "channel": it.channel.id,
        "author": it.author.id,
        "pinged": sorted(it.pinged),
        "pinged_by_reply": sorted(it.pinged_by_reply),
        "reactions": {emoji: list(users) for emoji, users in it.reactions.items()},
        "command": it.command,
    }


def _file(it: Attachment) -> Payload:
    return {
        "id": it.id,
        "channel_id": it.channel_id,
        "description": it.description,
        "filename": it.upload.filename,
        "content_type": it.upload.content_type,
        "content": b64encode(it.upload.content).decode(),
    }


def _attachment(one: Payload) -> Attachment:
    upload = Upload(0, one["filename"], b64decode(one["content"]), one["content_type"])
    return Attachment(one["id"], one["channel_id"], upload, one["description"])


def _load_application(world: World, saved: Payload) -> None:
    it = world.application
    it.id, it.name, it.token = saved["id"], saved["name"], saved["token"]
    it.bot, it.owner = world.users[saved["bot"]], world.users[saved["owner"]]
    it.intents = saved["intents"]
    world.commands.application_id = it.id


def _load_guild(world: World, saved: Payload) -> None:
    guild = Guild(saved["id"], saved["name"], saved["owner_id"])
    guild.roles = {one["id"]: Role(**one) for one in saved["roles"]}
    for one in saved["members"]:
        user = world.users[one["user"]]
        guild.members[user.id] = Member(user, one["joined_at"], one["roles"], one["nick"])
    world.guilds[guild.id] = guild


def _load_channel(world: World, saved: Payload) -> None:
    """Make a channel; a thread's parent is older, so it is there already."""
    channel = Channel(saved["id"], saved["type"], saved["name"])
    for name in _CHANNEL:
        setattr(channel, name, saved[name])
    channel.overwrites = {one["id"]: Overwrite(**one) for one in saved["overwrites"]}
    channel.recipients = [world.users[one] for one in saved["recipients"]]
    channel.parent = world.channels[saved["parent"]] if saved["parent"] else None
    if saved["guild"] is not None:
        channel.guild = world.guilds[saved["guild"]]
        channel.guild.channels[channel.id] = channel
    world.channels[channel.id] = channel


def _load_message(world: World, saved: Payload) -> None:
    channel = world.channels[saved["channel"]]
    message = Message(saved["raw"], channel, world.users[saved["author"]])
    message.pinged = frozenset(saved["pinged"])
    message.pinged_by_reply = frozenset(saved["pinged_by_reply"])
    message.reactions, message.command = saved["reactions"], saved["command"]
    channel.messages[message.id] = message


def _readdressed(value: _Json, old: str, assets: Assets) -> _Json:
    """Return JSON in which the addresses of our files, which held a port, work again."""
    if isinstance(value, dict):
        return {key: _readdressed(one, old, assets) for key, one in value.items()}
    if isinstance(value, list):
        return [_readdressed(one, old, assets) for one in value]
    if isinstance(value, str) and value.startswith(old):
        file = assets.find(value.removeprefix(old).split("/")[1])
        return assets.payload(file)["url"] if file is not None else value
    return value
