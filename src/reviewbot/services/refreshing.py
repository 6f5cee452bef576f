"""A posted card owes its readers the present counts, and the present name of its work."""

from collections.abc import Callable, Collection
from typing import Final

from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.reviews import Review
from reviewbot.store import cards, outbox, reviews
from reviewbot.store.connection import Connection

CARDS_MAX: Final = 200
"""Cards of one work that are drawn anew at once; older ones are when something else changes."""


async def owe_refresh(conn: Connection, review: Review, now: int, refresh_at: int) -> None:
    """Owe the review's card, if one is posted, that it is drawn anew at `refresh_at`."""
    card = await cards.find(conn, review.guild_id, review.id)
    if card is None:
        return
    debt = (OwedKind.REFRESH, review.guild_id, review.id, card.channel_id)
    await outbox.put(conn, Owed.of_card(*debt, now, refresh_at))


async def owe_count(
    conn: Connection,
    guild_id: int,
    review_id: str | None,
    now: int,
    refresh_at: Callable[[str], int] | None,
) -> None:
    """Owe the card of a review, if there is one, its present count; at once without a time."""
    if review_id and (review := await reviews.find(conn, guild_id, review_id)):
        await owe_refresh(conn, review, now, refresh_at(review_id) if refresh_at else now)


async def owe_refreshes(
    conn: Connection, guild_id: int, work_id: str, now: int, *, but: Collection[str] = ()
) -> None:
    """Owe the newest cards of a work's reviews that they are drawn anew, except those of `but`.

    One card a second, as Discord lets us edit about that many in one channel.
    """
    posted = await cards.list_of_work(conn, guild_id, work_id, CARDS_MAX)
    kept = [card for card in posted if card.review_id not in but]
    for n, card in enumerate(kept):
        debt = (OwedKind.REFRESH, guild_id, card.review_id, card.channel_id)
        await outbox.put(conn, Owed.of_card(*debt, now, now + n))
