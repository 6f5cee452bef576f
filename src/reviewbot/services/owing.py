"""What the moderators are owed in their channel, in the transaction of what they are told of."""

from reviewbot.domain.ids import new_id
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.store import guilds, outbox
from reviewbot.store.connection import Connection


async def owe_alert(conn: Connection, guild_id: int, subject_id: str, now: int) -> None:
    """Owe an alert about a report, or about a review that was called, if there is a channel.

    Wake the postman after the transaction.
    """
    choices = await guilds.settings(conn, guild_id)
    if choices.log_channel_id is None:
        return
    owed_id = new_id()
    debt = (guild_id, owed_id, OwedKind.ALERT, subject_id)
    await outbox.put(conn, Owed(*debt, choices.log_channel_id, owed_id, now, now))
