"""The page with axe, which knows what keyboards and screen readers need."""

from importlib import resources, util

import pytest
from playwright.async_api import Browser, Page, expect

from tests.page.bot import PageBot
from tests.page.conftest import Stage, need, visit

BAD = {"serious", "critical"}
RUN = "async () => (await axe.run()).violations.map(one => [one.impact, one.id, one.nodes[0].html])"


async def judge(page: Page) -> None:
    await page.wait_for_timeout(300)
    found = [one for one in await page.evaluate(RUN) if one[0] in BAD]
    assert not found, found


@pytest.mark.parametrize("width", [1280, 390])
async def test_nothing_serious_is_found(
    stage: Stage, bot: PageBot, browser: Browser, width: int
) -> None:
    del bot
    need(util.find_spec("axe_core_python"), "the package axe-core-python is not there")
    await stage.ada.send("**Hello** ||hidden|| `code` <@1> https://example.org")
    await stage.ada.slash("review post", title="Parasite", stars=5)
    page = (await visit(browser, stage, width, lax=True)).page
    axe = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    await page.add_script_tag(content=axe)
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
