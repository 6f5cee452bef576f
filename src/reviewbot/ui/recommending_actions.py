"""Delivering recommendations, and what a press on one does, in messages and in the guild."""

from typing import Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction, ReviewBot
from reviewbot.bot.direct import send_direct
from reviewbot.bot.router import GONE
from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.ids import is_id
from reviewbot.domain.outbox import Owed
from reviewbot.domain.recommending import Recommendation
from reviewbot.errors import NotFound
from reviewbot.services import recommending
from reviewbot.store import members, recommendations, reviews
from reviewbot.store.connection import Connection
from reviewbot.ui import answers, ids, layout
from reviewbot.ui.actions import Press
from reviewbot.ui.browsing_actions import chosen
from reviewbot.ui.recommending import LEDGER_SIZE, Sent, ledger_page, offer_card
from reviewbot.ui.text import neutralise


async def deliver(bot: ReviewBot, owed: Owed) -> None:
    """Send a recommendation to its friend; see `bot.client.Payer`."""
    await handed_over(bot, owed, again=True)


async def handed_over(bot: ReviewBot, owed: Owed, *, again: bool = False) -> bool:
    """Send it, unless it was answered already; `False` if the friend takes no messages."""
    async with bot.db.read() as conn:
        one = await recommendations.find(conn, owed.guild_id, owed.subject_id)
    guild = bot.get_guild(owed.guild_id)
    if one is None or guild is None or one.reply:
        return True
    message = offer_card(one, guild.name, _name(bot, one))
    return await send_direct(bot, one.friend_id, message, owed.nonce, again=again)


def _name(bot: ReviewBot, one: Recommendation) -> str:
    """Return the sender's name where it is known without asking Discord."""
    guild = bot.get_guild(one.guild_id)
    member = guild.get_member(one.sender_id) if guild else None
    user = member or bot.get_user(one.sender_id)
    return user.display_name if user else "them"


class Offer(
    Press, template=rf"rv1:offer:{ids.GUILD}:(?P<one>{ids.ID}):(?P<reply>[{''.join(ids.REPLIES)}])"
):
    """Answers a recommendation."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, and show what was answered in place of the question."""
        client, actor = interaction.client, self.actor(interaction)
        one = await recommending.answer(
            client.db,
            actor,
            self.parts["one"],
            ids.REPLIES[self.parts["reply"]],
            interaction.id,
            client.now(),
        )
        client.postman.wake()
        guild = client.get_guild(actor.guild_id)
        page = offer_card(one, guild.name if guild else "", _name(client, one))
        await interaction.response.edit_message(view=page)


class OfferNote(Press, template=rf"rv1:offernote:{ids.GUILD}:(?P<one>{ids.ID})"):
    """Shows the note of a recommendation, with what it spoils; its button says so."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with it."""
        one = await _mine(interaction, self.actor(interaction), self.parts["one"])
        await answers.tell(interaction, layout.notice(f"> {neutralise(one.note.reveal())}"))


class Offered(Press, template=ids.OFFERED):
    """Opens a recommendation chosen in a menu."""

    async def act(self, interaction: Interaction) -> None:
        """Put it in place of the ledger."""
        one = await _mine(interaction, actor_of(interaction), chosen(interaction))
        guild = interaction.client.get_guild(one.guild_id)
        page = offer_card(one, guild.name if guild else "", _name(interaction.client, one))
        await answers.turn(interaction, page)


async def _mine(interaction: Interaction, actor: Actor, recommendation_id: str) -> Recommendation:
    """Return a recommendation to the presser, or raise `NotFound`."""
    if not is_id(recommendation_id):
        raise NotFound(GONE)
    async with interaction.client.db.read() as conn:
        one = await recommendations.find(conn, actor.guild_id, recommendation_id)
    if one is None:
        raise NotFound(GONE)
    authorise(actor, Action.CHANGE, one)
    return one


class Ledger(Press, template=ids.LEDGER):
    """Shows what was recommended to the presser and by them."""

    async def act(self, interaction: Interaction) -> None:
        """Put it in place of the shelf."""
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            to_me = await recommendations.list_to(conn, actor.guild_id, actor.user_id, LEDGER_SIZE)
            sent = await recommendations.list_by(conn, actor.guild_id, actor.user_id, LEDGER_SIZE)
            by_me = [await _outcome(conn, one) for one in sent]
        await answers.turn(interaction, ledger_page(to_me, by_me, actor.user_id))


async def _outcome(conn: Connection, one: Recommendation) -> Sent:
    """Return what the sender may know of what came of it."""
    choices = await members.find(conn, one.guild_id, one.friend_id)
    if not choices.credit:
        return Sent(one, None)
    review = one.review_id and await reviews.find(conn, one.guild_id, one.review_id)
    if not review:
        return Sent(one, one.reply)
    return Sent(one, one.reply, review.rating, reviewed=True)


RECOMMENDING_ACTIONS: Final = (Offer, OfferNote, Offered, Ledger)
