"""`/review taste` and `/review profile`: figures one can check, and nobody who does not want it."""

import io

from PIL import Image

from reviewbot.playground.driver import Member
from reviewbot.store import members
from tests.e2e.club import Club

TITLES = ["Alien", "Brazil", "기생충", "Dune", "Emma", "Fargo"]


async def rate(who: Member, *stars: str) -> None:
    for title, rating in zip(TITLES, stars, strict=False):
        await who.slash("review quick", title=title, kind="movie", year=2000, rating=rating)


async def test_two_members_see_where_they_agree_and_where_not(club: Club) -> None:
    await rate(club.ada, "5", "4", "4½", "3", "1", "2")
    await rate(club.ben, "5", "4½", "4", "3", "5", "2")
    answer = await club.ada.slash("review taste", member=club.ben)
    assert answer.message
    assert answer.message.ephemeral
    assert not answer.message.pinged
    assert "You both rated **6 titles**, and agree within half a star on **5**." in answer.text
    assert "On average you are **0.83★** apart." in answer.text
    assert "Alien (film, 2000): you 5★, they 5★" in answer.text
    apart = answer.text.partition("furthest apart on")[2]
    assert "Emma (film, 2000): you 1★, they 5★" in apart


async def test_too_little_in_common_is_said(club: Club) -> None:
    await rate(club.ada, "5", "4", "3")
    await rate(club.ben, "5", "4")
    answer = await club.ada.slash("review taste", member=club.ben)
    assert "You both rated 2 titles. It takes 3 more titles" in answer.text
    assert "That is you" in (await club.ada.slash("review taste", member=club.ada)).text


async def test_who_keeps_out_of_comparisons_is_in_none(club: Club) -> None:
    await rate(club.ada, "5", "4", "4½", "3", "1")
    await rate(club.ben, "5", "4½", "4", "3", "5")
    async with club.db.write() as conn:
        await members.choose(conn, club.guild_id, int(club.ben.id), compared=False)
    for command in ("review taste", "review profile"):
        answer = await club.ada.slash(command, member=club.ben)
        assert "keeps their ratings out of comparisons" in answer.text
        answer = await club.ben.slash(command, member=club.ada)
        assert "You keep your ratings out of comparisons" in answer.text
    assert "on average" in (await club.ben.slash("review profile")).text


async def test_a_profile_has_a_picture_and_says_the_same_in_words(club: Club) -> None:
    await rate(club.ada, "5", "4½", "5", "1")
    await rate(club.ben, "4", "4½", "2", "4")
    answer = await club.ada.slash("review profile")
    assert "**3.88**/5 on average, from 4 ratings" in answer.text
    assert "Rates 4 films (3.88★)." in answer.text
    assert "Kinder than others to 기생충 (film, 2000): 5★, others 2★." in answer.text
    assert "Harder than others on Dune (film, 2000): 1★, others 4★." in answer.text
    assert answer.message
    [drawn] = answer.message.attachments.values()
    assert Image.open(io.BytesIO(drawn)).size == (800, 320)
    assert "5★ 2, 4½★ 1, 1★ 1" in str(answer.message.raw["components"])


async def test_a_profile_without_ratings_says_how_to_begin(club: Club) -> None:
    assert "Nothing rated yet" in (await club.ada.slash("review profile")).text
