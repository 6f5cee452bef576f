"""The ids under `/privacy`: whose data it is about, which the press checks."""

from reviewbot.ui.ids.shapes import base36

__all__ = ["erase", "export"]


def export(user_id: int) -> str:
    """Hand a member everything that is held of them."""
    return f"rv1:mine:{base36(user_id)}"


def erase(user_id: int) -> str:
    """Erase everything that is held of a member."""
    return f"rv1:forget:{base36(user_id)}"
