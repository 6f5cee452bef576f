"""`/review quick`: stars, a few words, or both, at once and without a form."""

from discord import app_commands
from discord.ext import commands

from reviewbot.bot.client import Interaction
from reviewbot.cogs.options import (
    Kind,
    LinkText,
    Number,
    QuickText,
    RatingText,
    TagsText,
    Title,
    VerdictIs,
)
from reviewbot.cogs.post import new_draft
from reviewbot.domain.works import YEAR_MAX
from reviewbot.ui.completions import tag_lists, titles
from reviewbot.ui.writing import take_quickly


class Quick(commands.Cog):
    """Rating and reviewing in one line."""

    @app_commands.command()
    @app_commands.autocomplete(title=titles, tags=tag_lists)
    async def quick(  # noqa: PLR0913, PLR0917 - Discord hands over each option as an argument
        self,
        interaction: Interaction,
        title: Title,
        rating: RatingText | None = None,
        text: QuickText | None = None,
        kind: Kind | None = None,
        year: app_commands.Range[int, 1, YEAR_MAX] | None = None,
        link: LinkText | None = None,
        verdict: VerdictIs | None = None,
        tags: TagsText | None = None,
        season: Number | None = None,
        episode: Number | None = None,
    ) -> None:
        """Rate something, say a few words on it, or both; no form opens.

        Args:
            title: What it is called; pick one that is known here, or type a new one
            rating: Up to 5 stars, typed as you like: 4.5, 9/10, ★★★½, 90%
            text: What you think of it; put || around what spoils
            kind: Film, book or show; needed only for what is new here
            year: The year it came out, which tells it from others of that name
            link: Its page or number elsewhere: ISBN, IMDb, TMDB, Open Library; it finds it too
            verdict: For whom it is
            tags: Words to find it by, with commas between them
            season: Only this season of a show
            episode: Only this episode of the season
        """
        draft = new_draft(interaction, title, kind, year=year, season=season, episode=episode)
        given = {"rating": rating, "text": text, "verdict": verdict, "tags": tags, "link": link}
        await take_quickly(interaction, draft, given)
