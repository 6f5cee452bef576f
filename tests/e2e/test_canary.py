"""A secret word in everything that can be hidden; then everybody does everything (C3, S1, S7)."""

import pytest

from reviewbot.playground.driver import Member
from tests.e2e.canary import (
    REVEALS,
    Things,
    commands,
    menus,
    select_forged,
    sent,
    templates,
    try_commands,
)
from tests.e2e.club import MANAGE_MESSAGES, Club

NEVER = "CANARYONE"
"""Hidden from the beginning: it is never sent to anybody but its author."""
LATER = "CANARYTWO"
"""In the open at first, then called a spoiler or hidden by a moderator."""


async def _seed(club: Club) -> list[str]:
    """Put the secrets wherever a secret can be; return the titles."""
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    hidden = f"Open words. ||{NEVER} of the end|| And more."
    card = await club.post(club.ada, hidden, "Parasite", Headline=f"Up ||{NEVER}||")
    opened = await club.ada.slash("review edit", title="Parasite")
    await club.ada.submit(opened.form, {"Your review": hidden + " Twice."})
    await club.post(club.ada, NEVER, "Mother", Headline=NEVER, Spoilers="All of it")
    await club.post(club.ben, "Words of Ben.", "Parasite")
    await club.ada.reply(card, f"Listen: ||{NEVER}||")
    await club.ben.sees("1 thought")
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


async def _press_all(club: Club, who: Member, things: Things, *, every: bool) -> set[str]:
    """Press whatever there is; return the templates that were tried."""
    tried = set()
    for pattern in templates():
        custom_ids = list(things.ids_of(pattern))
        for custom_id in custom_ids[: 8 if every else 1]:
            if custom_id.startswith(tuple(REVEALS)):  # asked for by name
                continue
            await club.forge(who, custom_id)
        if "<review>" not in pattern:
            for value in things.values["review"][:2] + things.values["work"][:1]:
                await select_forged(club, who, custom_ids[0], value)
        tried.add(pattern)
    return tried


@pytest.mark.parametrize("stranger", [False, True], ids=["member", "stranger"])
async def test_the_canary_is_nowhere_where_nobody_asked(club: Club, *, stranger: bool) -> None:
    """Fails too where a new command or action has a part that this does not know yet."""
    titles = await _seed(club)
    exchanges = club.discord.traffic.exchanges
    public = [e for e in exchanges if e.route and "/channels/{channel_id}" in e.route]
    assert not [where for where, what in sent(public) if NEVER in what]
    begun, logged = len(exchanges), len(club.logged)
    who = club.elsewhere("Eve") if stranger else club.ben
    things = Things()
    await things.gather(club)
    await try_commands(club, who, titles, [NEVER, LATER])
    for name in menus():
        for card in club.cards()[:3]:
            if name != "Hide" and not stranger:
                await club.ben.menu(name, card)
    tried = await _press_all(club, who, things, every=not stranger)
    assert tried == set(templates())
    assert len(commands()) > 20
    told = list(sent(list(exchanges)[begun:]))
    assert len(told) > 100
    leaks = [(where, what) for where, what in told for word in (NEVER, LATER) if _told(what, word)]
    assert not leaks, leaks[:3]
    assert not [line for line in club.logged[logged:] if NEVER in line or LATER in line]


def _told(what: str, word: str) -> bool:
    """Tell whether a text says more than the question that the asker typed themselves."""
    return word in what.replace(f"“{word}”", "").replace(f":{word}", "")
