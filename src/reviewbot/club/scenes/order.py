"""Order: a spoiler called and settled, a review hidden and put back."""

from reviewbot.club.acting import Acting
from reviewbot.playground.driver import Message


async def call(on: Acting, card: Message) -> None:
    """Call a review a spoiler, which hides it at once, and let a moderator settle that."""
    on.told.scene("bex thinks that Jules gives something away")
    choice = await on.presses("bex", "This spoils · Report", card, "hides all of it")
    await on.presses("bex", "This spoils", choice, "hidden now")
    await on.becomes(card, "Spoilers for Paterson")
    assert "a dog with plans" not in card.text, "what was called is still open"
    on.told.remark("نور keeps order here, looks, and finds nothing wrong with it:")
    cases = await on.asks("nour", "reviewbot reports", "Paterson")
    await on.presses("nour", "Open again", cases, "open again")
    await on.becomes(card, "a dog with plans")


async def hide(on: Acting, card: Message) -> None:
    """Hide a review as a moderator, and put it back from the log."""
    on.told.scene("نور hides the wrong card, and puts it back")
    form = await on.picks("nour", "Hide", card)
    await on.sends("nour", form, {"Why?": "I meant the card above it."}, "told why")
    await on.goes(card)
    log = await on.asks("nour", "reviewbot log", "hid the review")
    await on.presses("nour", "Put back", log, "put back")
    on.told.sees(await on.card("a dog with plans"))
