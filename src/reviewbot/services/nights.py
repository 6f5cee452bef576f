"""Choosing together: every press on a group's page is kept before the page shows it.

The page says who is in as it was posted; from the first press on, the seats that are kept say
so. Whoever presses must be in.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.domain.authority import Actor
from reviewbot.domain.nights import Seat
from reviewbot.errors import Conflict, NotAllowed
from reviewbot.services.deliveries import claim
from reviewbot.store import nights, works
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press on a group's page: by whom, which message, and who is in as the page says."""

    actor: Actor
    interaction_id: int
    message_id: int
    members: Sequence[int]
    now: int


async def sit(db: Database, press: Pressed, members: Collection[int]) -> None:
    """Let exactly these members be in; a veto of whoever leaves does not count meanwhile."""
    guild_id, message_id = press.actor.guild_id, press.message_id
    async with db.write() as conn:
        seats = await _begun(conn, press)
        nights.put(conn, guild_id, message_id, members, press.now)
        for member in {*members, *(seat.member_id for seat in seats)}:
            nights.sit(conn, guild_id, message_id, member, present=member in members)


async def veto(db: Database, press: Pressed, work_id: str) -> None:
    """Keep a work out; raise `Conflict` for a second veto, `NotFound` if the work is not here."""
    actor = press.actor
    async with db.write() as conn:
        seats = await _begun(conn, press)
        work = await works.get(conn, actor.guild_id, work_id)
        if not await nights.veto(
            conn, actor.guild_id, press.message_id, actor.user_id, work.id, press.now
        ):
            own = next((one.vetoed for one in seats if one.member_id == actor.user_id), None)
            before = await works.find(conn, actor.guild_id, own or "")
            named = f" on “{before.label[:120]}”" if before else ""
            raise Conflict(f"You have used your veto{named}. Take that back first.")


async def take_back(db: Database, press: Pressed, member_id: int, work_id: str) -> None:
    """Take one's own veto back."""
    actor = press.actor
    async with db.write() as conn:
        await _begun(conn, press)
        if member_id != actor.user_id:
            raise NotAllowed("Only who gave a veto can take it back.")
        nights.take_back(conn, actor.guild_id, press.message_id, actor.user_id, work_id)


async def take(db: Database, press: Pressed, work_id: str, lost: Mapping[int, int]) -> None:
    """Keep what the group takes, and what each of them `lost` by it in points.

    Raises `Conflict` where something is taken already.
    """
    async with db.write() as conn:
        seats = await _begun(conn, press)
        if any(seat.taken for seat in seats):
            raise Conflict("You have chosen already. Press “Choose again” to change that.")
        work = await works.get(conn, press.actor.guild_id, work_id)
        nights.take(conn, press.actor.guild_id, press.message_id, work.id, lost, press.now)


async def choose_again(db: Database, press: Pressed) -> None:
    """Take back what was taken, and what is remembered of it."""
    async with db.write() as conn:
        await _begun(conn, press)
        nights.untake(conn, press.actor.guild_id, press.message_id)


def seated(seats: Sequence[Seat], members: Sequence[int]) -> list[int]:
    """Return who is in: those whose seats say so, or `members` where none are kept yet."""
    return [seat.member_id for seat in seats if seat.present] if seats else list(members)


def check_in(actor: Actor, members: Collection[int]) -> None:
    """Raise `NotAllowed` unless the actor is one of the group."""
    if actor.user_id not in members:
        raise NotAllowed(
            "That is between those on the page. Use /review recommend with its option “with” "
            "for a page of your own."
        )


async def _begun(conn: Connection, press: Pressed) -> list[Seat]:
    """Claim the interaction and return the seats; those on the page get theirs first."""
    guild_id, message_id = press.actor.guild_id, press.message_id
    await claim(conn, guild_id, press.interaction_id, press.now)
    seats = await nights.list_seats(conn, guild_id, message_id)
    check_in(press.actor, seated(seats, press.members))
    if not seats:
        nights.put(conn, guild_id, message_id, press.members, press.now)
        seats = await nights.list_seats(conn, guild_id, message_id)
    return seats
