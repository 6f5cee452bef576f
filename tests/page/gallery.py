"""Everything that people meet, one picture each: `python -m tests.page.gallery FOLDER [NAME …]`.

The club's members act through the driver; a browser then opens the page as whoever sees the
outcome and keeps a picture of that one message, wide and narrow, in both themes.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final, Literal, TypeAlias

from playwright.async_api import Browser, Error, Page, async_playwright, expect

from reviewbot.club.stage import Stage, open_stage
from tests.page.conftest import CHROMIUM, FLAGS
from tests.page.own_sights import OWN
from tests.page.sights import SIGHTS, Sight

Theme: TypeAlias = Literal["dark", "light"]
ALL: Final = SIGHTS | OWN

LOOKS: Final[dict[str, tuple[int, Theme]]] = {
    "wide": (1280, "dark"),
    "narrow": (390, "dark"),
    "light": (390, "light"),
    "bright": (1280, "light"),
}


@asynccontextmanager
async def opened(
    stage: Stage, browser: Browser, width: int, theme: Theme = "dark", *, lax: bool = False
) -> AsyncIterator[Page]:
    """Open the club's page at a width; `lax` lets a test add scripts of its own."""
    context = await browser.new_context(
        viewport={"width": width, "height": 1400},
        color_scheme=theme,
        reduced_motion="reduce",
        locale="en-GB",
        has_touch=width < 600,
        bypass_csp=lax,
    )
    page = await context.new_page()
    page.set_default_timeout(5_000)
    await page.goto(stage.discord.page_url)
    await expect(page.locator(".message").last).to_be_visible()
    yield page
    await context.close()


async def look(page: Page, sight: Sight) -> None:
    """Let the page show a sight: be who sees it, where it is."""
    person = page.locator(f'#people [data-do=be][data-user="{sight.who.id}"]')
    await person.dispatch_event("click")
    await expect(page.locator("#me b")).to_have_text(sight.who.name)
    place = page.locator(f'.channel[data-open="{sight.message.it.channel.id}"]')
    await place.dispatch_event("click")
    await expect(page.locator(f"#m{sight.message.id}")).to_be_visible()
    await page.wait_for_timeout(200)


async def shoot(page: Page, sight: Sight, target: Path) -> None:
    """Keep a picture of a sight; once more if its message is drawn anew meanwhile."""
    await look(page, sight)
    shown = page.locator(f"#m{sight.message.id}")
    try:
        await shown.screenshot(path=target)
    except Error:
        await shown.screenshot(path=target)


async def take(folder: Path, wanted: list[str]) -> None:
    """Act each wanted sight, by default all, in one club, and photograph it."""
    async with AsyncExitStack() as open_now:
        playwright = await open_now.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        kept = Path(open_now.enter_context(tempfile.TemporaryDirectory()))
        stage = await open_now.enter_async_context(open_stage(kept, page=True))
        pages = {
            label: await open_now.enter_async_context(opened(stage, browser, width, theme))
            for label, (width, theme) in LOOKS.items()
        }
        for name in wanted or ALL:
            sight = await ALL[name](stage)
            for label, page in pages.items():
                await shoot(page, sight, folder / f"{name}-{label}.png")


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    asyncio.run(take(Path(sys.argv[1]), sys.argv[2:]))
