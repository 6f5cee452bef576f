"""`/review post`: from the options to the card."""

import asyncio

import pytest

from reviewbot.playground.driver import File
from tests.e2e.club import Club, labels


async def test_a_member_posts_a_review_and_its_card_appears(club: Club) -> None:
    opened = await club.ada.slash(
        "review post", title="Parasite", kind="movie", year=2019, rating="9/10"
    )
    assert opened.form
    answer = await club.ada.submit(
        fields={"Headline": "Watch the stairs", "Your review": "A *comedy* until it is not."}
    )
    card = club.card_of(answer)
    assert answer.message
    assert answer.message.ephemeral
    assert card.text.splitlines()[:-1] == [
        "### Parasite",
        "-# Film · 2019",
        f"★★★★½ 4½/5 · <@{club.ada.id}>",
        "**Watch the stairs**",
        "A \\*comedy\\* until it is not.",
    ]
    assert {"Read", "Comment"} <= labels(card)
    assert not card.pinged
    assert card in club.channel.messages


async def test_a_rating_that_cannot_be_read_is_refused_before_the_form(club: Club) -> None:
    answer = await club.ada.slash("review post", title="Parasite", kind="movie", rating="great")
    assert answer.form is None
    assert answer.message
    assert answer.message.ephemeral
    assert "cannot read that rating" in answer.text


async def test_a_text_fills_two_boxes_and_is_read_back_byte_for_byte(
    club: Club, prose: str
) -> None:
    opened = await club.ada.slash("review post", title="Miracle in Cell No. 7", kind="movie")
    fields = {"Your review": prose[:4000], "… more room": prose[4000:]}
    card = await club.as_it_is(club.ada, await club.ada.submit(opened.form, fields))
    await club.ben.click("Read", on=card)
    file = await club.ben.click("Text file")
    assert file.message
    assert file.message.ephemeral
    assert file.message.attachments == {"review.txt": prose.encode()}


async def test_a_text_file_is_read_back_byte_for_byte(club: Club, prose: str) -> None:
    opened = await club.ada.slash("review post", title="Miracle in Cell No. 7", kind="movie")
    file = File("review.txt", b"\xef\xbb\xbf" + prose.encode())
    answer = await club.ada.submit(opened.form, {"Or a text file": file})
    card = await club.as_it_is(club.ada, answer)
    await club.ben.click("Read", on=card)
    given = await club.ben.click("Text file")
    assert given.message
    assert given.message.attachments == {"review.txt": prose.encode()}


async def test_a_file_that_is_no_text_loses_nothing(club: Club) -> None:
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    file = File("review.doc", b"\xff\xfe\x00broken")
    fields = {"Headline": "My headline", "Or a text file": file}
    answer = await club.ada.submit(opened.form, fields)
    assert "UTF-8" in answer.text
    again = await club.ada.click("Try again")
    assert again.form
    assert again.form.raw["components"][0]["component"]["value"] == "My headline"


async def test_boxes_and_a_file_together_are_asked_about(club: Club) -> None:
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    fields = {"Your review": "In the box.", "Or a text file": File("a.txt", b"In the file.")}
    answer = await club.ada.submit(opened.form, fields)
    assert "I cannot tell which one" in answer.text
    await club.ada.click("Try again")
    card = club.card_of(await club.ada.submit(fields={"Your review": "In the box."}))
    assert "In the box." in card.text


async def test_an_empty_review_can_be_tried_again_with_what_was_typed(club: Club) -> None:
    opened = await club.ada.slash("review post", title="Parasite", kind="movie", rating="★★★★")
    answer = await club.ada.submit(opened.form, {"Headline": "Only this", "Your review": " "})
    assert "There is no text yet" in answer.text
    again = await club.ada.click("Try again")
    assert again.form
    card = club.card_of(await club.ada.submit(fields={"Your review": "Now with words."}))
    assert "★★★★ 4/5" in card.text


async def test_nobody_else_can_go_on_with_a_draft(club: Club) -> None:
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    await club.ada.submit(opened.form, {"Your review": " "})
    form = opened.form
    assert form
    stolen = await club.ben.submit(form, {"Your review": "Ben writes in Ada's draft"})
    assert "not here any more" in stolen.text
    assert not club.cards()


async def test_posting_again_makes_the_next_edition_of_the_same_card(club: Club) -> None:
    first = await club.post(club.ada, "The first words.")
    second = await club.post(club.ada, "Second thoughts.", rating="3")
    assert second == first
    assert "Second thoughts" in first.text
    assert "★★★ 3/5" in first.text
    assert len(club.cards()) == 1


async def test_the_next_edition_of_a_deleted_card_is_posted_anew(club: Club) -> None:
    club.budget[404] = 1
    first = await club.post(club.ada, "The first words.")
    await club.delete(first)
    second = await club.post(club.ada, "Second thoughts.")
    assert second != first
    assert len(club.cards()) == 1


async def test_a_known_title_is_picked_from_the_list(club: Club) -> None:
    await club.post(club.ada, "Good.", title="Dune", year=1984)
    await club.post(club.ada, "Better.", title="Dune", year=2021)
    choices = await club.ben.autocomplete("review post", "title", "du")
    assert {c.name for c in choices} == {"Dune (film, 1984)", "Dune (film, 2021)"}
    picked = next(c.value for c in choices if "1984" in c.name)
    opened = await club.ben.slash("review post", title=picked, kind="movie")
    card = club.card_of(await club.ben.submit(opened.form, {"Your review": "The old one."}))
    assert "1984" in card.text
    books = await club.ben.autocomplete("review post", "title", "du", kind="book")
    assert not books


async def test_a_name_that_two_works_have_is_asked_about(club: Club) -> None:
    await club.post(club.ada, "Good.", title="Dune", year=1984)
    await club.post(club.ada, "Better.", title="Dune", year=2021)
    answer = await club.ben.slash("review post", title="dune", kind="movie")
    assert answer.form is None
    assert "2 works have that name" in answer.text
    assert "Dune (film, 1984)" in answer.text


async def test_a_picked_work_of_another_kind_is_asked_about(club: Club) -> None:
    await club.post(club.ada, "Good.", title="Dune", kind="book", year=1965)
    [choice] = await club.ben.autocomplete("review post", "title", "dune")
    answer = await club.ben.slash("review post", title=choice.value, kind="movie")
    assert answer.form is None
    assert "does not fit" in answer.text


@pytest.mark.slow
async def test_an_interaction_delivered_twice_acts_once(club: Club) -> None:
    club.discord.faults.duplicate("INTERACTION_CREATE")
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    club.discord.faults.duplicate("INTERACTION_CREATE")
    answer = await club.ada.submit(opened.form, {"Your review": "Only once."})
    card = club.card_of(answer)
    await asyncio.sleep(0.3)
    assert answer.text == "Your review of **Parasite** (film, year unknown) is posted."
    assert club.cards() == [card]
    assert not [line for line in club.logged if "ERROR" in line or "Traceback" in line]
