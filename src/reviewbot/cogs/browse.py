"""`/review show`: what the server has written about one work."""

from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.cogs.options import SortBy, Title
from reviewbot.domain.browsing import Sort
from reviewbot.domain.reviews import Review
from reviewbot.domain.works import Work
from reviewbot.errors import NotFound
from reviewbot.services.looking import known_opinions
from reviewbot.store import reviews
from reviewbot.store.connection import Connection
from reviewbot.ui import answers
from reviewbot.ui.completions import titles
from reviewbot.ui.limits import SEEN_MAX
from reviewbot.ui.show import work_page


class Browse(commands.Cog):
    """Finding and looking at what is there."""

    @app_commands.command()
    @app_commands.autocomplete(title=titles)
    async def show(
        self,
        interaction: Interaction,
        title: Title,
        by: discord.User | None = None,
        sort: SortBy = Sort.NEWEST,
    ) -> None:
        """Show what this server thinks of a film, book or show.

        Args:
            title: Which one; pick it from the list or type its title
            by: Only the review of this member
            sort: Which reviews come first
        """
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            seen = await known_opinions(conn, actor.guild_id, title, sort, SEEN_MAX, actor.user_id)
            if by is not None:
                seen = replace(seen, reviews=[await _only(conn, seen.work, by)])
        await answers.show(interaction, work_page(seen, sort))


async def _only(conn: Connection, work: Work, by: discord.User) -> Review:
    review = await reviews.find_by_author(conn, work.guild_id, work.id, by.id)
    if review is None:
        raise NotFound(f"That member has not reviewed {work.label} here.")
    return review
