"""`/review recommend`: honest first picks."""

from tests.e2e.club import Club


async def test_picks_are_what_others_liked_and_one_has_not_reviewed(club: Club) -> None:
    await club.post(club.ada, "Superb.", title="Best", rating="5")
    await club.post(club.ben, "Superb.", title="Best", rating="5")
    await club.post(club.ada, "Weak.", title="Worst", rating="1")
    await club.post(club.cleo, "Known.", title="Known", rating="5")
    answer = await club.cleo.slash("review recommend")
    assert answer.message
    assert answer.message.ephemeral
    assert answer.text.index("Best") < answer.text.index("Worst")
    assert "Known" not in answer.text
    assert "2 members rated it 5/5 on average; few so far, so counted carefully" in answer.text
    assert "There are few ratings here yet" in answer.text
    page = await club.cleo.click("Read", on=answer.message)
    assert "Superb." in page.text or "Weak." in page.text


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
