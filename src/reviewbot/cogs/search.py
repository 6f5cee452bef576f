"""`/review search`: finding what the server has written by words and filters."""

from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.cogs.options import Kind, OneOf, RatingText
from reviewbot.domain.grammar import folded_tag, parse, parse_points, parse_years
from reviewbot.domain.reviews import TAG_MAX
from reviewbot.domain.search import QUERY_MAX, Ranking, Search
from reviewbot.ui import answers
from reviewbot.ui.completions import tags
from reviewbot.ui.searching import drawn

Order = app_commands.Transform[Ranking, OneOf(Ranking)]


class Find(commands.Cog):
    """Searching."""

    @app_commands.command()
    @app_commands.autocomplete(tag=tags)
    async def search(  # noqa: PLR0913, PLR0917 - one parameter for each option
        self,
        interaction: Interaction,
        query: app_commands.Range[str, 1, QUERY_MAX] = "",
        kind: Kind | None = None,
        by: discord.User | None = None,
        year: app_commands.Range[str, 1, 20] | None = None,
        rating: RatingText | None = None,
        tag: app_commands.Range[str, 1, TAG_MAX] | None = None,
        has_text: bool = False,
        no_spoilers: bool = False,
        sort: Order = Ranking.RELEVANCE,
        share: bool = False,
    ) -> None:
        """Find reviews by words in titles, texts and tags; a typo or two does not matter.

        Args:
            query: Words, "a phrase", -not, by:@member kind:book year:2010..2015 rating:>4 tag:sad
            kind: Only films, books or shows
            by: Only reviews of this member
            year: Only works of these years, such as 2012, 2010..2015 or 2010..
            rating: Only reviews with these ratings, such as >4, 3..4 or 4.5
            tag: Only reviews with this tag
            has_text: Leave out plain ratings
            no_spoilers: Leave out what holds spoilers
            sort: In which order
            share: Show what is found to everybody in the channel
        """
        actor = actor_of(interaction)
        wanted = parse(query, actor.user_id)
        narrowed = replace(
            wanted,
            kind=kind or wanted.kind,
            author_id=by.id if by else wanted.author_id,
            years=parse_years(year) if year else wanted.years,
            points=parse_points(rating) if rating else wanted.points,
            tags=_with_tag(wanted, tag),
            has_text=has_text or wanted.has_text,
            no_spoilers=no_spoilers or wanted.no_spoilers,
        )
        page = await drawn(interaction, narrowed, 0, sort)
        await (answers.show if share else answers.tell)(interaction, page)


def _with_tag(wanted: Search, tag: str | None) -> tuple[str, ...]:
    added = folded_tag(tag or "")
    return tuple(dict.fromkeys((*wanted.tags, *([added] if added else ()))))
