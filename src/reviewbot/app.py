"""The composition root: opens the database, the client and its outbox, and closes them again."""

import asyncio
import gc
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import aiohttp
import discord

from reviewbot.bot.addresses import use_addresses
from reviewbot.bot.breaker import Halted
from reviewbot.bot.client import RIGHTS, ReviewBot
from reviewbot.bot.copies import CopyPlan
from reviewbot.bot.health import told_on
from reviewbot.bot.integrity import Integrity
from reviewbot.bot.jobs import Job
from reviewbot.bot.pace import Pace
from reviewbot.bot.sessions import Sessions
from reviewbot.cogs import parts
from reviewbot.errors import CannotStart, Unavailable
from reviewbot.services import installation, privacy
from reviewbot.services.apart import apart_of
from reviewbot.services.suggesting import PATIENCE, Suggesting
from reviewbot.settings import Settings
from reviewbot.store import locking
from reviewbot.store.address import Address
from reviewbot.store.engine import open_database
from reviewbot.store.migrating import upgrade
from reviewbot.store.pictures import PictureFiles

_log = logging.getLogger(__name__)

EXIT_SECONDS: Final = 7.0
"""How long closing may take before the process ends regardless; supervisors kill after ten."""

_UNKNOWN_BOT: Final = (
    "Discord does not know this bot token.\n"
    "Next: open the Developer Portal, Bot, Reset Token; put the new one into REVIEWBOT_TOKEN "
    "(or the file that REVIEWBOT_TOKEN_FILE names) and start again."
)
_NO_BOT: Final = (
    "There is no bot token.\n"
    "Next: put the token of your Discord application into REVIEWBOT_TOKEN, or name a file that "
    "holds it in REVIEWBOT_TOKEN_FILE.\n"
    "To try the bot without a token: reviewbot playground"
)
_LOST_LOCK: Final = (
    "The database server was away, and another bot has the database now.\n"
    "Next: stop one of the two; this one has ended."
)
_BAD_INTENTS: Final = (
    "Discord refuses what this bot wants to hear of (gateway intents).\n"
    "Next: check in the Developer Portal that the application is a bot and is not restricted, "
    "then start again."
)


@dataclass(frozen=True, slots=True)
class App:
    """A running bot: connected, its guilds known."""

    bot: ReviewBot
    serving: asyncio.Task[None]

    @property
    def invite(self) -> str:
        """The address that adds the bot to a server, with the rights that it needs."""
        return discord.utils.oauth_url(self.bot.application_id or 0, permissions=RIGHTS)

    async def wait(self) -> None:
        """Serve until the connection ends for good; raise `CannotStart` saying why it did."""
        try:
            await asyncio.shield(self.serving)
        except discord.DiscordException as error:
            raise _refusal(error) from error


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What a bot that runs for years needs: a bound on crash loops, and what it does by itself.

    `ready_wait` is how many seconds without a new guild mean that all are known,
    `picture_folder` where members' pictures are kept, and `share_pairs` lets servers that want
    it be counted together. `presses_per_minute` is how much one member may do, 0 for any amount.
    `fit_patience` is how many seconds a question waits for the ratings to be fitted.
    """

    starts_per_day: int = 0
    jobs: Sequence[Job] = ()
    ready_wait: float = 0.2
    picture_folder: Path = Path("data/pictures")
    share_pairs: bool = False
    presses_per_minute: int = 0
    fit_patience: float = PATIENCE


@asynccontextmanager
async def open_app(
    *,
    token: str,
    database_url: str,
    api_url: str,
    gateway_url: str,
    card_refresh_seconds: int = 10,
    clock: Callable[[], float] = time.time,
    upkeep: Upkeep | None = None,
) -> AsyncIterator[App]:
    """Open the database, log in, and run the bot while the block runs.

    The database must have this version's schema. `clock` gives Unix seconds. Raises
    `CannotStart` if Discord refuses us.
    """
    use_addresses(api_url, gateway_url)
    upkeep = upkeep or Upkeep()
    async with open_database(database_url) as db:
        unclean = await installation.started(db)
        files = PictureFiles(upkeep.picture_folder)
        await files.remove(one for one, _ in await privacy.forget_again(db, int(clock())))
        bot = ReviewBot(
            db,
            parts(),
            card_refresh_seconds=card_refresh_seconds,
            ready_wait=upkeep.ready_wait,
            clock=clock,
            sessions=Sessions(db, upkeep.starts_per_day),
            jobs=upkeep.jobs,
            pictures=files,
            integrity=Integrity(Address.parse(database_url)) if unclean else None,
            suggesting=Suggesting(
                upkeep.fit_patience, shares=upkeep.share_pairs, apart=apart_of(database_url)
            ),
            pace=Pace(upkeep.presses_per_minute),
        )
        async with bot:
            app = await _connected(bot, token)
            try:
                yield app
            finally:
                await bot.close()
                with suppress(discord.DiscordException, asyncio.CancelledError):
                    await app.serving
                with suppress(Unavailable):  # then it is looked over at the next start
                    await installation.stopped(db)


async def _connected(bot: ReviewBot, token: str) -> App:
    try:
        await _logged_in(bot, token)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        raise _refusal(error) from error
    app = App(bot, asyncio.create_task(bot.connect(), name="gateway"))
    ready = asyncio.create_task(bot.wait_until_ready())
    try:
        await asyncio.wait((app.serving, ready), return_when=asyncio.FIRST_COMPLETED)
    except asyncio.CancelledError:
        app.serving.cancel()
        raise
    finally:
        ready.cancel()
    if app.serving.done():
        await app.wait()
    return app


async def _logged_in(bot: ReviewBot, token: str) -> None:
    """Log in; wait out a ban in this process, since starts in a row would prolong it (R7)."""
    while True:
        try:
            return await bot.login(token)
        except Halted:
            await bot.http.close()  # each login opens a session of its own
            bot.http.connector = discord.utils.MISSING
            await asyncio.sleep(bot.breaker.seconds_left)


def _refusal(error: BaseException) -> CannotStart:
    """Say what a refusal of Discord means to the person who runs the bot."""
    if isinstance(error, discord.LoginFailure):
        return CannotStart(_UNKNOWN_BOT)
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return CannotStart(_BAD_INTENTS)
    if isinstance(error, discord.ConnectionClosed) and error.code in {4004, 4013, 4014}:
        return CannotStart(_UNKNOWN_BOT if error.code == 4004 else _BAD_INTENTS)
    status = f" (status {error.status})" if isinstance(error, discord.HTTPException) else ""
    return CannotStart(
        f"Discord cannot be reached or does not answer properly{status}: {type(error).__name__}.\n"
        "Next: check the network and Discord's status page, then start again.",
        exit_code=CannotStart.TEMPORARY,
    )


async def run(settings: Settings) -> None:
    """Serve until the process is told to stop; then end within eight seconds.

    Prints one line when the bot is ready. Raises `CannotStart`.
    """
    token, url = settings.token.get_secret_value(), settings.database_url.get_secret_value()
    if not token.strip():
        raise CannotStart(_NO_BOT)
    configure_logging(settings.log_level)
    stopping = _stop_on_signals()
    try:
        async with locking.held(url, "run") as lock:
            await upgrade(url, copies=settings.backup_folder)
            async with open_app(
                token=token,
                database_url=url,
                api_url=settings.discord_api_url,
                gateway_url=settings.discord_gateway_url,
                card_refresh_seconds=settings.card_refresh_seconds,
                upkeep=Upkeep(
                    settings.starts_per_day,
                    _jobs(settings),
                    ready_wait=2.0,
                    picture_folder=settings.picture_folder,
                    share_pairs=settings.share_pairs,
                    presses_per_minute=settings.presses_per_minute,
                ),
            ) as app:
                _settle_memory()
                async with _health(settings.health_port, app):
                    _announce(app)
                    await _serve(app, lock, stopping)
    except asyncio.CancelledError:
        if not stopping.is_set():
            raise


@asynccontextmanager
async def _health(port: int, app: App) -> AsyncIterator[None]:
    try:
        async with told_on(port, app.bot):
            yield
    except OSError as error:
        raise CannotStart(
            f"The port {port} for health_port cannot be used: {error.strerror}.\n"
            "Next: choose another in the setting health_port, or 0 for none."
        ) from error


async def _serve(app: App, lock: locking.Held, stopping: threading.Event) -> None:
    """Serve until the connection ends, the lock is lost, or the process is told to stop."""
    lost = asyncio.create_task(lock.until_lost())
    serving = asyncio.create_task(app.wait())
    try:
        await asyncio.wait((lost, serving), return_when=asyncio.FIRST_COMPLETED)
        if lost.done():
            raise CannotStart(_LOST_LOCK, exit_code=CannotStart.TEMPORARY)
        await serving
    finally:
        lost.cancel()
        serving.cancel()
        if stopping.is_set():
            await app.bot.sessions.calm()


def _jobs(settings: Settings) -> list[Job]:
    if not settings.backup_every_hours:
        return []
    plan = CopyPlan(
        settings.database_url.get_secret_value(),
        settings.backup_folder,
        settings.backup_every_hours,
        settings.backup_keep_daily,
        settings.backup_keep_weekly,
        settings.picture_folder,
    )
    return [plan.job()]


def _settle_memory() -> None:
    """Tell the garbage collector that what is loaded by now stays.

    Most of the heap is code and Discord's and the database's tables of it. Not looking through
    all that again and again saves a tenth of the processor time of a command.
    """
    gc.collect()
    gc.freeze()


def _announce(app: App) -> None:
    count = len(app.bot.guilds)
    servers = f"{count} server{'' if count == 1 else 's'}"
    print(f"Ready in {servers}. Add me to another: {app.invite}", flush=True)  # noqa: T201 - the one line that `reviewbot run` says


def configure_logging(level: str) -> None:
    """Log to standard error, and nobody's words at any level.

    Only our own loggers go below INFO: aiosqlite tells every statement with its values there,
    discord.py every event.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    wanted = logging.getLevelNamesMapping()[level.upper()]
    floor = max(logging.INFO, wanted)
    logging.getLogger().setLevel(floor)
    logging.getLogger("reviewbot").setLevel(wanted)
    logging.getLogger("discord").setLevel(floor)
    logging.getLogger("alembic").setLevel(max(logging.WARNING, floor))
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we never speak


def _stop_on_signals() -> threading.Event:
    """Cancel the running task on SIGTERM and SIGINT; end the process if closing hangs."""
    stopping, loop, task = threading.Event(), asyncio.get_running_loop(), asyncio.current_task()

    def stop() -> None:
        if stopping.is_set():
            return
        stopping.set()
        watchdog = threading.Timer(EXIT_SECONDS, _end)
        watchdog.daemon = True
        watchdog.start()
        if task is not None:
            task.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows: asyncio.run handles Ctrl+C itself
            loop.add_signal_handler(number, stop)
    return stopping


def _end() -> None:
    sys.stderr.write("Closing took too long; ending.\n")
    sys.stderr.flush()
    os._exit(0)
