"""`/shelf`: what one wants to see, is seeing, has seen, paused or dropped."""

from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.cogs.options import Kind, Maker, PlaceText, Title
from reviewbot.domain.shelves import REASON_MAX, SHOWN, Shelf
from reviewbot.domain.works import YEAR_MAX
from reviewbot.errors import Invalid
from reviewbot.services import shelves
from reviewbot.services.placing import Naming
from reviewbot.services.shelves import Placing, on_shelf
from reviewbot.ui import answers
from reviewbot.ui.completions import titles
from reviewbot.ui.shelf import moved_notice, removed_notice
from reviewbot.ui.shelf_actions import look
from reviewbot.ui.shelf_titles import shelved_titles

_Value = str | int | float
_SHELVES: Final = [app_commands.Choice[_Value](name=s.label(), value=s.value) for s in SHOWN]
Reason = app_commands.Range[str, 1, REASON_MAX]


class ShelfOption(app_commands.Transformer):
    """Offers the shelves by the words that members use."""

    @property
    def choices(self) -> list[app_commands.Choice[_Value]]:
        """The shelves: watching or reading, to watch or read, paused and so on."""
        return _SHELVES

    async def transform(self, _interaction: discord.Interaction[Any], value: object, /) -> Shelf:
        """Return the shelf that was chosen."""
        if str(value) not in set(Shelf):
            raise Invalid("Choose one of the shelves in the list.")
        return Shelf(str(value))


Chosen = app_commands.Transform[Shelf, ShelfOption]


class Shelve(commands.Cog):
    """A member's own shelf."""

    @app_commands.command()
    @app_commands.autocomplete(title=titles)
    async def add(  # noqa: PLR0913, PLR0917 - Discord hands over each option as an argument
        self,
        interaction: Interaction,
        title: Title,
        shelf: Chosen | None = None,
        kind: Kind | None = None,
        year: app_commands.Range[int, 1, YEAR_MAX] | None = None,
        maker: Maker | None = None,
        progress: PlaceText | None = None,
        reason: Reason | None = None,
        recommended_by: discord.User | None = None,
        must: bool | None = None,
    ) -> None:
        """Put a film, book or show on your shelf.

        Args:
            title: Which one; pick it from the list or type its title
            shelf: Where it stands with you; left out, you want to see it
            kind: Film, book or show; needed only for what is new here
            year: The year it came out, which tells it from others of that name
            maker: Who made it, which tells it from one of the year before or after
            progress: How far you are, like S2E5, chapter 10 or 40%
            reason: Why you paused or dropped it; put || around what spoils
            recommended_by: Who made you want it
            must: Whether it comes first among what you want
        """
        naming = Naming(title, kind, year, maker or "")
        by = recommended_by.id if recommended_by else None
        placing = Placing(shelf, progress, reason, by, must)
        await _add(interaction, naming, placing)

    @app_commands.command()
    @app_commands.autocomplete(title=shelved_titles)
    async def move(
        self,
        interaction: Interaction,
        title: Title,
        shelf: Chosen,
        progress: PlaceText | None = None,
        reason: Reason | None = None,
    ) -> None:
        """Say where something on your shelf stands now.

        Args:
            title: Which one of your shelf
            shelf: Where it stands now
            progress: How far you are, like S2E5, chapter 10 or 40%
            reason: Why you paused or dropped it; put || around what spoils
        """
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            await on_shelf(conn, actor, title)
        await _add(interaction, Naming(title), Placing(shelf, progress, reason))

    @app_commands.command()
    @app_commands.autocomplete(title=shelved_titles)
    async def remove(self, interaction: Interaction, title: Title) -> None:
        """Take something off your shelf.

        Args:
            title: Which one of your shelf
        """
        client, actor = interaction.client, actor_of(interaction)
        async with client.db.read() as conn:
            shelved = await on_shelf(conn, actor, title)
        known = (client.db, actor, shelved.work.id, interaction.id, client.now())
        moved = await shelves.remove(*known, refresh_at=client.postman.refresh_at)
        client.postman.wake()
        await answers.tell(interaction, removed_notice(moved))

    @app_commands.command()
    async def show(
        self,
        interaction: Interaction,
        member: discord.User | None = None,
        shelf: Chosen | None = None,
        kind: Kind | None = None,
    ) -> None:
        """Look at your shelf, or at that of a member who shows theirs; only you see it.

        Args:
            member: Whose shelf, if not your own
            shelf: Only this one
            kind: Only films, books or shows
        """
        actor = actor_of(interaction)
        member_id = member.id if member else actor.user_id
        async with interaction.client.db.read() as conn:
            page = await look(conn, actor, member_id, shelf, kind)
        await answers.tell(interaction, page)


async def _add(interaction: Interaction, naming: Naming, placing: Placing) -> None:
    client, actor = interaction.client, actor_of(interaction)
    moved = await shelves.add(client.db, actor, naming, placing, interaction.id, client.now())
    await answers.tell(interaction, moved_notice(moved))
