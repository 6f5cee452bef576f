"""Recommending to a friend: delivered once, answered by them alone, five a day, thanked for."""

from reviewbot.playground.driver import Answer, Member, Message
from reviewbot.store import members
from reviewbot.ui import ids
from tests.e2e.club import Club, labels
from tests.e2e.test_notices import letters, pass_minutes, until_letters


async def send(club: Club, who: Member, title: str = "Parasite", **given: object) -> Answer:
    options = {"to": club.ben, "kind": "movie", **given}
    return await who.slash("review recommend", title=title, **options)


async def sent(club: Club, title: str = "Parasite", **given: object) -> Message:
    answer = await send(club, club.ada, title, **given)
    assert (
        f"Your recommendation of **{title}** (film, year unknown) is with <@{club.ben.id}>."
        in answer.text
    )
    return letters(club.ben)[-1]


async def choose(club: Club, who: Member, **changes: bool) -> None:
    async with club.db.write() as conn:
        await members.choose(conn, club.guild_id, int(who.id), **changes)


async def ledger(who: Member) -> Answer:
    shelf = await who.slash("shelf show")
    return await who.click(ids.LEDGER, on=shelf.message)


async def test_a_friend_gets_it_with_a_note_and_puts_it_on_their_list(club: Club) -> None:
    letter = await sent(club, note="Watch the ||stairs||, *really*.")
    assert f"<@{club.ada.id}> recommends this to you." in letter.text
    assert "Film club" in letter.text
    assert "> Watch the ▒▒▒▒▒, \\*really\\*." in letter.text
    assert "stairs" not in str(letter.raw)
    assert not letter.pinged
    assert labels(letter) >= {"Add to my list", "No thanks", "Show the note"}
    note = await club.ben.click("Show the note", on=letter)
    assert "stairs" in note.text
    await club.ben.click("Add to my list", on=letter)
    assert "It is on your list." in letter.text
    await club.ben.click(ids.LEDGER, on=(await club.ben.slash("shelf show")).message)
    shelf = await club.ben.slash("shelf show")
    assert f"recommended by <@{club.ada.id}>" in shelf.text
    [told] = await until_letters(club.ada, 1)
    assert "wants to see it, because you recommended it" in told.text
    assert "on their list" in (await ledger(club.ada)).text
    await club.ben.click("No thanks", on=letter)
    assert "You said no thanks." in letter.text
    assert "recommended by" not in (await club.ben.slash("shelf show")).text


async def test_the_card_thanks_whoever_recommended_it_if_both_agree(club: Club) -> None:
    letter = await sent(club)
    await club.ben.click("Add to my list", on=letter)
    await until_letters(club.ada, 1)
    card = await club.post(club.ben, "Thank you, superb.", year=None)
    assert f"Thanks to <@{club.ada.id}> for the recommendation" in card.text
    assert not card.pinged
    await pass_minutes(club, 11)
    told = await until_letters(club.ada, 2)
    assert "reviewed it, because you recommended it" in told[-1].text
    assert "reviewed: ★★★★½ 4½" in (await ledger(club.ada)).text


async def test_whoever_does_not_agree_is_not_thanked_and_tells_no_outcome(club: Club) -> None:
    for one in (club.ada, club.ben):
        title = f"Film {one.name}"
        await choose(club, one, credit=False)
        letter = await sent(club, title)
        await club.ben.click("Add to my list", on=letter)
        card = await club.post(club.ben, "Superb.", title=title, year=None)
        assert "Thanks to" not in card.text
        page = await ledger(club.ada)
        assert ("reviewed" in page.text) is (one is club.ada)
        await choose(club, one, credit=True)


async def test_five_in_any_24_hours_and_the_sixth_says_when(club: Club) -> None:
    for number in range(5):
        await sent(club, f"Film {number}")
        club.discord.clock.advance(3600)
    refused = await send(club, club.ada, "Film 5")
    assert "five" in refused.text or "5 works in the last 24 hours" in refused.text
    assert "possible in 19 hours" in refused.text
    club.discord.clock.advance(19 * 3600 - 120)
    assert "possible in 2 minutes" in (await send(club, club.ada, "Film 5")).text
    club.discord.clock.advance(180)
    await sent(club, "Film 5")
    assert "is with" in (await send(club, club.cleo, "Film 6")).text


async def test_what_cannot_be_recommended_is_said(club: Club) -> None:
    assert "to yourself" in (await send(club, club.ada, to=club.ada)).text
    await sent(club)
    assert "already" in (await send(club, club.ada)).text
    assert "what you recommend" in (await club.ada.slash("review recommend", to=club.ben)).text
    await choose(club, club.ben, welcome=False)
    assert "takes no recommendations" in (await send(club, club.ada, "Another")).text
    assert len(letters(club.ben)) == 1


async def test_what_a_friend_has_seen_is_told_only_where_their_shelf_is_open(club: Club) -> None:
    await club.ben.slash("shelf add", title="Stalker", kind="movie", shelf="done")
    await sent(club, "Stalker")
    await choose(club, club.ben, shelf_open=True)
    answer = await send(club, club.cleo, "Stalker")
    assert "They have seen Stalker (film, year unknown) already" in answer.text


async def test_a_muted_sender_never_learns_it(club: Club) -> None:
    letter = await sent(club)
    mute = next(button for button in letter.buttons if button.label.startswith("Mute"))
    assert mute.custom_id
    await club.ben.click(mute.custom_id, on=letter)
    assert "You will hear no more from them." in letter.text
    answer = await send(club, club.ada, "Another")
    assert "is with" in answer.text
    assert len(letters(club.ben)) == 1
    assert "no answer yet" in (await ledger(club.ada)).text
    assert "Another" not in (await ledger(club.ben)).text


async def test_closed_messages_are_told_and_the_shelf_has_it(club: Club) -> None:
    club.budget[403] = 1
    club.ben.user.takes_direct_messages = False
    answer = await send(club, club.ada)
    assert "takes no direct messages from me" in answer.text
    shelf = await club.ben.slash("shelf show")
    assert "Recommended (1)" in labels(shelf.message)
    page = await club.ben.click("Recommended (1)", on=shelf.message)
    card = await club.ben.choose("Answer one of these", "Parasite", on=page.message)
    assert f"<@{club.ada.id}> recommends this to you." in card.text
    await club.ben.click("Add to my list", on=card.message)
    assert "To watch or read · 1" in (await club.ben.slash("shelf show")).text


async def test_nobody_else_answers_it(club: Club) -> None:
    letter = await sent(club)
    add = next(button for button in letter.buttons if button.label == "Add to my list")
    assert add.custom_id
    for who in (club.cleo, club.elsewhere("Zoe")):
        forged = await club.forge(who, add.custom_id)
        assert "not here any more" in forged.text
    assert "It is on your list." not in letter.text
