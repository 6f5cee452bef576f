"""`/review show` and `/review search`: what the server has written."""

from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.cogs.options import Kind, RatingText, SortBy, Title
from reviewbot.domain.browsing import Sort
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Review
from reviewbot.domain.search import Search
from reviewbot.domain.text import one_line
from reviewbot.domain.works import Work
from reviewbot.errors import NotFound
from reviewbot.services.looking import known_opinions
from reviewbot.store import reviews, search
from reviewbot.store.connection import Connection
from reviewbot.ui import answers
from reviewbot.ui.completions import titles
from reviewbot.ui.limits import LISTED_MAX, QUERY_MAX, SEEN_MAX
from reviewbot.ui.results import search_page
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
            seen = await known_opinions(conn, actor.guild_id, title, sort, SEEN_MAX)
            if by is not None:
                seen = replace(seen, reviews=[await _only(conn, seen.work, by)])
        await answers.show(interaction, work_page(seen, sort, actor.user_id))

    @app_commands.command(name="search")
    async def find(
        self,
        interaction: Interaction,
        query: app_commands.Range[str, 1, QUERY_MAX],
        kind: Kind | None = None,
        by: discord.User | None = None,
        min_rating: RatingText | None = None,
    ) -> None:
        """Find reviews by words in their titles and texts.

        Args:
            query: Words to look for; the last one may be a beginning
            kind: Only films, books or shows
            by: Only reviews of this member
            min_rating: Only reviews with at least this rating, such as 4 or 8/10
        """
        actor = actor_of(interaction)
        least = Rating.parse(min_rating).points if min_rating else None
        wanted = Search(one_line(query)[:QUERY_MAX], kind, by.id if by else None, least)
        async with interaction.client.db.read() as conn:
            found = await search.search(conn, actor.guild_id, wanted, 0, LISTED_MAX)
        await answers.tell(interaction, search_page(wanted, found))


async def _only(conn: Connection, work: Work, by: discord.User) -> Review:
    review = await reviews.find_by_author(conn, work.guild_id, work.id, by.id)
    if review is None:
        raise NotFound(f"That member has not reviewed {work.label} here.")
    return review
