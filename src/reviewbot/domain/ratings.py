"""Ratings: one member's opinion in points, read as people type it and shown as stars."""

import re
from dataclasses import dataclass
from typing import Final, Self

from reviewbot.errors import Invalid

POINTS_MAX: Final = 100
POINTS_PER_STAR: Final = 20
_VULGAR: Final = {"¼": 0.25, "½": 0.5, "¾": 0.75}
_NUMBER: Final = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)?\s*([¼½¾])?")
_SCALE: Final = re.compile(r"(?P<value>.+?)\s*(?:/|of|out of)\s*(?P<scale>5|10|20|100)")
_STARS: Final = re.compile(r"(?P<full>(?:[★⭐*]\ufe0f?){0,5})(?P<part>[¼½¾⯨]?)[☆]*")
_HELP: Final = "I cannot read that rating. Type it like 4.5, 9/10, ★★★½ or 90%."


@dataclass(frozen=True, slots=True, order=True)
class Rating:
    """An opinion of 1 to 100 points; half a star is 10 points, so every usual scale is exact."""

    points: int

    def __post_init__(self) -> None:
        """Refuse what no scale can mean."""
        if not 1 <= self.points <= POINTS_MAX:
            raise Invalid("A rating lies between a touch above zero and 5 stars. " + _HELP)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a rating as people type it.

        A bare number up to 5 is stars, up to 10 it is out of ten, beyond that out of a
        hundred. Raises `Invalid` with the forms that work.
        """
        typed = text.strip().casefold().removesuffix("stars").removesuffix("star").strip()
        return cls(round(_fraction(typed) * POINTS_MAX))

    @property
    def stars(self) -> str:
        """The nearest half star, in five characters or fewer: `★★★½`."""
        return stars(self.points)

    @property
    def label(self) -> str:
        """The exact number of stars, in the shortest form: `4½`, `3.85`."""
        return number(self.points)


def stars(points: float) -> str:
    """Show points as stars, to the nearest half; never an empty string."""
    halves = max(1, round(points / (POINTS_PER_STAR / 2)))
    return "★" * (halves // 2) + "½" * (halves % 2)


def number(points: float) -> str:
    """Show points as a number of stars with two decimals at most: `4`, `4½`, `3.67`."""
    value = round(points / POINTS_PER_STAR, 2)
    whole, part = int(value), round(value - int(value), 2)
    for sign, size in _VULGAR.items():
        if part == size:
            return f"{whole or ''}{sign}"
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _fraction(typed: str) -> float:
    if typed.endswith("%"):
        return _number(typed.removesuffix("%")) / 100
    if match := _SCALE.fullmatch(typed):
        return _number(match["value"]) / int(match["scale"])
    if typed and (match := _STARS.fullmatch(typed)) and (match["full"] or match["part"]):
        shown = sum(c in "★⭐*" for c in match["full"])
        return (shown + _VULGAR.get(match["part"], 0.5 if match["part"] else 0)) / 5
    value = _number(typed)
    return value / next((scale for scale in (5, 10) if value <= scale), 100)


def _number(text: str) -> float:
    match = _NUMBER.fullmatch(text.strip())
    if not match or not (match[1] or match[2]):
        raise Invalid(_HELP)
    return float((match[1] or "0").replace(",", ".")) + _VULGAR.get(match[2], 0)
