"""What is wrong with a body, and where: collected first, then refused all at once.

The tree is the one of Discord's documentation, "Error Messages": nested by field, with the
list `_errors` where something is wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reviewbot.playground.errors import invalid_form

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Problems:
    """What is wrong with one body so far; raised all at once, as Discord does."""

    found: list[tuple[Path, str, str]] = field(default_factory=list)

    def tree(self) -> dict[str, Any]:
        """Return the nested form: `{"embeds": {"0": {"title": {"_errors": [...]}}}}`."""
        root: dict[str, Any] = {}
        for path, code, message in self.found:
            node = root
            for key in path:
                node = node.setdefault(str(key), {})
            node.setdefault("_errors", []).append({"code": code, "message": message})
        return root

    def settle(self) -> None:
        """Raise ApiError 400/50035 if anything was found."""
        if self.found:
            raise invalid_form(self.tree())


@dataclass(slots=True, frozen=True)
class Place:
    """A spot within a body, to which a problem can be pinned."""

    problems: Problems
    path: Path = ()

    def at(self, *keys: str | int) -> "Place":
        """Return the spot further in."""
        return Place(self.problems, (*self.path, *keys))

    def fail(self, code: str, message: str) -> None:
        """Note a problem here."""
        self.problems.found.append((self.path, code, message))

    def require(self) -> None:
        """Note that the field here is missing."""
        self.fail("BASE_TYPE_REQUIRED", "This field is required")

    def choices(self, allowed: Sequence[int | str]) -> None:
        """Note that the value here is none of those allowed."""
        listed = ", ".join(str(value) for value in allowed)
        self.fail("BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")
