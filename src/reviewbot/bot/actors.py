"""Who acts in an interaction, asked at every command, press and form."""

from reviewbot.bot.client import Interaction
from reviewbot.domain.authority import Actor
from reviewbot.errors import NotAllowed


def actor_of(interaction: Interaction) -> Actor:
    """Return who acts and in which guild.

    Raises `NotAllowed` outside of guilds that have added us: an app that a member carries
    along has no business with a guild's reviews.
    """
    if interaction.guild_id is None or not interaction.is_guild_integration():
        raise NotAllowed("I work in servers that have added me, not here.")
    moderator = interaction.permissions.manage_messages
    return Actor(interaction.guild_id, interaction.user.id, moderator)
