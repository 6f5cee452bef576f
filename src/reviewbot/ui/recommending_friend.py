"""What the command does that recommends to a friend: keep it, hand it over, tell the sender."""

import discord

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.direct import UNREACHED
from reviewbot.domain.outbox import Owed
from reviewbot.errors import Invalid
from reviewbot.services import posting, recommending
from reviewbot.services.placing import Naming
from reviewbot.ui.recommending import sent_notice
from reviewbot.ui.recommending_actions import handed_over


async def recommend_to(
    interaction: Interaction, friend: discord.User | discord.Member, naming: Naming, note: str
) -> None:
    """Recommend a work to a friend, and say whether it reached them."""
    if friend.bot:
        raise Invalid("Bots watch nothing. Choose a member to recommend it to.")
    if not isinstance(friend, discord.Member):
        raise Invalid("That person is not in this server, so I cannot write to them.")
    if not naming.title:
        raise Invalid("Say with the option “title” what you recommend.")
    client, actor = interaction.client, actor_of(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    sent = await recommending.recommend(
        client.db, actor, friend.id, naming, note, interaction.id, client.now()
    )
    taken = await _at_once(interaction, sent.owed) if sent.owed else True
    await interaction.edit_original_response(view=sent_notice(sent.recommendation, taken=taken))


async def _at_once(interaction: Interaction, owed: Owed) -> bool:
    """Deliver now; where Discord is not reached, the outbox does it later."""
    client = interaction.client
    try:
        taken = await handed_over(client, owed)
    except UNREACHED:
        return True
    await posting.settled(client.db, owed)
    return taken
