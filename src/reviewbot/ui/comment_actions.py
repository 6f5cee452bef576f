"""What a press does with comments: list them, open one, answer, change, delete, bring back."""

from collections.abc import Awaitable, Callable
from typing import Final

from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.authority import Action, authorise
from reviewbot.domain.ids import is_id
from reviewbot.domain.reviews import Comment as Said
from reviewbot.errors import NotFound
from reviewbot.services import comments as commenting
from reviewbot.services import thanking
from reviewbot.store import comments, reviews
from reviewbot.store.comments import Listed
from reviewbot.ui import answers, comment_ids, forms, ids, layout
from reviewbot.ui.actions import Press
from reviewbot.ui.browsing_actions import chosen
from reviewbot.ui.comments import comment_list, comment_page
from reviewbot.ui.following import follows_it
from reviewbot.ui.limits import COMMENTS_PER_PAGE

Change = Callable[..., Awaitable[Said]]

_ONE: Final = rf"(?P<comment>{ids.ID})"


class Comment(Press, template=rf"rv1:comment:(?P<review>{ids.ID})"):
    """Opens the form for a comment."""

    costly = True

    async def act(self, interaction: Interaction) -> None:
        """Answer with the form."""
        review = await self.review(interaction, Action.COMMENT)
        form = forms.comment_form(forms.comment_title(review.work), ids.comment_form(review.id))
        await interaction.response.send_modal(form)


class Comments(Press, template=rf"rv1:comments:(?P<review>{ids.ID}):(?P<page>{ids.NUMBER})"):
    """Lists the comments."""

    async def act(self, interaction: Interaction) -> None:
        """Put a page of comments in place of what was pressed."""
        review = await self.review(interaction)
        async with interaction.client.db.read() as conn:
            found = await comments.list_of_review(
                conn, review.guild_id, review.id, int(self.parts["page"]), COMMENTS_PER_PAGE
            )
            follows = await follows_it(conn, self.actor(interaction), review)
        await answers.turn(interaction, comment_list(review, found, follows=follows))


class Uncut(Press, template=rf"rv1:uncut:(?P<review>{ids.ID}):(?P<page>{ids.NUMBER})"):
    """Hands over a page of comments whole, with what they spoil; its button says so."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the file."""
        review = await self.review(interaction)
        async with interaction.client.db.read() as conn:
            found = await comments.list_of_review(
                conn, review.guild_id, review.id, int(self.parts["page"]), COMMENTS_PER_PAGE
            )
        texts = "\n\n---\n\n".join(one.comment.text.reveal() for one in found.items)
        await answers.hand_over(interaction, "comments.txt", texts)


class OnComment(Press, template="never either"):
    """What all presses on one comment have in common."""

    async def comment(self, interaction: Interaction, action: Action) -> Said:
        """Return the comment that the id refers to, if the presser may do this with it."""
        actor = self.actor(interaction)
        async with interaction.client.db.read() as conn:
            comment = await comments.find(conn, actor.guild_id, self.parts["comment"])
            review = comment and await reviews.find(conn, actor.guild_id, comment.review_id)
        if comment is None or review is None:
            raise NotFound(GONE)
        authorise(actor, action, comment)
        return comment

    async def changed(self, interaction: Interaction, change: Change) -> Said:
        """Change the comment with its card's count, and return it."""
        client = interaction.client
        comment = await change(
            client.db,
            self.actor(interaction),
            self.parts["comment"],
            client.now(),
            interaction_id=interaction.id,
            refresh_at=client.postman.refresh_at,
        )
        client.postman.wake()
        return comment


class Words(OnComment, template=rf"rv1:words:{_ONE}:(?P<page>{ids.NUMBER}):(?P<mode>[mr])"):
    """Opens one comment."""

    async def act(self, interaction: Interaction) -> None:
        """Put it in place of what was pressed."""
        comment = await self.comment(interaction, Action.READ)
        actor = self.actor(interaction)
        async with interaction.client.db.read() as conn:
            review = await reviews.get(conn, actor.guild_id, comment.review_id)
            answered = await comments.find(conn, actor.guild_id, comment.parent_id or "")
        to = (answered.author_id if answered else 0) if comment.parent_id else None
        page, revealed = int(self.parts["page"]), self.parts["mode"] == "r"
        shown = comment_page(review, Listed(comment, to), actor, page, revealed=revealed)
        await answers.turn(interaction, shown)


class PickComment(Words, template=rf"rv1:said:(?P<review>{ids.ID}):(?P<page>{ids.NUMBER})"):
    """Opens the comment chosen in a menu."""

    async def act(self, interaction: Interaction) -> None:
        """Put it in place of the list."""
        picked = chosen(interaction)
        if not is_id(picked):
            raise NotFound(GONE)
        self.parts = {"comment": picked, "page": self.parts["page"], "mode": "m"}
        await super().act(interaction)


class Respond(OnComment, template=rf"rv1:respond:{_ONE}"):
    """Opens the form for a reply to a comment."""

    costly = True

    async def act(self, interaction: Interaction) -> None:
        """Answer with the form."""
        comment = await self.comment(interaction, Action.COMMENT)
        form = forms.comment_form("Your reply", comment_ids.respond_form(comment.id))
        await interaction.response.send_modal(form)


class Amend(OnComment, template=rf"rv1:amend:{_ONE}"):
    """Opens the form with the words of the presser's own comment."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the form, filled in."""
        comment = await self.comment(interaction, Action.CHANGE)
        custom_id = comment_ids.amend_form(comment.id)
        form = forms.comment_form("Your comment", custom_id, comment.text.reveal())
        await interaction.response.send_modal(form)


class Erase(OnComment, template=rf"rv1:erase:{_ONE}"):
    """Deletes the presser's own comment."""

    async def act(self, interaction: Interaction) -> None:
        """Delete it, and offer the way back."""
        comment = await self.changed(interaction, commenting.delete)
        undo = layout.button("Undo", comment_ids.unerase(comment.id))
        words = "Your comment is deleted. For 15 minutes you can take that back."
        await answers.turn(interaction, layout.notice(words, undo))


class Unerase(OnComment, template=rf"rv1:unerase:{_ONE}"):
    """Brings the presser's own comment back."""

    async def act(self, interaction: Interaction) -> None:
        """Bring it back and show it."""
        comment = await self.changed(interaction, commenting.restore)
        there = layout.button("To the comment", comment_ids.one(comment.id, 0))
        await answers.turn(interaction, layout.notice("Your comment is back.", there))


class Helpful(Press, template=rf"rv1:helpful:(?P<review>{ids.ID})"):
    """Finds a review helpful, or not any more."""

    async def act(self, interaction: Interaction) -> None:
        """Note it, and offer the way back."""
        wanted = self.parts.get("on")
        client, actor, review_id = interaction.client, self.actor(interaction), self.parts["review"]
        on = await thanking.turn(
            client.db,
            actor,
            review_id,
            client.now(),
            interaction_id=interaction.id,
            on=None if wanted is None else wanted == "1",
            refresh_at=client.postman.refresh_at,
        )
        client.postman.wake()
        words = "You found this review helpful. 👍" if on else "Taken back."
        back = comment_ids.thank(review_id, on=not on)
        button = layout.button("Take it back" if on else "Helpful", back)
        await answers.turn(interaction, layout.notice(words, button))


class Thank(Helpful, template=rf"rv1:thank:(?P<review>{ids.ID}):(?P<on>[01])"):
    """Finds a review helpful, or takes that back, as the button said when it was drawn."""


COMMENT_ACTIONS: Final = (
    Comment,
    Comments,
    Uncut,
    Words,
    PickComment,
    Respond,
    Amend,
    Erase,
    Unerase,
    Helpful,
    Thank,
)
