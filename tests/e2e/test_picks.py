"""What one can do with suggestions: each press counts in the very next answer."""

import pytest

from reviewbot.playground.driver import Answer, Member, Message
from reviewbot.store import members, shelves, tastes
from tests.e2e.club import Club, labels
from tests.e2e.test_recommend import MENU


async def give(who: Member, title: str, stars: str = "5", **given: object) -> None:
    """Rate in one line, as a film unless told otherwise."""
    await who.slash("review quick", title=title, rating=stars, **{"kind": "movie", **given})


async def films(club: Club, *titles: str) -> None:
    for title in titles:
        await give(club.ada, title)
        await give(club.ben, title, "4½")


async def ask(who: Member, **given: object) -> Answer:
    return await who.slash("review recommend", **given)


def page(answer: Answer) -> Message:
    assert answer.message, answer
    assert answer.message.ephemeral
    assert not answer.message.pinged
    return answer.message


async def opened(who: Member, title: str) -> Message:
    answer = await ask(who)
    return page(await who.choose(MENU, title, on=answer.message))


async def test_want_keeps_that_it_was_suggested_and_goes_on(club: Club) -> None:
    await films(club, "One", "Two")
    shown = page(await ask(club.cleo))
    want = next(b for b in shown.buttons if b.label == "Want")
    title = "One" if shown.text.index("**One**") < shown.text.index("**Two**") else "Two"
    await club.restart()
    await club.cleo.click(str(want.custom_id), on=shown)
    assert f"**{title}** (film, year unknown) is on your list to watch." in shown.text
    assert shown.text.count("from others") == 1
    shelf = await club.cleo.slash("shelf show")
    assert f"recommended by <@{club.discord.world.bot.id}>" in shelf.text
    await club.cleo.click("Undo", on=shown)
    assert "Taken back." in shown.text
    assert f"**{title}**" in (await ask(club.cleo)).text


async def test_not_for_me_is_remembered_and_can_be_undone(club: Club) -> None:
    await films(club, "One", "Two")
    shown = await opened(club.cleo, "One")
    assert labels(shown) == {"Want", "Seen it", "Not for me", "More like this", "Why?"} | {
        "All suggestions"
    }
    await club.cleo.click("Not for me", on=shown)
    assert "I will not suggest **One** (film, year unknown) to you again." in shown.text
    await club.restart()
    assert "**One**" not in (await ask(club.cleo)).text
    assert "**One**" not in (await ask(club.cleo, again=True)).text
    assert "**One**" in (await ask(club.guild.member("Dora"))).text
    await club.cleo.click("Undo", on=shown)
    assert "may be suggested to you again" in shown.text
    assert "**One**" in (await ask(club.cleo)).text


async def test_seen_it_takes_stars_at_once_and_posts_no_card(club: Club) -> None:
    await films(club, "One", "Two")
    before = len(club.channel.messages)
    shown = await opened(club.cleo, "One")
    await club.cleo.click("Seen it", on=shown)
    assert "What do you give it?" in shown.text
    await club.cleo.choose("Your stars", "★★★½  3½", on=shown)
    assert "You gave **One** (film, year unknown) ★★★½ 3½/5." in shown.text
    assert "likely" in shown.text, "the rating counts in this very answer"
    assert len(club.channel.messages) == before
    async with club.db.read() as conn:
        [(_, points)] = await tastes.list_of_member(conn, club.guild_id, int(club.cleo.id))
    assert points == 70
    await club.cleo.click("Undo", on=shown)
    async with club.db.read() as conn:
        assert not await tastes.list_of_member(conn, club.guild_id, int(club.cleo.id))


async def test_seen_it_without_stars_is_known_from_then_on(club: Club) -> None:
    await films(club, "One", "Two")
    shown = await opened(club.cleo, "One")
    await club.cleo.click("Seen it", on=shown)
    await club.cleo.choose("Your stars", "Seen it, but no stars from me", on=shown)
    assert "You have watched **One** (film, year unknown)." in shown.text
    assert "**One**" not in (await ask(club.cleo)).text
    assert "**One**" in (await ask(club.cleo, again=True)).text


async def test_nothing_known_is_suggested_whatever_the_shelf(club: Club) -> None:
    titles = ("Wanted", "Current", "Done", "Paused", "Dropped", "Logged")
    await films(club, *titles, "Unknown")
    for title in titles[:-1]:
        shelf = "want" if title == "Wanted" else title.lower()
        await club.cleo.slash("shelf add", title=title, shelf=shelf)
    await club.cleo.slash("review log", title="Logged")
    text = (await ask(club.cleo)).text
    assert "**Unknown**" in text
    assert not [title for title in titles if f"**{title}**" in text]
    again = (await ask(club.cleo, again=True)).text
    assert "**Done**" in again
    assert "**Dropped**" not in again


async def test_like_names_what_it_is_like_and_more_like_this_does_the_same(club: Club) -> None:
    for side, fans in (("Dark", "Abe Bea Cyd"), ("Light", "Dan Eve Fia")):
        for name in fans.split():
            for number in range(1, 5):
                await give(club.guild.member(name), f"{side} {number}")
    found = page(await ask(club.cleo, like="Dark 1", like2="Dark 2"))
    assert "More like Dark 1 (film, year unknown) and Dark 2 (film, year unknown)" in found.text
    assert found.text.index("**Dark 3**") < found.text.index("**Light ")
    assert "who like the same loved it" in found.text
    shown = page(await ask(club.cleo))
    light = next(title for title in shown.text.split("**")[1::2] if title.startswith("Light"))
    await club.cleo.choose(MENU, light, on=shown)
    await club.cleo.click("More like this", on=shown)
    assert f"More like {light}" in shown.text
    assert shown.text.index("**Light ") < shown.text.index("**Dark ")
    assert "Nobody has reviewed" in (await ask(club.cleo, like="Never heard of")).text


async def test_mood_and_years_and_what_a_thin_list_says(club: Club) -> None:
    await give(club.ada, "Old", year=1950, tags="cosy, rain")
    await give(club.ada, "New", year=2020, tags="cosy")
    await give(club.ada, "Dateless")
    choices = await club.ben.autocomplete("review recommend", "mood", "co")
    assert "cosy" in {one.name for one in choices}
    assert "**Dateless**" not in (await ask(club.ben, mood="cosy")).text
    old = await ask(club.ben, mood="cosy", year_to=1960)
    assert "**Old**" in old.text
    assert "**New**" not in old.text
    assert "No more films, books or shows tagged cosy up to 1960" in old.text
    none = await ask(club.ben, mood="rain", year_from=2000, kind="movie")
    assert "I have no films tagged rain from 2000 on left for you" in none.text
    assert "add `again`" in none.text
    await club.ben.click("Want", on=old.message)
    assert old.message
    assert "tagged cosy up to 1960 left" in old.message.text, "the wish travels with the button"
    wrong = await ask(club.ben, year_from=2000, year_to=1990)
    assert "Nothing is from 2000" in wrong.text


async def test_from_is_what_a_member_loved_if_they_let_it_be_known(club: Club) -> None:
    await give(club.ada, "Loved")
    await give(club.ada, "Meh", "2")
    await give(club.ben, "Other")
    found = await ask(club.cleo, **{"from": club.ada})
    assert f"What <@{club.ada.id}> loved" in found.text
    assert "**Loved**" in found.text
    assert "**Meh**" not in found.text
    assert "**Other**" not in found.text
    async with club.db.write() as conn:
        await members.choose(conn, club.guild_id, int(club.ada.id), compared=False)
    refused = await ask(club.cleo, **{"from": club.ada})
    assert "keeps their ratings out" in refused.text
    assert "**Loved**" not in refused.text


async def test_only_who_allows_it_is_named_in_a_reason(club: Club) -> None:
    for number in range(1, 5):
        for who in (club.ada, club.ben):
            await give(who, f"Film {number}")
    for number in range(1, 4):
        await give(club.cleo, f"Film {number}")
    named = await ask(club.cleo)
    assert "and 1 other with taste like yours loved it" in named.text
    for who in (club.ada, club.ben):
        async with club.db.write() as conn:
            await members.choose(conn, club.guild_id, int(who.id), compared=False)
    unnamed = await ask(club.cleo)
    assert "2 members with taste like yours loved it" in unnamed.text
    assert "<@" not in unnamed.text
    opened_page = page(await club.cleo.choose(MENU, "Film 4", on=unnamed.message))
    await club.cleo.click("Why?", on=opened_page)
    assert "**What counted**" in opened_page.text
    assert "% : " not in opened_page.text
    assert "It goes with Film" in opened_page.text
    assert "2 members beside you rated it" in opened_page.text
    assert "<@" not in opened_page.text


@pytest.mark.slow
async def test_a_newcomer_rates_a_few_and_may_stop(club: Club) -> None:
    for number in range(12):
        await give(club.ada, f"Film {number}", "5")
        await give(club.ben, f"Film {number}", "1" if number == 7 else "5")
    shown = page(await ask(club.cleo))
    await club.cleo.click("Rate a few", on=shown)
    assert "### Film 7" in shown.text, "what divides tells most"
    assert "1 of 10" in shown.text
    await club.restart()
    await club.cleo.choose("Your stars", "★★★★★  5", on=shown)
    assert "You gave **Film 7** (film, year unknown) ★★★★★ 5/5." in shown.text
    assert "2 of 10" in shown.text
    asked = {"Film 7"}
    for _ in range(9):
        asked.add(shown.text.partition("### ")[2].partition("\n")[0])
        await club.cleo.click("Not seen: next", on=shown)
    assert len(asked) == 10
    assert "I know 1 rating of yours now." in shown.text
    await club.cleo.click("What to try next", on=shown)
    assert "likely" in shown.text
    await club.cleo.click("Rate a few", on=shown)
    assert "Film 7" not in shown.text
    await club.cleo.click("That is enough", on=shown)
    assert "What to try next" in shown.text


async def test_who_has_rated_three_is_not_asked(club: Club) -> None:
    await films(club, "One", "Two", "Three", "Four")
    for title in ("One", "Two", "Three"):
        await give(club.cleo, title)
    assert "Rate a few" not in labels(page(await ask(club.cleo)))


async def test_a_stranger_s_press_meets_nothing(club: Club) -> None:
    await films(club, "One")
    shown = page(await ask(club.cleo))
    want = next(str(b.custom_id) for b in shown.buttons if b.label == "Want")
    eve = club.elsewhere("Eve")
    for custom_id in (want, want.replace("pw:", "pn:"), want.replace("pw:", "py:")):
        assert "is not here any more" in (await club.forge(eve, custom_id)).text
    async with club.db.read() as conn:
        found = await shelves.list_of_member(conn, club.guild_id, int(eve.id))
    assert not found.items
