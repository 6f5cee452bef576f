"""No way to change something is left out of the matrix, and what is called reading only reads."""

import itertools
import sqlite3
from collections import Counter

import pytest

from reviewbot.playground.driver import Member
from tests.e2e.canary import Things, commands, menus, select_forged, templates
from tests.e2e.club import MANAGE_MESSAGES, Club, open_club
from tests.faults.deeds import DEEDS
from tests.faults.matrix import settled
from tests.faults.registry import READS, entries, entry_of

_BESIDES = {"searches"}
_IDS_OF_EACH = 3


def test_every_way_in_is_crossed_with_every_fault_or_only_reads() -> None:
    """Fails with a new command, press or form: write its deed, or say that it reads."""
    crossed = {deed.entry for deed in DEEDS}
    assert entries() - READS - crossed == set(), "write a deed for it in tests/faults"
    assert crossed - entries() == set(), "there is no such way any more"
    assert READS - entries() == set(), "there is no such way any more"
    assert READS & crossed == set()


def test_no_two_deeds_have_one_name() -> None:
    assert Counter(deed.name for deed in DEEDS).most_common(1)[0][1] == 1


def _kept(club: Club) -> dict[str, list[str]]:
    """Return all that the database holds."""
    with sqlite3.connect(club.database_url.removeprefix("sqlite:///")) as conn:
        found = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = {name for (name,) in found if not name.startswith(("sqlite_", "search"))}
        return {
            name: sorted(map(repr, conn.execute(f'SELECT * FROM "{name}"')))  # noqa: S608 - names that the database itself gave
            for name in sorted(names - _BESIDES)
        }


async def _stocked(club: Club) -> Things:
    """Let there be one of everything, and Cleo a moderator."""
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    await club.post(club.ada, "Words ||of the end||.")
    await club.post(club.cleo, "Other words.", title="Memories of Murder", year=2003)
    await club.ben.slash("review comment", title="Parasite", text="Said.")
    await club.ben.slash("review log", title="Parasite", note="Twice.")
    await club.ben.slash("review post", title="Okja", kind="movie")
    await club.ada.slash("review recommend", to=club.ben, title="Memories of Murder")
    await club.ben.slash("work title", work="Parasite", title="Gisaengchung")
    await settled(club)
    things = Things()
    await things.gather(club, club.guild_id)
    return things


async def _read_by_commands(club: Club, who: Member) -> None:
    given = {
        "title": "Parasite",
        "work": "Parasite",
        "query": "words",
        "duplicate": "Memories of Murder",
        "into": "Parasite",
        "member": club.ada,
    }
    for words, options in commands():
        if words in READS and (who is club.cleo or not words.startswith(("work m", "reviewbot"))):
            needed = {one.name: given[one.name] for one in options if one.required}
            await who.slash(words, **needed)


@pytest.mark.slow
async def test_what_is_said_to_read_writes_nothing(sqlite_url: str) -> None:
    async with open_club(sqlite_url) as club:
        things = await _stocked(club)
        before = _kept(club)
        pressed = [club.ada, club.ben, club.cleo]
        for who in pressed:
            await _read_by_commands(club, who)
            for name in set(menus()) & READS:
                if name != "Hide" or who is club.cleo:
                    await who.menu(name, club.cards()[0])
        assert _kept(club) == before
        for who, pattern in itertools.product(pressed, templates()):
            for custom_id in itertools.islice(things.ids_of(pattern), _IDS_OF_EACH):
                if entry_of({"custom_id": custom_id}) in READS:
                    await club.forge(who, custom_id)
                    await select_forged(club, who, custom_id, things.values["review"][0])
                    assert _kept(club) == before, custom_id
