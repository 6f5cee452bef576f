"""The club at the page, with the real bot: what a visitor does first."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from reviewbot.club.stage import Stage, open_stage
from tests.page.access import add_axe, judge
from tests.page.conftest import Visit, visit

TEXT = "It is about stairs.\n\n||There is a cellar.||\n\nSee it with a friend."


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the club as it has written everything, made once."""
    folder = tmp_path_factory.mktemp("club")

    async def write() -> None:
        async with open_stage(folder):
            pass

    with ThreadPoolExecutor() as apart:
        apart.submit(asyncio.run, write()).result()
    return folder


@pytest.fixture
async def club(kept: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    folder = tmp_path / "club"
    shutil.copytree(kept, folder)
    async with open_stage(folder, page=True) as stage:
        yield stage


def cards(page: Page) -> Locator:
    return page.locator(".message:not(.private)", has=page.locator(".container"))


def answer(page: Page) -> Locator:
    return page.locator(".message.private").last


async def begin(page: Page, command: str) -> None:
    """Type a command's name and take it from the picker."""
    await page.focus("#write")
    await page.keyboard.type(f"/{command}")
    await expect(page.locator("#picker [aria-selected=true]")).to_contain_text(f"/{command}")
    await page.keyboard.press("Enter")


async def start_review(page: Page, title: str) -> Locator:
    """Give `/review post` its options and return the form that opens."""
    await begin(page, "review post")
    await page.keyboard.type(title)
    await expect(page.locator("#picker .note")).to_contain_text("Nothing known by that name")
    await page.keyboard.press("Tab")
    await page.keyboard.type("film")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    form = page.locator("dialog.form[open]").first
    await expect(form).to_contain_text(f"Your review of {title}")
    return form


async def be(page: Page, name: str) -> None:
    await page.locator("#people [data-do=be]", has_text=name).first.click()
    await expect(page.locator("#me b")).to_have_text(name)


def nothing_bad(seen: Visit, club: Stage) -> None:
    assert not seen.errors
    assert not seen.dialogs
    assert all(one.startswith(club.discord.address) for one in seen.requests), "left the machine"


@pytest.mark.slow
async def test_a_review_is_posted_read_and_answered(club: Stage, browser: Browser) -> None:
    seen = await visit(browser, club)
    page = seen.page
    form = await start_review(page, "Lantern Street")
    await form.get_by_label("Your review").fill(TEXT)
    await page.keyboard.press("Escape")
    ask = page.locator("dialog.sure")
    await expect(ask).to_contain_text("lose what you wrote")
    await ask.get_by_role("button", name="Keep writing").click()
    await page.mouse.click(5, 5)
    await expect(form.get_by_label("Your review")).to_have_value(TEXT)
    await form.get_by_label("Parts are marked").check()
    await form.get_by_role("button", name="Submit").click()
    await expect(answer(page)).to_contain_text(
        "Your review of Lantern Street (film, year unknown) is posted"
    )
    card = cards(page).last
    await expect(card).to_contain_text("It is about stairs.")
    await expect(card).not_to_contain_text("cellar")

    await be(page, "Вера")
    await expect(page.locator(".message.private")).to_have_count(0)
    await cards(page).last.get_by_role("button", name="Read").click()
    await expect(answer(page)).to_contain_text("See it with a friend.")
    await expect(answer(page)).not_to_contain_text("cellar")
    await answer(page).get_by_role("button", name="Show spoilers").click()
    await answer(page).get_by_role("button", name="Show me").click()
    await expect(answer(page)).to_contain_text("There is a cellar.")
    await expect(page.locator("#jump")).to_be_hidden()

    await cards(page).last.hover()
    await cards(page).last.locator('[data-do="reply"]').click()
    await page.keyboard.type("And about rain.")
    await page.keyboard.press("Enter")
    await expect(cards(page).last).to_contain_text("1 thought")
    nothing_bad(seen, club)


@pytest.mark.slow
async def test_a_work_is_found_by_typing_and_a_pick_is_opened(
    club: Stage, browser: Browser
) -> None:
    seen = await visit(browser, club)
    page = seen.page
    await begin(page, "review show")
    await page.keyboard.type("solaris")
    await expect(page.locator("#picker [role=option]")).to_have_count(2)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message").last).to_contain_text("Film · 1972 · Andrei Tarkovsky")

    await begin(page, "review search")
    await page.keyboard.type("library")
    await expect(page.locator("#picker [aria-selected=true]")).to_contain_text("query")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(answer(page)).to_contain_text("reviews for “library”")
    await expect(answer(page)).to_contain_text("Read one of these")

    await be(page, "Lucía")
    await begin(page, "review recommend")
    await page.keyboard.press("Enter")
    pick = answer(page).locator(".section").first
    title = await pick.locator("strong").first.inner_text()
    await pick.get_by_role("button", name="Want").click()
    await expect(answer(page)).to_contain_text(title)
    nothing_bad(seen, club)


@pytest.mark.slow
async def test_a_keyboard_is_enough(club: Stage, browser: Browser) -> None:
    seen = await visit(browser, club)
    page, keys = seen.page, seen.page.keyboard
    form = await start_review(page, "Lantern Street")
    await expect(form.get_by_label("Headline")).to_be_focused()
    await keys.press("Tab")
    await keys.type("It is about stairs. ||There is a cellar.||")
    await keys.press("Tab")
    await keys.press("Tab")
    await keys.press("ArrowDown")
    await expect(form.get_by_label("Parts are marked")).to_be_checked()
    await keys.press("Control+Enter")
    await expect(answer(page)).to_contain_text("is posted")
    await expect(page.locator("#write")).to_be_focused()

    await page.focus("#log")
    await keys.press("ArrowUp")
    await keys.press("Enter")
    await expect(page.locator("#menu [role=menuitem]").first).to_be_focused()
    await keys.press("Escape")
    for _ in range(8):
        if "stairs" in await page.evaluate("document.activeElement.innerText"):
            break
        await keys.press("ArrowUp")
    for _ in range(8):
        await keys.press("Tab")
        if await page.evaluate("document.activeElement.textContent.trim()") == "Read":
            break
    await keys.press("Enter")
    await expect(answer(page)).to_contain_text("It is about stairs.")

    await page.focus("#write")
    await keys.type("a tpyo")
    await keys.press("Enter")
    mine = page.locator(".message[data-mine]").last
    await expect(mine).to_contain_text("a tpyo")
    await expect(page.locator("#write")).to_have_value("")
    await keys.press("ArrowUp")
    await expect(mine.locator("textarea")).to_have_value("a tpyo")
    await keys.press("Control+A")
    await keys.type("a typo")
    await keys.press("Enter")
    await expect(mine).to_contain_text("a typo")
    await expect(mine.locator(".edited")).to_be_visible()
    await page.focus("#log")
    await keys.press("ArrowUp")
    await keys.press("Delete")
    await keys.press("Tab")
    await keys.press("Enter")
    await expect(page.locator(".message", has_text="a typo")).to_have_count(0)
    nothing_bad(seen, club)


@pytest.mark.slow
async def test_a_phone_is_wide_enough(club: Stage, browser: Browser) -> None:
    seen = await visit(browser, club, 390, 844)
    page = seen.page
    await cards(page).last.get_by_role("button", name="Comment").click()
    form = page.locator("dialog.form[open]")
    await form.locator("textarea").fill("On the train, on the phone.")
    await form.get_by_role("button", name="Submit").click()
    await expect(cards(page).last).to_contain_text("thought")
    await page.click('[data-do="open-side"]')
    await page.locator(".channel.is-thread", has_text="Solaris, twice").click()
    await expect(page.locator("#title h1")).to_have_text("Solaris, twice")
    await expect(page.locator("#side")).to_be_hidden()
    spoiler = page.locator(".spoiler").first
    await spoiler.click()
    await expect(spoiler).to_have_class(re.compile("open"))
    await page.click('[data-do="people"]')
    await be(page, "Jules")
    await expect(page.locator("#people")).to_be_hidden()
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    nothing_bad(seen, club)


@pytest.mark.slow
async def test_the_bot_is_restarted_from_the_drawer(club: Stage, browser: Browser) -> None:
    seen = await visit(browser, club)
    page = seen.page
    await page.focus('#head [data-do="behind"]')
    await page.keyboard.press("Enter")
    restart = page.locator("#behind").get_by_role("button", name="Restart the bot")
    await restart.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#says")).to_contain_text("The bot was restarted.")
    await expect(restart).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#behind")).to_be_hidden()
    await expect(page.locator('#head [data-do="behind"]')).to_be_focused()
    await cards(page).last.get_by_role("button", name="Read").click()
    await expect(answer(page).locator(".container")).to_be_visible()
    await answer(page).hover()
    await answer(page).locator('[data-do="message-menu"]').click()
    await page.get_by_role("menuitem", name="A look behind").click()
    await expect(page.locator("#behind .took")).to_contain_text("ms from the event")
    await expect(page.locator("#behind .wire")).to_contain_text("INTERACTION_CREATE")
    nothing_bad(seen, club)


LEFT = """(line, wanted) => {
  const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(wanted);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walk.currentNode, at);
    range.setEnd(walk.currentNode, at + wanted.length);
    return range.getBoundingClientRect().left;
  }
  return null;
}"""


@pytest.mark.slow
async def test_a_name_or_title_from_right_to_left_turns_no_line(
    club: Stage, browser: Browser
) -> None:
    nour, ada = club.member("nour"), club.member("ada")
    form = await nour.slash("review post", title="قنديل أم هاشم", kind="book", year=1944)
    await nour.submit(form.form, {"Your review": "Read it in one tram ride."})
    await ada.send(f"{nour.mention} lent me her copy", club.reviews)
    seen = await visit(browser, club)
    page = seen.page
    said = page.locator(".message .text p").last
    name, text = [await said.evaluate(LEFT, one) for one in ("نور", "lent me")]
    assert name < text, "the mention turned the line"
    await begin(page, "review search")
    await page.keyboard.type("tram ride")
    await expect(page.locator("#picker [aria-selected=true]")).to_contain_text("query")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    found = answer(page).locator("p", has_text="قنديل").first
    number, title = [await found.evaluate(LEFT, one) for one in ("1.", "قنديل")]
    assert number < title, "the title turned the line"
    nothing_bad(seen, club)


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
async def test_nothing_serious_keeps_anybody_out(club: Stage, browser: Browser, width: int) -> None:
    page = (await visit(browser, club, width, lax=True)).page
    await add_axe(page)
    await judge(page)
    await begin(page, "review recommend")
    await page.keyboard.press("Enter")
    await expect(answer(page)).to_contain_text("What to try next")
    await judge(page)
    await page.click('[data-do="theme"]')
    await judge(page)
