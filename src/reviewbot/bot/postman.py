"""Pays what we owe Discord: cards posted, brought up to date and removed, and what is handed in.

A review is durable before its card is posted, and the debt of the card lies in the outbox.
Whoever publishes pays at once; what could not be paid, or was cut short by the end of the
process, is paid by the loop here. Every attempt carries one fixed nonce, and an attempt that
may not be the first looks for the card in the channel before it sends, so that one card is
posted however often we try.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

import aiohttp
import discord

from reviewbot.bot.cards import GONE, Cards, Drawing
from reviewbot.bot.rights import missing_rights, named, rights_in
from reviewbot.domain.members import CardSize
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.reviews import Card, Review
from reviewbot.errors import NotAllowed, NotFound, Unavailable
from reviewbot.services import posting
from reviewbot.services.deliveries import patiently
from reviewbot.services.reviews import LEASE_SECONDS, Published
from reviewbot.store import cards, outbox, reviews
from reviewbot.store.engine import Database
from reviewbot.store.pictures import PictureFiles

if TYPE_CHECKING:  # the client owns a postman; only the name of its type is needed here
    from reviewbot.bot.client import Payer

_log = logging.getLogger(__name__)

_LOST: Final = GONE | {10004}  # and unknown guild
_UNREACHED: Final = (discord.DiscordServerError, aiohttp.ClientError, OSError, TimeoutError)
_IDLE_SECONDS: Final = 300.0
_DAY: Final = 86_400
_NO_PICTURES: Final = (
    "Your review is saved and its card is there, but I may not show its pictures: I need Attach "
    "Files in that channel. They are kept; once somebody who manages the server grants that, they "
    "appear by themselves."
)
_Problem: TypeAlias = (
    discord.HTTPException
    | discord.DiscordServerError
    | aiohttp.ClientError
    | OSError
    | TimeoutError
)


class Postman:
    """Pays the debts of one client; `spacing` is the least time between edits of a card.

    `payers` pay the kinds of debts that are no cards. `clock` gives Unix seconds.
    """

    def __init__(
        self,
        db: Database,
        client: discord.Client,
        drawing: Drawing,
        payers: "Mapping[OwedKind, Payer]",
        *,
        spacing: int = 10,
        clock: Callable[[], float] = time.time,
        pictures: PictureFiles,
    ) -> None:
        self._db = db
        self._client = client
        self._payers = payers
        self._clock = clock
        self._cards = Cards(db, client, drawing, spacing, clock, pictures)
        self._awake = asyncio.Event()
        self._sending: set[str] = set()
        self._hurried: set[int] = set()

    async def post(self, published: Published, granted: discord.Permissions | None) -> Card:
        """Post the card of what was just published, or bring the present one up to date.

        `granted` are our rights in the channel, as the interaction told them. Raises
        `NotAllowed` or `Unavailable` if the card has to wait (the debt stays), `NotFound` if
        the channel is gone.
        """
        owed, review = published.owed, published.review
        self._sending.add(review.id)
        try:
            if granted is not None:
                in_thread = isinstance(self._client.get_channel(owed.channel_id), discord.Thread)
                if missing := missing_rights(granted, in_thread=in_thread):
                    await self._park(owed)
                    raise NotAllowed(_not_allowed(missing))
            return await self._pay_post(owed, review, fresh=published.is_new)
        finally:
            self._sending.discard(review.id)

    def refresh_at(self, review_id: str) -> int:
        """Return the Unix second from which the card of a review may be refreshed."""
        return self._cards.refresh_at(review_id)

    def hasten(self, review_id: str) -> None:
        """Bring a card up to date as soon as its debt is due: it shows what nobody should see."""
        self._cards.hasten(review_id)
        self.wake()

    def resize(self, guild_id: int, size: CardSize) -> None:
        """Draw the cards of a guild in this size from now on."""
        self._cards.resize(guild_id, size)

    def wake(self) -> None:
        """Say that something new is owed."""
        self._awake.set()

    def hurry(self, guild_id: int) -> None:
        """Try again at once what waits in a guild: our rights there may have changed."""
        self._hurried.add(guild_id)
        self._awake.set()

    async def run(self) -> None:
        """Pay what is due, for ever; an error of one round never ends the loop."""
        await self._client.wait_until_ready()
        ahead, failures = LEASE_SECONDS, 0  # at the start, every debt is of an earlier process
        while True:
            self._awake.clear()
            try:
                wait = await self._round(ahead)
                ahead = failures = 0
            except Exception as error:  # noqa: BLE001 - the loop must outlive any failure (R26)
                failures += 1
                wait = min(_IDLE_SECONDS, 2.0**failures)
                _log.error("the outbox failed (%s); again in %.0f s", type(error).__name__, wait)
            await self._rest(wait)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._awake.wait()
        except TimeoutError:
            pass

    async def _round(self, ahead: int) -> float:
        """Pay what is due within `ahead` seconds; return the seconds until the next is due."""
        hurried, self._hurried = self._hurried, set()
        async with self._db.read() as conn:
            due = list(await outbox.list_due(conn, self._now() + ahead))
            if hurried:
                parked = await outbox.list_due(conn, self._now() + 2 * _DAY, limit=200)
                due += [o for o in parked if o.guild_id in hurried and o not in due]
        if not due:
            self._cards.history.forget()
        for owed in due:
            if owed.subject_id not in self._sending:
                await self._pay(owed)
        async with self._db.read() as conn:
            following = await outbox.next_due(conn)
        if following is None:
            return _IDLE_SECONDS
        return min(_IDLE_SECONDS, max(1.0 if due else 0.2, following - self._clock()))

    async def _pay(self, owed: Owed) -> None:
        if payer := self._payers.get(owed.kind):
            return await self._pay_other(owed, payer)
        async with self._db.read() as conn:
            review = await reviews.find(conn, owed.guild_id, owed.subject_id)
        if owed.kind is OwedKind.REMOVE:
            return await self._pay_remove(owed, review)
        if review is None:
            return await posting.settled(self._db, owed)
        if owed.kind is OwedKind.REFRESH:
            return await self._pay_refresh(owed, review)
        if rights_in(self._client.get_guild(owed.guild_id), owed.channel_id):
            return await self._park(owed)
        try:
            await self._pay_post(owed, review, fresh=False)
        except (NotAllowed, NotFound, Unavailable) as error:
            _log.info("a card has to wait (%s)", type(error).__name__)
        return None

    async def _pay_other(self, owed: Owed, payer: "Payer") -> None:
        """Let a debt that is no card be paid by who knows how."""
        try:
            later = await payer(self._client, owed)  # type: ignore[arg-type] # the client is ours
        except (discord.HTTPException, *_UNREACHED) as error:
            return await self._refused(owed, error)
        if later is None:
            return await posting.settled(self._db, owed)
        return await posting.postponed(self._db, owed, later)

    async def _pay_refresh(self, owed: Owed, review: Review) -> None:
        allowed = self._cards.refresh_at(review.id)
        if allowed > self._now():
            return await posting.postponed(self._db, owed, allowed)
        async with self._db.read() as conn:
            card = await cards.find(conn, owed.guild_id, review.id)
        if card is None:
            return await posting.settled(self._db, owed)
        try:
            await self._cards.edit(card, review)
        except (discord.HTTPException, *_UNREACHED) as error:
            if isinstance(error, discord.HTTPException) and error.code in GONE:
                return await posting.removed(self._db, owed, card)
            return await self._refused(owed, error)
        return await posting.settled(self._db, owed)

    async def _pay_remove(self, owed: Owed, review: Review | None) -> None:
        """Take the card of a review away that is not there any more, unless it is back.

        A card that nobody noted may stand there: its posting was cut short, or the review was
        taken away meanwhile.
        """
        async with self._db.read() as conn:
            card = await cards.find(conn, owed.guild_id, owed.subject_id)
        try:
            if card is None and review is None:
                card = await self._cards.lost(owed)
            if card is None or review is not None:
                return await posting.settled(self._db, owed)
            await self._cards.remove(card)
        except (discord.HTTPException, *_UNREACHED) as error:
            return await self._refused(owed, error)
        return await posting.removed(self._db, owed, card)

    async def _refused(self, owed: Owed, error: _Problem) -> None:
        """Try again soon where Discord was not reached, later where it refused, or never."""
        if isinstance(error, discord.HTTPException) and error.code in _LOST:
            await posting.settled(self._db, owed)
        elif isinstance(error, _UNREACHED):
            await posting.postponed(self._db, owed, self._now() + _soon(owed))
        else:
            _log.info("a debt (%s) could not be paid (%s)", owed.kind.value, _code(error))
            await self._park(owed)

    async def _pay_post(self, owed: Owed, review: Review, *, fresh: bool) -> Card:
        try:
            card, whole = await self._cards.put(owed, review, fresh=fresh)
        except (discord.HTTPException, *_UNREACHED) as error:
            raise await self._refused_post(owed, error) from error
        try:
            await patiently(lambda: self._noted(owed, card, whole=whole))
        except Unavailable:  # the card is there; the loop will find it and note it
            _log.warning("a posted card could not be noted yet")
        if not whole:
            raise NotAllowed(_NO_PICTURES)
        return card

    async def _noted(self, owed: Owed, card: Card, *, whole: bool) -> None:
        if whole:
            return await posting.delivered(self._db, owed, card)
        return await posting.posted_in_part(self._db, owed, card, self._parked_until(owed))

    async def _refused_post(self, owed: Owed, error: _Problem) -> Exception:
        """Note a refusal; return what the member may be told."""
        if isinstance(error, discord.HTTPException) and error.code in _LOST:
            await posting.settled(self._db, owed)
            return NotFound("Your review is saved, but the channel for its card is gone.")
        if isinstance(error, _UNREACHED):
            await posting.postponed(self._db, owed, self._now() + _soon(owed))
            self.wake()
            return Unavailable(
                "Your review is saved. Discord does not take its card just now; "
                "it will appear by itself."
            )
        await self._park(owed)
        if isinstance(error, discord.Forbidden):
            missing = rights_in(self._client.get_guild(owed.guild_id), owed.channel_id)
            return NotAllowed(_not_allowed(missing or ["View Channel", "Send Messages"]))
        _log.error("a card was refused (%s)", _code(error))
        return Unavailable("Your review is saved, but Discord refused its card. I will try again.")

    async def _park(self, owed: Owed) -> None:
        """Leave a debt alone for five minutes, doubling up to a day (R13)."""
        await posting.postponed(self._db, owed, self._parked_until(owed))

    def _parked_until(self, owed: Owed) -> int:
        return self._now() + min(_DAY, 300 << min(owed.attempts, 10))

    def _now(self) -> int:
        return int(self._clock())


def _not_allowed(missing: list[str]) -> str:
    return (
        f"Your review is saved, but I may not post its card here: I need {named(missing)} in this "
        "channel. Once somebody who manages the server grants that, the card appears by itself."
    )


def _soon(owed: Owed) -> int:
    return min(600, int(2 ** min(owed.attempts + 1, 10)))


def _code(error: Exception) -> str:
    if isinstance(error, discord.HTTPException):
        return f"status {error.status}, code {error.code}"
    return type(error).__name__
