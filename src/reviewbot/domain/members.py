"""What a member has chosen for themselves in one guild."""

from dataclasses import dataclass
from enum import StrEnum


class CardSize(StrEnum):
    """How much of a review a card shows."""

    FULL = "full"
    COMPACT = "compact"


@dataclass(frozen=True, slots=True)
class Choices:
    """A member's choices; as they stand here for a member who has chosen nothing.

    `card` is the size of cards in private answers, `None` for the server's. `see_finished`:
    open what is safe for somebody who finished the work. `notices`: be told of answers.
    `welcome`: take recommendations. `credit`: be thanked, and thank, on cards. `compared`:
    appear in taste, boards and the reasons of others. `shelf_open`: let others see the shelf
    and the diary.
    """

    card: CardSize | None = None
    see_finished: bool = False
    notices: bool = True
    welcome: bool = True
    credit: bool = True
    compared: bool = True
    shelf_open: bool = False
