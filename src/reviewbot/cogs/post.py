"""`/review post`: the options first, then the form."""

from dataclasses import replace

from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.cogs.options import (
    Kind,
    LinkText,
    Maker,
    Number,
    PlaceText,
    RatingText,
    TagsText,
    Title,
    VerdictIs,
)
from reviewbot.domain.ids import new_id
from reviewbot.domain.reviews import Draft
from reviewbot.domain.works import YEAR_MAX, WorkKind
from reviewbot.ui.completions import tag_lists, titles
from reviewbot.ui.writing import begin


class Write(commands.Cog):
    """Writing reviews."""

    @app_commands.command()
    @app_commands.autocomplete(title=titles, tags=tag_lists)
    async def post(  # noqa: PLR0913, PLR0917 - Discord hands over each option as an argument
        self,
        interaction: Interaction,
        title: Title,
        kind: Kind,
        year: app_commands.Range[int, 1, YEAR_MAX] | None = None,
        rating: RatingText | None = None,
        maker: Maker | None = None,
        link: LinkText | None = None,
        verdict: VerdictIs | None = None,
        tags: TagsText | None = None,
        safe_after: PlaceText | None = None,
        season: Number | None = None,
        episode: Number | None = None,
    ) -> None:
        """Write a review; a form opens for its text.

        Args:
            title: What it is called; pick one that is known here, or type a new one
            kind: Film, book or show
            year: The year it came out, which tells it from others of that name
            maker: Who made it: the director, the author
            link: Its page or number elsewhere: ISBN, IMDb, TMDB, Open Library; it finds it too
            rating: Up to 5 stars, typed as you like: 4.5, 9/10, ★★★½, 90%
            verdict: For whom it is
            tags: Words to find it by, with commas between them
            safe_after: Who got this far may read all of it: S2E5, chapter 10, the ending
            season: Only this season of a show
            episode: Only this episode of the season
        """
        draft = new_draft(interaction, title, kind, year=year, season=season, episode=episode)
        draft = replace(draft, maker=maker or "", rating=rating or "", verdict=verdict or "")
        draft = replace(draft, tags=tags or "", safe_after=safe_after or "", link=link or "")
        await begin(interaction, draft)


def new_draft(
    interaction: Interaction,
    title: str,
    kind: WorkKind | None = None,
    *,
    year: int | None = None,
    season: int | None = None,
    episode: int | None = None,
) -> Draft:
    """Return an empty draft of whoever acts, of this work or part of it."""
    actor = actor_of(interaction)
    return Draft(
        guild_id=actor.guild_id,
        id=new_id(),
        author_id=actor.user_id,
        channel_id=interaction.channel_id or 0,
        created_at=interaction.client.now(),
        title=title,
        kind=kind,
        year=year,
        season=season or 0,
        episode=episode or 0,
    )
