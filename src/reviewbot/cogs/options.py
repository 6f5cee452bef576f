"""Options that several commands share."""

from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

import discord
from discord import app_commands

from reviewbot.domain.browsing import Period, Sort
from reviewbot.domain.identifiers import LINK_MAX
from reviewbot.domain.lengths import LENGTH_TEXT_MAX, Length
from reviewbot.domain.parts import NUMBER_MAX
from reviewbot.domain.reviews import TAG_MAX, TAGS_MAX, Verdict
from reviewbot.domain.titles import TitleRole
from reviewbot.domain.works import MAKER_MAX, TITLE_MAX, WorkKind
from reviewbot.errors import Invalid

E = TypeVar("E", bound=StrEnum)
_Value = str | int | float
_VERDICTS: Final = [app_commands.Choice[_Value](name=v.label, value=v.value) for v in Verdict]
_KINDS: Final = [app_commands.Choice[_Value](name=k.label, value=k.value) for k in WorkKind]


class KindOption(app_commands.Transformer):
    """Offers the kinds of works by the words that members use."""

    @property
    def choices(self) -> list[app_commands.Choice[_Value]]:
        """The kinds: film, book, show."""
        return _KINDS

    async def transform(self, _interaction: discord.Interaction[Any], value: object, /) -> WorkKind:
        """Return the kind that was chosen."""
        if str(value) not in set(WorkKind):
            raise Invalid("Choose film, book or show.")
        return WorkKind(str(value))


class OneOf(app_commands.Transformer, Generic[E]):
    """Offers the values of an enumeration, which are words that members use."""

    def __init__(self, values: type[E]) -> None:
        self._values = values

    @property
    def choices(self) -> list[app_commands.Choice[_Value]]:
        """The values in their order."""
        return [
            app_commands.Choice[_Value](name=one.value, value=one.value)
            for one in self._values
            if one.value
        ]

    async def transform(self, _interaction: discord.Interaction[Any], value: object, /) -> E:
        """Return the one that was chosen."""
        if str(value) not in set(self._values):
            raise Invalid("Choose one of the list.")
        return self._values(str(value))


class VerdictOption(app_commands.Transformer):
    """Offers the verdicts by the words that the card shows."""

    @property
    def choices(self) -> list[app_commands.Choice[_Value]]:
        """The verdicts: must see, worth it, for fans, skip."""
        return _VERDICTS

    async def transform(self, _interaction: discord.Interaction[Any], value: object, /) -> str:
        """Return what was chosen; it is judged with the rest of the review."""
        return str(value)


Kind = app_commands.Transform[WorkKind, KindOption]
Title = app_commands.Range[str, 1, TITLE_MAX]
Maker = app_commands.Range[str, 1, MAKER_MAX]
RatingText = app_commands.Range[str, 1, 20]
NameRole = app_commands.Transform[TitleRole, OneOf(TitleRole)]
HowLong = app_commands.Transform[Length, OneOf(Length)]
LengthText = app_commands.Range[str, 1, LENGTH_TEXT_MAX]
LinkText = app_commands.Range[str, 1, LINK_MAX]
SortBy = app_commands.Transform[Sort, OneOf(Sort)]
Within = app_commands.Transform[Period, OneOf(Period)]
VerdictIs = app_commands.Transform[str, VerdictOption]
TagsText = app_commands.Range[str, 1, TAGS_MAX * (TAG_MAX + 2)]
PlaceText = app_commands.Range[str, 1, 40]
QuickText = app_commands.Range[str, 1, 6_000]
"""As long as an option can be (developer documentation, "Application Command Option")."""
Number = app_commands.Range[int, 1, NUMBER_MAX]
