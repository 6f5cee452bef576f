"""A conversation in a channel as text that reads well in a terminal and in a file."""

import re
from typing import Final

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from reviewbot.playground.driver import Answer, Message

WIDTH: Final = 84
_ESCAPE: Final = re.compile(r"\\([\\*_~|`\[\]<>@:#\-+.)])")
_HEADING: Final = re.compile(r"^(?:#{1,3} |-# |>>> |```\n?)", re.MULTILINE)
_LINK: Final = re.compile(r"(?<!\\)\[([^\]\n]+)\]\(https?://[^)\s]+\)")
_WHEN: Final = re.compile(r"<t:\d+(?::\w)?>")


class Transcript:
    """Prints what members do and what they see; `names` maps user ids to names."""

    def __init__(self, console: Console, names: dict[str, str]) -> None:
        self._console = console
        self._names = names

    def scene(self, title: str) -> None:
        """Begin a part of the story."""
        self._console.print()
        self._console.rule(Text(title, style="bold"), align="left", characters="─")

    def does(self, who: str, what: str) -> None:
        """Tell what a member does."""
        self._console.print(Text.assemble((who, "bold cyan"), "  ", what))

    def sees(self, message: Message, *, only: str = "") -> None:
        """Show a message; `only` names the one member who sees it, if it is private."""
        name = message.it.channel.name
        place = f"#{name}" if name else "a direct message"
        title = f"{message.author} · {f'only {only} sees this' if only else place}"
        shown = Text(self._plain(message.text))
        if buttons := "   ".join(f"[ {b.label} ]" for b in message.buttons if not b.disabled):
            shown.append(f"\n\n{buttons}", style="bold")
        if reactions := " ".join(message.reactions):
            shown.append(f"\n{reactions}")
        border = "magenta" if only else "green"
        panel = Panel(shown, title=title, title_align="left", border_style=border, width=WIDTH)
        self._console.print(panel)

    def answered(self, answer: Answer, who: str) -> None:
        """Show the message that answered a member; raise `AssertionError` if none did."""
        assert answer.message is not None, f"{who} got no answer: {answer}"
        self.sees(answer.message, only=who if answer.message.ephemeral else "")

    def remark(self, text: str) -> None:
        """Say something about what is seen."""
        self._console.print(Text(text, style="italic dim"))

    def _plain(self, text: str) -> str:
        """Return a message's text as a reader sees it: escapes read, names for ids."""
        named = re.sub(r"<@!?(\d+)>", lambda m: "@" + self._names.get(m[1], "somebody"), text)
        linked = _LINK.sub(r"\1", _HEADING.sub("", named))
        bare = _WHEN.sub("just now", linked).replace("**", "")
        return _ESCAPE.sub(r"\1", bare)
