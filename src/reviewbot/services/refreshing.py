"""A posted card owes its readers the present counts."""

from reviewbot.domain.ids import new_id
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.reviews import Review
from reviewbot.store import cards, outbox
from reviewbot.store.connection import Connection


async def owe_refresh(conn: Connection, review: Review, now: int, refresh_at: int) -> None:
    """Owe the review's card, if one is posted, that it is drawn anew at `refresh_at`."""
    card = await cards.find(conn, review.guild_id, review.id)
    if card is None:
        return
    owed = Owed(
        review.guild_id,
        new_id(),
        OwedKind.REFRESH,
        review.id,
        card.channel_id,
        nonce="",
        due_at=refresh_at,
        created_at=now,
    )
    await outbox.put(conn, owed)
