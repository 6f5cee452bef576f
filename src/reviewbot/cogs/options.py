"""Options that several commands share."""

from typing import Any, Final

import discord
from discord import app_commands

from reviewbot.domain.works import MAKER_MAX, TITLE_MAX, WorkKind
from reviewbot.errors import Invalid

_Value = str | int | float
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


Kind = app_commands.Transform[WorkKind, KindOption]
Title = app_commands.Range[str, 1, TITLE_MAX]
Maker = app_commands.Range[str, 1, MAKER_MAX]
RatingText = app_commands.Range[str, 1, 20]
