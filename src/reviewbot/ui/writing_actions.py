"""What authors press: their drafts, the editions of their reviews, and taking things back."""

from typing import Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.authority import Action, authorise
from reviewbot.domain.reviews import Draft, Review
from reviewbot.domain.writing import drafted
from reviewbot.errors import NotFound
from reviewbot.services import deleting, editing, writing
from reviewbot.store import drafts
from reviewbot.ui import answers, draft_pages, editions, ids
from reviewbot.ui.actions import Press
from reviewbot.ui.details import details_form, new_change
from reviewbot.ui.receipts import deliver, undone


class DraftPress(Press, template="never"):
    """A press on something of a draft, which only its author reaches."""

    async def draft(self, interaction: Interaction) -> Draft:
        """Return the draft that the id refers to."""
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            draft = await drafts.find(conn, actor.guild_id, self.parts["draft"])
        if draft is None:
            raise NotFound(GONE)
        authorise(actor, Action.CONTINUE, draft)
        return draft


class DraftFile(DraftPress, template=rf"rv1:dfile:(?P<draft>{ids.ID})"):
    """Hands over the text of a draft."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the file."""
        draft = await self.draft(interaction)
        await answers.hand_over(interaction, "review.txt", draft.text)


class RedoDetails(DraftPress, template=rf"rv1:redetail:(?P<draft>{ids.ID})"):
    """Opens the form of a review's details again with what its author wrote."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the form, filled in."""
        draft = await self.draft(interaction)
        form = details_form(draft, ids.redo_details_form(draft.id))
        await interaction.response.send_modal(form)


class Details(Press, template=rf"rv1:details:(?P<review>{ids.ID})"):
    """Opens the form of a review's details, filled in."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the form."""
        review = await self.review(interaction, Action.CHANGE)
        draft = drafted(review, new_change(interaction))
        await interaction.response.send_modal(details_form(draft, ids.details_form(review.id)))


class Discard(DraftPress, template=rf"rv1:discard:(?P<draft>{ids.ID})"):
    """Asks before a draft is thrown away."""

    async def act(self, interaction: Interaction) -> None:
        """Put the question in place of the list."""
        draft = await self.draft(interaction)
        await answers.turn(interaction, draft_pages.discard_question(draft))


class DiscardNow(DraftPress, template=rf"rv1:discard!:(?P<draft>{ids.ID})"):
    """Throws a draft away."""

    async def act(self, interaction: Interaction) -> None:
        """Put the drafts that are left in place of the question."""
        actor, db = actor_of(interaction), interaction.client.db
        await writing.discard(db, actor, self.parts["draft"])
        await _show_drafts(interaction)


class Drafts(Press, template=r"rv1:drafts"):
    """Lists the presser's drafts."""

    async def act(self, interaction: Interaction) -> None:
        """Put the list in place of what was pressed."""
        await _show_drafts(interaction)


async def _show_drafts(interaction: Interaction) -> None:
    actor = actor_of(interaction)
    async with interaction.client.db.read() as conn:
        found = await drafts.list_of_author(conn, actor.guild_id, actor.user_id)
    await answers.turn(interaction, draft_pages.draft_list(found))


class Editions(Press, template=rf"rv1:editions:(?P<review>{ids.ID}):(?P<page>{ids.NUMBER})"):
    """Lists the editions of the presser's review."""

    async def act(self, interaction: Interaction) -> None:
        """Put a page of them in place of what was pressed."""
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            found = await editing.list_editions(conn, actor, self.parts["review"])
        await answers.turn(interaction, editions.edition_list(found, int(self.parts["page"])))


class EditionPress(Press, template="never"):
    """A press on an edition, which only the author of the review reaches."""

    async def edition(self, interaction: Interaction) -> tuple[Review, bool]:
        """Return the edition that the id refers to, and whether it is the present one."""
        actor, number = actor_of(interaction), int(self.parts["edition"])
        async with interaction.client.db.read() as conn:
            found = await editing.list_editions(conn, actor, self.parts["review"])
        one = next((review for review in found if review.edition == number), None)
        if one is None:
            raise NotFound("That edition is not kept any more.")
        return one, one is found[0]


class Edition(
    EditionPress,
    template=rf"rv1:edition:(?P<review>{ids.ID}):(?P<edition>{ids.NUMBER})"
    rf":(?P<page>{ids.NUMBER}):(?P<mode>[mr])",
):
    """Turns to a page of an edition, masked or revealed."""

    async def act(self, interaction: Interaction) -> None:
        """Put the page in place of what was pressed."""
        review, is_present = await self.edition(interaction)
        number, revealed = int(self.parts["page"]), self.parts["mode"] == "r"
        page = editions.edition_page(review, number, revealed=revealed, is_present=is_present)
        await answers.turn(interaction, page)


class EditionFile(
    EditionPress, template=rf"rv1:efile:(?P<review>{ids.ID}):(?P<edition>{ids.NUMBER})"
):
    """Hands over the text of an edition as it was written."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the file."""
        review, _ = await self.edition(interaction)
        await answers.hand_over(interaction, "review.txt", review.text.reveal())


class Restore(Press, template=rf"rv1:restore:(?P<review>{ids.ID}):(?P<edition>{ids.NUMBER})"):
    """Puts a review back to an earlier edition."""

    async def act(self, interaction: Interaction) -> None:
        """Acknowledge, restore, have the card brought up to date, and tell."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        client, actor = interaction.client, actor_of(interaction)
        published = await editing.restore(
            client.db,
            actor,
            self.parts["review"],
            int(self.parts["edition"]),
            interaction.id,
            client.now(),
        )
        await deliver(interaction, published)


class Undelete(Press, template=rf"rv1:undel:(?P<review>{ids.ID}):(?P<channel>[0-9a-z]{{1,14}})"):
    """Takes the deletion of the presser's review back."""

    async def act(self, interaction: Interaction) -> None:
        """Put what became of it in place of the receipt."""
        client, actor = interaction.client, actor_of(interaction)
        channel_id = int(self.parts["channel"], 36)
        review = await deleting.undo(
            client.db, actor, self.parts["review"], channel_id, interaction.id, client.now()
        )
        client.postman.wake()
        await answers.turn(interaction, undone(review))


WRITING_ACTIONS: Final = (
    DraftFile,
    Details,
    RedoDetails,
    Discard,
    DiscardNow,
    Drafts,
    Editions,
    Edition,
    EditionFile,
    Restore,
    Undelete,
)
