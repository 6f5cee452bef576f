"""Our commands beside a bare bot's: processor time of the bot, and the round trip.

Both bots run as processes of their own, each on a loopback Discord in this process. Rounds
alternate, so that a slow minute of the machine hits both alike, and the ratio is taken round
by round.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.cost import Bar, Meter, Series
from bench.fill import Words, fill
from reviewbot.domain.works import Work
from reviewbot.playground import Playground, open_playground
from reviewbot.playground.driver import Answer, Member
from reviewbot.store.engine import open_database
from reviewbot.store.migrating import upgrade

ROUNDS, OPERATIONS, REVIEWS = 15, 40, 10_000
WAIT = 30.0
Operation = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Subject:
    """A bot that is being measured: the Discord it is on, who uses it, and its process."""

    discord: Playground
    ada: Member
    meter: Meter


async def measure() -> list[Bar]:
    """Run both bots and return the table."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours, made = await stack.enter_async_context(_ours(folder))
        bare = await stack.enter_async_context(_bot("bench.bare", "pong", {}))
        return await _rounds(ours, bare, made)


@asynccontextmanager
async def _ours(folder: Path) -> AsyncIterator[tuple[Subject, list[Work]]]:
    url = f"sqlite:///{folder}/bench.db"
    async with open_playground() as discord:
        guild = discord.guild("Bench")
        await upgrade(url)
        async with open_database(url) as db:
            made = await fill(db, int(guild.id), REVIEWS)
        environment = {"REVIEWBOT_DATABASE_URL": url, "REVIEWBOT_LOG_LEVEL": "warning"}
        async with bot_process(discord, ["reviewbot", "run"], "review", environment) as subject:
            yield subject, made


@asynccontextmanager
async def _bot(module: str, command: str, environment: dict[str, str]) -> AsyncIterator[Subject]:
    async with (
        open_playground() as discord,
        bot_process(discord, [module], command, environment) as subject,
    ):
        yield subject


@asynccontextmanager
async def bot_process(
    discord: Playground, arguments: list[str], command: str, environment: dict[str, str]
) -> AsyncIterator[Subject]:
    """Run a bot as a process of its own on a loopback Discord, until the block ends."""
    guild = discord.guild("Bench")
    guild.channel("reviews")
    ada = guild.member("Ada")
    discord.add_bot(guild)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *arguments),
        env={
            **os.environ,
            "REVIEWBOT_TOKEN": discord.token,
            "REVIEWBOT_DISCORD_API_URL": discord.api_url,
            "REVIEWBOT_DISCORD_GATEWAY_URL": discord.gateway_url,
            "REVIEWBOT_PRESSES_PER_MINUTE": "0",  # a handful of members do the work of a crowd
            **environment,
        },
        stdout=asyncio.subprocess.DEVNULL,
    )
    # A hop between threads costs twice as much where the kernel spreads them over the cores, so
    # each bot stays on one core and this process, with both Discords, on the other.
    for pid, cores in ((process.pid, {1}), (0, {0})):
        os.sched_setaffinity(pid, cores)
    try:
        await _ready(ada, command, process)
        yield Subject(discord, ada, Meter(process.pid))
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.wait(), WAIT)


async def _ready(ada: Member, command: str, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(WAIT):
        while not any(c["name"] == command for c in ada.commands()):
            assert process.returncode is None, "the bot ended at once"
            await asyncio.sleep(0.05)
    await asyncio.sleep(1)  # let the gateway connection settle


async def _rounds(ours: Subject, bare: Subject, made: list[Work]) -> list[Bar]:
    kinds = _operations(ours.ada, made)
    pong, card = Series("pong"), Series("bare card")
    series = {name: Series(name) for name in kinds}
    for number in range(-2, ROUNDS):
        for one, operation in ((pong, _pong(bare.ada)), (card, _bare_card(bare.ada))):
            await _round(bare.meter, one, operation, number)
        for name, operation in kinds.items():
            await _round(ours.meter, series[name], operation, number)
    most = {"post": (card, 2.5)}
    return [Bar(one, *most.get(name, (pong, 3.0))) for name, one in series.items()]


async def _round(meter: Meter, series: Series, operation: Operation, number: int) -> None:
    """Run one round; those before number 0 only warm up."""
    start = meter.start()
    for i in range(OPERATIONS):
        await operation((number + 2) * OPERATIONS + i)
    cost = start.stop(OPERATIONS)
    if number >= 0:
        series.add(cost)


def _operations(ada: Member, made: list[Work]) -> dict[str, Operation]:
    words = Words(7)

    async def show(i: int) -> None:
        work = made[i * 7 % len(made)]
        answered(await ada.slash("review show", title=f"#{work.id}"), work.title[:5])

    async def search(_i: int) -> None:
        answered(await ada.slash("review search", query=words.rare()), "")

    async def autocomplete(i: int) -> None:
        assert await ada.autocomplete("review show", "title", made[i * 7 % len(made)].title[:4])

    async def post(i: int) -> None:
        await ada.slash("review post", title=f"Film number {i}", kind="movie", rating="4½")
        answer = await ada.submit(fields={"Your review": words.some(120)})
        answered(answer, "http")

    return {"show": show, "search": search, "autocomplete": autocomplete, "post": post}


def _pong(ada: Member) -> Operation:
    async def pong(_i: int) -> None:
        answered(await ada.slash("pong"), "pong")

    return pong


def _bare_card(ada: Member) -> Operation:
    words = Words(7)

    async def card(_i: int) -> None:
        await ada.slash("bare")
        answered(await ada.submit(fields={"Your review": words.some(120)}), "http")

    return card


def answered(answer: Answer, text: str) -> None:
    """Stop the benchmark if the bot did not do what is being measured."""
    assert not answer.failed, answer.error
    assert answer.message is not None, answer
    links = [button.url or "" for button in answer.message.buttons]
    assert text in "\n".join((answer.text, *links)), answer.text
