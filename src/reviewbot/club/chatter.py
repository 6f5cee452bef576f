"""What the club says besides its reviews: read from `seed/talk.toml`, said at its time."""

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files

from reviewbot.playground.driver import Channel, Guild, Message

_HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Line:
    """One message; `answers` is the key of another, `reactions` maps emoji to members' keys."""

    channel: str
    author: str
    hours_ago: float
    text: str
    key: str = ""
    answers: str = ""
    reactions: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread, the channel it belongs to and who opened it."""

    name: str
    channel: str
    author: str


@dataclass(frozen=True, slots=True)
class Talk:
    """Every thread, and every line in the order in which they were said."""

    threads: tuple[Thread, ...]
    lines: tuple[Line, ...]


def load_chatter() -> Talk:
    """Read the words that come with the package."""
    source = files(__package__).joinpath("seed", "talk.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(source)
    lines = sorted((Line(**one) for one in tables["line"]), key=lambda line: -line.hours_ago)
    return Talk(tuple(Thread(**one) for one in tables["thread"]), tuple(lines))


class Chatter:
    """Says the lines in a guild; `names` maps members' keys to names, `now` is Unix seconds."""

    def __init__(self, guild: Guild, names: dict[str, str], talk: Talk, now: int) -> None:
        self._guild = guild
        self._names = names
        self._threads = {one.name: one for one in talk.threads}
        self._left = list(talk.lines)
        self._now = now
        self._said: dict[str, Message] = {}

    async def until(self, moment: float) -> None:
        """Say all that was said before a moment, moving the guild's clock along."""
        while self._left:
            at = self._now - self._left[0].hours_ago * _HOUR
            if at > moment:
                return
            self._guild.world.clock.move_to(at)
            await self._say(self._left.pop(0))

    async def _say(self, line: Line) -> None:
        author = self._guild.member(self._names[line.author])
        if line.answers:
            said = await author.reply(self._said[line.answers], line.text)
        else:
            said = await author.send(line.text.strip(), self._place(line.channel))
        if line.key:
            self._said[line.key] = said
        for emoji, keys in line.reactions.items():
            for key in keys:
                await self._guild.member(self._names[key]).react(said, emoji)

    def _place(self, name: str) -> Channel:
        """Return a channel, or a thread, which is opened when somebody first speaks there."""
        thread = self._threads.pop(name, None)
        if thread is None:
            return self._guild.channel(name)
        parent = self._guild.channel(thread.channel)
        return parent.thread(name, self._guild.member(self._names[thread.author]))
