"""Pictures of a review: what may be one, and what is said of it to who cannot see it."""

from dataclasses import dataclass
from typing import Final

from reviewbot.domain.reviews import PICTURES_MAX, Review, Spoils
from reviewbot.domain.text import one_line
from reviewbot.errors import Invalid

ALT_MAX: Final = 300
PICTURE_MAX_BYTES: Final = 10 * 1024 * 1024
"""What one file of a message may have in a server without boosts (developer documentation,
"Uploading Files"), so that a picture that came can always be shown again."""
_BEGINNINGS: Final = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
}
_SAME: Final = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg"}
_READABLE: Final = "PNG, JPEG, GIF or WebP"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture; `place` counts from 0, `size` is in bytes. Its bytes are a file of its id."""

    guild_id: int
    id: str
    review_id: str
    place: int
    extension: str
    alt: str
    spoils: bool
    size: int

    @property
    def name(self) -> str:
        """The name of its file, here and in a message."""
        return f"{self.id}.{self.extension}"


def kind_of(name: str, content: bytes) -> str:
    """Return the extension of what the bytes are; raise `Invalid` if they are no picture.

    What counts is how the bytes begin (the file signatures of the four formats). A name that
    says otherwise is refused: something is wrong with such a file.
    """
    found = next((kind for kind, marks in _BEGINNINGS.items() if content.startswith(marks)), None)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        found = "webp"
    shown = one_line(name)[:60]
    if found is None:
        raise Invalid(f"“{shown}” is no picture that I can show. Attach {_READABLE}.")
    _, dot, typed = name.lower().rpartition(".")
    if not dot or _SAME.get(typed, typed) != found:
        raise Invalid(
            f"“{shown}” is called one thing and is another: inside it is a {found.upper()}. "
            f"Save it again as {_READABLE}, then attach it."
        )
    if len(content) > PICTURE_MAX_BYTES:
        raise Invalid(f"“{shown}” is larger than 10 MB. Attach a smaller copy of it.")
    return found


def checked_alts(text: str, count: int) -> list[str]:
    """Return what each of `count` pictures shows, from one line each; empty where none is given.

    Raises `Invalid` if there are more lines than pictures, or one is too long.
    """
    lines = [one_line(line) for line in text.strip().splitlines()]
    if len(lines) > count:
        raise Invalid(
            f"There are {len(lines)} descriptions for {count} pictures. Put each on one line."
        )
    if any(len(line) > ALT_MAX for line in lines):
        raise Invalid(f"A description may have {ALT_MAX} characters. Please shorten it.")
    return lines + [""] * (count - len(lines))


def checked_count(count: int) -> None:
    """Raise `Invalid` if a review may not have that many pictures."""
    if count > PICTURES_MAX:
        raise Invalid(
            f"A review can have {PICTURES_MAX} pictures, and these would be {count}. "
            "Choose some to remove, or attach fewer."
        )


def may_be_open(review: Review, picture: Picture) -> bool:
    """Tell whether everybody may see the picture, on the card."""
    return not picture.spoils and review.hides is not Spoils.ALL
