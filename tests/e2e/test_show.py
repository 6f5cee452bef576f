"""`/review show`: the server's view of a work."""

from tests.e2e.club import Club, labels


async def test_few_ratings_are_shown_as_they_are(club: Club) -> None:
    await club.post(club.ada, "Splendid.", rating="4½")
    await club.post(club.ben, "Fine.", rating="3")
    answer = await club.cleo.slash("review show", title="parasite")
    assert answer.message
    assert not answer.message.ephemeral
    assert "2 ratings so far: ★★★★½ 4½/5 and ★★★ 3/5" in answer.text
    assert f"<@{club.ada.id}>" in answer.text
    assert "Splendid." in answer.text
    assert not answer.message.pinged


async def test_three_ratings_make_an_average_and_a_spread(club: Club) -> None:
    for member, rating in ((club.ada, "5"), (club.ben, "4"), (club.cleo, "4.2")):
        await club.post(member, "Words.", rating=rating)
    answer = await club.ada.slash("review show", title="Parasite")
    assert "★★★★½ **4.4**/5 from 3 ratings" in answer.text
    assert "5★ ▇▇▇▇▇▇▇▇▇▇ 2\n4★ ▇▇▇▇▇ 1\n3★ 0" in answer.text


async def test_one_member_s_review_can_be_shown_and_read(club: Club) -> None:
    await club.post(club.ada, "Ada's words.")
    await club.post(club.ben, "Ben's words.")
    answer = await club.cleo.slash("review show", title="Parasite", by=club.ben)
    assert "Ben's words." in answer.text
    assert "Ada's words." not in answer.text
    page = await club.cleo.click("Read", on=answer.message)
    assert "Ben's words." in page.text
    answer = await club.cleo.slash("review show", title="Parasite", by=club.cleo)
    assert answer.text == "That member has not reviewed Parasite here."


async def test_an_unknown_title_is_said_so_privately(club: Club) -> None:
    answer = await club.ada.slash("review show", title="Nothing *here*")
    assert answer.message
    assert answer.message.ephemeral
    assert "Nobody has reviewed “Nothing \\*here\\*” here yet" in answer.text


async def test_many_reviews_stay_within_one_message(club: Club) -> None:
    for i in range(8):
        member = club.guild.member(f"Member {i}")
        await club.post(member, f"Opinion {i}. " + "*_|`" * 200, Headline="[" * 150)
    answer = await club.ada.slash("review show", title="Parasite")
    assert "and 3 more" in answer.text
    assert answer.message
    assert sum(b.label == "Read" for b in answer.message.buttons) == 5
    assert labels(answer.message) == {"Read"}
