"""Writing: a quick take, a review with details, and its card."""

from typing import Final

from reviewbot.club.acting import Acting
from reviewbot.playground.driver import Message

_UNDO_SECONDS: Final = 15 * 60
PARASITE: Final = (
    "I laughed for an hour and then I stopped. Every joke in the first half is a loaded spring; "
    "the second half lets them go, one after the other, in the same lovely rooms.\n\n"
    "||The doorbell in the rain, and then the stairs behind the shelf. I had forgotten to "
    "breathe.||\n\nWatch the staircases. They tell you who everybody is."
)


async def quick(on: Acting) -> Message:
    """Rate a film in one line; return its card."""
    on.told.scene("Jules has a minute, and no more than a line to say")
    line = "A bus driver, a poem a day, and a dog with plans of its own."
    options = {"title": "Paterson", "kind": "film", "year": 2016, "rating": "9/10"}
    await on.asks("jules", "review quick", "Paterson", **options, text=line)
    card = await on.card("a dog with plans")
    on.told.sees(card)
    return card


async def post(on: Acting) -> Message:
    """Write a long review with its details; return its card."""
    on.told.scene("Lucía has seen a film and has a lot to say")
    options = {"title": "Parasite", "kind": "film", "year": 2019, "rating": "★★★★½"}
    form = await on.opens("lucia", "review post", **options)
    fields = {"Headline": "Watch the stairs", "Your review": PARASITE}
    fields["Spoilers"] = "Parts are marked"
    receipt = await on.sends("lucia", form, fields, "is posted")
    form = await on.opens_by("lucia", "Details", receipt)
    details = {"Tags": "class, slow burn", "Verdict": "must see", "Safe after": "the ending"}
    await on.sends("lucia", form, details)
    on.told.remark("In the channel nobody is pinged, and nothing is spoiled:")
    card = await on.card("Watch the stairs")
    await on.becomes(card, "must see", "safe after the ending", "#class")
    assert "doorbell" not in card.text, "the card spoils"
    assert not card.pinged
    return card


async def edit(on: Acting, card: Message) -> None:
    """Change a review in place, look at what it said before, and put that back."""
    on.told.scene("Lucía thinks again, and then again")
    form = await on.opens("lucia", "review edit", title="Parasite")
    await on.sends("lucia", form, {"Headline": "Count the stairs"})
    await on.becomes(card, "Count the stairs")
    kept = await on.asks("lucia", "review editions", "editions kept", title="Parasite")
    earlier = [one.custom_id for one in kept.buttons if one.label == "Read"]
    page = await on.presses("lucia", str(earlier[1]), kept, "Watch the stairs")
    await on.presses("lucia", "Restore", page)
    await on.becomes(card, "Watch the stairs")


async def draft(on: Acting) -> None:
    """Type a rating that nobody can read; the words wait as a draft until it is right."""
    on.told.scene("bex types too fast, and nothing is lost")
    options = {"title": "Alien", "kind": "film", "year": 1979, "rating": "great"}
    words = "Nobody listens to the one who reads the manual."
    await on.asks("bex", "review quick", "cannot read that rating", **options, text=words)
    kept = await on.asks("bex", "review drafts", "1 draft", words)
    form = await on.opens_by("bex", "Continue", kept)
    await on.sends("bex", form, {"Rating": "5"}, "is posted")
    on.told.sees(await on.card("reads the manual"))


async def erase(on: Acting) -> None:
    """Delete a review and let the time for taking that back pass."""
    on.told.scene("bex takes it back, for good")
    card = await on.card("reads the manual")
    gone = await on.asks("bex", "review delete", "is deleted", title="Alien")
    await on.goes(card)
    on.told.remark("A quarter of an hour later:")
    on.stage.discord.clock.advance(_UNDO_SECONDS + 1)
    await on.presses("bex", "Undo", gone, "cannot be undone any more")
    await on.asks("bex", "review show", "Nobody", title="Alien")


async def delete(on: Acting) -> None:
    """Delete a review, and take that back."""
    on.told.scene("Jules deletes a review and regrets it")
    card = await on.card("a dog with plans")
    gone = await on.asks("jules", "review delete", "is deleted", title="Paterson")
    await on.goes(card)
    await on.presses("jules", "Undo", gone, "is back")
    on.told.sees(await on.card("a dog with plans"))
