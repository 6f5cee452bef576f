"""An hour in a club, as a seed tells it: what members do, and what they were told was done."""

import asyncio
import random
from dataclasses import dataclass, field
from typing import Final

from reviewbot.playground.driver import Answer, Member, Message
from tests.e2e.club import Club

_TITLES: Final = ("Dune", "Stoner", "Severance", "Solaris", "Emma", "Dark", "Heat", "Beloved")
_PATIENCE: Final = 6.0


@dataclass
class Told:
    """What members may rely on: the words that they were told are kept."""

    reviews: set[str] = field(default_factory=set)
    comments: set[str] = field(default_factory=set)


class Story:
    """Members who act one after the other, whether the bot is there or not."""

    def __init__(self, club: Club, seed: int) -> None:
        self.club = club
        self.told = Told()
        self._dice = random.Random(seed)  # noqa: S311 - to be replayed, not to be secret
        self._count = 0

    async def go_on(self) -> None:
        """Let members act until the block that waits for this is cancelled."""
        while True:
            await self._one()

    async def _one(self) -> None:
        self._count += 1
        who = self._dice.choice((self.club.ada, self.club.ben, self.club.cleo))
        words = f"Words number {self._count}, by {who.name}."
        act = self._dice.choice((self._post, self._post, self._comment, self._command))
        try:
            async with asyncio.timeout(_PATIENCE):
                await act(who, words)
        except (AssertionError, LookupError, TimeoutError):
            return  # the member saw no answer, and is owed nothing

    async def _post(self, who: Member, words: str) -> None:
        title = self._title()
        opened = await who.slash("review post", title=title, kind="movie", rating="4")
        if opened.form is None:
            return
        answer = await who.submit(opened.form, {"Your review": words})
        if _said(answer, "Your review"):
            self.told.reviews.add(words)

    async def _comment(self, who: Member, words: str) -> None:
        opened = await who.click("Comment", on=self._card())
        if opened.form and _said(await who.submit(opened.form, {"Your comment": words}), "comment"):
            self.told.comments.add(words)

    async def _command(self, who: Member, words: str) -> None:
        by = self._dice.choice((self.club.ada, self.club.ben))
        title = self._title()
        answer = await who.slash("review comment", title=title, text=words, by=by)
        if _said(answer, "Your comment is there"):
            self.told.comments.add(words)

    def _title(self) -> str:
        """A review keeps twenty editions, so each title serves for a while only."""
        return f"{self._dice.choice(_TITLES)} {self._count // 40}"

    def _card(self) -> Message:
        return self._dice.choice(self.club.cards())


def _said(answer: Answer, words: str) -> bool:
    done = not answer.failed and words in answer.text
    return done and not any(no in answer.text for no in ("could not", "Try again", "lost"))
