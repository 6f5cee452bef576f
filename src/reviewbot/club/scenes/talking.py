"""Reading and talking: spoilers asked for, replies that become comments, thanks."""

from reviewbot.club.acting import Acting
from reviewbot.playground.driver import Message


async def read(on: Acting, card: Message) -> None:
    """Read a review, first without what spoils and then with it."""
    on.told.scene("Вера reads all of it, for herself")
    page = await on.presses("vera", "Read", card, "Watch the staircases")
    assert "doorbell" not in page.text, "a spoiler was shown to somebody who did not ask"
    page = await on.presses("vera", "Show spoilers", page, "may spoil")
    await on.presses("vera", "Show me", page, "doorbell")


async def talk(on: Acting, card: Message) -> None:
    """Answer a card by a reply, and that reply by another."""
    on.told.scene("Tomáš answers as one answers in Discord: with a reply")
    words = "The stairs! I counted them. ||Forty-two, and then the cellar.||"
    on.told.does("Tomáš", f"replies to the card: {words}")
    await on.who("tomas").reply(card, words)
    on.told.remark("The reply became a comment, and the card counts it:")
    await on.becomes(card, "1 thought")
    answer = "Of course you counted them."
    await _answer(on, answer)
    await on.becomes(card, "2 thoughts")
    page = await on.presses("ada", "Read", card)
    label = next(one.label for one in page.buttons if one.label.startswith("Comments"))
    said = await on.presses("ada", label, page, "I counted them", answer)
    assert "Forty-two" not in said.text, "a comment spoils"


async def _answer(on: Acting, words: str) -> None:
    """Let the author answer the newest comment, which is offered while they type."""
    lucia = on.who("lucia")
    given: dict[str, object] = {"title": "Parasite", "text": words, "by": lucia}
    offered = await lucia.autocomplete("review comment", "reply_to", "", **given)
    assert offered, "no comment was offered"
    shown = f"title: Parasite  text: {words}  by: @Lucía  reply_to: {offered[0].name}"
    on.told.does("Lucía", f"/review comment  {shown}")
    done = await lucia.slash("review comment", **given, reply_to=offered[0].value)
    on.told.answered(done, "Lucía")


async def thank(on: Acting, card: Message) -> None:
    """Find a review helpful, and put its work on one's list."""
    on.told.scene("Вера is glad of the review, and wants to see the film")
    await on.presses("vera", "Helpful", card, "helpful")
    await on.presses("vera", "Want", card, "Parasite")
    await on.becomes(card, "1 found it helpful", "made 1 want it")


async def hear(on: Acting) -> None:
    """Be told of answers, together and without a ping, and how to have quiet."""
    on.told.scene("Lucía hears of it, once, and can turn that off")
    letter = await on.who("lucia").sees("commented", within=15)
    assert "Forty-two" not in letter.text, "a notice spoils"
    assert not letter.pinged
    on.told.sees(letter)
    quiet = await on.presses("lucia", "Turn these off", letter, "no more")
    await on.presses("lucia", "Undo", quiet, "I will tell you again")


async def recommend(on: Acting) -> None:
    """Recommend a film to a friend, who sees it and says thanks."""
    on.told.scene("Lucía knows what はるか would love")
    haruka = on.who("haruka")
    note = "It is ||all one long lie||, and so kind."
    given = {"to": haruka, "title": "Close-Up", "kind": "film", "note": note}
    await on.asks("lucia", "review recommend", "Close-Up", **given)
    await haruka.sees("recommends this to you", within=15)
    letter = haruka.direct_messages[-1]
    on.told.remark("はるか finds a direct message:")
    on.told.sees(letter)
    assert "one long lie" not in letter.text, "the note spoils"
    on.told.does("はるか", "presses Add to my list")
    await haruka.click("Add to my list", on=letter)
    await on.becomes(letter, "It is on your list.")
    await on.asks("haruka", "shelf show", "Close-Up")
    options = {"title": "Close-Up", "rating": "5", "text": "I believed every word of it."}
    await on.asks("haruka", "review quick", **options)
    card = await on.card("I believed every word")
    await on.becomes(card, "Thanks to", on.who("lucia").mention)
    on.told.remark("Both agreed to be thanked; so Lucía may know what came of it:")
    shelf = await on.who("lucia").slash("shelf show")
    assert shelf.message is not None
    await on.presses("lucia", "Recommended", shelf.message, "Close-Up", "reviewed: ★★★★★ 5")
