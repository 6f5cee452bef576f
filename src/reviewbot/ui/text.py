"""Text as it may be shown: cleaned, made inert for Discord's markdown, and cut.

`neutralise` is the one way in which a member's words reach a message. What it returns looks
in Discord exactly like what the member wrote, and nothing in it is a link, a mention, a
heading, a list, a quote, code, a spoiler or a time.
"""

import re
import unicodedata
from typing import Final

import regex

from reviewbot.domain.text import normalise

# Controls, bidirectional overrides and characters of no width, which can make text look like
# something else. A joiner stays where writing needs it: inside emoji and between the letters
# of scripts that join (Arabic, the Indic scripts, and their neighbours).
_JOINING = (
    r"\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f"
    r"\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af"
)
_UNSEEN: Final = regex.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    r"\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
    rf"|(?<![{_JOINING}])[\u200c\u200d]"
    r"|(?<!\U0001f3f4[\U000e0020-\U000e007e]*)[\U000e0000-\U000e007f]"
)
_SUSPECT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What `_UNSEEN` may take away, found thirty times faster; most texts hold nothing of it."""
_PILED: Final = regex.compile(r"(\p{M}{3})\p{M}+")
_MARK: Final = re.compile(r"[\\*_~|`\[\]<>@]|:(?=//?)")
_BULLET: Final = re.compile(r"^([^\S\n]*(?:\d+(?=[.)]))?)([#+.)-])", re.MULTILINE)
_COSTLY: Final = frozenset("\\*_~|`[]<>@:#-+.)")


def clean(text: str) -> str:
    """Return `text` without controls, overrides and unseen characters, at most 3 marks a letter.

    This is for places where Discord reads no markdown, such as labels and choices.
    """
    if text.isascii() and text.isprintable():
        return text
    text = normalise(text).replace("\r\n", "\n").replace("\r", "\n")
    if _SUSPECT.search(text):
        text = _UNSEEN.sub("", text)
    return text if text.isascii() else _PILED.sub(r"\1", text)


def neutralise(text: str) -> str:
    """Return `text` cleaned and escaped, to be put into a message at the start of a line or in it.

    Discord reads a backslash before punctuation as that punctuation and nothing more (the
    `escape` rule of simple-markdown, on which its clients are built).
    """
    return _BULLET.sub(r"\1\\\2", _MARK.sub(r"\\\g<0>", clean(text)))


def costs(text: str) -> list[int]:
    """Return for each character the most that it takes up once neutralised, in UTF-16 units."""
    return [1 + (c in _COSTLY) + (c > "\uffff") for c in text]


def cut(text: str, limit: int) -> str:
    """Return `text` if it has at most `limit` characters, else its beginning and an ellipsis.

    The cut lies between words where there are words, and never inside what a reader sees as
    one character.
    """
    if len(text) <= limit:
        return text
    space = max(text.rfind(" ", 0, limit), text.rfind("\n", 0, limit))
    if space <= limit // 2:
        space = boundary(text, limit - 1)
    return text[:space].rstrip(" \n,;:") + "…"


def fitted(text: str, room: int) -> str:
    """Return as much of `text` as takes up at most `room` once neutralised; not yet neutralised."""
    used = 0
    for place, cost in enumerate(costs(text)):
        used += cost
        if used > room:
            return cut(text, max(1, place - 1))
    return text


def boundary(text: str, limit: int) -> int:
    """Return the last place at or before `limit` that splits no visible character; at least 1."""
    start = max(0, limit - 64)
    place = 0
    for cluster in regex.finditer(r"\X", text[start : limit + 64]):
        if start + cluster.end() > limit:
            break
        place = start + cluster.end()
    return place or max(1, limit)


def one_line(text: str, limit: int) -> str:
    """Return `text` cleaned, on one line, cut to `limit`; not escaped.

    Of a long text only the beginning is looked at: four times what is shown, to have enough
    where much of it is white space.
    """
    beginning = " ".join(clean(text[: 4 * limit]).split())
    if len(text) > 4 * limit and len(beginning) <= limit:
        return cut(beginning + " …", limit)
    return cut(beginning, limit)


def isolated(text: str) -> str:
    """Return text with letters that run from right to left set apart from the line around it."""
    if text.isascii() or not any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text):
        return text
    return f"\u2068{text}\u2069"


def plural(count: int, word: str) -> str:
    """Return the number with its word: `1 comment`, `1,200 comments`."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
