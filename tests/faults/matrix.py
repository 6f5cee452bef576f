"""One cell of the matrix: a member does something while something goes wrong.

The invariant of every cell: what was acknowledged is in the store, once; what was not is there
once or not at all, and then its text is in a draft, in the answer, or still in the member's
form; the card is there once; nothing leaks; the bot lives and answers.
"""

import asyncio
import hashlib
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reviewbot.playground.driver import Answer
from reviewbot.store import outbox
from tests.e2e.club import Club
from tests.faults.acting import STOOD, WORDS, Deed, Scene
from tests.faults.deeds import DEEDS, drafts_kept
from tests.faults.registry import entry_of
from tests.faults.troubles import FAULTS, Fault

SETTLED_WITHIN: Final = 45.0
ANSWERED_WITHIN: Final = 75.0
SEED: Final = int(os.environ.get("REVIEWBOT_SEED", "1"))
CELLS: Final = os.environ.get("REVIEWBOT_FAULTS", "40")
"""How many cells are tried: a number, drawn with the seed, or `all`."""
REFUSALS: Final = dict.fromkeys((401, 403, 404, 429), 60)


@dataclass(frozen=True)
class Cell:
    """A deed, a fault and an engine; its name replays it: `REVIEWBOT_SEED=1 … -k name`."""

    deed: Deed
    fault: Fault
    engine: str

    @property
    def title(self) -> str:
        return f"{self.deed.name}-{self.fault.title}-{self.engine}"


def cells() -> list[Cell]:
    """Return the cells to try; a sample spares those that only wait."""
    every = list(_every())
    if CELLS == "all":
        return every
    quick = [cell for cell in every if not cell.fault.slow]
    return random.Random(SEED).sample(quick, min(int(CELLS), len(quick)))  # noqa: S311 - to be replayed, not to be secret


def _every() -> Iterator[Cell]:
    for engine in ("sqlite", "postgresql"):
        for fault in FAULTS:
            if fault.engine in (None, engine):
                for deed in DEEDS:
                    yield Cell(deed, fault, engine)


async def play(club: Club, cell: Cell) -> None:
    """Play the cell and hold it against the invariant."""
    club.budget |= REFUSALS
    witness = await club.post(club.cleo, "A witness.", title="Memories of Murder", year=2003)
    scene = Scene(club, await club.post(club.ada, STOOD), witness)
    await settled(club)
    if cell.deed.prepare:
        scene.opened = await cell.deed.prepare(scene)
    async with cell.fault.trouble(club):
        answer = await _done(cell.deed, scene)
    club.discord.faults.clear()
    await settled(club)
    await _hold(cell, scene, answer)
    await _alive(club, scene)


async def _done(deed: Deed, scene: Scene) -> Answer | None:
    """Do it as a member would; `None` where they would give up waiting."""
    doing = asyncio.ensure_future(deed.act(scene))
    done, _ = await asyncio.wait((doing,), timeout=ANSWERED_WITHIN)
    if not done:
        doing.cancel()
        return None
    try:
        return doing.result()
    except AssertionError:  # the bot is still thinking, as far as the member can see
        return None


async def _hold(cell: Cell, scene: Scene, answer: Answer | None) -> None:
    count, kept = await cell.deed.count(scene.club), await drafts_kept(scene.club)
    acknowledged = answer is not None and _acknowledges(cell.deed, answer)
    assert acknowledged or not cell.fault.harmless, f"not acknowledged: {answer!r}"
    assert count <= 1, "done twice"
    if acknowledged:
        assert count == 1, f"acknowledged and lost: {answer!r}"
    elif cell.deed.carries_text and not count:
        handed_back = answer is None or answer.failed or _shows_words(answer)
        assert kept or handed_back, f"neither kept nor handed back: {answer!r}"
    cards = [card for card in scene.club.cards() if WORDS in card.text]
    assert len(cards) <= 1, "two cards"
    assert not [line for line in scene.club.logged if WORDS in line], "a text in the log"


def _acknowledges(deed: Deed, answer: Answer) -> bool:
    if answer.failed or not (deed.said in answer.text if deed.said else answer.form):
        return False
    came = entry_of(answer.interaction.data)
    assert came == deed.entry, f"done by {came}, not by {deed.entry}"
    return True


def _shows_words(answer: Answer) -> bool:
    """Tell whether the words are in an answer, or in a file that came with it."""
    files = (held for one in answer.messages for held in one.attachments.values())
    return WORDS in answer.text or any(WORDS in held.decode() for held in files)


async def settled(club: Club) -> None:
    """Wait until nothing is owed that could be paid by now."""
    async with asyncio.timeout(SETTLED_WITHIN):
        while True:
            async with club.db.read() as conn:
                due = await outbox.next_due(conn)
            if due is None or (club.app and due > club.app.bot.now() + SETTLED_WITHIN):
                return
            await asyncio.sleep(0.05)


async def _alive(club: Club, scene: Scene) -> None:
    """The bot answers, and the button of the card that stood before works."""
    async with asyncio.timeout(20):
        while True:
            page = await club.cleo.click("Read", on=scene.witness)
            if "A witness" in page.text:
                return
            await asyncio.sleep(0.2)  # it may be on its way back to the gateway


def seed_of(cell: Cell) -> int:
    """Return what everything random in the cell begins with."""
    digest = hashlib.sha256(f"{SEED}/{cell.title}".encode()).digest()
    return int.from_bytes(digest[:4])
