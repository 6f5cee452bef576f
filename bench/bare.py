"""The least bot that makes the same moves: what discord.py itself costs, without a database.

`/pong` answers one word. `/bare` opens a form; its submission is acknowledged, a card with the
text goes to the channel as an ordinary message, and the private answer links to it. Started as
`python -m bench.bare`, it takes the same environment as `reviewbot run`.
"""

import os

import discord
import discord.gateway
import discord.http
import yarl
from discord import app_commands

Interaction = discord.Interaction[discord.Client]


class BareForm(discord.ui.Modal, title="A review"):
    """The same five parts as the review form."""

    headline = discord.ui.Label(
        text="Headline", component=discord.ui.TextInput[discord.ui.View](required=False)
    )
    text = discord.ui.Label(
        text="Your review",
        component=discord.ui.TextInput[discord.ui.View](style=discord.TextStyle.long),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Post the card, then link to it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        assert isinstance(self.text.component, discord.ui.TextInput)
        assert isinstance(interaction.channel, discord.TextChannel)
        card = await interaction.channel.send(view=BareCard(self.text.component.value[:300]))
        await interaction.edit_original_response(content=f"Posted: {card.jump_url}")


class BareCard(discord.ui.LayoutView):
    """A card of the same shape: a few lines of text, a line, two buttons."""

    def __init__(self, text: str) -> None:
        super().__init__(timeout=None)
        read = discord.ui.Button[BareCard](label="Read", custom_id="read")
        comment = discord.ui.Button[BareCard](label="Comment", custom_id="comment")
        self.add_item(
            discord.ui.Container[BareCard](
                discord.ui.TextDisplay[BareCard]("### Parasite\nfilm, 2019\n★★★★½"),
                discord.ui.TextDisplay[BareCard](text),
                discord.ui.Separator[BareCard](),
                discord.ui.ActionRow[BareCard](read, comment),
            )
        )
        self.stop()


class BareBot(discord.Client):
    """Three callbacks and nothing else, with the same memory settings as ours."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.tree = app_commands.CommandTree(self)
        self.tree.command()(pong)
        self.tree.command()(bare)

    async def setup_hook(self) -> None:
        """Tell Discord the commands."""
        await self.tree.sync()


async def pong(interaction: discord.Interaction) -> None:
    """Answer one word."""
    await interaction.response.send_message("pong")


async def bare(interaction: discord.Interaction) -> None:
    """Open the form."""
    await interaction.response.send_modal(BareForm())


def main() -> None:
    """Connect to the Discord that the environment names and stay."""
    discord.http.Route.BASE = os.environ["REVIEWBOT_DISCORD_API_URL"]
    gateway = yarl.URL(os.environ["REVIEWBOT_DISCORD_GATEWAY_URL"])
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway
    BareBot().run(os.environ["REVIEWBOT_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
