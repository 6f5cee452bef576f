"""Pays what we owe Discord: posts cards and keeps them up to date.

A review is durable before its card is posted, and the debt of the card lies in the outbox.
Whoever publishes pays at once; what could not be paid, or was cut short by the end of the
process, is paid by the loop here. Every attempt carries one fixed nonce, and an attempt that
may not be the first looks for the card in the channel before it sends, so that one card is
posted however often we try.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
import discord

from reviewbot.bot.rights import missing_rights, named, rights_in
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.reviews import Card, Review
from reviewbot.errors import NotAllowed, NotFound, Unavailable
from reviewbot.services import posting
from reviewbot.services.deliveries import patiently
from reviewbot.services.reviews import LEASE_SECONDS, Published
from reviewbot.store import cards, outbox, reviews
from reviewbot.store.engine import Database

_log = logging.getLogger(__name__)

_GONE: Final = {10003, 10004, 10008}  # unknown channel, guild, message
_UNREACHED: Final = (discord.DiscordServerError, aiohttp.ClientError, OSError, TimeoutError)
_HISTORY: Final = 200
_OLD_AFTER: Final = 3_600
"""Discord limits edits of messages older than an hour (code 30046), so we make fewer."""
_OLD_FACTOR: Final = 6
_IDLE_SECONDS: Final = 300.0
_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a card looks, and the custom ids by which one that is posted is known again."""

    card: Callable[[Review], discord.ui.LayoutView]
    marks: Callable[[str], frozenset[str]]


class Postman:
    """Posts and refreshes cards for one client; `spacing` is the least time between refreshes."""

    def __init__(
        self, db: Database, client: discord.Client, drawing: Drawing, *, spacing: int = 10
    ) -> None:
        self._db = db
        self._client = client
        self._drawing = drawing
        self._spacing = spacing
        self._awake = asyncio.Event()
        self._sending: set[str] = set()
        self._next_refresh: dict[str, int] = {}
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
            return await self._pay_post(owed, review, fresh=True)
        finally:
            self._sending.discard(review.id)

    def refresh_at(self, review_id: str) -> int:
        """Return the Unix second from which the card of a review may be refreshed."""
        return max(_now(), self._next_refresh.get(review_id, 0))

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
            due = list(await outbox.list_due(conn, _now() + ahead))
            if hurried:
                parked = await outbox.list_due(conn, _now() + 2 * _DAY, limit=200)
                due += [o for o in parked if o.guild_id in hurried and o not in due]
        for owed in due:
            if owed.subject_id not in self._sending:
                await self._pay(owed)
        async with self._db.read() as conn:
            following = await outbox.next_due(conn)
        if following is None:
            return _IDLE_SECONDS
        return min(_IDLE_SECONDS, max(1.0 if due else 0.2, following - time.time()))

    async def _pay(self, owed: Owed) -> None:
        async with self._db.read() as conn:
            review = await reviews.find(conn, owed.guild_id, owed.subject_id)
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

    async def _pay_refresh(self, owed: Owed, review: Review) -> None:
        allowed = self._next_refresh.get(review.id, 0)
        if allowed > _now():
            return await posting.postponed(self._db, owed, allowed)
        async with self._db.read() as conn:
            card = await cards.find(conn, owed.guild_id, review.id)
        if card is None:
            return await posting.settled(self._db, owed)
        try:
            await self._edit(card, review)
        except (discord.HTTPException, *_UNREACHED) as error:
            return await self._refused_refresh(owed, error)
        self._note_refresh(card)
        return await posting.settled(self._db, owed)

    async def _refused_refresh(self, owed: Owed, error: Exception) -> None:
        if isinstance(error, discord.HTTPException) and error.code in _GONE:
            await posting.settled(self._db, owed)
        elif isinstance(error, _UNREACHED):
            await posting.postponed(self._db, owed, _now() + _soon(owed))
        else:
            _log.info("a card could not be refreshed (%s)", _code(error))
            await self._park(owed)

    async def _pay_post(self, owed: Owed, review: Review, *, fresh: bool) -> Card:
        try:
            card = await self._posted(owed, review, fresh=fresh)
        except (discord.HTTPException, *_UNREACHED) as error:
            raise await self._refused_post(owed, error) from error
        try:
            await patiently(lambda: posting.delivered(self._db, owed, card))
        except Unavailable:  # the card is there; the loop will find it and note it
            _log.warning("a posted card could not be noted yet")
        return card

    async def _posted(self, owed: Owed, review: Review, *, fresh: bool) -> Card:
        channel = self._client.get_partial_messageable(owed.channel_id, guild_id=owed.guild_id)
        if not fresh or review.edition > 1:
            async with self._db.read() as conn:
                known = await cards.find(conn, owed.guild_id, review.id)
            if known and await self._edited(known, review):
                return known
        message_id = None if fresh else await self._found(channel, review.id)
        if message_id is None:
            view = self._drawing.card(review)
            message_id = (await channel.send(view=view, nonce=owed.nonce)).id
        return Card(owed.guild_id, review.id, owed.channel_id, message_id)

    async def _edited(self, card: Card, review: Review) -> bool:
        """Bring a card up to date; false if it is gone."""
        try:
            await self._edit(card, review)
        except discord.NotFound as error:
            if error.code not in _GONE:
                raise
            return False
        self._note_refresh(card)
        return True

    async def _edit(self, card: Card, review: Review) -> None:
        channel = self._client.get_partial_messageable(card.channel_id, guild_id=card.guild_id)
        await channel.get_partial_message(card.message_id).edit(view=self._drawing.card(review))

    async def _found(self, channel: discord.PartialMessageable, review_id: str) -> int | None:
        """Look for a card that an attempt before this one may have posted."""
        marks, me = self._drawing.marks(review_id), self._client.user
        try:
            async for message in channel.history(limit=_HISTORY):
                is_card = message.reference is None and message.interaction_metadata is None
                if not (me and message.author.id == me.id and is_card):
                    continue
                if marks <= set(_ids(message.components)):
                    return message.id
        except discord.Forbidden:  # without Read Message History the nonce is all there is
            _log.info("channel %s does not let me look for a card", channel.id)
        return None

    async def _refused_post(self, owed: Owed, error: Exception) -> Exception:
        """Note a refusal; return what the member may be told."""
        if isinstance(error, discord.HTTPException) and error.code in _GONE:
            await posting.settled(self._db, owed)
            return NotFound("Your review is saved, but the channel for its card is gone.")
        if isinstance(error, _UNREACHED):
            await posting.postponed(self._db, owed, _now() + _soon(owed))
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
        delay = min(_DAY, 300 * 2 ** min(owed.attempts, 10))
        await posting.postponed(self._db, owed, _now() + delay)

    def _note_refresh(self, card: Card) -> None:
        now = _now()
        posted_at: float = discord.utils.snowflake_time(card.message_id).timestamp()
        factor = _OLD_FACTOR if now - posted_at > _OLD_AFTER else 1
        self._next_refresh = {r: at for r, at in self._next_refresh.items() if at > now}
        self._next_refresh[card.review_id] = now + self._spacing * factor


def _not_allowed(missing: list[str]) -> str:
    return (
        f"Your review is saved, but I may not post its card here: I need {named(missing)} in this "
        "channel. Once somebody who manages the server grants that, the card appears by itself."
    )


def _now() -> int:
    return int(time.time())


def _soon(owed: Owed) -> int:
    return min(600, int(2 ** min(owed.attempts + 1, 10)))


def _code(error: Exception) -> str:
    if isinstance(error, discord.HTTPException):
        return f"status {error.status}, code {error.code}"
    return type(error).__name__


def _ids(components: Any) -> Iterator[str]:  # noqa: ANN401 - a tree of discord.py's component types
    for component in components:
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id
        yield from _ids(getattr(component, "children", ()))
        if accessory := getattr(component, "accessory", None):
            yield from _ids([accessory])
