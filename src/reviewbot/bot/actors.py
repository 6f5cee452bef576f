"""Who acts in an interaction, asked at every command, press and form."""

import discord

from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.authority import Actor
from reviewbot.errors import NotAllowed, NotFound


def actor_of(interaction: Interaction, home: int | None = None) -> Actor:
    """Return who acts and in which guild.

    `home` is the guild that a button belongs to which may be pressed in direct messages: its
    id says so, since Discord does not. There nobody is a moderator. Raises `NotAllowed`
    outside of guilds that have added us: an app that a member carries along has no business
    with a guild's reviews.
    """
    if interaction.guild_id is None and home is not None and _is_direct(interaction):
        if interaction.client.get_guild(home) is not None:
            return Actor(home, interaction.user.id)
        raise NotAllowed("I am not in that server any more.")
    if interaction.guild_id is None or not interaction.is_guild_integration():
        raise NotAllowed("I work in servers that have added me, not here.")
    if home not in (None, interaction.guild_id):
        raise NotFound(GONE)
    rights = interaction.permissions
    return Actor(
        interaction.guild_id, interaction.user.id, rights.manage_messages, rights.manage_guild
    )


def _is_direct(interaction: Interaction) -> bool:
    """Tell whether this is in our own direct messages with somebody."""
    return isinstance(interaction.channel, discord.DMChannel)
