"""What a press does: persistent actions that outlive restarts, one class for each kind of id.

A press proves nothing: what the id refers to is read again, within the presser's guild, and
`authorise` decides. "Not yours" and "not there" look the same.
"""

import re
from typing import Any, ClassVar, Final, Self

import discord

from reviewbot.bot import failures
from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.reviews import Draft, Review
from reviewbot.domain.writing import is_placed
from reviewbot.errors import NotFound
from reviewbot.store import drafts, reviews
from reviewbot.ui import answers, forms, ids, read
from reviewbot.ui.sight import sight_of
from reviewbot.ui.writing_forms import place_form

Button = discord.ui.Button[discord.ui.LayoutView]


class Press(discord.ui.DynamicItem[Button], template="never"):
    """What all presses have in common: the parts of the id, the one error policy, the one pace.

    What opens a form for a text is `costly` (`bot.pace`).
    """

    costly: ClassVar[bool] = False

    def __init__(self, item: Button, parts: dict[str, Any]) -> None:
        super().__init__(item)
        self.parts = parts

    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """Make the press that an id means."""
        return cls(item, match.groupdict())  # type: ignore[arg-type] # all our actions are buttons

    async def callback(  # type: ignore[override] # our actions only ever meet our own client
        self, interaction: Interaction
    ) -> None:
        """Act, or say what is in the way."""
        try:
            if await interaction.client.pace.lets(interaction, costly=self.costly):
                await self.act(interaction)
        except Exception as error:  # noqa: BLE001 - the one error policy
            await failures.report(interaction, error)

    async def act(self, interaction: Interaction) -> None:
        """Do what this press is for."""
        raise NotImplementedError

    def actor(self, interaction: Interaction) -> Actor:
        """Return who presses; an id that has a `guild` works in direct messages too."""
        home = self.parts.get("guild")
        return actor_of(interaction, int(home, 36) if home else None)

    async def review(self, interaction: Interaction, action: Action = Action.READ) -> Review:
        """Return the review that the id refers to, if the presser may do this with it."""
        actor = self.actor(interaction)
        async with interaction.client.db.read() as conn:
            review = await reviews.find(conn, actor.guild_id, self.parts["review"])
        if review is None:
            raise NotFound(GONE)
        authorise(actor, action, review)
        return review


class Read(Press, template=rf"rv1:read:(?P<review>{ids.ID})"):
    """Opens a review from its beginning, in a private answer of its own."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the first page."""
        review = await self.review(interaction)
        sight = await sight_of(interaction, review)
        page = read.review_page(review, 0, revealed=sight.opens, past=sight.past)
        await answers.tell(interaction, page)


class Page(Press, template=rf"rv1:page:(?P<review>{ids.ID}):(?P<page>{ids.NUMBER}):(?P<mode>[mr])"):
    """Turns to a page, masked or revealed."""

    async def act(self, interaction: Interaction) -> None:
        """Put the page in place of the one that was pressed."""
        review = await self.review(interaction)
        number, revealed = int(self.parts["page"]), self.parts["mode"] == "r"
        past = False
        if review.text.whole and not revealed:
            sight = await sight_of(interaction, review)
            revealed, past = sight.opens, sight.past
        page = read.review_page(review, number, revealed=revealed, past=past)
        await answers.turn(interaction, page)


class Ask(Press, template=rf"rv1:ask:(?P<review>{ids.ID}):(?P<page>{ids.NUMBER})"):
    """Asks once before spoilers are shown."""

    async def act(self, interaction: Interaction) -> None:
        """Put the question in place of the page."""
        review = await self.review(interaction)
        sight, number = await sight_of(interaction, review), int(self.parts["page"])
        await answers.turn(interaction, read.spoiler_question(review, number, past=sight.past))


class TextFile(Press, template=rf"rv1:file:(?P<review>{ids.ID})"):
    """Hands over the whole text as it was written."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the file."""
        review = await self.review(interaction)
        await answers.hand_over(interaction, "review.txt", review.text.reveal())


class Retry(Press, template=rf"rv1:retry:(?P<draft>{ids.ID})"):
    """Opens the form again with what its author wrote."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the form, filled in."""
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            draft = await drafts.find(conn, actor.guild_id, self.parts["draft"])
        if draft is None:
            raise NotFound(GONE)
        authorise(actor, Action.CONTINUE, draft)
        await interaction.response.send_modal(_form(draft))


def _form(draft: Draft) -> forms.Form:
    if draft.title or draft.review_id is None:
        return forms.review_form(draft) if is_placed(draft) else place_form(draft)
    return forms.comment_form("Your comment", ids.redo_form(draft.id), draft.text)


ACTIONS: Final = (Read, Page, Ask, TextFile, Retry)
