"""`/review edit` and `/review editions`: changed in place, and nothing that was said is lost."""

import asyncio

from reviewbot.playground.driver import Answer, File
from reviewbot.store import drafts, reviews, works
from tests.e2e.club import Club
from tests.e2e.test_quick import stored

LONG = "".join(f"Sentence {n} of a very long review. " for n in range(600)).strip()


def filled(opened: Answer) -> dict[str, str]:
    """Return what the boxes of a form hold."""
    assert opened.form, opened.text
    return {f.label: str(f.raw.get("value") or "") for f in opened.form.fields}


async def test_the_form_opens_filled_in_and_the_card_changes_in_place(club: Club) -> None:
    card = await club.post(club.ada, "The first words.", Headline="Stairs", rating="4")
    opened = await club.ada.slash("review edit", title="Parasite", rating="3")
    assert filled(opened) | {"… more room": ""} == {
        "Headline": "Stairs",
        "Your review": "The first words.",
        "… more room": "",
        "Spoilers": "",
        "Or a text file": "",
    }
    again = club.card_of(await club.ada.submit(fields={"Your review": "Better words."}))
    assert again == card
    assert "Better words." in card.text
    assert "★★★ 3/5" in card.text
    assert "Stairs" in card.text


async def test_a_form_that_nobody_touched_changes_no_letter(club: Club, prose: str) -> None:
    text = prose.rstrip() + "\n\n"
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    answer = await club.ada.submit(opened.form, {"Or a text file": File("a.txt", text.encode())})
    await club.as_it_is(club.ada, answer)
    opened = await club.ada.slash("review edit", title="Parasite")
    assert filled(opened)["… more room"]
    await club.ada.submit(fields={"Headline": "Now with a headline"})
    [review] = await stored(club)
    assert review.edition == 2
    assert review.text.reveal() == text


async def test_a_text_too_long_for_the_form_is_changed_by_file(club: Club) -> None:
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    await club.ada.submit(opened.form, {"Or a text file": File("a.txt", LONG.encode())})
    said = await club.ada.slash("review edit", title="Parasite")
    assert f"{len(LONG):,} characters" in said.text
    given = await club.ada.click("Text as a file")
    assert given.message
    assert given.message.attachments == {"review.txt": LONG.encode()}
    opened = await club.ada.click("Open form")
    await club.ada.submit(opened.form, {"Headline": "Long"})
    assert (await stored(club))[0].text.reveal() == LONG
    await club.ada.slash("review edit", title="Parasite")
    opened = await club.ada.click("Open form")
    changed = f"{LONG} The end."
    await club.ada.submit(opened.form, {"Or a text file": File("a.txt", changed.encode())})
    assert (await stored(club))[0].text.reveal() == changed


async def test_a_review_that_changed_meanwhile_loses_neither_side(club: Club) -> None:
    await club.post(club.ada, "The first words.")
    opened = await club.ada.slash("review edit", title="Parasite")
    await club.post(club.ada, "Written on the phone.")
    said = await club.ada.submit(opened.form, {"Your review": "Written at the desk."})
    assert "changed meanwhile" in said.text
    assert (await stored(club))[0].text.reveal() == "Written on the phone."
    again = await club.ada.click("Try again")
    assert filled(again)["Your review"] == "Written at the desk."
    await club.ada.submit()
    [review] = await stored(club)
    assert review.text.reveal() == "Written at the desk."
    async with club.db.read() as conn:
        kept = await reviews.list_editions(conn, club.guild_id, review.id)
        assert not await drafts.list_of_author(conn, club.guild_id, int(club.ada.id))
    assert [e.text.reveal() for e in kept[:2]] == ["The first words.", "Written on the phone."]


async def test_nobody_edits_what_is_not_theirs(club: Club) -> None:
    await club.post(club.ada, "Mine.")
    answer = await club.ben.slash("review edit", title="Parasite")
    assert answer.form is None
    assert "You have not reviewed Parasite" in answer.text
    [review] = await stored(club)
    for verb in (f"editions:{review.id}:0", f"restore:{review.id}:1", f"efile:{review.id}:1"):
        assert "not here any more" in (await club.forge(club.ben, f"rv1:{verb}")).text


async def test_the_last_twenty_editions_are_kept_read_and_restored(club: Club) -> None:
    card = await club.post(club.ada, "Words 1, ||hidden||.", rating="1")
    for number in range(2, 26):
        given = {"rating": "2", "text": f"Words {number}."}
        await club.ada.slash("review quick", title="Parasite", **given)
    [review] = await stored(club)
    async with club.db.read() as conn:
        kept = await reviews.list_editions(conn, club.guild_id, review.id)
    assert [e.edition for e in kept] == list(range(6, 26))
    listed = await club.ada.slash("review editions", title="Parasite")
    assert "20 editions kept" in listed.text
    assert "Edition 25" in listed.text
    assert listed.message
    assert listed.message.ephemeral
    await club.ada.click("Older")
    page = await club.ada.click("Older")
    assert "Edition 6" in page.text
    last = page.message
    assert last
    await club.ada.click(f"rv1:edition:{review.id}:6:0:m", on=last)
    restored = await club.ada.click("Restore", on=last)
    assert club.card_of(restored) == card
    assert "Words 6." in card.text
    [review] = await stored(club)
    assert review.edition == 26


async def test_an_edition_is_masked_until_its_author_asks(club: Club) -> None:
    await club.post(club.ada, "It ends with ||a flood||.")
    await club.ada.slash("review quick", title="Parasite", text="Nothing to hide.")
    listed = await club.ada.slash("review editions", title="Parasite")
    assert listed.message
    [review] = await stored(club)
    page = await club.ada.click(f"rv1:edition:{review.id}:1:0:m", on=listed.message)
    assert "▒▒▒▒▒" in page.text
    open_page = await club.ada.click("Show spoilers", on=page.message)
    assert "a flood" in open_page.text


async def test_a_part_is_named_where_several_are_reviewed(club: Club) -> None:
    for season in (1, 2):
        given = {"title": "Dark", "kind": "tv", "season": season, "text": f"Of {season}."}
        await club.ada.slash("review quick", **given)
    asked = await club.ada.slash("review edit", title="Dark")
    assert "season 1, season 2" in asked.text
    opened = await club.ada.slash("review edit", title="Dark", part="s2")
    assert filled(opened)["Your review"] == "Of 2."


async def test_two_restores_of_one_press_make_one_edition(club: Club) -> None:
    await club.post(club.ada, "One.")
    await club.post(club.ada, "Two.")
    [review] = await stored(club)
    club.discord.faults.duplicate("INTERACTION_CREATE")
    await club.forge(club.ada, f"rv1:restore:{review.id}:1")
    await asyncio.sleep(0.2)
    assert (await stored(club))[0].edition == 3
    async with club.db.read() as conn:
        assert await works.list_named(conn, club.guild_id, "Parasite")
