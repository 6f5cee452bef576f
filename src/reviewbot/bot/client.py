"""The client: what it asks of Discord, what it is handed, and where each event goes."""

import asyncio
import hashlib
import itertools
import json
import logging
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import discord
from discord import app_commands

from reviewbot.bot import failures
from reviewbot.bot.breaker import Breaker
from reviewbot.bot.cards import Drawing
from reviewbot.bot.counting import counting
from reviewbot.bot.housekeeping import housekeeping
from reviewbot.bot.integrity import Integrity
from reviewbot.bot.jobs import Job, Jobs
from reviewbot.bot.merging import merging
from reviewbot.bot.pace import COSTLY, Pace, name_of
from reviewbot.bot.postman import Postman
from reviewbot.bot.router import GONE, FormHandler, Router
from reviewbot.bot.sessions import Sessions, TooSoon
from reviewbot.bot.sweeping import sweeping
from reviewbot.bot.turns import Turns
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.errors import NotFound
from reviewbot.services import comments, installation, talking
from reviewbot.services.suggesting import Suggesting
from reviewbot.store import state
from reviewbot.store.engine import Database
from reviewbot.store.pictures import PictureFiles
from reviewbot.store.vocabulary import Vocabularies

_log = logging.getLogger(__name__)

Interaction: TypeAlias = "discord.Interaction[ReviewBot]"
Command: TypeAlias = (
    app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu
)
Action: TypeAlias = type[discord.ui.DynamicItem[Any]]
Payer: TypeAlias = "Callable[[ReviewBot, Owed], Awaitable[int | None]]"
"""Pays a debt and returns `None` (it is paid, or void), or the Unix second to try again.

What discord.py raises may be let through: the postman tries again as fits.
"""

INTENTS: Final = discord.Intents(guilds=True, guild_messages=True)
"""Nothing privileged: replies to our cards reach us with their text all the same."""
_FOR_TREE: Final = {
    discord.InteractionType.application_command,
    discord.InteractionType.autocomplete,
}
RIGHTS: Final = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
    add_reactions=True,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the client is made of and knows nothing about: everything that members meet."""

    commands: Sequence[Command]
    actions: Sequence[Action]
    forms: Mapping[str, FormHandler]
    drawing: Drawing
    payers: Mapping[OwedKind, Payer]
    on_reply: Callable[["ReviewBot", discord.Message], Awaitable[None]]
    on_edit: Callable[["ReviewBot", discord.Message], Awaitable[None]]
    catch_up: Callable[["ReviewBot"], Awaitable[None]]
    inert: Callable[[str], str]


class Tree(app_commands.CommandTree["ReviewBot"]):
    """The commands, with the one error policy and the one pace."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Tell whether a member may do this now; completing words is always allowed."""
        if interaction.type is discord.InteractionType.autocomplete:
            return True
        data: Any = interaction.data
        return await interaction.client.pace.lets(interaction, costly=name_of(data) in COSTLY)

    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the member what went wrong."""
        if interaction.type is not discord.InteractionType.autocomplete:
            await failures.report(interaction, error)


class ReviewBot(discord.Client):
    """One bot on one database. `ready_wait` is how long guilds may take to arrive at start.

    `clock` gives Unix seconds; tests move it on.
    `sessions` says when one may begin, `jobs` is done besides the bot's own housekeeping,
    `integrity` is given where the database file should be looked over; without a `pace`
    everybody may go as fast as they like.
    """

    def __init__(  # noqa: PLR0913 - all that the bot is handed, each thing once
        self,
        db: Database,
        parts: Parts,
        *,
        card_refresh_seconds: int = 10,
        ready_wait: float = 2.0,
        clock: Callable[[], float] = time.time,
        sessions: Sessions | None = None,
        jobs: Sequence[Job] = (),
        pictures: PictureFiles,
        integrity: Integrity | None = None,
        suggesting: Suggesting | None = None,
        pace: Pace | None = None,
    ) -> None:
        super().__init__(
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            guild_ready_timeout=ready_wait,
        )
        self.breaker = Breaker.guarding(self)
        self.db = db
        self.vocabularies = Vocabularies()
        self.suggesting = suggesting or Suggesting()
        self.turns = Turns()
        self.pace = pace or Pace()
        self.parts = parts
        self.router = Router(parts.forms)
        self.clock = clock
        self.pictures = pictures
        spacing, drawing = card_refresh_seconds, parts.drawing
        self.postman = Postman(
            db, self, drawing, parts.payers, spacing=spacing, clock=clock, pictures=pictures
        )
        self.tree = Tree(
            self,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )
        for command in parts.commands:
            self.tree.add_command(command)
        self._templates = [a.__discord_ui_compiled_template__ for a in parts.actions]
        self._loops: list[asyncio.Task[None]] = []
        self._catching_up: asyncio.Task[None] | None = None
        self.sessions = sessions or Sessions(db, 0)
        self.is_connected = False
        self._left: set[int] = set()
        self.integrity = integrity
        own = [
            *(regular(db, self.now, pictures) for regular in (housekeeping, sweeping)),
            counting(db, self.now, shares=self.suggesting.shares),
            *([integrity.job(db)] if integrity else []),
        ]
        self.jobs = Jobs([*own, merging(db), *jobs])

    def now(self) -> int:
        """Return the Unix second."""
        return int(self.clock())

    async def setup_hook(self) -> None:
        """Register what outlives restarts, tell Discord of changed commands, start the loops."""
        self.add_dynamic_items(*self.parts.actions)
        await self.sync_if_changed()
        self._loops = [asyncio.create_task(self.postman.run(), name="outbox")]
        self.jobs.start()

    async def sync_if_changed(self) -> bool:
        """Send the commands to Discord if they differ from what it has; tell whether they did.

        Discord allows 200 new commands a day, so a restart sends nothing.
        """
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        written = json.dumps(payload, sort_keys=True, default=str)
        digest = hashlib.sha256(written.encode()).hexdigest()
        key = f"commands:{self.application_id}"
        async with self.db.read() as conn:
            if await state.find(conn, key) == digest:
                return False
        try:
            await self.tree.sync()
        except discord.HTTPException as error:
            _log.error("Discord refused the commands (%s, code %s)", error.status, error.code)
            return False
        await installation.note(self.db, key, digest)
        return True

    async def connect(self, *, reconnect: bool = True) -> None:
        """Keep the gateway connected; the first connection may be refused too.

        discord.py 2.7 fails with an `AttributeError` where it wants to resume a session that
        never began (its issue 10520); we wait and begin again instead.
        """
        for attempt in itertools.count():
            if self.is_closed():
                return
            await self.sessions.wait(self)
            try:
                await super().connect(reconnect=reconnect)
            except TooSoon:
                continue
            except AttributeError:
                if self._has_connected():
                    raise
            else:
                return
            await self.sessions.pause(attempt)

    async def before_identify_hook(self, _shard_id: int | None, *, initial: bool = False) -> None:
        """Note every session that begins; those that follow one may have to wait."""
        await self.sessions.begin(initial=initial)

    def _has_connected(self) -> bool:
        """Tell whether there was a gateway connection; discord.py types it as if always."""
        return bool(self.ws)

    async def close(self) -> None:
        """Stop the loops, then the connection."""
        loops, self._loops = self._loops, []
        if self._catching_up is not None:
            loops.append(self._catching_up)
        for loop in loops:
            loop.cancel()
        if loops:
            await asyncio.wait(loops, timeout=3)
        await self.jobs.stop()
        await self.suggesting.close()
        await super().close()

    def dispatch(self, event: str, /, *args: object, **kwargs: object) -> None:
        """Tell handlers of an event; commands have gone to the tree already.

        Talk that is none of our business ends here: a task for each message would cost as
        much again as reading it.
        """
        about = args[0] if args else None
        if isinstance(about, discord.Interaction) and about.type in _FOR_TREE:
            return
        if isinstance(about, discord.Message) and not _may_be_comment(about):
            return
        super().dispatch(event, *args, **kwargs)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Route submitted forms; answer presses on buttons of a time before ours."""
        try:
            if interaction.type is discord.InteractionType.modal_submit:
                await self.router.submit(interaction)
            elif interaction.type is discord.InteractionType.component:
                self._check_known(interaction)
        except Exception as error:  # noqa: BLE001 - the one error policy
            await failures.report(interaction, error)

    def _check_known(self, interaction: Interaction) -> None:
        data: Any = interaction.data
        if not any(template.fullmatch(data["custom_id"]) for template in self._templates):
            raise NotFound(GONE)

    async def on_message(self, message: discord.Message) -> None:
        """Pass on what may be a reply to one of our cards."""
        try:
            await self.parts.on_reply(self, message)
        except Exception as error:  # noqa: BLE001 - nobody waits for an answer to a reply
            failures.log_unknown(error, f"reply {message.id}")

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Pass on what may be other words of a comment."""
        if payload.guild_id is None or payload.message.author.bot:
            return
        try:
            await self.parts.on_edit(self, payload.message)
        except Exception as error:  # noqa: BLE001 - nobody waits for an answer to an edit
            failures.log_unknown(error, f"edit of {payload.message_id}")

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Delete the comment that a deleted message was."""
        await self._deleted(payload.guild_id, [payload.message_id])

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Delete the comments that deleted messages were."""
        await self._deleted(payload.guild_id, sorted(payload.message_ids))

    async def _deleted(self, guild_id: int | None, message_ids: Sequence[int]) -> None:
        if guild_id is None:
            return
        refresh_at = self.postman.refresh_at
        if await comments.follow_deletion(
            self.db, guild_id, message_ids, self.now(), refresh_at=refresh_at
        ):
            self.postman.wake()

    async def on_connect(self) -> None:
        """Note that there is a gateway connection."""
        self.is_connected = True

    async def on_resumed(self) -> None:
        """Note that there is a gateway connection again."""
        self.is_connected = True

    async def on_disconnect(self) -> None:
        """Note that there is no gateway connection."""
        self.is_connected = False

    async def on_ready(self) -> None:
        """Note the guilds we are in."""
        self.is_connected = True
        await installation.present(self.db, [guild.id for guild in self.guilds], self.now())
        self.postman.wake()
        if self._catching_up is not None:
            self._catching_up.cancel()
        self._catching_up = asyncio.create_task(self._catch_up(), name="catching up")

    async def _catch_up(self) -> None:
        try:
            await self.parts.catch_up(self)
        except Exception as error:  # noqa: BLE001 - what is not found now is found another time
            failures.log_unknown(error, "catching up")

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Forget a thread that is gone."""
        await talking.gone(self.db, payload.guild_id, payload.thread_id)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note a guild that added us."""
        await installation.joined(self.db, [guild.id], self.now())

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note a guild that removed us; an outage comes as another event."""
        self._left.add(guild.id)
        await installation.left(self.db, guild.id, self.now())

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Note a guild that took us back: Discord may tell it like the end of an outage."""
        if guild.id in self._left:
            self._left.discard(guild.id)
            await installation.joined(self.db, [guild.id], self.now())

    async def on_guild_channel_update(
        self, _before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Try again what waited for a right in this guild."""
        self.postman.hurry(after.guild.id)

    async def on_guild_role_update(self, _before: discord.Role, after: discord.Role) -> None:
        """Try again what waited for a right in this guild."""
        self.postman.hurry(after.guild.id)

    async def on_member_update(self, _before: discord.Member, after: discord.Member) -> None:
        """Try again what waited for a right, if the member is us."""
        if self.user is not None and after.id == self.user.id:
            self.postman.hurry(after.guild.id)

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """Log what an event handler raised, without what it was given."""
        error = sys.exception()
        if error is not None:
            failures.log_unknown(error, event_method)


def _may_be_comment(message: discord.Message) -> bool:
    """Tell whether a member may have replied to one of our cards with it."""
    if message.reference is None or message.guild is None:
        return False
    return not message.author.bot and message.webhook_id is None
