"""Which intent an event needs, and which of them are privileged."""

from reviewbot.playground.world.models import DIRECT_MESSAGES, Event

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
GUILD_MESSAGES = 1 << 9
GUILD_MESSAGE_REACTIONS = 1 << 10
DIRECT_MESSAGE_EVENTS = 1 << 12
DIRECT_MESSAGE_REACTIONS = 1 << 13

_GROUPS = (
    ("GUILD_MEMBER_", GUILD_MEMBERS),
    ("GUILD_", GUILDS),
    ("CHANNEL_", GUILDS),
    ("THREAD_", GUILDS),
)


def needed(event: Event) -> int:
    """Return the intent bits without which an event is not sent; 0 for always."""
    name = event.name
    if name.startswith("MESSAGE_"):
        private = event.channel is not None and event.channel.type == DIRECT_MESSAGES
        if "REACTION" in name:
            return DIRECT_MESSAGE_REACTIONS if private else GUILD_MESSAGE_REACTIONS
        return DIRECT_MESSAGE_EVENTS if private else GUILD_MESSAGES
    for prefix, intent in _GROUPS:
        if name.startswith(prefix):
            return intent
    return 0
