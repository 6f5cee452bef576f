"""`/review recommend`: picks that follow from what one rated, and say so."""

import pytest

from tests.e2e.club import Club

MENU = "Seen it? Not for you? Why?"


async def test_picks_are_what_others_liked_and_one_has_not_reviewed(club: Club) -> None:
    await club.post(club.ada, "Superb.", title="Best", rating="5")
    await club.post(club.ben, "Superb.", title="Best", rating="5")
    await club.post(club.ada, "Weak.", title="Worst", rating="1")
    await club.post(club.cleo, "Known.", title="Known", rating="5")
    answer = await club.cleo.slash("review recommend")
    assert answer.message
    assert answer.message.ephemeral
    assert answer.text.index("Best") < answer.text.index("Worst")
    assert "**Known**" not in answer.text
    assert "2 members rated it 5/5 on average; few so far, so counted carefully" in answer.text
    assert "There are few ratings here yet" in answer.text
    opened = await club.cleo.choose(MENU, "Best", on=answer.message)
    page = await club.cleo.click("Read", on=opened.message)
    assert "Superb." in page.text


async def test_a_review_without_a_rating_is_known_too(club: Club) -> None:
    await club.post(club.ada, "Superb.", title="Best", rating="5")
    await club.post(club.ben, "No stars from me.", title="Best", rating=None)
    answer = await club.ben.slash("review recommend")
    assert "I have no films, books or shows left for you" in answer.text


async def test_one_kind_can_be_asked_for(club: Club) -> None:
    await club.post(club.ada, "Superb.", title="A film", rating="5")
    await club.post(club.ada, "Superb.", title="A book", kind="book", rating="5")
    answer = await club.ben.slash("review recommend", kind="book")
    assert "A book" in answer.text
    assert "A film" not in answer.text


async def two_tastes(club: Club) -> None:
    """Let six members rate: three love the dark works, three the light ones."""
    dark = [club.ada, club.ben, club.guild.member("Dora")]
    light = [club.guild.member(name) for name in ("Eli", "Fay", "Gus")]
    for side, fans, others in (("Dark", dark, light), ("Light", light, dark)):
        for number in range(1, 6):
            for who in fans:
                await club.post(who, "Loved it.", title=f"{side} {number}", rating="5")
        await club.post(others[0], "Not mine.", title=f"{side} 1", rating="1")


async def test_picks_follow_from_what_one_rated_and_name_it(club: Club) -> None:
    await two_tastes(club)
    cold = await club.cleo.slash("review recommend")
    assert "You have rated nothing here yet" in cold.text
    assert "Because" not in cold.text
    assert "5/5 from others" in cold.text
    for title, stars in (("Dark 1", "5"), ("Dark 2", "4½"), ("Light 1", "1")):
        await club.post(club.cleo, "Mine.", title=title, rating=stars)
    warm = await club.cleo.slash("review recommend")
    assert "From your 3 ratings and those of 7 members" in warm.text
    order = [warm.text.index(f"**Dark {n}**") for n in (3, 4, 5)]
    assert max(order) < warm.text.index("**Light ")
    assert "Because you gave Dark 1 (film, 2019) 5★" in warm.text
    assert "and 2 others with taste like yours loved it" in warm.text
    assert "likely" in warm.text
    assert warm.message
    assert len([button for button in warm.message.buttons if button.label == "Want"]) == 5


@pytest.mark.slow
async def test_a_new_rating_counts_in_the_very_next_answer(club: Club) -> None:
    await two_tastes(club)
    for side, other in (("Dark", "Light"), ("Light", "Dark")):
        asker = club.guild.member(f"Fan of {side}")
        await asker.slash("review recommend")
        await club.post(asker, "Mine.", title=f"{side} 1", rating="5")
        answer = await asker.slash("review recommend")
        assert f"Because you gave {side} 1 (film, 2019) 5★" in answer.text
        assert answer.text.count(f"**{side} ") > answer.text.count(f"**{other} ")
    await club.post(club.ada, "New here.", title="Newest", kind="book", rating="5")
    answer = await club.guild.member("Fan of Dark").slash("review recommend", kind="book")
    assert "**Newest**" in answer.text, "what another member just rated is in the next fit"


async def test_a_list_that_is_short_says_why(club: Club) -> None:
    await club.post(club.ada, "Superb.", title="Only", rating="5")
    answer = await club.ben.slash("review recommend")
    assert "No more films, books or shows here that others rated" in answer.text


async def test_another_guild_s_ratings_are_never_seen(club: Club) -> None:
    await club.post(club.ada, "Superb.", title="Ours", rating="5")
    answer = await club.elsewhere("Zoe").slash("review recommend")
    assert "Ours" not in answer.text
