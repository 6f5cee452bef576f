"""`python -m bench.load`: many at once, faults in between, and talk that is none of our business.

First 10,000 mixed interactions, 50 in flight, on a store of 100,000 reviews, while one REST
answer in a hundred is a failure; then a million messages in a thousand guilds, beside a bare
bot. Everything is on loopback and ends by itself.
"""

import asyncio
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.commands import Subject, bot_process
from bench.fill import Words, fill
from reviewbot.domain.works import Work
from reviewbot.playground import open_playground
from reviewbot.playground.driver import Member
from reviewbot.playground.traffic import Exchange, Record
from reviewbot.playground.world.models import Event
from reviewbot.store.engine import open_database
from reviewbot.store.migrating import upgrade

REVIEWS, INTERACTIONS, IN_FLIGHT, WARM_UP = 100_000, 10_000, 50, 1_500
GUILDS, MESSAGES, BURST = 1_000, 1_000_000, 500
GROWTH_MOST, MEMORY_MOST, IGNORED_MOST = 1.10, 300.0, 1.2
FAULT_EVERY: Final = 100
"""One REST exchange in so many fails."""
_WAIT: Final = 60.0


@dataclass
class Tally:
    """How the interactions ended."""

    answered: int = 0
    unanswered: Counter[str] = field(default_factory=Counter)
    unknown_interactions: int = 0
    faults: int = 0
    slowest: float = 0.0


class Faulty:
    """Lets one exchange in a hundred fail, in turn with each kind of failure."""

    def __init__(self, subject: Subject, tally: Tally) -> None:
        self._faults, self._tally = subject.discord.faults, tally
        self._chance = random.Random(1)
        self._next = FAULT_EVERY
        subject.discord.traffic.observers.append(self._watch)

    def _watch(self, record: Record) -> None:
        if not isinstance(record, Exchange):
            return
        if record.status == 404 and not record.fault and isinstance(record.response, dict):
            self._tally.unknown_interactions += record.response.get("code") == 10062
        self._next -= 1
        if self._next <= 0:
            self._next = FAULT_EVERY
            self._tally.faults += 1
            match self._chance.randrange(4):
                case 0:
                    self._faults.on("*", reset="before")
                case 1:
                    self._faults.on("*", status=429, retry_after=0.2)
                case kind:
                    self._faults.on("*", status=(500, 502)[kind - 2])


async def mixed(count: int = INTERACTIONS, stored: int = REVIEWS) -> tuple[Tally, float, float]:
    """Run the interactions; return how they ended and the memory in MB after warm-up and after."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        async with _filled(Path(folder), stored) as (subject, made):
            members = [
                subject.discord.guild("Bench").member(f"Member {n}") for n in range(IN_FLIGHT)
            ]
            await _all(members, made, WARM_UP, Tally())
            before = resident(subject.meter.pid)
            Faulty(subject, tally)
            await _all(members, made, count, tally)
            subject.discord.faults.clear()
            await asyncio.sleep(2)
            return tally, before, resident(subject.meter.pid)


@asynccontextmanager
async def _filled(folder: Path, stored: int) -> AsyncIterator[tuple[Subject, list[Work]]]:
    url = f"sqlite:///{folder}/load.db"
    async with open_playground() as discord:
        await upgrade(url)
        async with open_database(url) as db:
            made = await fill(db, int(discord.guild("Bench").id), stored)
        environment = {"REVIEWBOT_DATABASE_URL": url, "REVIEWBOT_LOG_LEVEL": "error"}
        async with bot_process(discord, ["reviewbot", "run"], "review", environment) as subject:
            yield subject, made


async def _all(members: list[Member], made: list[Work], count: int, tally: Tally) -> None:
    """Let every member do their share, one thing after the other."""
    turns = iter(range(count))
    words = Words(11)

    async def one(member: Member, seed: int) -> None:
        chance = random.Random(seed)
        for number in turns:
            began = time.monotonic()
            try:
                async with asyncio.timeout(_WAIT):
                    await _act(member, made, words, chance, number)
                tally.answered += 1
            except (AssertionError, LookupError, TimeoutError) as error:
                tally.unanswered[str(error)[:80]] += 1
            tally.slowest = max(tally.slowest, time.monotonic() - began)

    await asyncio.gather(*(one(member, n) for n, member in enumerate(members)))


async def _act(
    member: Member, made: list[Work], words: Words, chance: random.Random, number: int
) -> None:
    work = chance.choice(made)
    match chance.randrange(10):
        case 0:
            await member.slash("review post", title=f"Load {number}", kind="movie", rating="4")
            answer = await member.submit(fields={"Your review": words.some(80)})
        case 1:
            text = words.some(10)
            answer = await member.slash("review quick", title=f"#{work.id}", text=text, rating="3")
        case 2 | 3:
            answer = await member.slash("review search", query=words.rare())
        case 4:
            assert await member.autocomplete("review show", "title", work.title[:4]) is not None
            return
        case 5:
            answer = await member.slash("review recommend")
        case _:
            answer = await member.slash("review show", title=f"#{work.id}")
    assert not answer.failed, answer.error
    assert answer.message is not None, "no message"


async def ignored(messages: int = MESSAGES, guilds: int = GUILDS) -> tuple[float, float, float]:
    """Send talk to our bot and to a bare one; return CPU µs a message of each, and our MB."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/load.db"
        await upgrade(url)
        environment = {"REVIEWBOT_DATABASE_URL": url, "REVIEWBOT_LOG_LEVEL": "error"}
        ours, memory = await _talk(["reviewbot", "run"], "review", environment, messages, guilds)
    bare, _ = await _talk(["bench.bare"], "pong", {}, messages, guilds)
    return ours, bare, memory


async def _talk(
    module: list[str], command: str, environment: dict[str, str], messages: int, guilds: int
) -> tuple[float, float]:
    async with open_playground() as discord:
        for number in range(guilds):
            guild = discord.guild(f"Guild {number}")
            guild.channel("talk")
            discord.add_bot(guild)
        async with bot_process(discord, module, command, environment) as subject:
            send = _sender(subject, guilds)
            await _burst(send, BURST * 4)
            await asyncio.sleep(1)
            start = subject.meter.start()
            await _burst(send, messages)
            await _idle(subject)
            return start.stop(messages).cpu, resident(subject.meter.pid)


def _sender(subject: Subject, guilds: int) -> Callable[[int], None]:
    """Return what sends one message of somebody to one of the guilds, as Discord would."""
    world = subject.discord.world
    rooms = [(guild, next(iter(guild.channels.values()))) for guild in world.guilds.values()][
        :guilds
    ]
    author = {"id": "77", "username": "somebody", "discriminator": "0", "avatar": None}

    def send(number: int) -> None:
        guild, channel = rooms[number % len(rooms)]
        message = {
            "id": str(2**60 + number),
            "channel_id": channel.id,
            "guild_id": guild.id,
            "type": 0,
            "author": author,
            "member": {
                "roles": [],
                "joined_at": "2024-01-01T00:00:00+00:00",
                "deaf": False,
                "mute": False,
                "flags": 0,
            },
            "content": "",
            "timestamp": "2026-01-01T00:00:00+00:00",
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "pinned": False,
            "components": [],
            "flags": 0,
        }
        world.publish(Event("MESSAGE_CREATE", message, guild, channel))

    return send


async def _burst(send: Callable[[int], None], messages: int) -> None:
    for number in range(messages):
        send(number)
        if number % BURST == 0:
            await asyncio.sleep(0.02)  # no faster than the bots read


async def _idle(subject: Subject) -> None:
    """Wait until the bot has read all that was sent."""
    before = -1
    while (now := subject.meter.cpu()) - max(before, 0) > 20_000_000 or before < 0:
        before = now
        await asyncio.sleep(0.5)


def resident(pid: int) -> float:
    """Return the resident memory of a process in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> int:
    """Run both, print what came of it; 1 if a bar is missed."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    tally, before, after = asyncio.run(mixed(int(INTERACTIONS * share), int(REVIEWS * share)))
    unanswered = sum(tally.unanswered.values())
    print(f"{tally.answered:,} answered, {unanswered} not; {tally.faults} faults; ", end="")
    print(f"{tally.unknown_interactions} x 10062; slowest {tally.slowest:.1f} s; ", end="")
    print(f"{before:.0f} MB after warm-up, {after:.0f} MB after ({after / before:.2f})")
    for reason, count in tally.unanswered.most_common(8):
        print(f"  {count} x {reason}")
    ours, bare, memory = asyncio.run(ignored(int(MESSAGES * share), GUILDS))
    print(
        f"ignored message: {ours:.1f} µs, bare {bare:.1f} µs ({ours / bare:.2f}); {memory:.0f} MB"
    )
    held = not unanswered and not tally.unknown_interactions and after <= GROWTH_MOST * before
    return 0 if held and ours <= IGNORED_MOST * bare and memory <= MEMORY_MOST else 1


if __name__ == "__main__":
    sys.exit(main())
