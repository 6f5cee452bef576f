"""A group decides: vetoes that are never lost, what is taken, and whose wish that was not."""

import asyncio

import pytest
from sqlalchemy import func, select

from reviewbot.domain.authority import Actor
from reviewbot.playground.driver import Message
from reviewbot.services import exporting, privacy
from reviewbot.store import members, nights
from reviewbot.store.connection import Query
from reviewbot.store.pictures import PictureFiles
from reviewbot.store.schema import nights as seats
from tests.e2e.club import Club, labels
from tests.e2e.test_picks import give
from tests.e2e.test_together import WHO, begun, house, veto

TAKE = "Decided? We take …"


async def sides(club: Club) -> None:
    """Let three members love each of two sorts of film; Ada is of the first, Ben of the other."""
    for side, fans, others in (("Dark", "Abe Bea Cyd", "Dan"), ("Light", "Dan Eve Fia", "Abe")):
        for number in range(1, 6):
            for name in fans.split():
                await give(club.guild.member(name), f"{side} {number}")
            await give(club.guild.member(others), f"{side} {number}", "1")
    for number in (1, 2):
        for who, loved, hated in ((club.ada, "Dark", "Light"), (club.ben, "Light", "Dark")):
            await give(who, f"{loved} {number}")
            await give(who, f"{hated} {number}", "1")


def first(page: Message, side: str) -> str:
    return next(name for name in page.text.split("**")[1::2] if name.startswith(side))


async def test_two_vetoes_in_one_instant_both_count_and_are_both_shown(club: Club) -> None:
    await house(club)
    page = await begun(club)
    three, four = veto(page, "Film 3"), veto(page, "Film 4")
    await asyncio.gather(club.ada.click(three, on=page), club.ben.click(four, on=page))
    assert f"Film 3 (film, year unknown) by <@{club.ada.id}>" in page.text
    assert f"Film 4 (film, year unknown) by <@{club.ben.id}>" in page.text
    assert not {"**Film 3**" in page.text, "**Film 4**" in page.text} - {False}
    async with club.db.read() as conn:
        kept = await nights.list_seats(conn, club.guild_id, int(page.id))
    assert len([seat for seat in kept if seat.vetoed]) == 2


async def test_one_member_s_two_presses_in_one_instant_are_one_veto(club: Club) -> None:
    await house(club)
    page = await begun(club)
    presses = [veto(page, f"Film {n}") for n in (3, 4, 5)]
    answers = await asyncio.gather(*(club.ada.click(one, on=page) for one in presses))
    assert sum("You have used your veto" in one.text for one in answers) == 2
    assert page.text.count(f"by <@{club.ada.id}>") == 1


@pytest.mark.slow
async def test_whose_wish_lost_counts_more_the_next_time_and_is_told(club: Club) -> None:
    await sides(club)
    page = await begun(club)
    assert "counts more tonight" not in page.text
    taken = first(page, "Dark")
    await club.restart()
    await club.ada.choose(TAKE, taken, on=page)
    assert f"You take {taken}" in page.text
    assert f"<@{club.ben.id}> wished for another more; that counts the next time." in page.text
    assert labels(page) == {"Choose again"}
    later = await begun(club)
    told = "not what <@{}> wished for most, so that counts more tonight."
    assert told.format(club.ben.id) in later.text
    assert later.text.index("**Light ") < later.text.index("**Dark ")
    await club.ben.click("Choose again", on=page)
    assert f"**{taken}**" in page.text
    assert "counts more tonight" not in (await begun(club)).text
    await club.ben.choose(TAKE, first(page, "Light"), on=page)
    later = await begun(club)
    assert told.format(club.ada.id) in later.text
    assert later.text.index("**Dark ") < later.text.index("**Light ")


@pytest.mark.slow
async def test_who_keeps_out_of_comparisons_is_not_named_for_a_lost_wish(club: Club) -> None:
    await sides(club)
    page = await begun(club)
    async with club.db.write() as conn:
        await members.choose(conn, club.guild_id, int(club.ben.id), compared=False)
    await club.ada.choose(TAKE, first(page, "Dark"), on=page)
    assert "1 member wished for another more" in page.text
    later = await begun(club)
    assert "not what 1 member wished for most" in later.text


async def test_only_who_is_in_decides_and_only_once(club: Club) -> None:
    await house(club)
    page = await begun(club)
    stranger = await club.cleo.choose(TAKE, "Film 3", on=page)
    assert "between those on the page" in stranger.text
    await asyncio.gather(
        club.ada.choose(TAKE, "Film 3", on=page), club.ben.choose(TAKE, "Film 4", on=page)
    )
    async with club.db.read() as conn:
        kept = await nights.list_seats(conn, club.guild_id, int(page.id))
    assert len({seat.taken for seat in kept}) == 1


async def test_what_is_remembered_goes_with_who_has_everything_erased(club: Club) -> None:
    await house(club)
    page = await begun(club)
    await club.ben.choose(TAKE, "Film 3", on=page)
    counted = Query(select(func.count()).select_from(seats))
    async with club.db.read() as conn:
        assert await conn.scalar(counted) == 2
    ben = Actor(club.guild_id, int(club.ben.id))
    files = PictureFiles(club.pictures)
    assert [name async for name, _ in exporting.export(club.db, files, ben)]
    await privacy.forget(club.db, ben, 5, 5)
    async with club.db.read() as conn:
        assert await conn.scalar(counted) == 1


@pytest.mark.slow
async def test_ten_can_choose_together(club: Club) -> None:
    await house(club)
    page = await begun(club)
    friends = [club.guild.member(f"Friend {n}") for n in range(1, 9)]
    await club.ada.choose(WHO, club.ben, *friends, on=page)
    assert page.text.partition("\n-#")[0].count("<@") == 10
    picked = [name for name in page.text.split("**")[1::2] if name.startswith("Film")]
    everybody = [club.ada, club.ben, *friends]
    for who, title in zip(everybody, picked[:3], strict=False):
        await who.click(veto(page, title), on=page)
    assert page.text.count("by <@") == 3
