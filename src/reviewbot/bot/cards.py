"""The posted cards: one for each review, posted once, kept up to date, taken away."""

import io
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import discord

from reviewbot.bot.history import History
from reviewbot.bot.rights import may_attach
from reviewbot.domain.members import CardSize
from reviewbot.domain.outbox import Owed
from reviewbot.domain.pictures import Picture, may_be_open
from reviewbot.domain.reviews import Card, Review
from reviewbot.services import beside
from reviewbot.store import cards, guilds, pictures
from reviewbot.store.engine import Database
from reviewbot.store.pictures import PictureFiles

_log = logging.getLogger(__name__)

GONE: Final = {10003, 10008}
"""Discord's codes for a channel or message that is not there any more."""
_NOBODY: Final = discord.AllowedMentions.none()
"""Said at every edit: discord.py leaves the client's own rule out of one without `content`, and
Discord would then notify whom the card names."""
_OLD_AFTER: Final = 3_600
"""Discord limits edits of messages older than an hour (code 30046), so we make fewer."""
_OLD_FACTOR: Final = 6


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a card looks, and the custom ids by which one that is posted is known again.

    `illustrated` puts pictures, which come as attachments, into what `card` drew.
    """

    card: Callable[[Review, CardSize], discord.ui.LayoutView]
    marks: Callable[[str], frozenset[str]]
    illustrated: Callable[[Any, Sequence[Picture]], discord.ui.LayoutView]


class Cards:
    """Puts cards into channels. `spacing` is the least time between two edits of one card.

    Everything here raises what discord.py raises; whoever pays the debt decides what then.
    """

    def __init__(
        self,
        db: Database,
        client: discord.Client,
        drawing: Drawing,
        spacing: int,
        clock: Callable[[], float],
        pictures: PictureFiles,
    ) -> None:
        self._pictures = pictures
        self._db = db
        self._client = client
        self._drawing = drawing
        self._spacing = spacing
        self._clock = clock
        self._next_refresh: dict[str, int] = {}
        self._tried: dict[str, float] = {}
        self._sizes: dict[int, CardSize] = {}
        self.history = History(client)

    def refresh_at(self, review_id: str) -> int:
        """Return the Unix second from which the card of a review may be edited again.

        One that is farther away than we ever put it is of a clock that went back since (R25).
        """
        now, allowed = int(self._clock()), self._next_refresh.get(review_id, 0)
        return allowed if now < allowed <= now + self._spacing * _OLD_FACTOR else now

    def hasten(self, review_id: str) -> None:
        """Let the next edit of a card happen at once."""
        self._next_refresh.pop(review_id, None)

    def resize(self, guild_id: int, size: CardSize) -> None:
        """Draw the cards of a guild in this size from now on, as its moderators chose."""
        self._sizes[guild_id] = size

    async def put(self, owed: Owed, review: Review, *, fresh: bool) -> tuple[Card, bool]:
        """Post the card, or bring the present one up to date; `fresh` if nobody tried before.

        A further edition without a known card is never fresh: the card of an earlier one may
        have been posted by a process that died before it could note that. False beside the
        card says that it stands without its pictures, since we may not attach files there.
        """
        channel = self._client.get_partial_messageable(owed.channel_id, guild_id=owed.guild_id)
        if not fresh or review.edition > 1:
            async with self._db.read() as conn:
                known = await cards.find(conn, owed.guild_id, review.id)
            if known and await self._edited(known, review, anew=True):
                return known, await self._whole(known, review)
            fresh = False
        message_id = None if fresh else await self._found(channel, review.id)
        if message_id is None:
            self._tried[review.id] = time.monotonic()
            told = review if fresh else await self._told(review)
            view, files = await self._drawn(told, owed.channel_id)
            message_id = (await channel.send(view=view, files=files, nonce=owed.nonce)).id
        self._tried.pop(review.id, None)
        card = Card(owed.guild_id, review.id, owed.channel_id, message_id)
        return card, await self._whole(card, review)

    async def _whole(self, card: Card, review: Review) -> bool:
        guild = self._client.get_guild(card.guild_id)
        return may_attach(guild, card.channel_id) or not await self._open(review)

    async def lost(self, owed: Owed) -> Card | None:
        """Look in its channel for a card that may have been posted and was never noted."""
        channel = self._client.get_partial_messageable(owed.channel_id, guild_id=owed.guild_id)
        message_id = await self._found(channel, owed.subject_id)
        if message_id is None:
            return None
        return Card(owed.guild_id, owed.subject_id, owed.channel_id, message_id)

    async def edit(self, card: Card, review: Review, *, anew: bool = False) -> None:
        """Draw a posted card anew; its pictures are sent again only if `anew`.

        Those that stand in the message already are named by it, which costs nothing.
        """
        channel = self._client.get_partial_messageable(card.channel_id, guild_id=card.guild_id)
        message = channel.get_partial_message(card.message_id)
        review = await self._told(review)
        if not (anew or review.picture_count):
            await message.edit(view=await self._card(review), allowed_mentions=_NOBODY)
        else:
            view, files = await self._drawn(review, card.channel_id)
            shown = files if anew else discord.utils.MISSING  # then those there stay
            await message.edit(view=view, attachments=shown, allowed_mentions=_NOBODY)
        self._note_refresh(card)

    async def _told(self, review: Review) -> Review:
        """Return a review with what its card says beside it; a fresh one was given that."""
        async with self._db.read() as conn:
            return await beside.told(conn, review)

    async def remove(self, card: Card) -> None:
        """Take a posted card away; one that is gone already is no failure."""
        channel = self._client.get_partial_messageable(card.channel_id, guild_id=card.guild_id)
        try:
            await channel.get_partial_message(card.message_id).delete()
        except discord.NotFound as error:
            if error.code not in GONE:
                raise

    async def _drawn(
        self, review: Review, channel_id: int
    ) -> tuple[discord.ui.LayoutView, list[discord.File]]:
        """Return the card with the pictures that everybody may see, and their files.

        Where the bytes of one are gone the card goes without it, and without any of them
        where we may not attach files: the words matter more.
        """
        view = await self._card(review)
        if not may_attach(self._client.get_guild(review.guild_id), channel_id):
            return view, []
        contents = [
            (picture, content)
            for picture in await self._open(review)
            if (content := await self._pictures.read(picture.id)) is not None
        ]
        files = [
            discord.File(io.BytesIO(content), picture.name, description=picture.alt or None)
            for picture, content in contents
        ]
        return self._drawing.illustrated(view, [picture for picture, _ in contents]), files

    async def _open(self, review: Review) -> list[Picture]:
        """Return the pictures that everybody may see."""
        if not review.picture_count:
            return []
        async with self._db.read() as conn:
            found = await pictures.list_of_review(conn, review.guild_id, review.id)
        return [picture for picture in found if may_be_open(review, picture)]

    async def _card(self, review: Review) -> discord.ui.LayoutView:
        """Return the card in the size that its guild chose, which is asked for once."""
        if (size := self._sizes.get(review.guild_id)) is None:
            async with self._db.read() as conn:
                chosen = await guilds.settings(conn, review.guild_id)
            size = self._sizes.setdefault(review.guild_id, chosen.card)
        return self._drawing.card(review, size)

    async def _edited(self, card: Card, review: Review, *, anew: bool) -> bool:
        """Bring a card up to date; false if it is gone."""
        try:
            await self.edit(card, review, anew=anew)
        except discord.NotFound as error:
            if error.code not in GONE:
                raise
            return False
        return True

    async def _found(self, channel: discord.PartialMessageable, review_id: str) -> int | None:
        """Look for a card that an attempt before this one may have posted."""
        since = self._tried.get(review_id, 0.0)
        return await self.history.find(channel, self._drawing.marks(review_id), since)

    def _note_refresh(self, card: Card) -> None:
        now = int(self._clock())
        posted_at: float = discord.utils.snowflake_time(card.message_id).timestamp()
        factor = _OLD_FACTOR if now - posted_at > _OLD_AFTER else 1
        self._next_refresh = {r: at for r, at in self._next_refresh.items() if at > now}
        self._next_refresh[card.review_id] = now + self._spacing * factor
