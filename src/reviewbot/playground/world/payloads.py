"""World to JSON, as complete as Discord's own description of its answers demands."""

from reviewbot.playground.payload import Payload
from reviewbot.playground.world import permissions
from reviewbot.playground.world.models import (
    PUBLIC_THREAD,
    Application,
    Channel,
    Guild,
    Member,
    Role,
    User,
)


def user(it: User) -> Payload:
    """Return a user as others see them."""
    return {
        "id": it.id,
        "username": it.username,
        "discriminator": "0000" if it.bot else "0",
        "global_name": it.global_name,
        "avatar": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "banner": None,
        "accent_color": None,
        "bot": it.bot,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def own_user(it: User) -> Payload:
    """Return a user as they see themselves (GET /users/@me)."""
    body = user(it) | {"mfa_enabled": True, "locale": it.locale, "verified": True, "email": None}
    del body["primary_guild"]
    return body


def member(it: Member) -> Payload:
    """Return a member with their user."""
    return member_without_user(it) | {"user": user(it.user)}


def member_without_user(it: Member) -> Payload:
    """Return a member as message events carry them, beside the author."""
    return {
        "nick": it.nick,
        "avatar": None,
        "banner": None,
        "roles": list(it.roles),
        "joined_at": it.joined_at,
        "premium_since": None,
        "communication_disabled_until": None,
        "pending": False,
        "flags": 0,
        "mute": False,
        "deaf": False,
    }


def role(it: Role) -> Payload:
    """Return a role."""
    return {
        "id": it.id,
        "name": it.name,
        "permissions": str(it.permissions),
        "position": it.position,
        "color": it.color,
        "colors": {
            "primary_color": it.color,
            "secondary_color": None,
            "tertiary_color": None,
        },
        "hoist": False,
        "managed": it.managed,
        "mentionable": it.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel(it: Channel) -> Payload:
    """Return a channel, thread or direct-message channel."""
    last = next(reversed(it.messages), None)
    body: Payload = {"id": it.id, "type": it.type, "flags": 0, "last_message_id": last}
    if it.guild is None:
        return body | {"recipients": [user(one) for one in it.recipients if not one.bot]}
    body |= {"guild_id": it.guild.id, "name": it.name, "rate_limit_per_user": 0}
    if it.type == PUBLIC_THREAD:
        return body | _thread(it)
    return body | {
        "position": it.position,
        "topic": it.topic,
        "nsfw": False,
        "parent_id": None,
        "permission_overwrites": [
            {"id": one.id, "type": one.type, "allow": str(one.allow), "deny": str(one.deny)}
            for one in it.overwrites.values()
        ],
    }


def _thread(it: Channel) -> Payload:
    return {
        "parent_id": it.parent.id if it.parent is not None else None,
        "owner_id": it.owner_id,
        "message_count": len(it.messages),
        "total_message_sent": len(it.messages),
        "member_count": 1,
        "thread_metadata": {
            "archived": it.archived,
            "archive_timestamp": None,
            "auto_archive_duration": 1440,
            "locked": it.locked,
        },
    }


def channel_for(it: Channel, user_id: str) -> Payload:
    """Return a channel as an interaction carries it: with what that user may do there."""
    return channel(it) | {"permissions": str(permissions.of_channel(it, user_id))}


def guild(it: Guild, bot_id: str) -> Payload:
    """Return a guild as GUILD_CREATE carries it to the bot (members: the bot only)."""
    threads = [one for one in it.channels.values() if one.parent is not None]
    return {
        "id": it.id,
        "name": it.name,
        "owner_id": it.owner_id,
        "icon": None,
        "description": None,
        "features": [],
        "preferred_locale": "en-US",
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "emojis": [],
        "stickers": [],
        "roles": [role(one) for one in it.roles.values()],
        "channels": [channel(one) for one in it.channels.values() if one.parent is None],
        "threads": [channel(one) for one in threads if permissions.of_channel(one, bot_id)],
        "members": [member(one) for one in it.members.values() if one.user.id == bot_id],
        "member_count": len(it.members),
        "large": len(it.members) > 250,
        "unavailable": False,
        "joined_at": it.members[bot_id].joined_at if bot_id in it.members else None,
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def own_application(it: Application) -> Payload:
    """Return the application as READY carries it."""
    return {"id": it.id, "flags": application_flags(it)}


def application_flags(it: Application) -> int:
    """Return which privileged intents the application's portal page allows, as its flags."""
    table = ((1 << 8, 1 << 13), (1 << 1, 1 << 15), (1 << 15, 1 << 19))
    return sum(flag for intent, flag in table if it.intents & intent)
