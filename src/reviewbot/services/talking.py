"""The thread in which a review is talked about, opened once."""

from reviewbot.domain.guilds import GuildChoices
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.reviews import Review
from reviewbot.store import guilds, outbox, threads
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database


def thread_owed(review: Review, channel_id: int, now: int) -> Owed:
    """Return the debt of a thread; a review owes one at most, so the debt bears its id."""
    return Owed(
        review.guild_id,
        review.id,
        OwedKind.THREAD,
        review.id,
        channel_id,
        nonce=f"{review.id}.t",
        due_at=now,
        created_at=now,
    )


async def owe_thread(conn: Connection, review: Review, now: int) -> None:
    """Owe the review its thread at its first comment, where the server wants threads."""
    if review.comment_count:
        return
    choices: GuildChoices = await guilds.settings(conn, review.guild_id)
    if choices.threads and await threads.find(conn, review.guild_id, review.id) is None:
        await outbox.put(conn, thread_owed(review, 0, now))


async def opened(db: Database, guild_id: int, review_id: str, thread_id: int) -> None:
    """Note the thread of a review."""
    async with db.write() as conn:
        await threads.put(conn, guild_id, review_id, thread_id)


async def gone(db: Database, guild_id: int, thread_id: int) -> None:
    """Note that a thread is gone, so that another may be opened."""
    async with db.write() as conn:
        await threads.remove(conn, guild_id, thread_id)
