"""No title is ever shown without kind and year, or maker: every command, notice and page (I1)."""

import pytest

from reviewbot.playground.driver import File, Member
from tests.e2e.canary import Things, forms, menus, press_all, templates, try_commands, try_forms
from tests.e2e.club import MANAGE_MESSAGES, Club
from tests.e2e.naming import Named, bare, pieces
from tests.e2e.test_notices import pass_minutes, until_letters
from tests.e2e.test_pictures import PNG, illustrate
from tests.e2e.test_threads import switch_on, until_threads

FILM, BOOK, SHOW = "Quokka", "Wombat " + "of many words " * 9 + "x", "Numbat"
WORKS = (Named(FILM, "1987"), Named("Wombat", "Émile|1987"), Named(SHOW, "2001|1987"))
KNOWN: dict[str, dict[str, object]] = {
    FILM: {"kind": "movie", "year": 1987},
    BOOK: {"kind": "book", "year": None, "maker": "Émile Zola"},
    SHOW: {"kind": "tv", "year": 2001},
}


async def _seed(club: Club) -> None:
    """Bring about whatever shows a work: cards, letters, threads, shelves, calls, a merge."""
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    log = club.guild.channel("mod-log")
    await club.cleo.slash("reviewbot settings")
    await club.cleo.choose("rv1:server-log", log)
    await switch_on(club)
    for title, known in KNOWN.items():
        card = await club.post(club.ada, "Words. ||The end.||", title, **known)
        await club.ben.reply(card, "A thought.")
    await illustrate(club, File("stairs.png", PNG))
    opened = await club.ada.slash("review edit", title=FILM)
    await club.ada.submit(opened.form, {"Your review": "Other words. ||The end.||"})
    for title in KNOWN:
        await club.ben.slash("review quick", title=title, rating="4")
        await club.ben.slash("review log", title=title, date="2019", rating="4½")
        await club.cleo.slash("shelf add", title=title)
        await club.cleo.slash("review recommend", to=club.ben, title=title, note="See it.")
    called = await club.post(club.ben, "So it ended.", BOOK, **KNOWN[BOOK])
    await club.cleo.click("This spoils · Report", on=called)
    await club.cleo.click("This spoils")
    await club.cleo.menu("Report", card)
    await club.cleo.submit(fields={"What is wrong with it?": "Rude."})
    await club.cleo.menu("Hide", card)
    await club.cleo.submit(fields={"Why?": "Rude."})
    await club.post(club.ben, "Twice.", f"{FILM} again", **KNOWN[FILM])
    await club.cleo.slash("work merge", duplicate=f"{FILM} again", into=FILM)
    await club.cleo.click("Merge")
    opened = await club.ada.slash("review post", title=f"{FILM} to come", **KNOWN[FILM])
    await club.ada.submit(opened.form, {"Your review": ""})
    await until_letters(club.ada, 1)
    await until_threads(club, 1)
    await pass_minutes(club, 11)
    await until_letters(club.ada, 2)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ada", "ben", "cleo"])
async def test_no_title_ever_stands_bare(club: Club, name: str) -> None:
    """Knows all there is from the bot itself, so nothing that is new can be forgotten."""
    await _seed(club)
    who: Member = getattr(club, name)
    things = Things()
    await things.gather(club, club.guild_id)
    await try_commands(club, who, list(KNOWN), ["words", FILM, "n"], secret=False, year=1987)
    for card in club.cards()[:2]:
        for entry in menus():
            if entry != "Hide" or name == "cleo":
                await who.menu(entry, card)
    assert await press_all(club, who, things, 6) == set(templates())
    opened = (await who.slash("review post", title=FILM, **KNOWN[FILM])).form
    assert opened
    assert await try_forms(who, things, opened, 3) == set(forms())
    exchanges = club.discord.traffic.exchanges
    alone = bare(exchanges, WORKS)
    assert not alone, "\n\n".join(dict.fromkeys(alone))
    for work in WORKS:
        shown = sum(work.title in words for one in exchanges for words in pieces(one.request))
        assert shown > 60, f"{work.title} was shown {shown} times only"
