"""axe, which knows what keyboards and screen readers need."""

from importlib import resources, util

from playwright.async_api import Page

from tests.page.conftest import need

BAD = {"serious", "critical"}
RUN = "async () => (await axe.run()).violations.map(one => [one.impact, one.id, one.nodes[0].html])"


async def add_axe(page: Page) -> None:
    """Load axe into a page whose policy was laid aside."""
    need(util.find_spec("axe_core_python"), "the package axe-core-python is not there")
    axe = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    await page.add_script_tag(content=axe)


async def judge(page: Page) -> None:
    """Fail on anything serious in what is shown now."""
    await page.wait_for_timeout(300)
    found = [one for one in await page.evaluate(RUN) if one[0] in BAD]
    assert not found, found
