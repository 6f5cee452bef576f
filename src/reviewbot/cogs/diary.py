"""`/review log` and `/review diary`: what one watched and read, and when."""

import discord
from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.cogs.options import Kind, Number, RatingText, Title
from reviewbot.domain.dates import YEAR_FIRST
from reviewbot.domain.parts import Part
from reviewbot.domain.viewings import NOTE_MAX
from reviewbot.domain.works import YEAR_MAX
from reviewbot.services import diary
from reviewbot.services.diary import Noting
from reviewbot.services.placing import Naming
from reviewbot.ui import answers
from reviewbot.ui.completions import titles
from reviewbot.ui.diary import noted_notice
from reviewbot.ui.diary_actions import leaf

DayText = app_commands.Range[str, 1, 40]
NoteText = app_commands.Range[str, 1, NOTE_MAX]


class Diary(commands.Cog):
    """A member's diary."""

    @app_commands.command(name="log")
    @app_commands.autocomplete(title=titles)
    async def note(  # noqa: PLR0913, PLR0917 - Discord hands over each option as an argument
        self,
        interaction: Interaction,
        title: Title,
        date: DayText | None = None,
        rating: RatingText | None = None,
        note: NoteText | None = None,
        season: Number | None = None,
        episode: Number | None = None,
        kind: Kind | None = None,
    ) -> None:
        """Note that you watched or read something, once more too.

        Args:
            title: Which one; pick it from the list or type its title
            date: Like today, 4 July 2019, July 2019 or 2019; leave empty if you do not remember
            rating: What you gave it this time: 4.5, 9/10, ★★★½, 90%
            note: A few words for your diary; put || around what spoils
            season: Only this season of a show
            episode: Only this episode of the season
            kind: Film, book or show; needed only for what is new here
        """
        part = Part(season or 0, episode or 0)
        noting = Noting(date or "", rating or "", note or "", part)
        await _log(interaction, Naming(title, kind), noting)

    @app_commands.command(name="diary")
    async def show(
        self,
        interaction: Interaction,
        member: discord.User | None = None,
        year: app_commands.Range[int, YEAR_FIRST, YEAR_MAX] | None = None,
    ) -> None:
        """Leaf through your diary, or that of a member who shows theirs; only you see it.

        Args:
            member: Whose diary, if not your own
            year: Begin at the end of this year
        """
        actor = actor_of(interaction)
        member_id = member.id if member else actor.user_id
        async with interaction.client.db.read() as conn:
            page = await leaf(conn, actor, member_id, f"{year}-12" if year else None)
        await answers.tell(interaction, page)


async def _log(interaction: Interaction, naming: Naming, noting: Noting) -> None:
    client, actor = interaction.client, actor_of(interaction)
    noted = await diary.log(client.db, actor, naming, noting, interaction.id, client.now())
    client.postman.wake()
    await answers.tell(interaction, noted_notice(noted))
