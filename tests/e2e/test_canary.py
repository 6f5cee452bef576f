"""A secret word in everything that can be hidden; then everybody does everything (C3, S1, S7)."""

import pytest

from reviewbot.playground.driver import File
from tests.e2e.canary import (
    Things,
    commands,
    forms,
    menus,
    press_all,
    sent,
    templates,
    try_commands,
    try_forms,
)
from tests.e2e.club import MANAGE_MESSAGES, Club
from tests.e2e.test_notices import until_letters
from tests.e2e.test_pictures import PNG, illustrate
from tests.e2e.test_threads import switch_on, until_threads

NEVER = "CANARYONE"
"""Hidden from the beginning: it is never sent to anybody but its author."""
LATER = "CANARYTWO"
"""In the open at first, then called a spoiler or hidden by a moderator."""
HERE = "ZEPPELINFOX"
"""In the open, in the film club alone."""
THERE = "WOMBATKRYPTON"
"""In the open, in another server alone."""


async def _seed(club: Club) -> list[str]:
    """Put the secrets wherever a secret can be; return the titles."""
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    hidden = f"Open words. ||{NEVER} of the end|| And more."
    card = await club.post(club.ada, hidden, "Parasite", Headline=f"Up ||{NEVER}||")
    await switch_on(club)
    details = await club.ada.click("Details")
    await club.ada.submit(details.form, {"Pull quote": f"As they say: ||{NEVER}||"})
    await illustrate(club, File(f"{NEVER}.png", PNG), alts=NEVER, spoil=True)
    opened = await club.ada.slash("review edit", title="Parasite")
    await club.ada.submit(opened.form, {"Your review": hidden + " Twice."})
    await club.post(club.ada, NEVER, "Mother", Headline=NEVER, Spoilers="All of it")
    await illustrate(club, File(f"{NEVER}.png", PNG), alts=NEVER)
    note = f"For the ||{NEVER}||"
    known = {"to": club.ben, "title": "Okja", "kind": "movie", "note": note}
    await club.ada.slash("review recommend", **known)
    await club.post(club.ben, f"{HERE} words of Ben.", "Parasite", Headline=HERE)
    await club.post(club.ben, "Words.", f"{HERE} Home")
    await club.ada.reply(card, f"Listen: ||{NEVER}||")
    await club.ben.sees("1 thought")
    await club.cleo.slash("review comment", title="Parasite", by=club.ada, text=f"||{NEVER}||")
    await until_letters(club.ada, 1)
    await until_threads(club, 1)
    called = await club.post(club.ada, f"So {LATER} it was.", "Okja", Headline=LATER)
    await club.cleo.click("This spoils · Report", on=called)
    await club.cleo.click("This spoils")
    gone = await club.post(club.ada, f"So {LATER} it is.", "Snowpiercer")
    await club.cleo.menu("Hide", gone)
    await club.cleo.submit(fields={"Why?": "Rude."})
    await club.ben.sees("Spoilers for Okja")
    unmarked = {"Your review": f"{NEVER} {LATER}", "Spoilers": "Parts are marked"}
    opened = await club.ada.slash("review post", title="Barking Dogs", kind="movie", year=2000)
    await club.ada.submit(opened.form, unmarked)
    return ["Parasite", "Mother", "Okja", "Snowpiercer", "Barking Dogs"]


async def _seed_elsewhere(club: Club) -> int:
    """Put words of its own into another server; return its id."""
    eve = club.elsewhere("Eve")
    await club.post(eve, f"{THERE} words.", f"{THERE} House", Headline=THERE)
    await club.post(eve, f"{THERE} words.", "Parasite", Headline=THERE)
    await eve.slash("review comment", title="Parasite", text=f"{THERE} thought.")
    await eve.slash("shelf add", title=f"{THERE} Harbour", kind="book")
    opened = await eve.slash("review post", title=f"{THERE} Draft", kind="movie")
    assert opened.form
    return int(club.discord.guild("Elsewhere").id)


@pytest.mark.slow
@pytest.mark.parametrize("stranger", [False, True], ids=["member", "stranger"])
async def test_the_canary_is_nowhere_where_nobody_asked(club: Club, *, stranger: bool) -> None:
    """Fails too where a new command or action has a part that this does not know yet."""
    titles = await _seed(club)
    exchanges = club.discord.traffic.exchanges
    public = [e for e in exchanges if e.route and "/channels/{channel_id}" in e.route]
    assert not [where for where, what in sent(public) if NEVER in what]
    assert not [one.route for one in public if one.files], "a picture that spoils went out"
    assert any((one.route or "").endswith("/threads") for one in public)
    assert any("For the ▒" in what for _, what in sent(public)), "no letter went out"
    other = await _seed_elsewhere(club)
    begun, logged = len(exchanges), len(club.logged)
    who = club.elsewhere("Eve") if stranger else club.ben
    things = Things()
    await things.gather(club, club.guild_id)
    words = [NEVER, LATER, HERE if stranger else THERE]
    await try_commands(club, who, titles, words)
    form = (await who.slash("review post", title="Nothing", kind="movie")).form
    assert form
    assert await try_forms(who, things, form, 3 if not stranger else 1) == set(forms())
    for name in menus():
        for card in club.cards()[:3]:
            if name != "Hide" and not stranger:
                await club.ben.menu(name, card)
    tried = await press_all(club, who, things, 8 if not stranger else 1)
    assert tried == set(templates())
    if not stranger:
        await things.gather(club, other)
        await press_all(club, who, things, 1)
        await try_forms(who, things, form, 1)
    assert len(commands()) > 20
    told = list(sent(list(exchanges)[begun:]))
    assert len(told) > 100
    leaks = [(where, what) for where, what in told for word in words if _told(what, word)]
    assert not leaks, leaks[:3]
    assert not [line for line in club.logged[logged:] for word in words if word in line]


def _told(what: str, word: str) -> bool:
    """Tell whether a text says more than the question that the asker typed themselves."""
    return word in what.replace(f"“{word}”", "").replace(f":{word}", "")
