"""What a card says beside the review: which viewing it was of, whom it thanks and whom it won."""

from dataclasses import replace

from reviewbot.domain.notices import NoticeKind
from reviewbot.domain.reviews import Review
from reviewbot.domain.viewings import again, again_label, in_order
from reviewbot.services import notices
from reviewbot.store import recommendations, shelves, viewings
from reviewbot.store.connection import Connection


async def reviewed(conn: Connection, review: Review, now: int) -> Review:
    """Note a new review of what may have been recommended, tell who did; return it as drawn."""
    await recommendations.reviewed(conn, review)
    drawn = await _told(conn, review)
    for sender_id in drawn.thanked:
        await notices.tell(
            conn,
            review.guild_id,
            sender_id,
            NoticeKind.THANKS,
            review.id,
            review.author_id,
            now,
        )
    return drawn


async def told(conn: Connection, review: Review) -> Review:
    """Return a review with what its card says beside it.

    That is whom it thanks, which viewing it was of, and how many it made want the work.
    """
    return replace(
        await _told(conn, review), wanted_count=await shelves.count_because(conn, review)
    )


async def _told(conn: Connection, review: Review) -> Review:
    """Return as much of it as a new review can have: nobody wants anything because of it yet."""
    seen = await viewings.list_of_work(
        conn, review.guild_id, review.author_id, review.work.id, review.part
    )
    label = ""
    if len(seen) > 1:
        found = again(seen, in_order(seen)[-1], review.rating)
        label = again_label(found, review.work.kind) if found else ""
    return replace(review, again=label, thanked=await recommendations.list_thanked(conn, review))
