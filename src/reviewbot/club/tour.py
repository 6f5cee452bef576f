"""The tour: one evening in a small club, through the real client, told as text."""

from rich.console import Console

from reviewbot.club.stage import Stage
from reviewbot.club.transcript import Transcript
from reviewbot.playground.driver import Answer, Form, Member, Message

PARASITE = (
    "I laughed for an hour and then I stopped. Every joke in the first half is a loaded spring; "
    "the second half lets them go, one after the other, in the same lovely rooms.\n\n"
    "||The doorbell in the rain, and then the stairs behind the shelf. I had forgotten to "
    "breathe.||\n\nWatch the staircases. They tell you who everybody is."
)


async def tour(stage: Stage, console: Console) -> None:
    """Act the evening and print it.

    Raises `AssertionError` if anybody fails to see what they should, so that the tour is a
    check as well as a show.
    """
    told = Transcript(console, {m.id: m.name for m in stage.guild.members})
    console.print("A small club, the real bot, and a Discord that lives inside this machine.")
    card = await _post(stage, told)
    await _read(stage.member("vera"), card, told)
    await _talk(stage.member("tomas"), card, told)
    await _find(stage.member("haruka"), told)
    await _show(stage.member("lucia"), told)
    await _pick(stage.member("bex"), told)
    console.print("\nThat was the tour. `make play` opens the same club in your browser.")


async def _post(stage: Stage, told: Transcript) -> Message:
    lucia = stage.member("lucia")
    told.scene("Lucía has seen a film and says so")
    told.does("Lucía", "/review post  title: Parasite  kind: film  year: 2019  rating: ★★★★½")
    options = {"title": "Parasite", "kind": "movie", "year": 2019, "rating": "★★★★½"}
    form = _form(await lucia.slash("review post", **options))
    told.remark(f"A form opens: {', '.join(field.label for field in form.fields)}.")
    fields = {"Headline": "Watch the stairs", "Your review": PARASITE}
    answer = await lucia.submit(form, {**fields, "Spoilers": "Parts are marked"})
    told.answered(answer, "Lucía")
    told.remark("And in the channel, where nobody is pinged and nothing is spoiled:")
    card = await lucia.sees("Watch the stairs")
    told.sees(card)
    return card


async def _read(vera: Member, card: Message, told: Transcript) -> None:
    told.scene("Вера reads all of it, for herself")
    told.does("Вера", "presses Read")
    page = await vera.click("Read", on=card)
    told.answered(page, "Вера")
    assert "doorbell" not in page.text, "a spoiler was shown to somebody who did not ask"


async def _talk(tomas: Member, card: Message, told: Transcript) -> None:
    told.scene("Tomáš answers as one answers in Discord: with a reply")
    words = "The stairs! I counted them. The house is a character with a grudge."
    told.does("Tomáš", f"replies to the card: {words}")
    reply = await tomas.reply(card, words)
    await tomas.sees("1 thought")
    told.remark(f"The bot reacts with {' '.join(reply.reactions)}, and the card counts it:")
    told.sees(card)


async def _find(haruka: Member, told: Transcript) -> None:
    told.scene("はるか remembers one word of a review")
    told.does("はるか", "/review search  query: staircases")
    found = await haruka.slash("review search", query="staircases")
    assert "Parasite" in found.text, f"the search found nothing: {found.text}"
    told.answered(found, "はるか")


async def _show(lucia: Member, told: Transcript) -> None:
    told.scene("What does the club think of a film?")
    told.does("Lucía", "/review show  title: stalk…")
    offered = await lucia.autocomplete("review show", "title", "stalk")
    assert offered, "no completion was offered"
    told.remark(f"As she types, she is offered: {offered[0].name}")
    told.answered(await lucia.slash("review show", title=offered[0].value), "Lucía")


async def _pick(bex: Member, told: Transcript) -> None:
    told.scene("One good pick for tonight")
    told.does("bex", "/review recommend  kind: film")
    told.answered(await bex.slash("review recommend", kind="movie"), "bex")


def _form(answer: Answer) -> Form:
    assert answer.form is not None, f"no form opened: {answer}"
    return answer.form
