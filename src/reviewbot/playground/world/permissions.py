"""What a member may do, computed from roles and overwrites.

The order is that of Discord's documentation, "Permissions": everyone's role, the member's
roles, then the channel's overwrites for everyone, for the roles, and for the member.
"""

from reviewbot.playground.errors import missing_access, missing_permissions
from reviewbot.playground.world.models import DIRECT_MESSAGES, Channel, Guild, Overwrite

ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
ADD_REACTIONS = 1 << 6
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
USE_APPLICATION_COMMANDS = 1 << 31
CREATE_PUBLIC_THREADS = 1 << 35
SEND_MESSAGES_IN_THREADS = 1 << 38

ALL = (1 << 53) - 1
EVERYONE = (
    ADD_REACTIONS
    | VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | USE_APPLICATION_COMMANDS
    | CREATE_PUBLIC_THREADS
    | SEND_MESSAGES_IN_THREADS
)
"""What a new guild gives everyone (those of Discord's defaults that matter here)."""

INVITE = 274878024704 | CREATE_PUBLIC_THREADS
"""What the bot's role is given by default: view, send, embed, attach, history, and threads."""


def of_guild(guild: Guild, user_id: str) -> int:
    """Return what a member may do in a guild, channels aside."""
    if user_id == guild.owner_id:
        return ALL
    granted = guild.everyone.permissions
    for role_id in guild.members[user_id].roles:
        granted |= guild.roles[role_id].permissions
    return ALL if granted & ADMINISTRATOR else granted


def of_channel(channel: Channel, user_id: str) -> int:
    """Return what a user may do in a channel; nothing if they are not there at all."""
    if channel.type == DIRECT_MESSAGES:
        return ALL if any(user.id == user_id for user in channel.recipients) else 0
    guild = channel.guild
    if guild is None or user_id not in guild.members:
        return 0
    granted = of_guild(guild, user_id)
    if granted == ALL:
        return granted
    place = channel.parent or channel
    granted = _overwritten(granted, place.overwrites, guild, user_id)
    return granted if granted & VIEW_CHANNEL else 0


def _overwritten(granted: int, overwrites: dict[str, Overwrite], guild: Guild, user_id: str) -> int:
    if not overwrites:
        return granted
    everyone = overwrites.get(guild.id)
    if everyone is not None:
        granted = granted & ~everyone.deny | everyone.allow
    of_roles = [overwrites[role] for role in guild.members[user_id].roles if role in overwrites]
    for overwrite in of_roles:
        granted &= ~overwrite.deny
    for overwrite in of_roles:
        granted |= overwrite.allow
    own = overwrites.get(user_id)
    return granted & ~own.deny | own.allow if own is not None else granted


def may(channel: Channel, user_id: str, wanted: int) -> bool:
    """Tell whether a user has all the `wanted` permissions in a channel."""
    return of_channel(channel, user_id) & wanted == wanted


def require(channel: Channel, user_id: str, wanted: int = 0) -> None:
    """Refuse with 50001 where the user cannot see the channel, 50013 where they lack a right."""
    granted = of_channel(channel, user_id)
    if not granted & VIEW_CHANNEL:
        raise missing_access()
    if granted & wanted != wanted:
        raise missing_permissions()


def sending(channel: Channel) -> int:
    """Return the permission that writing here needs: threads have one of their own."""
    return SEND_MESSAGES_IN_THREADS if channel.parent is not None else SEND_MESSAGES
