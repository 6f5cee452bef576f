"""Ids of a member's diary: its pages, its entries, and the forms of viewings."""

from typing import Final

from reviewbot.ui.ids.shapes import base36

MONTH: Final = r"(?P<month>\d{4}(?:-\d\d)?|-)"
NOTED: Final = "rv1:noted"
"""The menu that opens an entry of the chooser's diary; its values are viewings."""


def diary(member_id: int, month: str, number: int) -> str:
    """Turn to a page of a member's diary; the month is `2019-07`, `2019`, or empty."""
    return f"rv1:diary:{base36(member_id)}:{month or '-'}:{number}"


def months(member_id: int) -> str:
    """Choose a month of a member's diary; the values are months, `-` for no date."""
    return f"rv1:months:{base36(member_id)}"


def viewing(viewing_id: str) -> str:
    """Open an entry of the presser's diary."""
    return f"rv1:viewing:{viewing_id}"


def today(viewing_id: str) -> str:
    """Say that a viewing of the presser's was today."""
    return f"rv1:today:{viewing_id}"


def renote(viewing_id: str) -> str:
    """Open the form that changes an entry of the presser's diary."""
    return f"rv1:renote:{viewing_id}"


def unnote(viewing_id: str) -> str:
    """Take an entry out of the presser's diary."""
    return f"rv1:unnote:{viewing_id}"


def seen(work_id: str) -> str:
    """Open the form that notes a viewing of a work."""
    return f"rv1:seen:{work_id}"


def seen_form(work_id: str) -> str:
    """Name the form of a new viewing after its work."""
    return f"f1:seen:{work_id}"


def renote_form(viewing_id: str) -> str:
    """Name the form of a viewing that is there after it."""
    return f"f1:renote:{viewing_id}"
