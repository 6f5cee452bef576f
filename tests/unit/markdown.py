"""A small reader of Discord's markdown, to see what a client would make of a text.

It follows the rules of simple-markdown with Discord's additions: an escape is a backslash and
any character that is no letter, digit or space; blocks begin at the beginning of a line.
"""

import re
from typing import Final

_BLOCK: Final = re.compile(
    r"[^\S\n]*(?:(?P<heading>#{1,3}(?=\s))|(?P<subtext>-#(?=\s))|(?P<quote>>(?:>>)?(?=\s))"
    r"|(?P<list>(?:[-*+]|\d+[.)])(?=\s)))"
)
_INLINE: Final = (
    ("code", re.compile(r"(`+)[\s\S]*?[^`]\1(?!`)")),
    ("link", re.compile(r"\[[^\]]*\]\([^)]*\)")),
    ("autolink", re.compile(r"<[^: >]+:/[^ >]+>")),
    ("url", re.compile(r"(?:https?|steam)://[^\s<]+")),
    ("mention", re.compile(r"<(?:@[!&]?|#)\d+>|@everyone|@here")),
    ("emoji", re.compile(r"<a?:\w+:\d+>")),
    ("time", re.compile(r"<t:-?\d+(?::\w)?>")),
    ("command", re.compile(r"</[^:>]+:\d+>")),
    ("spoiler", re.compile(r"\|\|[\s\S]+?\|\|")),
    ("strike", re.compile(r"~~[\s\S]+?~~")),
    ("bold", re.compile(r"\*\*[\s\S]+?\*\*")),
    ("underline", re.compile(r"__[\s\S]+?__")),
    ("italic", re.compile(r"\*(?!\s)[^*]+\*|_(?!\s)[^_]+_")),
)
_ESCAPE: Final = re.compile(r"\\([^0-9A-Za-z\s])")


def read(text: str) -> tuple[str, list[str]]:
    """Return what a reader sees and the names of all markup that was found."""
    shown, found, place, fresh = "", [], 0, True
    while place < len(text):
        if fresh and (block := _BLOCK.match(text, place)):
            found.append(str(block.lastgroup))
        if escape := _ESCAPE.match(text, place):
            shown, place, fresh = shown + escape[1], escape.end(), False
            continue
        for name, pattern in _INLINE:
            if pattern.match(text, place):
                found.append(name)
        shown += text[place]
        fresh = text[place] == "\n" or (fresh and text[place].isspace())
        place += 1
    return shown, found


def told(text: str) -> str:
    """Return what a reader sees, as `read` does, without looking for markup: much faster."""
    return _ESCAPE.sub(r"\1", text)


_CODE: Final = re.compile(r"(`+)([\s\S]*?[^`])\1(?!`)")
_SPOILER: Final = re.compile(r"\|\|([\s\S]+?)\|\|")


def hidden(text: str) -> list[tuple[int, int]]:
    """Return what Discord would hide if this were sent as it is: begin and end of each spoiler.

    As its clients read: from left to right, an escape first, then code, in which nothing is
    read, then a spoiler, up to the next two bars. Written apart from the bot's own reading.
    """
    found, place = [], 0
    while place < len(text):
        if match := _ESCAPE.match(text, place) or _CODE.match(text, place):
            place = match.end()
        elif match := _SPOILER.match(text, place):
            found.append(match.span(1))
            place = match.end()
        else:
            place += 1
    return found
