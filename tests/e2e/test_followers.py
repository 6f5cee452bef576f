"""Following somebody's review: told of its comments as its author is, until one likes no more."""

import asyncio
import io
import json
import zipfile

from reviewbot.domain.outbox import OwedKind
from reviewbot.playground.driver import Answer, Member, Message
from reviewbot.services.following import FOLLOWERS_MAX
from reviewbot.store import follows, outbox, reviews, works
from tests.e2e.club import MANAGE_MESSAGES, Club, labels
from tests.e2e.test_notices import letters, pass_minutes, say, until_letters


async def later(club: Club) -> None:
    """Let eleven minutes pass and everything be told that is to be told then."""
    await pass_minutes(club, 11)
    await club.settle()


async def talk(who: Member, card: Message) -> Answer:
    """Open the comments from a card, as anybody does."""
    page = await who.click("Read", on=card)
    assert page.message
    [label] = [one for one in labels(page.message) if one.startswith("Comments")]
    return await who.click(label, on=page.message)


async def follow(who: Member, card: Message) -> Answer:
    listed = await talk(who, card)
    answer = await who.click("Follow", on=listed.message)
    assert "You follow the review" in answer.text
    return answer


async def started(club: Club, title: str = "Parasite") -> Message:
    """Let there be a review by Ada with a comment by Ben, and Cleo follow it."""
    card = await club.post(club.ada, "Words.", title=title)
    await say(club.ben, "The first.", title)
    await follow(club.cleo, card)
    await club.settle()
    return card


async def test_who_follows_is_told_of_comments_and_who_only_takes_part_is_not(club: Club) -> None:
    card = await started(club)
    assert not letters(club.cleo)
    await say(club.ben, "Then ||the twist||!")
    [letter] = await until_letters(club.cleo, 1)
    assert "News from **Film club**" in letter.text
    said = f"<@{club.ben.id}> commented on the review by <@{club.ada.id}>: “Then ▒▒▒▒▒!”"
    assert said in letter.text
    assert "twist" not in str(letter.raw)
    assert not letter.pinged
    assert labels(letter) == {"To the review", "Unfollow", "Mute a member", "Turn these off"}
    assert str(letter.buttons[0].url).endswith(f"/{card.id}")
    await later(club)
    assert not letters(club.ben)
    await say(club.cleo, "My own words.")
    await later(club)
    assert len(letters(club.cleo)) == 1
    assert "My own words." in letters(club.ada)[-1].text


async def test_who_commented_may_follow_from_the_receipt(club: Club) -> None:
    card = await club.post(club.ada, "Words.")
    said = await club.ben.slash("review comment", title="Parasite", text="A word.")
    assert labels(said.message) == {"To the card", "Edit or delete", "Follow"}
    done = await club.ben.click("Follow", on=said.message)
    assert "You follow the review" in done.text
    again = await club.ben.slash("review comment", title="Parasite", text="Another.")
    assert "Follow" not in labels(again.message)
    own = await club.ada.slash("review comment", title="Parasite", text="Thanks.")
    assert "Follow" not in labels(own.message)
    assert not {"Follow", "Unfollow"} & labels((await talk(club.ada, card)).message)
    [letter] = await until_letters(club.ben, 1)
    assert f"<@{club.ada.id}> commented on the review by <@{club.ada.id}>" in letter.text


async def test_one_message_in_ten_minutes_over_all_reviews_and_ones_own(club: Club) -> None:
    await started(club)
    await started(club, "Okja")
    await club.post(club.cleo, "Sand.", title="Dune")
    await say(club.ben, "The one.")
    await until_letters(club.cleo, 1)
    await say(club.ben, "The two.", "Okja")
    await say(club.ben, "The three.", "Dune")
    await say(club.ada, "The four.")
    await pass_minutes(club, 5)
    await club.settle()
    assert len(letters(club.cleo)) == 1
    await later(club)
    [_, second] = letters(club.cleo)
    assert all(words in second.text for words in ("The two.", "The three.", "The four."))
    assert "The one." not in second.text
    named = [button.label for button in second.buttons]
    assert named.count("Unfollow") == 2
    assert named.count("Mute this review") == named.count("Turn these off") == 1


async def test_nothing_is_told_that_is_hidden_or_deleted_by_then(club: Club) -> None:
    card = await started(club)
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    await say(club.ben, "The bell.")
    await until_letters(club.cleo, 1)
    deleted = await club.ben.slash("review comment", title="Parasite", text="Taken back.")
    opened = await club.ben.click("Edit or delete", on=deleted.message)
    await club.ben.click("Delete", on=opened.message)
    reply = await club.ben.reply(card, "Rude words.")
    async with asyncio.timeout(60):
        while "💬" not in reply.reactions:  # noqa: ASYNC110 - the bot takes it by itself
            await asyncio.sleep(0.02)
    await club.cleo.menu("Hide", reply)
    await club.cleo.submit(fields={"Why?": "Rude."})
    await later(club)
    assert len(letters(club.cleo)) == 1
    await say(club.ben, "In the open.")
    await until_letters(club.cleo, 2)
    await say(club.ben, "On what is hidden.")
    await club.cleo.menu("Hide", card)
    hidden = await club.cleo.submit(fields={"Why?": "Rude."})
    await later(club)
    assert len(letters(club.cleo)) == 2
    await club.cleo.click("Put back", on=hidden.message)
    await say(club.ben, "And it is back.")
    third = (await until_letters(club.cleo, 3))[-1]
    assert "And it is back." in third.text
    assert "hidden" not in third.text


async def test_a_deleted_review_is_silent_and_an_undo_keeps_who_follows(club: Club) -> None:
    await started(club)
    await say(club.ben, "The bell.")
    await until_letters(club.cleo, 1)
    await say(club.ben, "Never told.")
    deleted = await club.ada.slash("review delete", title="Parasite")
    await later(club)
    assert len(letters(club.cleo)) == 1
    await club.ada.click("Undo", on=deleted.message)
    await say(club.ben, "Back again.")
    second = (await until_letters(club.cleo, 2))[-1]
    assert "Back again." in second.text
    assert "Never told." not in second.text


async def test_who_left_is_told_nothing_and_follows_when_they_come_back(club: Club) -> None:
    await started(club)
    club.discord.world.remove_member(club.guild.raw, club.cleo.user)
    club.budget[404] = 1
    await say(club.ben, "She is gone.")
    await club.settle()
    assert not letters(club.cleo)
    club.guild.add_member(club.cleo.user)
    await pass_minutes(club, 25 * 60)
    await say(club.ben, "She is back.")
    [letter] = await until_letters(club.cleo, 1)
    assert "She is back." in letter.text
    assert "gone" not in letter.text


async def test_a_letter_ends_it_with_one_press_and_begins_it_again(club: Club) -> None:
    card = await started(club)
    await say(club.ben, "One.")
    [letter] = await until_letters(club.cleo, 1)
    await say(club.ben, "Told to nobody.")
    left = await club.cleo.click("Unfollow", on=letter)
    assert left.message
    assert left.message.ephemeral
    assert "do not follow the review of **Parasite** (film, 2019) any more" in left.text
    await say(club.ben, "Two.")
    await later(club)
    assert len(letters(club.cleo)) == 1
    assert "Follow" in labels((await talk(club.cleo, card)).message)
    back = await club.cleo.click("Undo", on=left.message)
    assert "You follow the review" in back.text
    assert labels(back.message) == {"Unfollow"}
    assert "Unfollow" in labels((await talk(club.cleo, card)).message)
    await say(club.ben, "Three.")
    second = (await until_letters(club.cleo, 2))[-1]
    assert "Three." in second.text
    assert "Two." not in second.text


async def test_a_member_is_muted_from_a_letter_and_heard_again(club: Club) -> None:
    await started(club)
    await say(club.ben, "One.")
    [letter] = await until_letters(club.cleo, 1)
    asked = await club.cleo.click("Mute a member", on=letter)
    await club.cleo.click("Mute", on=asked.message)
    await say(club.ben, "Quiet.")
    await say(club.ada, "Loud.")
    await later(club)
    [_, second] = letters(club.cleo)
    assert "Loud." in second.text
    assert "Quiet." not in second.text
    asked = await club.cleo.click("Mute a member", on=second)
    assert {button.label for button in asked.message.buttons} == {"Mute", "Unmute"}  # type: ignore[union-attr] # it answered
    await club.cleo.click("Unmute", on=asked.message)
    await say(club.ben, "Heard again.")
    await later(club)
    assert "Heard again." in letters(club.cleo)[-1].text


async def test_all_is_off_with_one_press_and_following_says_so(club: Club) -> None:
    await started(club)
    other = await club.post(club.ada, "Sand.", title="Dune")
    await say(club.ben, "One.")
    [letter] = await until_letters(club.cleo, 1)
    await club.cleo.click("Turn these off", on=letter)
    await say(club.ben, "Two.", "Dune")
    silent = await follow(club.cleo, other)
    assert "you have turned my direct messages off" in silent.text
    await say(club.ben, "Three.", "Dune")
    await later(club)
    assert len(letters(club.cleo)) == 1
    await club.cleo.click("Turn them on", on=silent.message)
    await say(club.ben, "Four.", "Dune")
    second = (await until_letters(club.cleo, 2))[-1]
    assert "Four." in second.text
    assert "Three." not in second.text


async def test_a_muted_review_is_heard_of_again_by_who_follows_it(club: Club) -> None:
    card = await started(club)
    mute = f"rv1:mute:{_guild_of(await talk(club.cleo, card))}:1"
    await club.forge(club.cleo, mute)
    assert "Follow" in labels((await talk(club.cleo, card)).message)
    await say(club.ben, "Muted.")
    await later(club)
    assert not letters(club.cleo)
    await follow(club.cleo, card)
    await say(club.ben, "Heard.")
    [letter] = await until_letters(club.cleo, 1)
    assert "Muted." not in letter.text


def _guild_of(listed: Answer) -> str:
    """Return guild and review as the id of the page's follow button has them."""
    assert listed.message
    [custom_id] = [b.custom_id for b in listed.message.buttons if b.label == "Unfollow"]
    return ":".join(str(custom_id).split(":")[2:4])


async def test_ones_own_and_other_servers_reviews_cannot_be_followed(club: Club) -> None:
    card = await started(club)
    of = _guild_of(await talk(club.cleo, card))
    own = await club.forge(club.ada, f"rv1:follow:{of}:1")
    assert "That is your own review" in own.text
    away = club.elsewhere("Eve")
    here, _, review = of.partition(":")
    there = _base36(int(away.guild.id))
    for custom_id in (
        f"rv1:follow:{there}:{review}:1",
        f"rv1:follow:{there}:{review}:0",
        f"rv1:whom:{there}:{review}",
        f"rv1:follow:{here}:{'a' * 12}:1",
        f"rv1:whom:{here}:{'a' * 12}",
    ):
        answer = await club.forge(away, custom_id)
        assert "not here any more" in answer.text, custom_id


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (_base36(number // 36) if number >= 36 else "") + digits[number % 36]


async def test_no_more_follow_a_review_than_are_written_to(club: Club) -> None:
    card = await started(club)
    async with club.db.write() as conn:
        [work] = await works.list_named(conn, club.guild_id, "Parasite")
        [review] = await reviews.list_of_work(conn, club.guild_id, work.id)
        for number in range(1, FOLLOWERS_MAX):
            await follows.put(conn, club.guild_id, review.id, number, 0)
    listed = await talk(club.ben, card)
    refused = await club.ben.click("Follow", on=listed.message)
    assert f"{FOLLOWERS_MAX} members follow this review" in refused.text
    listed = await talk(club.cleo, card)
    await club.cleo.click("Unfollow", on=listed.message)
    await follow(club.ben, card)


async def test_a_merge_takes_along_who_follows_and_its_undoing_too(club: Club) -> None:
    await started(club, "Gisaengchung")
    await club.post(club.ben, "Other words.")
    club.ada.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    preview = await club.ada.slash("work merge", duplicate="Gisaengchung", into="Parasite")
    done = await club.ada.click("Merge", on=preview.message)
    said = {"title": "Parasite", "by": club.ada}
    await club.ben.slash("review comment", text="Merged.", **said)
    [letter] = await until_letters(club.cleo, 1)
    assert "### Parasite" in letter.text
    assert "Merged." in letter.text
    await club.ada.click("Undo", on=done.message)
    await say(club.ben, "Two again.", "Gisaengchung")
    await later(club)
    second = (await until_letters(club.cleo, 2))[-1]
    assert "### Gisaengchung" in second.text
    assert "Two again." in second.text


async def test_what_one_follows_is_exported_and_forgotten(club: Club) -> None:
    await started(club)
    exported = await club.cleo.slash("privacy export")
    assert exported.message
    [content] = exported.message.attachments.values()
    told = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("everything.json"))
    [row] = told["tables"]["follows"]
    async with club.db.read() as conn:
        assert await follows.find(conn, club.guild_id, row["review_id"], int(club.cleo.id))
    await say(club.ben, "The bell.")
    await until_letters(club.cleo, 1)
    await say(club.ben, "Never told.")
    asked = await club.cleo.slash("privacy forget")
    await club.cleo.click("Erase for good", on=asked.message)
    async with club.db.read() as conn:
        assert not await follows.find(conn, club.guild_id, row["review_id"], int(club.cleo.id))
    await say(club.ben, "Nor this.")
    await later(club)
    assert len(letters(club.cleo)) == 1
    async with club.db.read() as conn:
        owed = await outbox.list_due(conn, 2**40)
    assert not [
        one for one in owed if one.kind is OwedKind.NOTICE and one.subject_id == club.cleo.id
    ]
