"""Events about messages, as the gateway words them."""

from reviewbot.playground.payload import Payload
from reviewbot.playground.world import payloads
from reviewbot.playground.world.models import Event, Message
from reviewbot.playground.world.world import World


def whole(world: World, event: str, message: Message) -> None:
    """Publish an event that carries the whole message, with its author's membership."""
    data = dict(message.raw)
    guild = message.channel.guild
    if guild is not None and message.author.id in guild.members:
        data["member"] = payloads.member_without_user(guild.members[message.author.id])
    publish(world, event, message, data)


def publish(world: World, name: str, message: Message, data: Payload) -> None:
    """Publish an event about a message; its guild is added to `data`."""
    guild = message.channel.guild
    if guild is not None:
        data["guild_id"] = guild.id
    world.publish(Event(name, data, guild, message.channel, message, message.private_to))
