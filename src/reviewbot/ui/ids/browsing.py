"""Ids of lists, of a page of a work, and of what is chosen from a menu."""

from typing import Final

from reviewbot.domain.browsing import Look, Period, Sort, Way
from reviewbot.domain.works import WorkKind
from reviewbot.ui.ids.shapes import KINDS, LETTERS, NUMBER, base36

_SORTS: Final = dict(zip("nhlfd", Sort, strict=True))
_PERIODS: Final = dict(zip("aymw", Period, strict=True))
CHOSEN_MAX: Final = 100
"""Characters of what is chosen in a menu (Discord's limit of an option's value)."""
PICK: Final = "rv1:pick"
"""The menu that opens a review; its values are reviews."""
OPEN: Final = "rv1:open"
"""The menu that opens the page of a work; its values are works."""
LOOK: Final = (
    rf"(?P<way>[{''.join(Way)}])(?P<kind>[mbt-])(?P<period>[aymw])(?P<sort>[nhlfd])"
    rf":(?P<page>{NUMBER}):(?P<subject>[A-Za-z0-9_-]{{0,14}})"
)


def look(look: Look, page: int) -> str:
    """Turn to a page of a list."""
    return f"rv1:look:{_look(look, page)}"


def sort(look: Look) -> str:
    """Choose the order of a list; the values are letters."""
    return f"rv1:sort:{_look(look, 0)}"


def another(kind: WorkKind | None) -> str:
    """Show some other review, of one kind or of any."""
    return f"rv1:another:{LETTERS[kind]}"


def kind_of(letter: str) -> WorkKind | None:
    """Return the kind that a letter stands for; `-` is any."""
    return KINDS[letter]


def work(work_id: str) -> str:
    """Open the page of a work."""
    return f"rv1:work:{work_id}"


def _look(look: Look, page: int) -> str:
    subject = look.work_id or (base36(look.member_id) if look.member_id else "")
    narrowed = f"{LETTERS[look.kind]}{_letter(_PERIODS, look.period)}{sort_letter(look.sort)}"
    return f"{look.way}{narrowed}:{page}:{subject}"


def _letter(letters: dict[str, Period], value: Period) -> str:
    return next(letter for letter, one in letters.items() if one is value)


def sort_letter(sort: Sort) -> str:
    """Return the letter that stands for an order."""
    return next(letter for letter, one in _SORTS.items() if one is sort)


def sort_of(letter: str) -> Sort:
    """Return the order that a letter stands for."""
    return _SORTS[letter]


def look_of(parts: dict[str, str]) -> tuple[Look, int]:
    """Return the list and the page that an id means; `parts` have the shapes of `LOOK`."""
    way, subject = Way(parts["way"]), parts["subject"]
    member = int(subject, 36) if way is Way.BY_MEMBER and subject.isalnum() else None
    of_work = subject if way is Way.OF_WORK else None
    kind, period, sort = KINDS[parts["kind"]], _PERIODS[parts["period"]], _SORTS[parts["sort"]]
    return Look(way, kind, period, sort, member, of_work), int(parts["page"])
