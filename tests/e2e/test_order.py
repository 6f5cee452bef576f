"""Keeping order: what members call and report, and what moderators do about it."""

import asyncio

import pytest

from reviewbot.playground.driver import ClientRefuses, Member, Message
from tests.e2e.club import MANAGE_MESSAGES, Club, labels
from tests.e2e.test_alerts import until
from tests.e2e.test_delete import no_cards

PLOT = "the gardener wore the crown"
DOUBT = "This spoils · Report"


def _moderator(club: Club) -> None:
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))


async def test_what_spoils_is_hidden_at_once_and_the_moderators_are_told(club: Club) -> None:
    _moderator(club)
    log = club.guild.channel("mod-log")
    await club.cleo.slash("reviewbot settings")
    await club.cleo.choose("rv1:server-log", log)
    card = await club.post(club.ada, f"Well, {PLOT}.", Headline=PLOT)
    assert PLOT in card.text
    assert (await club.cleo.slash("review search", query="gardener")).text.startswith(
        "**1 review**"
    )
    await club.ben.click(DOUBT, on=card)
    thanks = await club.ben.click("This spoils")
    assert "hidden now" in thanks.text
    await club.ben.sees("Spoilers for Parasite, safe after the ending")
    assert PLOT not in card.text
    assert "No review here" in (await club.cleo.slash("review search", query="gardener")).text
    assert PLOT not in (await club.cleo.slash("review show", title="Parasite")).text
    assert PLOT not in (await club.cleo.click("Read", on=card)).text
    club.cleo.goes_to(log)
    alert = await club.cleo.sees("spoils")
    assert PLOT not in alert.text
    assert not alert.pinged
    done = await club.cleo.click("Open again", on=alert)
    assert "open again" in done.text
    assert labels(alert) == {"What else waits"}
    await club.ben.sees(PLOT)
    assert PLOT in card.text
    await club.ben.click(DOUBT, on=card)
    refused = await club.ben.click("This spoils")
    assert "left it open" in refused.text
    assert PLOT in card.text


async def test_a_call_can_be_taken_back(club: Club) -> None:
    card = await club.post(club.ada, f"Well, {PLOT}.")
    await club.ben.click(DOUBT, on=card)
    await club.ben.click("This spoils")
    await club.ben.sees("Spoilers for Parasite")
    back = await club.ben.click("Take it back")
    assert "it is open again" in back.text
    await club.ben.sees(PLOT)
    assert PLOT in card.text


async def test_it_opens_once_its_author_hides_what_stood_open_and_not_before(club: Club) -> None:
    card = await club.post(club.ada, f"Well, {PLOT}.")
    await club.ben.click(DOUBT, on=card)
    await club.ben.click("This spoils")
    await club.ben.sees("Spoilers for Parasite")
    for text, shown in ((f"Oh well, {PLOT}.", False), (f"Oh well, ||{PLOT}||.", True)):
        opened = await club.ada.slash("review edit", title="Parasite")
        await club.ada.submit(opened.form, {"Your review": text})
        page = await club.cleo.slash("review show", title="Parasite")
        assert ("Oh well" in page.text) is shown
    await club.ben.sees("Oh well")


async def test_what_one_takes_back_stays_hidden_while_another_says_it_too(club: Club) -> None:
    card = await club.post(club.ada, f"Well, {PLOT}.")
    for who in (club.ben, club.cleo):
        await who.click(DOUBT, on=card)
        await who.click("This spoils")
    await club.ben.sees("Spoilers for Parasite")
    back = await club.ben.click("Take it back")
    assert "stays hidden" in back.text
    assert PLOT not in card.text
    assert "open again" in (await club.cleo.click("Take it back")).text


async def test_the_author_objects_and_a_moderator_decides(club: Club) -> None:
    _moderator(club)
    card = await club.post(club.ada, f"Well, {PLOT}.")
    await club.ben.click(DOUBT, on=card)
    await club.ben.click("This spoils")
    review = str(card.buttons[0].custom_id).rpartition(":")[2]
    told = await club.ada.sees("Somebody says that your review gives something away")
    assert PLOT not in told.text
    button = next(str(b.custom_id) for b in told.buttons if b.label == "Not a spoiler")
    assert review in button
    stranger = await club.forge(club.ben, button)
    assert stranger.text == "That is not here any more."
    objected = await club.ada.click("Not a spoiler", on=told)
    assert "The moderators will look at it" in objected.text
    desk = await club.cleo.slash("reviewbot reports")
    assert "Its author says that it is not a spoiler." in desk.text
    assert PLOT not in desk.text
    kept = await club.cleo.click("Keep hidden")
    assert "stays hidden" in kept.text
    assert PLOT not in card.text
    assert "Nothing waits for you" in (await club.cleo.click("What else waits")).text
    assert "kept hidden" in (await club.cleo.slash("reviewbot log")).text


async def test_a_report_is_told_once_and_dealt_with(club: Club) -> None:
    _moderator(club)
    card = await club.post(club.ada, "Some words.", title="**Bold** @everyone")
    await club.ben.click(DOUBT, on=card)
    await club.ben.click("Report")
    said = await club.ben.submit(
        fields={"What is wrong with it?": "@everyone [x](https://e.example)"}
    )
    assert "The moderators will look at it" in said.text
    await club.ben.menu("Report", card)
    twice = await club.ben.submit(fields={"What is wrong with it?": "Again!"})
    assert "reported this already" in twice.text
    desk = await club.cleo.slash("reviewbot reports")
    assert "\\@everyone \\[x\\](https\\://e.example)" in desk.text
    assert desk.message
    assert desk.message.ephemeral
    done = await club.cleo.click("Dismiss")
    assert "dismissed" in done.text
    assert "Nothing waits" in (await club.cleo.slash("reviewbot reports")).text
    assert card in club.cards()


async def test_one_thing_called_reported_and_hidden_again_and_again_stands_on_one_page(
    club: Club,
) -> None:
    _moderator(club)
    card = await club.post(club.ada, f"Well, {PLOT}.")
    for who in (club.ben, club.cleo):
        await who.menu("Report", card)
        await who.submit(fields={"What is wrong with it?": f"{who.name} minds."})
    await club.ben.click(DOUBT, on=card)
    await club.ben.click("This spoils")
    desk = await club.cleo.slash("reviewbot reports")
    assert "3 things to look at" in desk.text
    assert "Ben minds." in desk.text
    assert "Cleo minds." in desk.text
    for _ in range(2):
        await club.cleo.menu("Hide", club.cards()[0])
        hidden = await club.cleo.submit(fields={"Why?": "Rude."})
        log = await club.cleo.slash("reviewbot log")
        assert [b.label for b in log.message.buttons].count("Put back") == 1  # type: ignore[union-attr] # it answered
        await club.cleo.click("Put back", on=hidden.message)
        await until(lambda: bool(club.cards()))


async def test_what_is_hidden_counts_nowhere_and_comes_back_whole(club: Club) -> None:
    _moderator(club)
    card = await club.post(club.ada, "Peculiar words.")
    await club.post(club.cleo, "Other words.", rating="1")
    await club.cleo.menu("Hide", card)
    done = await club.cleo.submit(fields={"Why?": "Insults *somebody*."})
    assert "Its author is told why" in done.text
    told = await club.ada.sees("A moderator hid your review")
    assert "> Insults \\*somebody\\*." in told.text
    page = await club.ben.slash("review show", title="Parasite")
    assert "Peculiar" not in page.text
    assert "4½" not in page.text
    assert "No review here" in (await club.ben.slash("review search", query="peculiar")).text
    review = str(card.buttons[0].custom_id)
    assert (await club.forge(club.ben, review)).text == "That is not here any more."
    for _ in range(40):
        await asyncio.sleep(0 if card.deleted else 0.05)
    assert card.deleted
    log = await club.cleo.slash("reviewbot log")
    assert "hid the review of **Parasite**" in log.text
    assert "> Insults \\*somebody\\*." in log.text
    back = await club.cleo.click("Put back")
    assert "put back" in back.text
    await club.ben.sees("Peculiar words.")
    assert "Peculiar" in (await club.ben.slash("review show", title="Parasite")).text
    assert "**1 review**" in (await club.ben.slash("review search", query="peculiar")).text


async def test_a_comment_is_reported_and_hidden(club: Club) -> None:
    _moderator(club)
    card = await club.post(club.ada, "Words.")
    reply = await club.ben.reply(card, "Rude words, ||and a secret||.")
    await club.ben.sees("1 thought")
    await club.ada.menu("Report", reply)
    await club.ada.submit(fields={"What is wrong with it?": "Rude."})
    desk = await club.cleo.slash("reviewbot reports")
    assert "Rude words" in desk.text
    assert "secret" not in desk.text
    await club.cleo.click("Hide…")
    await club.cleo.submit(fields={"Why?": "Rude."})
    await club.ben.sees("Parasite")
    page = await club.ben.click("Read", on=card)
    assert not any("Comments" in label for label in labels(page.message))
    await club.cleo.slash("reviewbot log")
    await club.cleo.click("Put back")
    page = await club.ben.click("Read", on=card)
    assert "Comments (1)" in labels(page.message)


async def test_the_author_of_what_is_hidden_loses_nothing_and_it_stays_hidden(club: Club) -> None:
    _moderator(club)
    card = await club.post(club.ada, "Peculiar words.")
    await club.cleo.menu("Hide", card)
    done = await club.cleo.submit(fields={"Why?": "Rude."})
    quick = await club.ada.slash("review quick", title="Parasite", text="Some new words.")
    assert "A moderator hid your review of Parasite" in quick.text
    opened = await club.ada.slash("review post", title="Parasite", kind="movie")
    told = await club.ada.submit(opened.form, {"Your review": "Other new words."})
    assert "A moderator hid your review of Parasite" in told.text
    kept = await club.ada.slash("review drafts")
    assert "Other new words." in kept.text
    assert "Some new words." in kept.text
    opened = await club.ada.slash("review edit", title="Parasite")
    changed = await club.ada.submit(opened.form, {"Your review": "Milder singular words."})
    assert "It stays hidden until a moderator puts it back" in changed.text
    await no_cards(club)
    for query in ("peculiar", "singular"):
        assert "No review here" in (await club.ben.slash("review search", query=query)).text
    assert "hidden" not in (await club.ada.slash("review delete", title="Parasite")).text
    assert "Put back" not in labels((await club.cleo.slash("reviewbot log")).message)
    back = await club.ada.click("Undo")
    assert "is back, and stays hidden" in back.text
    assert "No review here" in (await club.ben.slash("review search", query="singular")).text
    await club.cleo.click("Put back", on=done.message)
    assert "**1 review**" in (await club.ben.slash("review search", query="singular")).text
    shown = await club.ben.slash("review show", title="Parasite")
    assert "Milder" in shown.text
    assert "No review here" in (await club.ben.slash("review search", query="peculiar")).text


async def _picked(who: Member, card: Message) -> Message:
    """Open the only comment on a review from the page of its comments."""
    page = await who.click("Read", on=card)
    listed = await who.click("Comments (1)", on=page.message)
    assert listed.message
    [menu] = listed.message.menus
    [line] = menu.options
    opened = await who.choose(menu.custom_id, line, on=listed.message)
    assert opened.message
    return opened.message


async def test_a_comment_by_form_is_called_reported_and_hidden_from_its_page(club: Club) -> None:
    _moderator(club)
    card = await club.post(club.ada, "Words.")
    await club.ben.click("Comment", on=card)
    await club.ben.submit(fields={"Your comment": "He dies, ||and so does she||."})
    await club.ben.sees("1 thought")
    page = await _picked(club.ada, card)
    assert "Hide…" not in labels(page)
    asked = await club.ada.click(DOUBT, on=page)
    assert "she" not in asked.text.replace("This", "")
    said = await club.ada.click("This spoils", on=asked.message)
    assert "The moderators will look at it" in said.text
    asked = await club.ada.click(DOUBT, on=page)
    await club.ada.click("Report", on=asked.message)
    twice = await club.ada.submit(fields={"What is wrong with it?": "Again."})
    assert "reported this already" in twice.text
    desk = await club.cleo.slash("reviewbot reports")
    assert "> This spoils." in desk.text
    assert "so does she" not in desk.text
    page = await _picked(club.cleo, card)
    await club.cleo.click("Hide…", on=page)
    done = await club.cleo.submit(fields={"Why?": "It spoils."})
    told = await club.ben.sees("A moderator hid your comment on")
    assert "> It spoils." in told.text
    await club.ben.sees("No thoughts yet")
    assert "Comments (1)" not in labels((await club.ben.click("Read", on=card)).message)
    assert "Nothing waits" in (await club.cleo.slash("reviewbot reports")).text
    gone = await club.ada.click("Report", on=asked.message)
    assert gone.text == "That is not here any more."
    back = await club.cleo.click("Put back", on=done.message)
    assert "put back" in back.text
    await club.ben.sees("1 thought")
    club.discord.clock.advance(700)
    await club.ada.click("Helpful", on=card)
    await club.ben.sees("A moderator brought your comment")


async def test_only_moderators_meet_the_desk(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    review = str(card.buttons[0].custom_id).rpartition(":")[2]
    for words in ("reports", "log", "settings"):
        with pytest.raises(ClientRefuses):
            await club.ben.slash(f"reviewbot {words}")
    with pytest.raises(ClientRefuses):
        await club.ben.menu("Hide", card)
    for custom_id in (
        f"rv1:settle:{review}:y",
        f"rv1:hide:r:{review}",
        f"rv1:unhide:r:{review}",
        "rv1:dismiss:AAAAAAAAAAAA",
        "rv1:reports:0",
        "rv1:log:0",
        "rv1:server:compact",
    ):
        answer = await club.forge(club.ben, custom_id)
        assert answer.text == "That is for moderators: whoever may manage messages here.", custom_id


async def test_the_panel_tells_what_holds_and_what_is_missing(club: Club) -> None:
    _moderator(club)
    panel = await club.cleo.slash("reviewbot settings")
    assert "Full ✓" in labels(panel.message)
    assert "Off ✓" in labels(panel.message)
    assert "Everything I need" in panel.text
    panel = await club.cleo.click("Compact")
    assert "Compact ✓" in labels(panel.message)
    panel = await club.cleo.click("On")
    assert "On ✓" in labels(panel.message)
    quiet = club.guild.channel("quiet")
    quiet.overwrite(club.guild.everyone, deny=1 << 11)
    panel = await club.cleo.choose("rv1:server-log", quiet)
    assert f"In <#{quiet.id}> I need Send Messages and Attach Files." in panel.text
    panel = await club.cleo.choose("rv1:server-log")
    assert "now nowhere" in panel.text
    assert "Other servers" not in panel.text, "whoever runs the bot did not switch it on"
    refused = await club.forge(club.cleo, "rv1:server:share")
    assert "for admins" in refused.text
