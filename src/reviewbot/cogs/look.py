"""Ways in without a word to search for: lists and a lucky dip, all as private answers."""

import discord
from discord import app_commands
from discord.ext import commands

from reviewbot.bot.client import Interaction
from reviewbot.cogs.options import Kind, Within
from reviewbot.domain.browsing import Look, Period, Way
from reviewbot.ui import answers, looking


class Around(commands.Cog):
    """Looking around."""

    @app_commands.command(name="list")
    async def of_member(
        self,
        interaction: Interaction,
        member: discord.User | None = None,
        kind: Kind | None = None,
    ) -> None:
        """List the reviews of a member, newest first.

        Args:
            member: Whose reviews; your own, if you leave it out
            kind: Only films, books or shows
        """
        look = Look(Way.BY_MEMBER, kind, member_id=(member or interaction.user).id)
        await answers.tell(interaction, await looking.page(interaction, look))

    @app_commands.command()
    async def top(
        self, interaction: Interaction, kind: Kind | None = None, period: Within = Period.ALL
    ) -> None:
        """See what this server rates best.

        Args:
            kind: Only films, books or shows
            period: Only what was rated lately
        """
        await answers.tell(
            interaction, await looking.page(interaction, Look(Way.TOP, kind, period))
        )

    @app_commands.command()
    async def recent(self, interaction: Interaction, kind: Kind | None = None) -> None:
        """See the newest reviews.

        Args:
            kind: Only films, books or shows
        """
        await answers.tell(interaction, await looking.page(interaction, Look(Way.RECENT, kind)))

    @app_commands.command(name="random")
    async def lucky(self, interaction: Interaction, kind: Kind | None = None) -> None:
        """See some review, whichever comes up.

        Args:
            kind: Only films, books or shows
        """
        await answers.tell(interaction, await looking.any_review(interaction, kind))

    @app_commands.command()
    async def discussed(self, interaction: Interaction, kind: Kind | None = None) -> None:
        """See the reviews with the most comments.

        Args:
            kind: Only films, books or shows
        """
        await answers.tell(interaction, await looking.page(interaction, Look(Way.DISCUSSED, kind)))

    @app_commands.command()
    async def divisive(self, interaction: Interaction, kind: Kind | None = None) -> None:
        """See the titles on which this server disagrees most.

        Args:
            kind: Only films, books or shows
        """
        await answers.tell(interaction, await looking.page(interaction, Look(Way.DIVISIVE, kind)))

    @app_commands.command()
    async def wanted(self, interaction: Interaction, kind: Kind | None = None) -> None:
        """See what members want to watch or read and nobody has reviewed yet.

        Args:
            kind: Only films, books or shows
        """
        await answers.tell(interaction, await looking.page(interaction, Look(Way.WANTED, kind)))
