"""The page in every state, with axe."""

import pytest
from playwright.async_api import Browser, expect

from tests.page.access import add_axe, judge
from tests.page.bot import PageBot
from tests.page.conftest import Stage, visit


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
async def test_nothing_serious_is_found(
    stage: Stage, bot: PageBot, browser: Browser, width: int
) -> None:
    del bot
    await stage.ada.send("**Hello** ||hidden|| `code` <@1> https://example.org")
    await stage.ada.slash("review post", title="Parasite", stars=5)
    page = (await visit(browser, stage, width, lax=True)).page
    await add_axe(page)
    await judge(page)
    await page.click('[data-do="theme"]')
    await judge(page)
    await page.locator(".spoiler").first.click()
    await page.click(".select-head")
    await judge(page)
    await page.keyboard.press("Escape")
    await page.fill("#write", "/review post")
    await judge(page)
    await page.focus("#write")
    await page.keyboard.press("Enter")
    await judge(page)
    await page.keyboard.press("Escape")
    await page.click('#head [data-do="behind"]')
    await judge(page)
    await page.click('#behind [data-do="behind"]')
    await page.click('[data-control="form"]')
    await page.click("dialog .submit")
    await expect(page.locator(".field.wrong")).to_have_count(1)
    await judge(page)
