"""Alerts: what waits for the moderators, posted once in the channel that they chose."""

import discord

from reviewbot.bot.client import ReviewBot
from reviewbot.bot.history import History, marks_of
from reviewbot.domain.outbox import Owed
from reviewbot.services import alerting, posting
from reviewbot.services.alerting import Called, Reported
from reviewbot.services.reviews import LEASE_SECONDS
from reviewbot.store import guilds
from reviewbot.ui.order import call_alert, report_alert


async def deliver(bot: ReviewBot, owed: Owed) -> int | None:
    """Post an alert that is owed; see `bot.client.Payer`.

    An attempt is noted before it is made: where it may have got through the alert is looked
    for, by the buttons in it. What is settled meanwhile nobody is told of.
    """
    async with bot.db.read() as conn:
        choices = await guilds.settings(conn, owed.guild_id)
        told = await alerting.find(conn, owed)
    if told is None or choices.log_channel_id is None:
        return None
    alert = _drawn(told)
    channel = bot.get_partial_messageable(choices.log_channel_id, guild_id=owed.guild_id)
    if not owed.attempts:
        await posting.postponed(bot.db, owed, bot.now() + LEASE_SECONDS)
    elif await History(bot).find(channel, marks_of(alert)) is not None:
        return None
    await channel.send(view=alert, nonce=owed.nonce)
    return None


def _drawn(told: Called | Reported) -> discord.ui.LayoutView:
    if isinstance(told, Called):
        return call_alert(told.review, told.members)
    return report_alert(told.thing, told.report)
