"""Ids of suggestions. The wish that framed them travels along, so that a list can be redone."""

from collections.abc import Sequence
from typing import Final

from reviewbot.domain.lengths import Length
from reviewbot.domain.wishes import Wish
from reviewbot.domain.works import YEAR_MIN, WorkKind
from reviewbot.ui.ids.shapes import ID, KINDS, LETTERS, base36

_LONGEST: Final = 100
_MEMBER_MAX: Final = 2**63
_AGAIN: Final = {
    (Length.ANY, False): "n",
    (Length.ANY, True): "a",
    (Length.SHORT, False): "s",
    (Length.SHORT, True): "S",
    (Length.MEDIUM, False): "m",
    (Length.MEDIUM, True): "M",
    (Length.LONG, False): "l",
    (Length.LONG, True): "L",
}
_OF_LETTER: Final = {letter: meant for meant, letter in _AGAIN.items()}
WISH: Final = (
    r"(?P<kind>[mbt-])(?P<again>[ansSmMlL])(?P<loved>[0-9a-z]{0,13})\."
    r"(?P<since>[0-9a-z]{0,3})\.(?P<until>[0-9a-z]{0,3})\."
    rf"(?P<like>(?:{ID})?(?:{ID})?):(?P<mood>.*)"
)
NIGHT: Final = r"(?P<kind>[mbt-])(?P<again>[an])(?P<host>[0-9a-z]{1,13})"
_NIGHT: Final = "rv1:gw:"
VETO: Final = "rv1:gx:"
VETOED: Final = "rv1:gu:"
PICKED: Final = rf"(?P<work>{ID}):{WISH}"


def picks(wish: Wish) -> str:
    """Name the list of suggestions for a wish."""
    return _fitted("rv1:pl:", wish)


def pick_menu(wish: Wish) -> str:
    """Name the menu that opens one of the suggestions."""
    return _fitted("rv1:po:", wish)


def pick_open(work_id: str, wish: Wish) -> str:
    """Name the page of one suggestion."""
    return _fitted(f"rv1:pk:{work_id}:", wish)


def pick_want(work_id: str, wish: Wish) -> str:
    """Put a suggestion on one's list."""
    return _fitted(f"rv1:pw:{work_id}:", wish)


def pick_seen(work_id: str, wish: Wish) -> str:
    """Say that one has seen a suggestion: asks for stars."""
    return _fitted(f"rv1:ps:{work_id}:", wish)


def pick_stars(work_id: str, wish: Wish) -> str:
    """Name the menu of stars for a suggestion that one has seen."""
    return _fitted(f"rv1:pr:{work_id}:", wish)


def pick_dismiss(work_id: str, wish: Wish) -> str:
    """Say that a suggestion is not for oneself."""
    return _fitted(f"rv1:pn:{work_id}:", wish)


def pick_undismiss(work_id: str, wish: Wish) -> str:
    """Take that back."""
    return _fitted(f"rv1:pu:{work_id}:", wish)


def pick_why(work_id: str, wish: Wish) -> str:
    """Ask what counted for a suggestion."""
    return _fitted(f"rv1:py:{work_id}:", wish)


def rate_few(after: int, shown: int) -> str:
    """Name the next of a few to rate: after a place in their order, so many shown before."""
    return f"rv1:few:{after}:{shown}"


def rate_one(work_id: str, after: int, shown: int) -> str:
    """Name the menu of stars for one of a few to rate; see `rate_few`."""
    return f"rv1:rateone:{work_id}:{after}:{shown}"


def night(kind: WorkKind | None, host: int, *, again: bool) -> str:
    """Write what frames a group's evening: who asked, and for what."""
    return f"{LETTERS[kind]}{'a' if again else 'n'}{base36(host)}"


def night_who(frame: str) -> str:
    """Name the menu of who is in; `frame` as from `night`."""
    return f"{_NIGHT}{frame}"


def night_veto(work_id: str, frame: str) -> str:
    """Keep a work out tonight."""
    return f"{VETO}{work_id}:{frame}"


def night_vetoed(member: int, work_id: str, frame: str) -> str:
    """Take a veto back."""
    return f"{VETOED}{base36(member)}:{work_id}:{frame}"


def night_poll(frame: str) -> str:
    """Ask how long to vote on what is on the page."""
    return f"rv1:gp:{frame}"


def night_take(frame: str) -> str:
    """Name the menu by which a group says what they take."""
    return f"rv1:gt:{frame}"


def night_again(frame: str) -> str:
    """Let a group choose again."""
    return f"rv1:gr:{frame}"


def night_hours(work_ids: Sequence[str]) -> str:
    """Name the menu of how long to vote on these works, five at most."""
    return f"rv1:gh:{''.join(work_ids)}"


def _fitted(prefix: str, wish: Wish) -> str:
    """Add the wish. A mood of many long characters may not fit: then it is left out."""
    frame = "".join(
        (
            LETTERS[wish.kind],
            _AGAIN[wish.length, wish.again],
            "" if wish.loved_by is None else base36(wish.loved_by),
            f".{_year(wish.year_from)}.{_year(wish.year_to)}.{''.join(wish.like)}:",
        )
    )
    room = _LONGEST - len(prefix) - len(frame)
    fits = len(wish.mood.encode("utf-16-le")) // 2 <= room
    return prefix + frame + (wish.mood if fits else "")


def _year(year: int | None) -> str:
    return "" if year is None else base36(year - YEAR_MIN)


def wish_of(parts: dict[str, str]) -> Wish:
    """Return the wish that an id carries."""
    like, since, until = parts["like"], parts["since"], parts["until"]
    loved = int(parts["loved"] or "0", 36)
    length, again = _OF_LETTER[parts["again"]]
    return Wish(
        KINDS[parts["kind"]],
        tuple(like[place : place + 12] for place in range(0, len(like), 12)),
        loved if 0 < loved < _MEMBER_MAX else None,
        parts["mood"],
        int(since, 36) + YEAR_MIN if since else None,
        int(until, 36) + YEAR_MIN if until else None,
        again,
        length,
    )
