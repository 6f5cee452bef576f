"""A text that seems to give something away: its author is asked, once, before it is posted."""

from reviewbot.playground.driver import File
from tests.e2e.club import Club, labels

TEXT = "I liked it.\n\nThe killer is the music teacher.\n\nGo and see it."


async def _submitted(club: Club, text: str) -> str:
    opened = await club.ada.slash("review post", title="Parasite", kind="movie", year=2019)
    return (await club.ada.submit(opened.form, {"Your review": text})).text


async def test_one_press_hides_what_looks_like_a_spoiler(club: Club) -> None:
    asked = await _submitted(club, TEXT)
    assert "> The killer is the music teacher." in asked
    assert "who did it" in asked
    assert not club.cards()
    posted = await club.ada.click("Hide these parts")
    card = club.card_of(posted)
    assert "music teacher" not in card.text
    assert "Go and see it." in card.text
    assert "Spoilers for Parasite" in card.text


async def test_the_author_may_post_it_as_it_is(club: Club) -> None:
    await _submitted(club, TEXT)
    card = club.card_of(await club.ada.click("Post as it is"))
    assert "music teacher" in card.text


async def test_who_edits_it_is_not_asked_again(club: Club) -> None:
    await _submitted(club, TEXT)
    opened = await club.ada.click("Edit")
    assert opened.form
    card = club.card_of(await club.ada.submit(opened.form, {"Your review": TEXT + " Twice."}))
    assert "music teacher" in card.text


async def test_marked_text_and_ordinary_praise_are_posted_at_once(club: Club) -> None:
    card = await club.post(club.ada, "The ||killer is the teacher||. He dies. I cried.")
    assert "He dies" in card.text
    card = await club.post(club.ben, "The ending left me cold, and I cried.")
    assert "cold" in card.text


async def test_a_message_made_a_review_and_a_file_are_asked_about_too(club: Club) -> None:
    """Pasted words come by three more ways than the boxes."""
    opened = await club.ada.menu("Make this my review", await club.ada.send(TEXT))
    fields = {"Title": "Parasite", "It is a …": "film", "Year": "2019"}
    asked = await club.ada.submit(opened.form, fields)
    assert "> The killer is the music teacher." in asked.text
    assert "music teacher" not in club.card_of(await club.ada.click("Hide these parts")).text
    opened = await club.ben.slash("review post", title="Dune", kind="movie")
    file = File("a.txt", TEXT.encode())
    asked = await club.ben.submit(opened.form, {"Or a text file": file})
    assert "> The killer is the music teacher." in asked.text
    assert "music teacher" not in club.card_of(await club.ben.click("Hide these parts")).text


async def test_a_quick_take_is_asked_about_too(club: Club) -> None:
    opened = await club.ada.slash(
        "review quick", title="Parasite", kind="movie", rating="4", text="It was all just a dream."
    )
    assert "what turns out" in opened.text
    assert {"Hide these parts", "Post as it is", "Edit"} == labels(opened.message)
    stranger = next(str(b.custom_id) for b in opened.message.buttons) if opened.message else ""
    assert (await club.forge(club.ben, stranger)).text == "That is not here any more."
    card = club.card_of(await club.ada.click("Hide these parts"))
    assert "dream" not in card.text
