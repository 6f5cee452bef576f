"""Ids of shelves and of what can be taken back."""

from typing import Final

from reviewbot.domain.shelves import Shelf
from reviewbot.domain.works import WorkKind
from reviewbot.ui.ids.shapes import LETTERS, base36

SHELF: Final = r"(?P<shelf>[wcdpx-])"
SHELVED: Final = "rv1:entries"
"""The menu that opens where a work stands with the one who chooses; its values are works."""
_SHELVES: Final = {
    Shelf.WANT: "w",
    Shelf.CURRENT: "c",
    Shelf.DONE: "d",
    Shelf.PAUSED: "p",
    Shelf.DROPPED: "x",
    None: "-",
}


def want(review_id: str) -> str:
    """Put what a review is of on the presser's list, because of that review."""
    return f"rv1:want:{review_id}"


def wish(work_id: str) -> str:
    """Put a work on the presser's list."""
    return f"rv1:wish:{work_id}"


def shelf(member_id: int, shelf: Shelf | None, kind: WorkKind | None, number: int) -> str:
    """Turn to a page of a member's shelf, of one shelf and kind if given."""
    return f"rv1:shelf:{base36(member_id)}:{_SHELVES[shelf]}{LETTERS[kind]}:{number}"


def only(member_id: int, kind: WorkKind | None) -> str:
    """Choose which shelf of a member is shown; the values are those of `shelf_letter`."""
    return f"rv1:only:{base36(member_id)}:{LETTERS[kind]}"


def shelf_letter(shelf: Shelf | None) -> str:
    """Return the letter that stands for a shelf, or for all of them."""
    return _SHELVES[shelf]


def shelf_of(letter: str) -> Shelf | None:
    """Return the shelf that a letter stands for; `None` for all, raises `KeyError` for others."""
    return {one: shelf for shelf, one in _SHELVES.items()}[letter]


def entry(work_id: str) -> str:
    """Open where a work stands with the presser."""
    return f"rv1:entry:{work_id}"


def move(work_id: str, shelf: Shelf) -> str:
    """Move a work to another of the presser's shelves."""
    return f"rv1:move:{work_id}:{_SHELVES[shelf]}"


def must(work_id: str, *, on: bool) -> str:
    """Mark what the presser wants as what they must see, or not any more."""
    return f"rv1:must:{work_id}:{int(on)}"


def unshelve(work_id: str) -> str:
    """Take a work off the presser's shelf."""
    return f"rv1:unshelve:{work_id}"


def how_far(work_id: str) -> str:
    """Open the form that asks how far the presser is, and why they stopped."""
    return f"rv1:howfar:{work_id}"


def how_far_form(work_id: str) -> str:
    """Name that form after its work."""
    return f"f1:howfar:{work_id}"


def undo(undo_id: str) -> str:
    """Take back what a member did to their shelf or diary."""
    return f"rv1:undo:{undo_id}"
