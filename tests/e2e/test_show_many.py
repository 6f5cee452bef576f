"""`/review show` where the database counts: of hundreds of reviews, each member's one rating."""

import re
from dataclasses import replace

import pytest

from reviewbot.domain.parts import WHOLE, Part
from reviewbot.domain.ratings import number
from reviewbot.domain.works import Work, WorkKind
from reviewbot.store import figures, reviews, works
from tests.e2e.club import MANAGE_MESSAGES, Club
from tests.store.samples import a_review, a_work

MEMBERS = figures.FEW + 37
SHARE = re.compile(r"(\d+) % · ([\d,]+)")


async def _rated(club: Club) -> tuple[Work, list[int]]:
    """Let as many members rate a show or its parts; return what each gave it, in points."""
    work = a_work("Dark", guild_id=club.guild_id, kind=WorkKind.TV, year=2017)
    once = []
    async with club.db.write() as conn:
        await works.put(conn, work)
        for n in range(MEMBERS):
            given = {WHOLE: 20 + n % 3 * 20} if n % 2 else {Part(1): 60, Part(2): 21 + n % 80}
            once.append(given.get(WHOLE) or int(sum(given.values()) / 2 + 0.5))
            if WHOLE in given:
                given[Part(1, 1)] = 100  # counts for who did not rate the whole of it
            for part, points in given.items():
                one = a_review(work, f"Text {n}", author_id=1000 + n, points=points)
                await reviews.put(conn, replace(one, part=part))
    return work, once


def _told(text: str) -> tuple[str, int, list[int], list[int]]:
    """Return what the page says: the mean, how many ratings, shares and counts by star."""
    mean = re.search(r"\*\*([\d.½¼¾]+)\*\*/5 from ([\d,]+) ratings", text)
    assert mean, text
    found = SHARE.findall(text)
    shares, counts = (
        [int(one.replace(",", "")) for one in column] for column in zip(*found, strict=True)
    )
    return mean[1], int(mean[2].replace(",", "")), shares, counts


@pytest.mark.slow
async def test_each_of_many_members_counts_once_and_the_asker_is_named(club: Club) -> None:
    _, once = await _rated(club)
    await club.ada.slash("review quick", title="Dark", rating="½")
    once.append(10)
    page = await club.ada.slash("review show", title="Dark")
    mean, raters, shares, counts = _told(page.text)
    assert raters == len(once) == sum(counts)
    assert mean == number(sum(once) / len(once))
    assert sum(shares) == 100
    assert counts == [
        sum(star * 20 - 20 < one <= star * 20 for one in once) for star in (5, 4, 3, 2, 1)
    ]
    assert f"½ <@{club.ada.id}>" in page.text
    assert f"and {len(once) - 12} more" in page.text
    assert f"<@{club.ada.id}>" not in (await club.ben.slash("review show", title="Dark")).text


@pytest.mark.slow
async def test_what_is_deleted_or_hidden_counts_nowhere_among_many(club: Club) -> None:
    _, once = await _rated(club)
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    card = await club.post(club.ben, "Peculiar words.", "Dark", kind="tv", year=2017, rating="5")
    await club.ada.slash("review quick", title="Dark", rating="5")
    before = _told((await club.ada.slash("review show", title="Dark")).text)
    assert before[1] == len(once) + 2
    await club.cleo.menu("Hide", card)
    await club.cleo.submit(fields={"Why?": "Rude."})
    await club.ada.slash("review delete", title="Dark")
    page = await club.ada.slash("review show", title="Dark")
    after = _told(page.text)
    assert after[:2] == (number(sum(once) / len(once)), len(once))
    assert after[3][0] == before[3][0] - 2
    assert "Peculiar" not in page.text
    assert not {f"<@{who.id}>" for who in (club.ada, club.ben)} & set(page.text.split())
