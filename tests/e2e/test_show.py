"""`/review show`: the server's view of a work."""

from dataclasses import replace

from reviewbot.domain.parts import Part
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import NO_PROSE, Verdict
from reviewbot.domain.works import Work, WorkKind
from reviewbot.store import reviews, works
from tests.e2e.club import Club, labels
from tests.store.samples import a_review, a_work


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
    assert (
        "5★ ▇▇▇▇▇▇▇▇▇▇  67 % · 2\n4★ ▇▇▇▇▇       33 % · 1\n3★              0 % · 0" in answer.text
    )
    ada, ben, cleo = (f"<@{who.id}>" for who in (club.ada, club.ben, club.cleo))
    assert f"★★★★★ {ada} · ★★★★ {cleo}, {ben}" in answer.text


async def test_one_member_s_review_can_be_shown_and_read(club: Club) -> None:
    await club.post(club.ada, "Ada's words.")
    await club.post(club.ben, "Ben's words.")
    answer = await club.cleo.slash("review show", title="Parasite", by=club.ben)
    assert "Ben's words." in answer.text
    assert "Ada's words." not in answer.text
    page = await club.cleo.click("Read", on=answer.message)
    assert "Ben's words." in page.text
    answer = await club.cleo.slash("review show", title="Parasite", by=club.cleo)
    assert answer.text == "That member has not reviewed Parasite (film, 2019) here."


async def test_an_unknown_title_is_said_so_privately(club: Club) -> None:
    answer = await club.ada.slash("review show", title="Nothing *here*")
    assert answer.message
    assert answer.message.ephemeral
    assert "Nobody has reviewed “Nothing \\*here\\*” here yet" in answer.text


async def test_many_reviews_stay_within_one_message_and_all_can_be_opened(club: Club) -> None:
    for i in range(5):
        member = club.guild.member(f"Member {i}")
        await club.post(member, f"Opinion {i}. " + "*_|`" * 200, Headline="[" * 150)
    answer = await club.ada.slash("review show", title="Parasite", sort="lowest rating")
    assert answer.message
    assert sum(b.label == "Read" for b in answer.message.buttons) == 3
    assert labels(answer.message) == {"Read", "All 5 reviews", "Want"}
    (menu,) = answer.message.menus
    assert menu.placeholder == "Read a review (5)"
    await club.restart()
    page = await club.ada.choose(menu.placeholder, list(menu.options)[4], on=answer.message)
    assert page.message
    assert page.message.ephemeral
    assert "Opinion 0." in page.text


async def _stored(club: Club, count: int) -> Work:
    """Store that many reviews of one work by as many members, numbered by text and rating."""
    work = a_work(guild_id=club.guild_id)
    async with club.db.write() as conn:
        await works.put(conn, work)
        for n in range(count):
            one = a_review(work, f"Text {n}", author_id=1000 + n, headline=f"Head {n}")
            await reviews.put(conn, replace(one, rating=Rating(1 + n % 100)))
    return work


async def test_all_reviews_are_paged_and_sorted_in_private_also_after_a_restart(club: Club) -> None:
    await _stored(club, 60)
    shown = await club.ada.slash("review show", title="Parasite")
    assert "from 60 ratings" in shown.text
    assert shown.text.count("<@") == 12 + 3
    assert "and 48 more" in shown.text
    await club.restart()
    first = await club.ben.click("All 60 reviews", on=shown.message)
    assert first.message
    assert first.message.ephemeral
    assert "60 reviews, newest first" in first.text
    assert "**25**" in first.text
    last = await club.ben.click("Next", on=first.message)
    last = await club.ben.click("Next", on=last.message)
    assert "Head 0" in last.text
    assert first.message.menus[0].placeholder == "Read a review (51 to 60 of 60)"
    lowest = await club.ben.choose("In another order", "Lowest rating first", on=first.message)
    assert "60 reviews, lowest rating first" in lowest.text
    assert "**1** ½ <@1000> Head 0" in lowest.text
    read = await club.ben.choose("Read a review (1 to 25 of 60)", "1. Head 0", on=first.message)
    assert "Text 0" in read.text


async def test_a_plain_rating_is_counted_and_named_but_is_no_review_to_read(club: Club) -> None:
    work = a_work(guild_id=club.guild_id)
    plain = a_review(work, "", author_id=int(club.ada.id), headline="", points=70)
    async with club.db.write() as conn:
        await works.put(conn, work)
        await reviews.put(conn, replace(plain, verdict=Verdict.FOR_FANS))
    answer = await club.ben.slash("review show", title="Parasite")
    assert "1 rating so far: ★★★½ 3½/5" in answer.text
    assert f"★★★½ <@{club.ada.id}>" in answer.text
    assert "1 × for fans" in answer.text
    assert answer.message
    assert not answer.message.menus
    assert "Read" not in labels(answer.message)


async def test_seasons_are_labelled_and_their_member_counted_once(club: Club) -> None:
    work = a_work("Severance", guild_id=club.guild_id, kind=WorkKind.TV, year=2022)
    async with club.db.write() as conn:
        await works.put(conn, work)
        for season, points in ((1, 100), (2, 60)):
            one = a_review(work, "Corridors.", author_id=int(club.ada.id), points=points)
            await reviews.put(conn, replace(one, part=Part(season), quote=NO_PROSE))
    answer = await club.ben.slash("review show", title="severance")
    assert "1 rating so far: ★★★★ 4/5" in answer.text
    assert "-# season 1" in answer.text
    assert "-# season 2" in answer.text


async def test_menus_give_nothing_to_whoever_makes_up_a_value(club: Club) -> None:
    await club.post(club.ada, "Words of this club.")
    work = await _stored(club, 5)
    for custom_id in ("rv1:pick", f"rv1:sort:o-an:0:{work.id}", f"rv1:work:{'x' * 12}"):
        answer = await club.forge(club.ben, custom_id)
        assert "not here any more" in answer.text or "Nobody" in answer.text, answer
    stranger = club.elsewhere("Zoe")
    answer = await club.forge(stranger, f"rv1:look:o-an:0:{work.id}")
    assert answer.text == "That title is not here any more."
