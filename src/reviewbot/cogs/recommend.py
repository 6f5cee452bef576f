"""`/review recommend`: what to watch or read next."""

import discord
from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.cogs.options import HowLong, Kind, Title
from reviewbot.domain.lengths import Length
from reviewbot.domain.recommending import NOTE_MAX
from reviewbot.domain.reviews import TAG_MAX
from reviewbot.domain.wishes import Wish, checked_wish
from reviewbot.domain.works import YEAR_MAX, YEAR_MIN, WorkKind
from reviewbot.errors import Invalid
from reviewbot.services.finding import known_work
from reviewbot.services.placing import Naming
from reviewbot.ui import answers
from reviewbot.ui.completions import tags, titles
from reviewbot.ui.gathering import night
from reviewbot.ui.night import Party
from reviewbot.ui.picking import listing
from reviewbot.ui.picks import picks_page
from reviewbot.ui.recommending_friend import recommend_to

Note = app_commands.Range[str, 1, NOTE_MAX]
Mood = app_commands.Range[str, 1, TAG_MAX]
Year = app_commands.Range[int, YEAR_MIN, YEAR_MAX]


class Recommend(commands.Cog):
    """Suggestions, for oneself and for friends."""

    @app_commands.command()
    @app_commands.rename(loved_by="from", friend="with")
    @app_commands.autocomplete(title=titles, like=titles, like2=titles, mood=tags)
    async def recommend(  # noqa: PLR0913, PLR0917 - Discord hands over each option as an argument
        self,
        interaction: Interaction,
        kind: Kind | None = None,
        like: Title | None = None,
        like2: Title | None = None,
        mood: Mood | None = None,
        loved_by: discord.User | None = None,
        year_from: Year | None = None,
        year_to: Year | None = None,
        length: HowLong = Length.ANY,
        again: bool = False,
        friend: discord.User | None = None,
        to: discord.User | None = None,
        title: Title | None = None,
        note: Note | None = None,
    ) -> None:
        """Get up to five suggestions, or recommend something to a friend.

        Args:
            kind: Only films, books or shows; for a friend only if the title is new here
            like: Something to be like
            like2: Something else to be like as well
            mood: A tag that a review here gave it
            loved_by: Only what this member loved
            year_from: Nothing older than this
            year_to: Nothing newer than this
            length: Only short, medium or long ones, where their length is known
            again: Also what you have seen and did not dislike
            friend: For you and this member tonight; up to eight more can be added then
            to: The friend to whom you recommend something
            title: What you recommend to them
            note: A few words for them; put || around what spoils
        """
        if to is not None:
            await recommend_to(interaction, to, Naming(title or "", kind), note or "")
            return
        if friend is not None:
            party = _party(interaction, friend, kind, again=again)
            await answers.show(interaction, await night(interaction, party))
            return
        named = await _named(interaction, [one for one in (like, like2) if one])
        who = loved_by.id if loved_by else None
        wish = Wish(kind, named, who, _tag(mood), year_from, year_to, again, length)
        await answers.tell(interaction, picks_page(await listing(interaction, checked_wish(wish))))


def _party(
    interaction: Interaction, friend: discord.User, kind: WorkKind | None, *, again: bool
) -> Party:
    """Return the two that it begins with."""
    if friend.bot or friend.id == interaction.user.id:
        raise Invalid("Pick another member: somebody to watch or read with.")
    return Party(interaction.user.id, [friend.id], kind, again)


async def _named(interaction: Interaction, typed: list[str]) -> tuple[str, ...]:
    """Return the ids of the works that were typed or picked, each once."""
    guild_id = actor_of(interaction).guild_id
    async with interaction.client.db.read() as conn:
        found = [await known_work(conn, guild_id, one) for one in typed]
    return tuple(dict.fromkeys(work.id for work in found))


def _tag(typed: str | None) -> str:
    return " ".join((typed or "").replace("#", "").split()).casefold()
