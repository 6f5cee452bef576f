"""All presses and forms of what a member keeps for themselves: shelf, diary, choices."""

from collections.abc import Mapping
from typing import Final

from reviewbot.bot.router import FormHandler
from reviewbot.ui.choices_actions import CHOICES_ACTIONS
from reviewbot.ui.diary_actions import DIARY_ACTIONS
from reviewbot.ui.diary_forms import DIARY_FORMS
from reviewbot.ui.recommending_actions import RECOMMENDING_ACTIONS
from reviewbot.ui.shelf_actions import SHELF_ACTIONS
from reviewbot.ui.shelf_forms import SHELF_FORMS

KEEPING_ACTIONS: Final = (*SHELF_ACTIONS, *DIARY_ACTIONS, *CHOICES_ACTIONS, *RECOMMENDING_ACTIONS)
KEEPING_FORMS: Final[Mapping[str, FormHandler]] = {**SHELF_FORMS, **DIARY_FORMS}
