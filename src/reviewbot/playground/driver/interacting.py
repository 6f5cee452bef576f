"""Interactions begin here: the event as Discord sends it to the application."""

from reviewbot.playground.payload import Payload
from reviewbot.playground.world import payloads, permissions
from reviewbot.playground.world.interactions import Interaction
from reviewbot.playground.world.models import Channel, Event, Guild, Message, User
from reviewbot.playground.world.world import World

ATTACHMENT_LIMIT = 10 * 1024 * 1024
REMEMBERED = 20_000

IN_GUILD, IN_DIRECT_MESSAGES = 0, 1


def begin(
    world: World,
    kind: int,
    user: User,
    channel: Channel,
    data: Payload,
    *,
    source: Message | None = None,
    trigger: Interaction | None = None,
) -> Interaction:
    """Start an interaction and send it to the bot.

    `source` is the message whose component was used, `trigger` the interaction that
    opened the form that is being submitted.
    """
    interaction = Interaction(world, kind, user, channel, data)
    interaction.source, interaction.trigger = source, trigger
    _forget_old(world)
    world.interactions[interaction.token] = interaction
    payload = _payload(world, interaction)
    world.publish(Event("INTERACTION_CREATE", payload, channel.guild, channel))
    return interaction


def _forget_old(world: World) -> None:
    """Forget interactions whose token has expired, once there are many."""
    if len(world.interactions) >= REMEMBERED:
        alive = {token: one for token, one in world.interactions.items() if not one.is_over}
        world.interactions = alive


def _payload(world: World, it: Interaction) -> Payload:
    body: Payload = {
        "id": it.id,
        "application_id": world.application.id,
        "type": it.type,
        "token": it.token,
        "version": 1,
        "data": it.data,
        "channel_id": it.channel.id,
        "channel": payloads.channel_for(it.channel, it.user.id),
        "app_permissions": str(permissions.of_channel(it.channel, world.bot.id)),
        "locale": it.user.locale,
        "entitlements": [],
        "attachment_size_limit": ATTACHMENT_LIMIT,
    }
    if it.source is not None:
        body["message"] = it.source.raw
    if it.guild is None:
        owners = {"0": "0"}
        body |= {"user": payloads.user(it.user), "context": IN_DIRECT_MESSAGES}
        return body | {"authorizing_integration_owners": owners}
    return body | _in_guild(it, it.guild)


def _in_guild(it: Interaction, guild: Guild) -> Payload:
    granted = str(permissions.of_channel(it.channel, it.user.id))
    return {
        "guild_id": guild.id,
        "guild": {"id": guild.id, "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "member": payloads.member(guild.members[it.user.id]) | {"permissions": granted},
        "context": IN_GUILD,
        "authorizing_integration_owners": {"0": guild.id},
    }


class Resolved:
    """Collects what Discord sends beside ids: users, members, roles, channels, files."""

    def __init__(self, world: World, channel: Channel) -> None:
        self.world = world
        self.channel = channel
        self.payload: Payload = {}

    def add(self, group: str, key: str, value: Payload) -> str:
        """Keep a resolved object and return its id."""
        self.payload.setdefault(group, {})[key] = value
        return key

    def user(self, user: User) -> str:
        """Resolve a user, with their membership where the interaction is in a guild."""
        guild = self.channel.guild
        if guild is not None and user.id in guild.members:
            member = payloads.member_without_user(guild.members[user.id])
            granted = str(permissions.of_channel(self.channel, user.id))
            self.add("members", user.id, member | {"permissions": granted})
        return self.add("users", user.id, payloads.user(user))

    def into(self, data: Payload) -> Payload:
        """Return interaction data with what was resolved, if anything was."""
        return data | {"resolved": self.payload} if self.payload else data
