"""`/review edit`, `editions`, `delete` and `drafts`: what an author does with what is written."""

from dataclasses import replace

from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.cogs.options import PlaceText, RatingText, Title
from reviewbot.cogs.post import new_draft
from reviewbot.domain.reviews import BOX_MAX
from reviewbot.services import deleting, editing
from reviewbot.services.deliveries import promptly
from reviewbot.store import drafts
from reviewbot.ui import answers
from reviewbot.ui.completions import parts, titles
from reviewbot.ui.draft_pages import draft_list, too_long
from reviewbot.ui.editions import edition_list
from reviewbot.ui.forms import review_form
from reviewbot.ui.receipts import deleted


class Change(commands.Cog):
    """Changing one's reviews, and taking them back."""

    @app_commands.command()
    @app_commands.autocomplete(title=titles, part=parts)
    async def edit(
        self,
        interaction: Interaction,
        title: Title,
        part: PlaceText | None = None,
        rating: RatingText | None = None,
    ) -> None:
        """Change your review; the form opens with what it says now.

        Args:
            title: What you reviewed; pick it from the list or type its title
            part: Your review of this season or episode, like S2 or S2E5
            rating: A new rating; without one yours stays as it is
        """
        draft = replace(new_draft(interaction, title), rating=rating or "")
        opening = editing.open_draft(
            interaction.client.db, actor_of(interaction), draft, part, interaction.id
        )
        opened = await promptly(opening)
        if len(opened.text) > 2 * BOX_MAX:
            await answers.tell(interaction, too_long(opened))
        else:
            await interaction.response.send_modal(review_form(opened))

    @app_commands.command()
    @app_commands.autocomplete(title=titles, part=parts)
    async def editions(
        self, interaction: Interaction, title: Title, part: PlaceText | None = None
    ) -> None:
        """See what your review said before, and put an earlier edition back.

        Args:
            title: What you reviewed; pick it from the list or type its title
            part: Your review of this season or episode, like S2 or S2E5
        """
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            review = await editing.own_review(conn, actor, title, part)
            found = await editing.list_editions(conn, actor, review.id)
        await answers.tell(interaction, edition_list(found, 0))

    @app_commands.command()
    @app_commands.autocomplete(title=titles, part=parts)
    async def delete(
        self, interaction: Interaction, title: Title, part: PlaceText | None = None
    ) -> None:
        """Delete your review; for 15 minutes you can undo that.

        Args:
            title: What you reviewed; pick it from the list or type its title
            part: Your review of this season or episode, like S2 or S2E5
        """
        client = interaction.client
        gone = await deleting.delete(
            client.db, actor_of(interaction), title, part, interaction.id, client.now()
        )
        client.postman.wake()
        channel_id = gone.channel_id or interaction.channel_id or 0
        await answers.tell(interaction, deleted(gone.review, channel_id))

    @app_commands.command(name="drafts")
    async def list_drafts(self, interaction: Interaction) -> None:
        """See what you wrote and have not posted, and go on with it."""
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            found = await drafts.list_of_author(conn, actor.guild_id, actor.user_id)
        await answers.tell(interaction, draft_list(found))
