"""`/work`: the names of a work, its numbers elsewhere, its length, and two works that are one."""

from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.cogs.options import LengthText, LinkText, NameRole, Title
from reviewbot.domain.authority import authorise_moderator
from reviewbot.domain.identifiers import parse
from reviewbot.domain.titles import TitleRole
from reviewbot.services import merging, naming
from reviewbot.services.finding import known_work
from reviewbot.store import identifiers, works
from reviewbot.store import merging as merges
from reviewbot.store import titles as names
from reviewbot.ui import answers
from reviewbot.ui.completions import titles
from reviewbot.ui.merging import merges_page, preview_page
from reviewbot.ui.names import names_page, renamed
from reviewbot.ui.naming_actions import doing


class Works(commands.Cog):
    """Keeping works and their names in order."""

    @app_commands.command()
    @app_commands.autocomplete(work=titles)
    async def title(
        self,
        interaction: Interaction,
        work: Title,
        title: Title,
        role: NameRole = TitleRole.NONE,
    ) -> None:
        """Give a film, book or show one more name; any of its names finds it.

        Args:
            work: Which one; pick it from the list or type its title
            title: The other name
            role: What kind of name it is
        """
        db, who = interaction.client.db, doing(interaction)
        await answers.tell(interaction, renamed(await naming.add_title(db, who, work, title, role)))

    @app_commands.command(name="titles")
    @app_commands.autocomplete(work=titles)
    async def all_titles(self, interaction: Interaction, work: Title) -> None:
        """See all names of a film, book or show, and its pages elsewhere.

        Args:
            work: Which one; pick it from the list or type its title
        """
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            found = await known_work(conn, actor.guild_id, work)
            known = await names.list_of_work(conn, actor.guild_id, found.id)
            numbers = await identifiers.list_of_work(conn, actor.guild_id, found.id)
        await answers.tell(interaction, names_page(found, known, numbers))

    @app_commands.command()
    @app_commands.autocomplete(work=titles)
    async def link(self, interaction: Interaction, work: Title, link: LinkText) -> None:
        """Say where a film, book or show has its page: ISBN, IMDb, TMDB, Open Library and others.

        Args:
            work: Which one; pick it from the list or type its title
            link: The address of its page, or the number
        """
        db, who = interaction.client.db, doing(interaction)
        await answers.tell(interaction, renamed(await naming.link(db, who, work, parse(link))))

    @app_commands.command()
    @app_commands.autocomplete(work=titles)
    async def length(self, interaction: Interaction, work: Title, length: LengthText) -> None:
        """Say how long a film, an episode or a book is, for whoever asks for something short.

        Args:
            work: Which one; pick it from the list or type its title
            length: Minutes of a film or an episode, pages of a book: 132, 2h 12m, 320 pages
        """
        db, who = interaction.client.db, doing(interaction)
        await answers.tell(interaction, renamed(await naming.measure(db, who, work, length)))

    @app_commands.command()
    @app_commands.autocomplete(duplicate=titles, into=titles)
    async def merge(self, interaction: Interaction, duplicate: Title, into: Title) -> None:
        """For moderators: make two entries of one film, book or show into one.

        Args:
            duplicate: The one that goes; pick it from the list
            into: The one that stays; pick it from the list
        """
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            goes = await known_work(conn, actor.guild_id, duplicate)
            stays = await known_work(conn, actor.guild_id, into)
            found = await merging.preview(conn, doing(interaction), goes, stays)
        await answers.tell(interaction, preview_page(goes, stays, found))

    @app_commands.command()
    async def merges(self, interaction: Interaction) -> None:
        """For moderators: see the last merges, and undo one."""
        actor = actor_of(interaction)
        authorise_moderator(actor)
        async with interaction.client.db.read() as conn:
            made = await merges.list_newest(conn, actor.guild_id, merging.LISTED)
            found = [(one, await works.find(conn, actor.guild_id, one.into_id)) for one in made]
        await answers.tell(interaction, merges_page(found))
