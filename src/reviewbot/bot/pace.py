"""How fast one member may go on: a few things a second, a few texts a minute, told privately.

Forms that come back are never refused, since somebody wrote them; what opens them is. What a
refused command said is handed back with the refusal.
"""

import io
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Final

import discord

from reviewbot.bot import failures

if TYPE_CHECKING:  # the client owns the pace; only the name of its type is needed here
    from reviewbot.bot.client import Interaction

COST_OF_WRITING: Final = 12
"""What opens a form, takes a text or gathers much counts as so many presses."""
COSTLY: Final = frozenset({
    *("review post", "review quick", "review edit", "review comment", "review log"),
    *("review recommend", "review taste", "review thread", "privacy export", "work title"),
    *("Comment on review", "Make this my review", "Report"),
})  # fmt: skip
MEMBERS_MOST: Final = 10_000
"""How many members are remembered; of more, those who waited longest are forgotten."""
TOLD_EVERY: Final = 10.0
"""Seconds between two refusals that are told; what is pressed between them is let fall."""
_TEXTS: Final = {"text", "note"}

Key = tuple[int, int]


@dataclass(slots=True)
class _Purse:
    """What a member has left, as of a moment, and when they were told last."""

    left: float
    at: float
    told_at: float = -TOLD_EVERY


class Pace:
    """A purse for each member of each server, filled up by `per_minute` in a minute.

    It holds a minute's worth. `per_minute` 0 lets everybody go as fast as they like. `clock`
    gives seconds that never go back.
    """

    def __init__(self, per_minute: int = 0, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute, self._clock = per_minute, clock
        self._purses: dict[Key, _Purse] = {}

    def __len__(self) -> int:
        """How many members are remembered."""
        return len(self._purses)

    def wait(self, key: Key, cost: int) -> float:
        """Pay; return 0, or, where there is too little, the seconds until there is enough."""
        if not self._per_minute:
            return 0.0
        now = self._clock()
        purse = self._purses.pop(key, None) or _Purse(float(self._per_minute), now)
        self._purses[key] = purse  # whoever acted last stands last
        if len(self._purses) > MEMBERS_MOST:
            del self._purses[next(iter(self._purses))]
        earned = (now - purse.at) * self._per_minute / 60
        purse.left, purse.at = min(self._per_minute, purse.left + earned), now
        if purse.left >= cost:
            purse.left -= cost
            return 0.0
        return (cost - purse.left) * 60 / self._per_minute

    def tells(self, key: Key) -> bool:
        """Tell whether a refusal is to be told, which counts as told then."""
        purse, now = self._purses[key], self._clock()
        if now - purse.told_at < TOLD_EVERY:
            return False
        purse.told_at = now
        return True

    async def lets(self, interaction: "Interaction", *, costly: bool = False) -> bool:
        """Tell whether a member may do this now; if not, they are told, with their words."""
        key = (interaction.guild_id or 0, interaction.user.id)
        seconds = self.wait(key, COST_OF_WRITING if costly else 1)
        if not seconds:
            return True
        text = "\n\n".join(_texts(interaction.data))
        if text or self.tells(key):
            await failures.answer(interaction, _sentence(seconds, text), _file(text))
        return False


def _sentence(seconds: float, text: str) -> str:
    words = f"That is too fast for me. Go on in {ceil(seconds)} seconds; nothing was changed."
    return f"{words} Here is what you wrote, so that you can send it again." if text else words


def _file(text: str) -> discord.File:
    missing: discord.File = discord.utils.MISSING
    return discord.File(io.BytesIO(text.encode()), "text.txt") if text else missing


def name_of(data: Mapping[str, Any]) -> str:
    """Return the words of a command, or the name of an entry in a menu."""
    inner = [one for one in data.get("options", ()) if one["type"] in {1, 2}]
    return f"{data['name']} {name_of(inner[0])}" if inner else str(data["name"])


def _texts(data: Any) -> Iterator[str]:  # noqa: ANN401 - what discord.py hands over, of many shapes
    for one in data.get("options", ()):
        if one["name"] in _TEXTS and isinstance(one.get("value"), str):
            yield one["value"]
        yield from _texts(one)
