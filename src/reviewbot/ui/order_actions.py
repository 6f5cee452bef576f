"""What a press does that keeps order: calls, reports, and all that moderators do."""

from typing import Any, Final

import discord

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.domain.authority import Action, authorise, authorise_moderator
from reviewbot.domain.members import CardSize
from reviewbot.domain.order import Answer, Subject
from reviewbot.errors import NotFound
from reviewbot.services import calls, order
from reviewbot.ui import answers, ids, layout
from reviewbot.ui import order as shown
from reviewbot.ui.actions import Press
from reviewbot.ui.moderating import show_cases, show_log, show_panel
from reviewbot.ui.order_forms import hide_form, press_of, report_form

_REVIEW: Final = rf"(?P<review>{ids.ID})"
_THING: Final = rf"(?P<kind>{ids.SUBJECT}):(?P<subject>{ids.ID})"
_PAGE: Final = rf"(?P<page>{ids.NUMBER})"
_GONE: Final = "That is not here any more."


class Doubt(Press, template=rf"rv1:doubt:r:{_REVIEW}"):
    """Asks what is wrong with a review."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the two choices."""
        review = await self.review(interaction)
        await answers.tell(interaction, shown.doubt_choice(review))


class Call(Press, template=rf"rv1:call:{_REVIEW}"):
    """Says that a review spoils: it is hidden at once."""

    async def act(self, interaction: Interaction) -> None:
        """Hide it, thank, and tell the moderators."""
        press, client = press_of(interaction, self.parts["review"]), interaction.client
        review = await calls.call(client.db, press)
        client.postman.hasten(review.id)
        await answers.turn(interaction, shown.called(review))


class DoubtComment(Press, template=rf"rv1:doubt:c:(?P<comment>{ids.ID})"):
    """Asks what is wrong with a comment."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the two choices."""
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            thing = await order.find(conn, actor.guild_id, Subject.COMMENT, self.parts["comment"])
        if thing is None or thing.comment is None or thing.hidden_at is not None:
            raise NotFound(_GONE)
        authorise(actor, Action.REPORT, thing.it)
        await answers.tell(interaction, shown.doubt_comment_choice(thing.review, thing.comment))


class CallComment(Press, template=rf"rv1:spoils:(?P<comment>{ids.ID})"):
    """Says that a comment spoils: the moderators are told, as of any report."""

    async def act(self, interaction: Interaction) -> None:
        """Keep it as a report, and thank."""
        press, client = press_of(interaction, self.parts["comment"]), interaction.client
        await order.report(client.db, press, Subject.COMMENT, "This spoils.")
        client.postman.wake()
        words = "Thank you. The moderators will look at it."
        await answers.turn(interaction, layout.notice(words))


class TakeBack(Press, template=rf"rv1:uncall:{_REVIEW}"):
    """Takes back the presser's own word that a review spoils."""

    async def act(self, interaction: Interaction) -> None:
        """Open the review again, if nobody else's word hides it."""
        press = press_of(interaction, self.parts["review"])
        review = await calls.take_back(interaction.client.db, press)
        interaction.client.postman.hasten(review.id)
        await answers.turn(interaction, shown.taken_back(review))


class Respond(Press, template=rf"rv1:answer:{ids.GUILD}:{_REVIEW}:(?P<right>[yn])"):
    """Lets the author of a called review agree or object."""

    async def act(self, interaction: Interaction) -> None:
        """Keep the answer."""
        given = Answer.KEPT if self.parts["right"] == "y" else Answer.DISPUTED
        press = press_of(interaction, self.parts["review"], self.actor(interaction))
        review = await calls.answer(interaction.client.db, press, given)
        await answers.turn(interaction, shown.answered(review, given))


class Settle(Press, template=rf"rv1:settle:{_REVIEW}:(?P<keep>[yn])"):
    """Lets a moderator keep a called review hidden or open it again."""

    async def act(self, interaction: Interaction) -> None:
        """Settle it, and say so in place of what was pressed."""
        given = Answer.KEPT if self.parts["keep"] == "y" else Answer.REFUSED
        press = press_of(interaction, self.parts["review"])
        review = await calls.settle(interaction.client.db, press, given)
        interaction.client.postman.hasten(review.id)
        who = layout.mention(press.actor.user_id)
        words = f"{who} looked at {shown.about(review, None)}. {shown.SETTLED[given]}"
        await _in_place(interaction, words)


class Report(Press, template=rf"rv1:report:{_THING}"):
    """Opens the form for a report."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the form, if the thing is there."""
        actor, kind = actor_of(interaction), ids.subject_of(self.parts["kind"])
        async with interaction.client.db.read() as conn:
            thing = await order.find(conn, actor.guild_id, kind, self.parts["subject"])
        if thing is None or thing.hidden_at is not None:
            raise NotFound(_GONE)
        authorise(actor, Action.REPORT, thing.it)
        await interaction.response.send_modal(report_form(kind, thing.it.id))


class Hide(Press, template=rf"rv1:hide:{_THING}"):
    """Opens the form in which a moderator says why."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the form."""
        authorise_moderator(actor_of(interaction))
        kind = ids.subject_of(self.parts["kind"])
        await interaction.response.send_modal(hide_form(kind, self.parts["subject"]))


class Unhide(Press, template=rf"rv1:unhide:{_THING}"):
    """Puts back what a moderator hid."""

    async def act(self, interaction: Interaction) -> None:
        """Put it back, and say so in place of what was pressed."""
        kind = ids.subject_of(self.parts["kind"])
        press = press_of(interaction, self.parts["subject"])
        thing = await order.unhide(interaction.client.db, press, kind)
        interaction.client.postman.hasten(thing.review.id)
        who = layout.mention(press.actor.user_id)
        await _in_place(interaction, f"{who} put back {shown.about(thing.review, thing.comment)}.")


class Dismiss(Press, template=rf"rv1:dismiss:(?P<report>{ids.ID})"):
    """Closes the reports about a thing; nothing happens to it."""

    async def act(self, interaction: Interaction) -> None:
        """Close them, and say so in place of what was pressed."""
        press = press_of(interaction, self.parts["report"])
        await order.dismiss(interaction.client.db, press)
        who = layout.mention(press.actor.user_id)
        await _in_place(interaction, f"{who} dismissed that report; nothing was hidden.")


class Reports(Press, template=rf"rv1:reports:{_PAGE}"):
    """Turns to a page of what waits for a moderator."""

    async def act(self, interaction: Interaction) -> None:
        """Put the page in place of what was pressed."""
        await show_cases(interaction, int(self.parts["page"]))


class Log(Press, template=rf"rv1:log:{_PAGE}"):
    """Turns to a page of what moderators did."""

    async def act(self, interaction: Interaction) -> None:
        """Put the page in place of what was pressed."""
        await show_log(interaction, int(self.parts["page"]))


class Choose(
    Press, template=r"rv1:server:(?P<what>full|compact|threads|no-threads|share|no-share)"
):
    """Chooses something for the whole server."""

    async def act(self, interaction: Interaction) -> None:
        """Keep the choice and show the panel as it is now."""
        actor, client, what = actor_of(interaction), interaction.client, self.parts["what"]
        known = (client.db, actor, interaction.id, client.now())
        if what in set(CardSize):
            chosen = await order.choose(*known, card=CardSize(what))
            client.postman.resize(actor.guild_id, chosen.card)
        elif what.endswith("share"):
            await order.choose(*known, shares=what == "share")
        else:
            await order.choose(*known, threads=what == "threads")
        await show_panel(interaction)


class LogChannel(Press, template=ids.LOG_CHANNEL):
    """Chooses where moderators are told."""

    async def act(self, interaction: Interaction) -> None:
        """Keep the choice, which may be no channel, and show the panel as it is now."""
        actor, client = actor_of(interaction), interaction.client
        data: Any = interaction.data
        picked = [str(one) for one in data.get("values", ())]
        if not all(one.isdecimal() for one in picked):
            raise NotFound(_GONE)
        chosen = int(picked[0]) if picked else None
        await order.choose(client.db, actor, interaction.id, client.now(), log_channel_id=chosen)
        await show_panel(interaction)


async def _in_place(interaction: Interaction, words: str) -> None:
    """Put the outcome in place of what was pressed, also where all moderators see it."""
    again = layout.button("What else waits", ids.reports(0), style=discord.ButtonStyle.secondary)
    await interaction.response.edit_message(view=layout.notice(words, again))


ORDER_ACTIONS: Final = (
    Doubt,
    Call,
    DoubtComment,
    CallComment,
    TakeBack,
    Respond,
    Settle,
    Report,
    Hide,
    Unhide,
    Dismiss,
    Reports,
    Log,
    Choose,
    LogChannel,
)
