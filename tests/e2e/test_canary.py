"""A secret word in everything that can be hidden; then everybody does everything (C3, S1, S7)."""

import logging
from collections.abc import Iterator

import pytest

from reviewbot.app import configure_logging
from reviewbot.playground.driver import File, Member
from reviewbot.ui import ids
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
from tests.e2e.test_alerts import chosen, until
from tests.e2e.test_notices import until_letters
from tests.e2e.test_pictures import PNG, illustrate
from tests.e2e.test_threads import switch_on, until_threads

NEVER = "CANARYONE"
"""Hidden from the beginning: it is never sent to anybody but its author."""
LATER = "CANARYTWO"
"""In the open at first, then called a spoiler or hidden by a moderator."""
HERE = "ZEPPELINFOX"
"""In the open, in the film club alone."""
JOBS = {"housekeeping", "sweeping", "counting", "merging", "integrity", "copies"}
SECRET_PICTURE = File(f"{NEVER}.png", PNG + NEVER.encode())
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
    await illustrate(club, SECRET_PICTURE, alts=NEVER, spoil=True)
    opened = await club.ada.slash("review edit", title="Parasite")
    await club.ada.submit(opened.form, {"Your review": hidden + " Twice."})
    await club.post(club.ada, NEVER, "Mother", Headline=NEVER, Spoilers="All of it")
    await illustrate(club, SECRET_PICTURE, alts=NEVER)
    details = await club.ada.click("Details")
    await club.ada.submit(details.form, {"Tags": NEVER.lower(), "Pull quote": NEVER})
    await _keep_privately(club)
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


async def _keep_privately(club: Club) -> None:
    """Put the secret on a shelf that others may see, and into a diary."""
    await club.ada.slash("review settings")
    await club.ada.click(ids.choice("shelf_open", on=True))
    given = {"title": "Burning", "kind": "movie"}
    dropped = {"shelf": "dropped", "reason": f"Since ||{NEVER}||"}
    assert (await club.ada.slash("shelf add", **given, **dropped)).message
    await club.ada.slash("review log", **given, note=f"Once, ||{NEVER}||", rating="4")


async def _run_jobs(club: Club) -> None:
    """Let the bot do all that it does by itself, each of it by name."""
    assert club.app
    jobs = club.app.bot.jobs.all
    assert {job.name for job in jobs} <= JOBS, "does what is new here say anything to anybody?"
    for job in jobs:
        await job.work()


async def _seed_elsewhere(club: Club) -> int:
    """Put words of its own into another server; return its id."""
    eve = club.elsewhere("Eve")
    await club.post(eve, f"{THERE} words.", f"{THERE} House", Headline=THERE)
    await club.post(eve, f"{THERE} words.", "Parasite", Headline=THERE)
    await eve.slash("review comment", title="Parasite", text=f"{THERE} thought.")
    await eve.sees("1 thought")  # what is told in their own channel is over
    await eve.slash("shelf add", title=f"{THERE} Harbour", kind="book")
    opened = await eve.slash("review post", title=f"{THERE} Draft", kind="movie")
    assert opened.form
    return int(club.discord.guild("Elsewhere").id)


@pytest.fixture(autouse=True)
def _everything_logged() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("", "reviewbot", "discord", "alembic")]
    before = [one.level for one in loggers]
    configure_logging("debug")
    yield
    for one, level in zip(loggers, before, strict=True):
        one.setLevel(level)


@pytest.mark.slow
@pytest.mark.parametrize("role", ["member", "stranger", "moderator"])
async def test_the_canary_is_nowhere_where_nobody_asked(club: Club, role: str) -> None:
    """Fails too where a new command or action has a part that this does not know yet."""
    log = await chosen(club)
    titles = await _seed(club)
    await until(lambda: len(log.messages) > 0)
    _nothing_public(club)
    other = await _seed_elsewhere(club)
    exchanges = club.discord.traffic.exchanges
    begun, logged = len(exchanges), len(club.logged)
    who, most = _who(club, role), 1 if role == "stranger" else 8
    things = Things()
    await things.gather(club, club.guild_id)
    words = [NEVER, LATER, HERE if role == "stranger" else THERE]
    offered = await try_commands(club, who, titles, words)
    everything = {name for name, _ in commands()}
    assert offered == everything or role != "moderator", everything - offered
    form = (await who.slash("review post", title="Nothing", kind="movie")).form
    assert form
    assert await try_forms(who, things, form, min(most, 3)) == set(forms())
    await _try_menus(club, who, role)
    if role == "moderator":  # from here on they may open what was called or hidden
        words.remove(LATER)
        _nothing_told(club, begun, logged, [LATER])
    assert await press_all(club, who, things, most) == set(templates())
    if role != "stranger":
        await things.gather(club, other)
        await press_all(club, who, things, 1)
        await try_forms(who, things, form, 1)
    await _run_jobs(club)
    await club.restart()
    await _run_jobs(club)
    _nothing_told(club, begun, logged, words)


def _who(club: Club, role: str) -> Member:
    if role == "moderator":  # who wrote nothing: what they meet is nothing of theirs
        dora = club.guild.member("Dora")
        dora.give(club.guild.role("Moderators", MANAGE_MESSAGES))
        return dora
    return club.elsewhere("Eve") if role == "stranger" else club.ben


async def _try_menus(club: Club, who: Member, role: str) -> None:
    """Use every entry of the menu of a message, on cards and on what members wrote."""
    if role == "stranger":
        return
    said = [one for one in club.channel.messages if not one.it.author.bot][:2]
    for name in menus():
        for message in [*club.cards()[:3], *said]:
            if name != "Hide" or role == "moderator":
                await who.menu(name, message)


def _nothing_public(club: Club) -> None:
    """Fail if what was seeded has shown the secret to anybody, in a channel or a letter."""
    exchanges = list(club.discord.traffic.exchanges)
    public = [e for e in exchanges if e.route and "/channels/{channel_id}" in e.route]
    assert not [(where, what) for where, what in sent(public) if NEVER.lower() in what.lower()]
    assert not [one.route for one in public if one.files], "a picture that spoils went out"
    assert any((one.route or "").endswith("/threads") for one in public)
    assert any("For the ▒" in what for _, what in sent(public)), "no letter went out"
    assert not [line for line in club.logged for word in (NEVER, LATER, HERE) if word in line]


def _nothing_told(club: Club, begun: int, logged: int, words: list[str]) -> None:
    told = list(sent(list(club.discord.traffic.exchanges)[begun:]))
    assert len(told) > 100
    leaks = [(word, where, what) for where, what in told for word in words if _told(what, word)]
    assert not leaks, _around(leaks[0])
    assert not [line for line in club.logged[logged:] for word in words if word in line]


def _around(leak: tuple[str, str, str]) -> str:
    word, where, what = leak
    place = what.lower().index(word.lower())
    return f"{word}: {where}: …{what[max(place - 400, 0) : place + 400]}"


def _told(what: str, word: str) -> bool:
    """Tell whether a text says more than the question that the asker typed themselves."""
    what = what.lower()
    word = word.lower()
    return word in what.replace(f"“{word}”", "").replace(f":{word}", "")
