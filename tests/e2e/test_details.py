"""The *Details* of a review, and *Make this my review*."""

from reviewbot.domain.progress import Progress
from reviewbot.domain.reviews import Verdict
from reviewbot.store import drafts
from tests.e2e.club import Club
from tests.e2e.test_edit import filled
from tests.e2e.test_quick import stored

TEXT = "I wrote this in the chat. " * 70


async def test_details_are_added_shown_kept_and_open_filled_in(club: Club) -> None:
    card = await club.post(club.ada, "All my words.", Headline="Stairs")
    opened = await club.ada.click("Details")
    assert filled(opened)["Headline"] == "Stairs"
    fields = {
        "Headline": "",
        "Pull quote": "Nobody looks ||down||.",
        "Tags": "Heist, #Slow Burn, heist",
        "Verdict": "must see",
        "Safe after": "the ending",
    }
    again = club.card_of(await club.ada.submit(opened.form, fields))
    assert again == card
    assert "Nobody looks ▒▒▒▒▒" in card.text
    assert "down||" not in card.text
    assert "#heist" in card.text
    page = await club.ben.click("Read", on=card)
    assert "> “Nobody looks ▒▒▒▒▒.”" in page.text
    assert "must see" in page.text
    assert "#heist #slow burn" in page.text.replace("\\", "")
    await club.ben.click("Show spoilers", on=page.message)
    assert "down" in (await club.ben.click("Show me", on=page.message)).text
    [review] = await stored(club)
    assert review.text.reveal() == "All my words."
    assert review.tags == ("heist", "slow burn")
    assert review.verdict is Verdict.MUST_SEE
    assert review.safe_after == Progress.parse("the ending")
    await club.ada.slash("review edit", title="Parasite")
    await club.ada.submit(fields={"Your review": "Other words."})
    [review] = await stored(club)
    assert review.quote.reveal() == "Nobody looks ||down||."
    assert review.tags == ("heist", "slow burn")
    opened = await club.ada.click("Details")
    assert filled(opened)["Tags"] == "heist, slow burn"
    fields = {"Tags": "", "Pull quote": "", "Verdict": "No verdict"}
    said = await club.ada.submit(opened.form, fields)
    assert club.card_of(said) == card
    [review] = await stored(club)
    assert (review.tags, review.verdict, bool(review.quote)) == ((), None, False)


async def test_a_quote_is_found_by_its_words_unless_they_are_hidden(club: Club) -> None:
    """Bar A5: set off on the card, spoiler-able, searchable, exported."""
    await club.post(club.ada, "All my words.")
    opened = await club.ada.click("Details")
    await club.ada.submit(opened.form, {"Pull quote": "Nobody looks ||upstairs||, ever."})
    found = await club.ben.slash("review search", query="nobody looks")
    assert "Parasite" in found.text
    for word in ("upstairs", "nobody"):
        said = await club.ben.slash("review search", query=word)
        assert "upstairs" not in said.text.replace("“upstairs”", "")
    [card] = club.cards()
    assert "> “Nobody looks ▒▒▒▒▒, ever.”" in card.text


async def test_details_that_cannot_be_read_are_offered_again(club: Club) -> None:
    await club.post(club.ada, "All my words.")
    opened = await club.ada.click("Details")
    given = {"Pull quote": "A line to keep.", "Safe after": "when it rains"}
    said = await club.ada.submit(opened.form, given)
    assert "cannot read" in said.text
    again = await club.ada.click("Try again")
    assert filled(again)["Pull quote"] == "A line to keep."
    await club.ada.submit(again.form, {"Safe after": "60 %"})
    [review] = await stored(club)
    assert review.quote.reveal() == "A line to keep."
    assert review.safe_after == Progress.parse("60%")


async def test_nobody_else_opens_or_sends_the_details(club: Club) -> None:
    await club.post(club.ada, "All my words.")
    opened = await club.ada.click("Details")
    [review] = await stored(club)
    assert "not here" in (await club.forge(club.ben, f"rv1:details:{review.id}")).text
    assert opened.form
    said = await club.ben.submit(opened.form, {"Headline": "Not yours"})
    assert "not here" in said.text
    assert (await stored(club))[0].edition == 1


async def test_a_message_of_ones_own_becomes_a_review(club: Club) -> None:
    message = await club.ada.send(TEXT)
    opened = await club.ada.menu("Make this my review", message)
    assert opened.form
    fields = {"Title": "Parasite", "It is a …": "film", "Year": "2019", "Rating": "4"}
    club.card_of(await club.ada.submit(opened.form, fields))
    [review] = await stored(club)
    assert review.text.reveal() == message.text
    assert review.rating
    assert review.rating.points == 80


async def test_only_ones_own_message_can_be_taken(club: Club) -> None:
    message = await club.ada.send(TEXT)
    said = await club.ben.menu("Make this my review", message)
    assert said.form is None
    assert "not yours" in said.text


async def test_a_message_whose_form_was_dismissed_is_a_draft(club: Club) -> None:
    message = await club.ada.send(TEXT)
    opened = await club.ada.menu("Make this my review", message)
    bad = {"Title": "Parasite", "It is a …": "film", "Year": "soon"}
    assert "as a year" in (await club.ada.submit(opened.form, bad)).text
    async with club.db.read() as conn:
        [draft] = await drafts.list_of_author(conn, club.guild_id, int(club.ada.id))
    assert (draft.text, draft.title) == (message.text, "Parasite")
    await club.ada.slash("review drafts")
    again = await club.ada.click("Continue")
    await club.ada.submit(again.form, {"It is a …": "film", "Year": "2019"})
    assert (await stored(club))[0].text.reveal() == message.text
