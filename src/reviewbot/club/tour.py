"""The tour: a review's whole life in a small club, through the real client, told as text."""

from rich.console import Console

from reviewbot.club.acting import Acting
from reviewbot.club.scenes import finding, keeping, order, talking, writing
from reviewbot.club.stage import Stage
from reviewbot.club.transcript import Transcript


async def tour(stage: Stage, console: Console) -> None:
    """Act the evening and print it.

    Raises `AssertionError` if anybody fails to see what they should, so that the tour is a
    check as well as a show.
    """
    told = Transcript(console, {m.id: m.name for m in stage.guild.members})
    console.print("A small club, the real bot, and a Discord that lives inside this machine.")
    on = Acting(stage, told)
    line = await writing.quick(on)
    await writing.draft(on)
    card = await writing.post(on)
    await finding.show(on)
    await talking.read(on, card)
    await talking.talk(on, card)
    await talking.thank(on, card)
    await talking.hear(on)
    await order.call(on, line)
    await writing.edit(on, card)
    await order.hide(on, line)
    await writing.delete(on)
    await keeping.see_again(on, card)
    await keeping.shelve(on)
    await talking.recommend(on)
    await finding.search(on)
    await finding.top(on)
    await finding.compare(on)
    await finding.pick(on)
    await writing.erase(on)
    console.print("\nThat was the tour. `make play` opens the same club in your browser.")
