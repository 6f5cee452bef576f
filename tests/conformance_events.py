"""Which parts of which gateway events have a schema in Discord's description of REST.

Events themselves are not described there, but what they carry mostly is.
"""

from collections.abc import Iterator
from typing import Any

Part = tuple[str, str, Any]
"""Where in the event, the name of the schema, and the value itself."""

GUILD_PARTS = {
    "roles": "GuildRoleResponse",
    "channels": "GuildChannelResponse",
    "threads": "ThreadResponse",
    "members": "GuildMemberResponse",
}
WHOLE = {
    "MESSAGE_CREATE": "MessageResponse",
    "MESSAGE_UPDATE": "MessageResponse",
    "CHANNEL_CREATE": "GuildChannelResponse",
    "CHANNEL_UPDATE": "GuildChannelResponse",
    "CHANNEL_DELETE": "GuildChannelResponse",
    "THREAD_CREATE": "ThreadResponse",
    "THREAD_UPDATE": "ThreadResponse",
    "GUILD_MEMBER_ADD": "GuildMemberResponse",
    "GUILD_MEMBER_UPDATE": "GuildMemberResponse",
}
INNER = {
    "READY": {"user": "UserPIIResponse"},
    "GUILD_ROLE_CREATE": {"role": "GuildRoleResponse"},
    "GUILD_ROLE_UPDATE": {"role": "GuildRoleResponse"},
    "GUILD_MEMBER_REMOVE": {"user": "UserResponse"},
    "MESSAGE_REACTION_ADD": {"emoji": "MessageReactionEmojiResponse"},
    "MESSAGE_REACTION_REMOVE": {"emoji": "MessageReactionEmojiResponse"},
    "INTERACTION_CREATE": {
        "member": "GuildMemberResponse",
        "user": "UserResponse",
        "message": "MessageResponse",
    },
}
RESOLVED = {
    "users": "UserResponse",
    "roles": "GuildRoleResponse",
    "messages": "MessageResponse",
    "attachments": "MessageAttachmentResponse",
}
DIRECT_MESSAGES = 1


def parts_of_event(name: str, data: object) -> Iterator[Part]:
    """Yield the described parts of an event's data."""
    if not isinstance(data, dict):
        return
    if name in WHOLE:
        direct = name.startswith("CHANNEL") and data.get("type") == DIRECT_MESSAGES
        yield "", "PrivateChannelResponse" if direct else WHOLE[name], data
    for key, schema in INNER.get(name, {}).items():
        if data.get(key) is not None:
            yield key, schema, data[key]
    if name == "GUILD_CREATE":
        yield from _guild(data)
    if name == "INTERACTION_CREATE":
        yield from _resolved((data.get("data") or {}).get("resolved") or {})


def _guild(data: dict[str, Any]) -> Iterator[Part]:
    for key, schema in GUILD_PARTS.items():
        for index, item in enumerate(data.get(key, ())):
            yield f"{key}/{index}", schema, item


def _resolved(resolved: dict[str, Any]) -> Iterator[Part]:
    for key, schema in RESOLVED.items():
        for item_id, item in (resolved.get(key) or {}).items():
            yield f"data/resolved/{key}/{item_id}", schema, item
