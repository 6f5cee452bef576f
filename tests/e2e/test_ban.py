"""R7: few edits of a card however much happens, and quiet while the network before Discord bans."""

import asyncio

import pytest

from reviewbot.bot.breaker import FIRST_SECONDS, LONGEST_SECONDS, Breaker
from reviewbot.bot.health import examined
from tests.e2e.club import Club, open_club

EDIT = "/channels/{channel_id}/messages/{message_id}"


async def test_a_ban_is_met_with_silence_and_outlived(club: Club) -> None:
    assert club.app
    bot, skipped = club.app.bot, [0.0]
    monotonic = bot.breaker.now
    bot.breaker.now = lambda: monotonic() + skipped[0]
    club.budget[429] = 3
    ban = club.discord.faults.on("* /channels/*", status=429, via=False, times=None)
    for number, who in enumerate((club.ada, club.ben, club.cleo) * 2):
        opened = await who.slash("review post", title=f"Title {number}", kind="movie")
        answer = await who.submit(opened.form, {"Your review": f"Banned {number}."})
        assert "it will appear by itself" in answer.text
    health = await examined(bot)
    assert not health.ready
    assert "keeps quiet" in health.troubles[0]
    bot.postman.wake()
    skipped[0] = FIRST_SECONDS - 10
    await asyncio.sleep(2.5)  # debts come due, and are not tried
    assert 1 <= ban.hits <= 3
    club.discord.faults.clear()
    skipped[0] = FIRST_SECONDS + 1
    club.discord.clock.advance(FIRST_SECONDS)
    bot.postman.wake()
    for number in range(6):
        await club.ben.sees(f"Banned {number}.")
    assert len(club.cards()) == 6
    assert (await examined(bot)).ready


async def test_a_ban_at_login_is_waited_out(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewbot.bot.breaker.FIRST_SECONDS", 0.2)
    async with open_club(sqlite_url, start=False) as club:
        club.budget[429] = 1
        ban = club.discord.faults.on("GET /users/@me", status=429, via=False)
        await club.start()
        assert ban.hits == 1
        await club.post(club.ada, "It came up.")


async def test_a_longer_ban_is_met_with_a_longer_silence() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    silences = []
    for _ in range(5):
        breaker._open()
        breaker._open()
        silences.append(breaker.seconds_left)
        now[0] += breaker.seconds_left
    assert silences == [600, 1200, 2400, LONGEST_SECONDS, LONGEST_SECONDS]


@pytest.mark.slow
async def test_a_thousand_presses_are_two_edits_and_the_count_is_right(sqlite_url: str) -> None:
    async with open_club(sqlite_url) as club:
        assert club.app
        club.app.bot.postman._cards._spacing = 10
        card = await club.post(club.ada, "Words.")
        before = len(club.discord.traffic.find("PATCH", EDIT))
        members = [club.guild.member(f"Member {number}") for number in range(100)]
        begun = asyncio.get_running_loop().time()
        for _ in range(9):  # on and off again: an odd number leaves each of them once
            await asyncio.gather(*(who.click("Helpful", on=card) for who in members))
        lasted = asyncio.get_running_loop().time() - begun
        assert len(club.discord.traffic.find("PATCH", EDIT)) - before <= 2 + lasted // 10
        async with asyncio.timeout(40):
            while "100" not in card.text + str([b.label for b in card.buttons]):  # noqa: ASYNC110 - the playground changes
                await asyncio.sleep(0.1)
