"""A playground with its page, a bot, and a real browser where one is installed."""

import asyncio
import contextlib
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Protocol

import pytest
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    ViewportSize,
    async_playwright,
)

from reviewbot.playground import Guild, Member, Playground, open_playground
from tests.page.bot import PageBot, connected

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@dataclass
class Stage:
    """A served playground with a guild of three and a bot, not connected at first."""

    discord: Playground
    guild: Guild
    ada: Member
    bo: Member


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with open_playground(page=True) as discord:
        guild = discord.guild("Film club")
        discord.add_bot(guild)
        guild.channel("reviews")
        guild.channel("lounge")
        yield Stage(discord, guild, guild.member("Ada"), guild.member("Bo"))


@pytest.fixture
async def bot(stage: Stage) -> AsyncIterator[PageBot]:
    client, running = await connected(stage.discord)
    yield client
    await client.close()
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running


@dataclass
class Visit:
    """One browser at the page, and everything that must not happen in it."""

    page: Page
    context: BrowserContext
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


def need(found: object, missing: str) -> None:
    """Skip the test without what it needs; with REVIEWBOT_TEST_BROWSER=required it fails."""
    if found:
        return
    if os.environ.get("REVIEWBOT_TEST_BROWSER") == "required":
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    need(CHROMIUM, "no Chromium is installed; the page's tests in a browser need one")
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        await launched.close()


class Served(Protocol):
    """Whatever has a playground with a page."""

    @property
    def discord(self) -> Playground: ...


async def visit(
    browser: Browser, stage: Served, width: int = 1280, height: int = 800, *, lax: bool = False
) -> Visit:
    """Open the page in a fresh browser profile and wait until messages can be written.

    `lax` lets the test put a script of its own into the page, against the page's policy.
    """
    size: ViewportSize = {"width": width, "height": height}
    context = await browser.new_context(viewport=size, bypass_csp=lax)
    page = await context.new_page()
    made = Visit(page, context)
    page.on("pageerror", lambda error: made.errors.append(str(error)))
    page.on("request", lambda request: made.requests.append(request.url))

    def hear(line: ConsoleMessage) -> None:
        if line.type == "error":
            made.errors.append(line.text)

    async def refuse(dialog: Dialog) -> None:
        made.dialogs.append(dialog.message)
        await dialog.dismiss()

    page.on("console", hear)
    page.on("dialog", refuse)
    await page.goto(stage.discord.page_url)
    await page.wait_for_selector("#title h1")
    return made
