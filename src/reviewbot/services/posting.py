"""The bookkeeping of what we owe Discord: paid, to be tried again, or void."""

from reviewbot.domain.outbox import Owed
from reviewbot.domain.reviews import Card
from reviewbot.store import cards, outbox
from reviewbot.store.engine import Database


async def delivered(db: Database, owed: Owed, card: Card) -> None:
    """Note where the card is, and that this debt is paid unless it was renewed meanwhile."""
    async with db.write(urgent=True) as conn:
        await cards.put(conn, card)
        await outbox.remove(conn, owed)


async def posted_in_part(db: Database, owed: Owed, card: Card, due_at: int) -> None:
    """Note where the card is, and that it is owed again: something of it is missing yet."""
    async with db.write(urgent=True) as conn:
        await cards.put(conn, card)
        await outbox.postpone(conn, owed, due_at)


async def removed(db: Database, owed: Owed, card: Card) -> None:
    """Note that a card is gone, so that nothing is ever edited there again, and a debt paid."""
    async with db.write(urgent=True) as conn:
        await cards.remove(conn, card)
        await outbox.remove(conn, owed)


async def settled(db: Database, owed: Owed) -> None:
    """Note that a debt is paid, or can never be paid, unless it was renewed meanwhile."""
    async with db.write(urgent=True) as conn:
        await outbox.remove(conn, owed)


async def postponed(db: Database, owed: Owed, due_at: int) -> None:
    """Note an attempt that failed, and when to try again."""
    async with db.write(urgent=True) as conn:
        await outbox.postpone(conn, owed, due_at)
