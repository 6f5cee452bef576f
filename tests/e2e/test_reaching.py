"""R9: whatever keeps the first connection from being made, the bot is there once it ends."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
import yarl
from discord.gateway import DiscordWebSocket

from reviewbot.app import App, Upkeep, open_app
from reviewbot.bot.sessions import Sessions
from reviewbot.playground import Playground, open_playground

pytestmark = pytest.mark.slow  # discord.py pauses a second between attempts
Streams = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
async def discord() -> AsyncIterator[Playground]:
    async with open_playground() as playground:
        guild = playground.guild("Film club")
        guild.channel("reviews")
        playground.add_bot(guild)
        yield playground


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pauses between attempts, which are not waited for here."""
    found: list[int] = []

    async def pause(_sessions: Sessions, attempt: int) -> None:
        found.append(attempt)
        await asyncio.sleep(0.01)

    monkeypatch.setattr(Sessions, "pause", pause)
    return found


@asynccontextmanager
async def _bot(discord: Playground, database_url: str, gateway: str) -> AsyncIterator[App]:
    async with open_app(
        token=discord.token,
        database_url=database_url,
        api_url=discord.api_url,
        gateway_url=gateway,
        upkeep=Upkeep(140),
    ) as app:
        yield app


@asynccontextmanager
async def _listening(answer: Streams) -> AsyncIterator[int]:
    """Something that is no Discord, at a port."""
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_twenty_connections_may_be_refused(
    discord: Playground, sqlite_url: str, waits: list[int]
) -> None:
    discord.faults.refuse(20)
    async with _bot(discord, sqlite_url, discord.gateway_url) as app:
        assert app.bot.is_ready()
    assert waits == list(range(20))
    assert discord.traffic.identifies == 1


async def _becomes_ready(discord: Playground, database_url: str, gateway: str, tries: int) -> None:
    """Let the gateway be there after so many attempts."""
    attempts = [0]
    original = Sessions.wait

    async def wait(sessions: Sessions, client: object) -> None:
        attempts[0] += 1
        if attempts[0] > tries:
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(discord.gateway_url)
        await original(sessions, client)  # type: ignore[arg-type] # as it came

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sessions, "wait", wait)
        async with _bot(discord, database_url, gateway) as app:
            assert app.bot.is_ready()
    assert attempts == [tries + 1]
    assert discord.traffic.identifies == 1


@pytest.mark.usefixtures("waits")
async def test_a_name_that_is_not_found_is_asked_for_again(
    discord: Playground, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = asyncio.get_running_loop()
    found = loop.getaddrinfo

    async def asked(host: str, *given: object, **named: object) -> object:
        if host == "gateway.invalid":
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return await found(host, *given, **named)  # type: ignore[arg-type] # as it came

    monkeypatch.setattr(loop, "getaddrinfo", asked)
    await _becomes_ready(discord, sqlite_url, "ws://gateway.invalid:443/", 3)


@pytest.mark.usefixtures("waits")
async def test_a_gateway_that_speaks_no_tls_is_tried_again(
    discord: Playground, sqlite_url: str
) -> None:
    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    async with _listening(answer) as port:
        await _becomes_ready(discord, sqlite_url, f"wss://127.0.0.1:{port}/", 3)


@pytest.mark.usefixtures("waits")
async def test_a_gateway_that_says_nothing_is_tried_again(
    discord: Playground, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """discord.py waits a minute for the first word; here a minute is a second."""
    within = asyncio.wait_for

    async def sooner(work: Awaitable[object], timeout: float | None = None) -> object:  # noqa: ASYNC109 - as asyncio has it
        return await within(work, 1.0 if timeout == 60.0 else timeout)

    monkeypatch.setattr(asyncio, "wait_for", sooner)
    heard: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        with contextlib.suppress(OSError):
            await reader.read()
        writer.close()

    async with _listening(answer) as port:
        await _becomes_ready(discord, sqlite_url, f"ws://127.0.0.1:{port}/", 2)
    assert len(heard) == 2
