"""Photographs the club in ten states, wide and narrow, for `docs/pictures/`: `make pictures`."""

import asyncio
import base64
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, TypeAlias

from playwright.async_api import Browser, Page, async_playwright, expect

from reviewbot.club.stage import Stage, open_stage
from tests.page.conftest import CHROMIUM, FLAGS

TARGET: Final = Path(__file__).parents[2] / "docs" / "pictures"
SIZES: Final = {1280: 800, 390: 844}
SHARPNESS: Final = 2
"""Points of the picture to one of the page."""
QUALITY: Final = 0.8
SMALLER: Final = """async ([data, quality]) => {
  const picture = await createImageBitmap(await (await fetch(data)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext("2d").drawImage(picture, 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/webp", quality });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""));
}"""
"""Makes a PNG a WebP; the browser can, so that nothing has to be installed for it."""
State: TypeAlias = Callable[[Page], Awaitable[None]]

REVIEW: Final = (
    "I laughed for an hour and then I stopped. Every joke in the first half is a loaded spring; "
    "the second half lets them go, one after the other, in the same lovely rooms.\n\n"
    "||The doorbell in the rain, and then the stairs behind the shelf.||\n\n"
    "Watch the staircases. They tell you who everybody is."
)


async def command(page: Page, name: str) -> None:
    """Begin a command, with the cursor in its first option."""
    await page.fill("#write", f"/{name}")
    await expect(page.locator("#picker [role=option]").first).to_contain_text(name)
    await page.keyboard.press("Enter")


async def answered(page: Page) -> None:
    """Wait for the private answer and for what moves to stand still."""
    await expect(page.locator(".message.private")).not_to_have_count(0)
    await page.wait_for_timeout(250)


async def channel(page: Page) -> None:
    """The channel of reviews as one finds it."""
    await page.wait_for_timeout(200)


async def commands(page: Page) -> None:
    """All that can be done."""
    await page.fill("#write", "/")
    await expect(page.locator("#picker [role=option]").first).to_be_visible()


async def completion(page: Page) -> None:
    """A title, found while it is typed."""
    await command(page, "review show")
    await page.keyboard.type("sol")
    await expect(page.locator("#picker [role=option]").first).to_contain_text("Solaris")


async def form(page: Page) -> None:
    """A review being written."""
    await command(page, "review post")
    await page.keyboard.type("Parasite")
    await page.wait_for_timeout(600)
    await page.keyboard.press("Tab")
    await page.keyboard.type("film")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    dialog = page.locator("dialog.form")
    await dialog.get_by_label("Headline").fill("Watch the stairs")
    await dialog.get_by_label("Your review").fill(REVIEW)
    await dialog.get_by_label("Parts are marked").check()
    await dialog.locator(".form-body").evaluate("one => one.scrollTop = 0")


async def read(page: Page) -> None:
    """A whole review, read privately, with a spoiler opened."""
    await page.locator(".message").last.get_by_role("button", name="Read").click()
    await answered(page)


async def search(page: Page) -> None:
    """What the club wrote about something."""
    await command(page, "review search")
    await page.keyboard.type("library")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await answered(page)


async def show(page: Page) -> None:
    """One work, as the club sees it."""
    await completion(page)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message").last).to_contain_text("Solaris")
    await page.wait_for_timeout(250)


async def recommend(page: Page) -> None:
    """A pick for tonight."""
    await command(page, "review recommend")
    await page.keyboard.press("Enter")
    await answered(page)


async def talk(page: Page) -> None:
    """The club without its bot: replies, reactions, threads, unread marks."""
    if await page.locator("#side").is_hidden():
        await page.click('[data-do="open-side"]')
    await page.locator(".channel", has_text="talk").click()
    await expect(page.locator("#title h1")).to_have_text("talk")
    await page.wait_for_timeout(300)


async def behind(page: Page) -> None:
    """A look behind the answer to a command."""
    await search(page)
    answer = page.locator(".message.private")
    await answer.hover()
    await answer.locator('[data-do="message-menu"]').click()
    await page.get_by_role("menuitem", name="A look behind").click()
    await expect(page.locator("#behind")).to_contain_text("On the wire")


STATES: Final[dict[str, tuple[State, str]]] = {
    "channel": (channel, "dark"),
    "commands": (commands, "dark"),
    "completion": (completion, "dark"),
    "form": (form, "light"),
    "read": (read, "light"),
    "search": (search, "dark"),
    "show": (show, "light"),
    "recommend": (recommend, "dark"),
    "talk": (talk, "light"),
    "behind": (behind, "dark"),
}


async def photograph(stage: Stage, browser: Browser, name: str, width: int) -> int:
    """Bring the page into a state and keep a picture of it; return its bytes."""
    act, scheme = STATES[name]
    context = await browser.new_context(
        viewport={"width": width, "height": SIZES[width]},
        device_scale_factor=SHARPNESS,
        color_scheme="light" if scheme == "light" else "dark",
        reduced_motion="reduce",
        locale="en-GB",
        has_touch=width < 600,
    )
    page = await context.new_page()
    page.set_default_timeout(5_000)
    await page.goto(stage.discord.page_url)
    await expect(page.locator(".message").last).to_be_visible()
    await act(page)
    await page.mouse.move(width / 2, 1)
    taken = base64.b64encode(await page.screenshot()).decode()
    plain = await browser.new_page()
    made = await plain.evaluate(SMALLER, [f"data:image/png;base64,{taken}", QUALITY])
    content = base64.b64decode(made)
    (TARGET / f"{name}-{width}.webp").write_bytes(content)
    await plain.close()
    await context.close()
    return len(content)


async def take(wanted: list[str]) -> None:
    """Take the wanted pictures, by default all, each in a club of its own."""
    TARGET.mkdir(parents=True, exist_ok=True)
    total = 0
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name in wanted or STATES:
            for width in SIZES:
                with tempfile.TemporaryDirectory() as folder:
                    async with open_stage(Path(folder), page=True) as stage:
                        total += await photograph(stage, browser, name, width)
        await browser.close()
    sys.stdout.write(f"{TARGET}: {total:,} bytes\n")


if __name__ == "__main__":
    asyncio.run(take(sys.argv[1:]))
