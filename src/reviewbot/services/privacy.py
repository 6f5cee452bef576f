"""A member's own data: counted, and erased for good. `exporting` hands it out."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewbot.domain.authority import Actor
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.services import sharing
from reviewbot.services.deliveries import claim
from reviewbot.store import cards, forgotten, outbox, personal
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased; `pictures` names the files that are still to be removed."""

    reviews: int
    comments: int
    rows: int
    pictures: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much the server's bot holds of a member."""

    reviews: int
    comments: int
    rows: int

    @classmethod
    def of(cls, rows: personal.Rows) -> "Holdings":
        """Count rows."""
        live = [row for row in rows.get("reviews", ()) if row["state"] == "live"]
        return cls(len(live), len(rows.get("comments", ())), sum(map(len, rows.values())))


async def holdings(conn: Connection, actor: Actor) -> Holdings:
    """Return how much is held of the member."""
    return Holdings.of(await personal.rows_of(conn, actor.guild_id, actor.user_id))


async def forget(db: Database, actor: Actor, interaction_id: int, now: int) -> Erased:
    """Erase all that is held of the member in this guild, for good, in one transaction.

    Posted cards are owed their removal, cards with a count of theirs a refresh. Replies of
    others to the member's comments stay. What a moderator did stays, without name and words.
    """
    async with db.write(urgent=True) as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        rows = await personal.rows_of(conn, actor.guild_id, actor.user_id)
        pictures = await _erased(conn, actor.guild_id, actor.user_id, now)
        await forgotten.note(conn, actor.guild_id, actor.user_id, now)
    held = Holdings.of(rows)
    return Erased(held.reviews, held.comments, held.rows, pictures)


async def forget_again(db: Database, now: int) -> Sequence[tuple[str, str]]:
    """Erase whoever a restored backup from before their erasing brought back (P2).

    Returns the pictures whose files are still to be removed.
    """
    pictures: list[tuple[str, str]] = []
    async with db.read() as conn:
        members = await forgotten.list_again(conn)
    async with db.write(urgent=True) as conn:
        for guild_id, member_id in members:
            pictures += await _erased(conn, guild_id, member_id, now)
        await forgotten.settle(conn)
    return pictures


async def _erased(
    conn: Connection, guild_id: int, member_id: int, now: int
) -> Sequence[tuple[str, str]]:
    await sharing.withdraw(conn, guild_id)
    left = await personal.erase(conn, guild_id, member_id, now)
    for review_id, channel_id in left.cards:
        debt = (OwedKind.REMOVE, guild_id, review_id, channel_id)
        await outbox.put(conn, Owed.of_card(*debt, now))
    for review_id in left.touched:
        if card := await cards.find(conn, guild_id, review_id):
            debt = (OwedKind.REFRESH, guild_id, review_id, card.channel_id)
            await outbox.put(conn, Owed.of_card(*debt, now))
    return left.pictures
