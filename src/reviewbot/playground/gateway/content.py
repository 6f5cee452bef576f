"""What a bot may read of a message without the Message Content intent.

The exceptions are those of Discord's page "You Might Not Need a Privileged Intent":
the bot's own messages, direct messages, messages that mention it, and replies with the
ping on to a *regular* message of the bot, not to an answer to an interaction.
"""

from reviewbot.playground.payload import Payload
from reviewbot.playground.world.models import Message
from reviewbot.playground.world.world import World

MESSAGE_CONTENT = 1 << 15
_EMPTY: Payload = {"content": "", "embeds": [], "attachments": [], "components": []}


def may_read(world: World, message: Message) -> bool:
    """Tell whether the bot gets the content of a message without the intent."""
    bot = world.bot.id
    if message.author is world.bot or message.channel.guild is None:
        return True
    if not any(user["id"] == bot for user in message.raw["mentions"]):
        return False
    if bot not in message.pinged_by_reply:
        return True
    answered = message.channel.messages.get(message.raw["message_reference"]["message_id"])
    return answered is not None and "interaction_metadata" not in answered.raw


def seen(world: World, message: Message, data: Payload, intents: int) -> Payload:
    """Return `data` (the message as it is sent) with what these intents hide left empty."""
    if intents & MESSAGE_CONTENT:
        return data
    done = data if may_read(world, message) else data | _EMPTY
    referenced = done.get("referenced_message")
    if referenced is not None and referenced["author"]["id"] != world.bot.id:
        done = done | {"referenced_message": referenced | _EMPTY}
    return done


def for_application(world: World, message: Message) -> Payload:
    """Return a message as REST shows it to the bot, with fresh addresses of its files."""
    raw = message.raw
    if raw["attachments"]:
        stored = [world.assets.find(one["id"]) for one in raw["attachments"]]
        fresh = [world.assets.payload(one) for one in stored if one is not None]
        raw = raw | {"attachments": fresh}
    return seen(world, message, raw, world.application.intents)
