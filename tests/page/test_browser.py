"""People at the page, in a real browser."""

import re

import pytest
from playwright.async_api import Browser, expect

from reviewbot.playground import File
from tests.page.bot import PageBot
from tests.page.conftest import Stage, visit
from tests.page.hostile import CORPUS

TOUR = "gardener"


@pytest.mark.slow
async def test_a_review_is_posted_with_completion_by_keyboard_alone(
    stage: Stage, bot: PageBot, browser: Browser
) -> None:
    seen = await visit(browser, stage)
    page, keys = seen.page, seen.page.keyboard
    await page.focus("#write")
    await keys.type("/rev")
    await expect(page.locator("#picker [role=option]").first).to_contain_text("/review post")
    await keys.press("Enter")
    await keys.type("spir")
    await expect(page.locator("#picker [role=option]")).to_have_count(1)
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await keys.press("Enter")
    await expect(page.locator(".message.private")).to_contain_text("posted Spirited Away")
    await expect(page.locator(".container")).to_contain_text("千と千尋")
    assert bot.replies == []
    assert not seen.errors


@pytest.mark.slow
async def test_a_missing_option_is_asked_for(stage: Stage, bot: PageBot, browser: Browser) -> None:
    del bot
    page = (await visit(browser, stage)).page
    await page.fill("#write", "/review post")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.locator("#picker .wrong")).to_have_text("This option is required.")
    await expect(page.locator(".pill.wrong")).to_have_count(2)
    await page.keyboard.press("Escape")
    await expect(page.locator("#write")).to_be_focused()


@pytest.mark.slow
async def test_the_form_counts_checks_and_sends(
    stage: Stage, bot: PageBot, browser: Browser
) -> None:
    del bot
    await stage.ada.slash("review post", title="Parasite", stars=5)
    seen = await visit(browser, stage)
    page = seen.page
    await page.click('[data-control="form"]')
    form = page.locator("dialog[open]")
    await form.locator(".submit").click()
    await expect(form.locator(".field.wrong")).to_have_count(1)
    await form.locator("textarea").fill("x" * 4001)
    await expect(form.locator(".counter.over")).to_have_text("4,001 of 4,000")
    await form.locator("textarea").fill("It was 🎬 fine")
    await form.locator('input[type="file"]').set_input_files(
        {"name": "more.txt", "mimeType": "text/plain", "buffer": b"more"}
    )
    await form.get_by_label("Some").check()
    await form.locator(".submit").click()
    await expect(page.locator(".message.private").last).to_contain_text("You wrote: It was 🎬 fine")
    assert not seen.errors


@pytest.mark.slow
async def test_what_is_private_is_seen_by_one_and_spoilers_open_on_a_press(
    stage: Stage, bot: PageBot, browser: Browser
) -> None:
    del bot
    await stage.bo.slash("review post", title="Parasite", stars=5)
    page = (await visit(browser, stage)).page
    await expect(page.locator(".message.private")).to_have_count(0)
    await page.click('[data-control="read"]')
    spoiler = page.locator(".message.private .spoiler")
    await expect(spoiler.locator(".spoiler-text")).to_have_css("opacity", "0")
    await spoiler.focus()
    await page.keyboard.press("Enter")
    await expect(spoiler.locator(".spoiler-text")).to_have_css("opacity", "1")
    await page.click(f'#people [data-do="be"][data-user="{stage.bo.id}"]')
    await expect(page.locator("#me b")).to_have_text("Bo")
    await expect(page.locator(".message.private")).to_contain_text("posted Parasite")
    await expect(page.locator("#messages")).not_to_contain_text(TOUR)


@pytest.mark.slow
async def test_a_native_reply_reaches_the_bot_and_a_button_without_answer_fails(
    stage: Stage, bot: PageBot, browser: Browser
) -> None:
    await stage.ada.slash("review post", title="Parasite", stars=5)
    page = (await visit(browser, stage)).page
    card = page.locator(".message", has=page.locator(".container"))
    await card.hover()
    await card.locator('[data-do="reply"]').click()
    await page.keyboard.type("I agree")
    await page.keyboard.press("Enter")
    await expect(page.locator(".reactions")).to_contain_text("💬")
    assert bot.replies == ["I agree"]
    await card.locator('[data-control="never"]').click()
    await expect(card.locator('[data-control="never"]')).to_have_class(re.compile("working"))
    await expect(card.locator(".failure")).to_have_text("This interaction failed", timeout=5000)


@pytest.mark.slow
async def test_menus_of_messages_and_selects(stage: Stage, bot: PageBot, browser: Browser) -> None:
    del bot
    await stage.ada.slash("review post", title="Parasite", stars=5)
    page = (await visit(browser, stage)).page
    card = page.locator(".message", has=page.locator(".container"))
    await card.locator(".select-head").click()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.private").last).to_contain_text("You gave ['2']")
    await card.hover()
    await card.locator('[data-do="message-menu"]').click()
    await page.get_by_role("menuitem", name="Comment on review").click()
    await expect(page.locator(".message.private").last).to_contain_text("about")
    await card.hover()
    await card.locator('[data-do="message-menu"]').click()
    await page.get_by_role("menuitem", name="A look behind").click()
    await expect(page.locator("#behind")).to_contain_text("/channels/{channel_id}/messages")
    await expect(page.locator("#behind .gauges")).to_contain_text("of 40")


@pytest.mark.slow
async def test_a_command_without_answer_says_so(
    stage: Stage, bot: PageBot, browser: Browser
) -> None:
    del bot
    page = (await visit(browser, stage)).page
    await page.fill("#write", "/review silent")
    await page.keyboard.press("Enter")
    line = page.locator("#local")
    await expect(line).to_contain_text("/review silent: The application did not", timeout=5000)


@pytest.mark.slow
async def test_a_link_to_a_message_leads_to_it_within_the_page(
    stage: Stage, browser: Browser
) -> None:
    lounge = stage.guild.channel("lounge")
    first = await stage.bo.send("the very first", lounge)
    for number in range(120):
        await stage.bo.send(f"filling {number}", lounge)
    url = f"https://discord.com/channels/{stage.guild.id}/{lounge.id}/{first.id}"
    await stage.bo.send(f"see {url}")
    seen = await visit(browser, stage)
    await seen.page.click(".message a")
    await expect(seen.page.locator("#title h1")).to_have_text("lounge")
    await expect(seen.page.locator(f"#m{first.id}")).to_be_focused()
    await expect(seen.page.locator(f"#m{first.id}")).to_be_in_viewport()
    assert all(one.startswith(stage.discord.address) for one in seen.requests)


@pytest.mark.slow
async def test_unread_marks_and_waiting(stage: Stage, bot: PageBot, browser: Browser) -> None:
    del bot
    seen = await visit(browser, stage)
    page = seen.page
    await stage.bo.send(f"<@{stage.ada.id}> look", stage.guild.channel("lounge"))
    await expect(page.locator(".channel.fresh")).to_contain_text("lounge")
    await expect(page.locator("#channels .count")).to_contain_text("1")
    await page.click(".channel.fresh")
    await expect(page.locator(".message.pinged")).to_contain_text("@Ada look")
    await expect(page.locator(".channel.fresh")).to_have_count(0)
    await page.fill("#write", "/review think")
    await page.keyboard.press("Enter")
    await expect(page.locator(".thinking")).to_be_visible()
    await expect(page.locator(".message").last).to_contain_text("That took a moment.")
    assert not seen.errors


@pytest.mark.slow
async def test_hostile_messages_run_nothing_and_load_nothing(
    stage: Stage, browser: Browser
) -> None:
    for text in CORPUS:
        await stage.bo.send(text.replace("\x00", "")[:2000] or "x")
    await stage.bo.send("f", files=[File("x.svg", b"<svg onload='window.hit=1'/>")])
    seen = await visit(browser, stage)
    page = seen.page
    for _ in range(4):
        await page.evaluate("document.querySelector('#log').scrollTop = 0")
        await page.wait_for_timeout(150)
    assert await page.locator(".message").count() > 150
    await page.evaluate("document.querySelectorAll('.spoiler').forEach(one => one.click())")
    assert await page.evaluate("window.hit") is None
    assert not seen.dialogs
    assert not seen.errors
    foreign = [url for url in seen.requests if not url.startswith(stage.discord.address)]
    assert not foreign


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
async def test_nothing_sticks_out_and_everything_has_a_name(
    stage: Stage, bot: PageBot, browser: Browser, width: int
) -> None:
    del bot
    await stage.ada.send("word" * 200 + "\n```\n" + "x" * 300 + "\n```")
    await stage.ada.slash("review post", title="Parasite " * 8, stars=5)
    seen = await visit(browser, stage, width, 844)
    page = seen.page
    await page.wait_for_selector(".container")
    wide = await page.evaluate(
        "[...document.querySelectorAll('main *')].filter(one => !one.closest('pre, [popover]') &&"
        " one.getBoundingClientRect().right > innerWidth + 1)"
        ".map(one => one.outerHTML.slice(0, 80))"
    )
    assert wide == []
    nameless = await page.evaluate(
        "[...document.querySelectorAll('button, a, input, textarea, select')].filter(one =>"
        " !one.textContent.trim() && !one.ariaLabel && !one.labels?.length"
        " && !one.title && !one.closest('[popover]')).map(one => one.outerHTML.slice(0, 120))"
    )
    assert nameless == []
    assert not seen.errors


GAPS = """async () => {
  const log = document.querySelector("#log");
  const gaps = [];
  let last = performance.now();
  for (let frame = 0; frame < 200; frame += 1) {
    log.scrollTop -= 90;
    const now = await new Promise(requestAnimationFrame);
    gaps.push(now - last);
    last = now;
  }
  return gaps.slice(1).sort((one, other) => one - other);
}"""


@pytest.mark.slow
async def test_a_thousand_messages_open_within_a_second_and_scroll_smoothly(
    stage: Stage, browser: Browser
) -> None:
    for number in range(1000):
        await stage.bo.send(f"message **{number}** with ||a spoiler||")
    seen = await visit(browser, stage)
    timing = "performance.getEntriesByType('navigation')[0].duration"
    spent = await seen.page.evaluate(timing)
    await expect(seen.page.locator(".message").last).to_contain_text("message 999")
    shown = await seen.page.evaluate("performance.now()")
    assert spent < 1000
    gaps = await seen.page.evaluate(GAPS)
    median, late = gaps[len(gaps) // 2], gaps[len(gaps) * 95 // 100]
    figures = {"load": spent, "shown": shown, "median gap": median, "95 %": late, "most": gaps[-1]}
    print({name: f"{value:.1f} ms" for name, value in figures.items()})  # noqa: T201 - for `-s`
    assert await seen.page.locator(".message").count() >= 300
    assert median < 50, "aim: 17 ms, one frame"
    assert late < 150
