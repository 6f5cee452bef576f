"""Looks through all that the bot sent for titles that stand without what tells works apart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reviewbot.playground.traffic import Exchange

UNSEEN = {"custom_id", "value", "values", "url", "nonce", "id", "type", "emoji"}
"""What no reader sees; the value of a text box is what its reader typed."""
_FACTS = r"\b(?:film|book|show)(?: · |, | of | by )"
_QUOTED = re.compile("“[^”]*”")


@dataclass(frozen=True)
class Named:
    """A title that no other text has, and a pattern of the years and makers that go with it."""

    title: str
    known: str

    def stands_bare_in(self, words: str) -> bool:
        """Tell whether the title is shown without its facts; what is quoted its asker typed."""
        told = words.casefold()
        if self.title.casefold() not in _QUOTED.sub("", told):
            return False
        return not re.search(f"{_FACTS}(?:{self.known.casefold()})", told)


def pieces(sent: object) -> Iterator[str]:
    """Yield what is read at one place of a request: a text, an option with its description."""
    if isinstance(sent, str):
        yield sent
    elif isinstance(sent, list):
        for one in sent:
            yield from pieces(one)
    elif isinstance(sent, dict):
        shown = {key: value for key, value in sent.items() if key not in UNSEEN}
        yield "\n".join(value for value in shown.values() if isinstance(value, str))
        for value in shown.values():
            if not isinstance(value, str):
                yield from pieces(value)


def bare(exchanges: Iterable[Exchange], works: Iterable[Named]) -> list[str]:
    """Return what was sent that shows a title alone, with where it went."""
    return [
        f"{one.method} {one.route}: {words}"
        for one in exchanges
        for words in pieces([one.request, list(one.files)])
        for work in works
        if work.stands_bare_in(words)
    ]
