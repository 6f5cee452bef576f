"""A small club on a loopback Discord, with the real bot in this process."""

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from reviewbot.app import App, Upkeep, open_app
from reviewbot.playground import Playground, open_playground
from reviewbot.playground.driver import Answer, Channel, Guild, Member, Message
from reviewbot.playground.world import chat
from reviewbot.store import outbox
from reviewbot.store.engine import Database
from tests.conformance import Conformance, find_description
from tests.e2e import payloads

MANAGE_MESSAGES = 1 << 13
SETTLING = 60.0
"""Seconds in which even a busy machine has done what is owed."""
FIT_PATIENCE = 30.0
"""Seconds that a question waits for the fit, so that no answer depends on a slow machine."""


@dataclass
class Club:
    """Who is there. `budget` is how many refusals (401, 403, 404, 429) a test may cause."""

    discord: Playground
    guild: Guild
    channel: Channel
    ada: Member
    ben: Member
    cleo: Member
    database_url: str
    pictures: Path
    budget: dict[int, int] = field(default_factory=dict)
    logged: list[str] = field(default_factory=list)
    app: App | None = None
    clock: Callable[[], float] | None = None
    _open: AsyncExitStack | None = None

    @property
    def db(self) -> Database:
        assert self.app is not None
        return self.app.bot.db

    @property
    def guild_id(self) -> int:
        return int(self.guild.id)

    async def start(self) -> None:
        """Start the bot on the club's database."""
        self._open = AsyncExitStack()
        self.app = await self._open.enter_async_context(
            open_app(
                token=self.discord.token,
                database_url=self.database_url,
                api_url=self.discord.api_url,
                gateway_url=self.discord.gateway_url,
                card_refresh_seconds=1,
                clock=self.clock or self.discord.clock.time,
                upkeep=Upkeep(picture_folder=self.pictures, fit_patience=FIT_PATIENCE),
            )
        )

    async def stop(self) -> None:
        """Stop the bot, if it runs."""
        if self._open is not None:
            await self._open.aclose()
        self._open = self.app = None

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def settle(self, *, wholly: bool = False) -> None:
        """Wait until nothing is owed by now: all that was to be told is told, or never will be.

        `wholly` waits for what is due later too.
        """
        assert self.app is not None
        async with asyncio.timeout(SETTLING):
            while True:
                async with self.db.read() as conn:
                    due = await outbox.next_due(conn)
                if due is None or (due > self.app.bot.now() and not wholly):
                    return
                self.app.bot.postman.wake()
                await asyncio.sleep(0.02)

    async def post(
        self, who: Member, text: str, title: str = "Parasite", **given: object
    ) -> Message:
        """Post a review and return its card."""
        options = {"kind": "movie", "year": 2019, "rating": "4½"}
        fields = {key: given.pop(key) for key in list(given) if key in {"Headline", "Spoilers"}}
        opened = await who.slash("review post", title=title, **{**options, **given})
        assert opened.form, opened
        fields |= {"Your review": text[:4000], "… more room": text[4000:]}
        answer = await who.submit(opened.form, fields)
        return self.card_of(answer)

    async def as_it_is(self, who: Member, answer: Answer) -> Message:
        """Post a text as it is that seems to give something away; return its card."""
        assert "Before I post it" in answer.text
        return self.card_of(await who.click("Post as it is", on=answer.message))

    def card_of(self, answer: Answer) -> Message:
        """Return the card that a private answer links to."""
        assert answer.message is not None, answer
        urls = [button.url for button in answer.message.buttons if button.url]
        assert urls, f"no link in the answer: {answer.text}"
        return self.discord.message(urls[0].rpartition("/")[2])

    def cards(self) -> list[Message]:
        """Every card that stands in the channel."""
        return [m for m in self.channel.messages if {"Read", "Comment"} <= labels(m)]

    async def delete(self, message: Message) -> None:
        """Let a moderator delete a message."""
        self.cleo.give(self.guild.role("Moderators", MANAGE_MESSAGES))
        await self.cleo.delete(message)

    def elsewhere(self, name: str) -> Member:
        """Return a member of another guild that has the bot too."""
        guild = self.discord.guild("Elsewhere")
        if not guild.channels:
            guild.channel("general")
            self.discord.add_bot(guild)
        return guild.member(name)

    async def forge(self, who: Member, custom_id: str) -> Answer:
        """Let somebody press a button with an id of their own making."""
        button = {"type": 2, "style": 2, "label": "Forged", "custom_id": custom_id, "id": 2}
        row = {"type": 1, "id": 1, "components": [button]}
        draft = chat.Draft({"flags": 1 << 15, "components": [row]})
        world = self.discord.world
        message = Message(world, chat.post(world, who.here, world.bot, draft))
        return await who.click(custom_id, on=message)

    def check(self) -> None:
        """Fail if the bot called what it has no business with, or caused more refusals.

        Nor may it have pinged anybody or told the log what members typed.
        """
        assert not self.discord.traffic.unknown
        assert not self.discord.traffic.crashes
        refusals = {status: n for status, n in self.discord.traffic.refusals.items() if n}
        assert all(n <= self.budget.get(status, 0) for status, n in refusals.items()), refusals
        traffic = self.discord.traffic
        pinging = list(payloads.pinging(traffic.exchanges))
        assert not pinging, pinging
        assert not payloads.logged(self.logged, traffic.events)
        assert not [line for line in self.logged if self.discord.token in line]


def labels(message: Message | None) -> set[str]:
    assert message is not None
    return {button.label for button in message.buttons if not button.disabled}


class Log(logging.Handler):
    """Keeps what is logged, as it would be written."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@asynccontextmanager
async def open_club(database_url: str, *, start: bool = True) -> AsyncIterator[Club]:
    """Open the club with the bot in it; its traffic is held against Discord's description."""
    with tempfile.TemporaryDirectory() as folder:
        async with _open_club(database_url, Path(folder), start=start) as club:
            yield club


@asynccontextmanager
async def _open_club(database_url: str, folder: Path, *, start: bool) -> AsyncIterator[Club]:
    async with open_playground() as discord:
        description = find_description()
        conformance = Conformance(description) if description else None
        if conformance:
            conformance.watch(discord.traffic)
        guild = discord.guild("Film club")
        channel = guild.channel("reviews")
        ada, ben, cleo = (guild.member(name) for name in ("Ada", "Ben", "Cleo"))
        discord.add_bot(guild)
        club = Club(discord, guild, channel, ada, ben, cleo, database_url, folder)
        log = Log(club.logged)
        logging.getLogger().addHandler(log)
        try:
            if start:
                await club.start()
            yield club
            club.check()
            if conformance:
                conformance.verify()
        finally:
            await club.stop()
            logging.getLogger().removeHandler(log)
