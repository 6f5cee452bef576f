"""Reading a query. It never fails: what is no filter is words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from reviewbot.domain.ratings import Rating
from reviewbot.domain.search import QUERY_MAX, Search, Span
from reviewbot.domain.text import one_line
from reviewbot.domain.tokens import words as words_of
from reviewbot.domain.works import WorkKind
from reviewbot.errors import Invalid

READ_MAX: Final = 2 * QUERY_MAX
"""Characters that are read: what was typed and what options add to it."""
_ID_MAX: Final = 2**63 - 1
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | {"：": ":"})
_PIECE: Final = re.compile(
    r'(?:(?P<key>[A-Za-z]+):|(?P<minus>-+))?"(?P<quoted>[^"]*)"(?=\s|$)|(?P<plain>\S+)'
)
_KEYED: Final = re.compile(
    r"(?P<key>by|kind|type|year|rating|tag|has|no):(?P<value>.+)", re.IGNORECASE
)
_MEMBER: Final = re.compile(r"<@!?(\d{1,20})>|(\d{15,20})", re.ASCII)
_YEARS: Final = re.compile(
    r"(?P<low>\d{1,4})?\s*(?:\.{2,}|…|–|-)\s*(?P<high>\d{1,4})?"
    r"|(?P<sign>[<>]=?)\s*(?P<limit>\d{1,4})|(?P<decade>\d{3})0s|(?P<year>\d{1,4})",
    re.ASCII,
)
_RATINGS: Final = re.compile(
    r"(?P<sign>[<>]=?|[≤≥=])\s*(?P<limit>[^<>=]+)|(?P<low>.*?)\s*(?:\.{2,}|…|–)\s*(?P<high>.*)"
)
_KINDS: Final = {
    **dict.fromkeys(("film", "films", "movie", "movies"), WorkKind.MOVIE),
    **dict.fromkeys(("book", "books"), WorkKind.BOOK),
    **dict.fromkeys(("show", "shows", "tv", "series"), WorkKind.TV),
}


@dataclass(slots=True)
class _Reading:
    """What has been read of a query so far."""

    me: int | None
    words: list[str] = field(default_factory=list)
    found: Search = field(default_factory=Search)


def parse(typed: str, me: int | None = None) -> Search:
    """Read a query; `me` is the member whom `by:me` means. Never raises."""
    text = one_line(typed.translate(_QUOTES))[:READ_MAX]
    reading = _Reading(me)
    for match in _PIECE.finditer(text):
        if match["plain"] is not None:
            for piece in match["plain"].replace('"', " ").split():
                _take(reading, piece)
        else:
            _take_quoted(reading, match["key"], match["minus"], match["quoted"].strip())
    return replace(reading.found, words=" ".join(reading.words))


def parse_years(text: str) -> Span:
    """Read years as an option has them; raise `Invalid` with the forms that work."""
    if (years := _years(text.strip())) is None:
        raise Invalid("I cannot read those years. Type them like 2012, 2010..2015 or 2010.. .")
    return years


def parse_points(text: str) -> Span:
    """Read a span of ratings as an option has it; raise `Invalid` with the forms that work."""
    if (points := _points(text.strip())) is None:
        raise Invalid("I cannot read those ratings. Type them like >4, 3..4, >=8/10 or 4.5.")
    return points


def folded_tag(tag: str) -> str:
    """Return a tag as it is compared."""
    return " ".join(words_of(tag))


def _take_quoted(reading: _Reading, key: str | None, minus: str | None, quoted: str) -> None:
    if key and key.lower() == "tag" and folded_tag(quoted):
        _filter(reading, "tag", quoted)
    elif key or not any(words_of(quoted)):
        for piece in f"{key}:{quoted}".split() if key else quoted.split():
            _take(reading, piece)
    elif minus:
        reading.found = replace(reading.found, without=(*reading.found.without, quoted))
    else:
        reading.found = replace(reading.found, phrases=(*reading.found.phrases, quoted))


def _take(reading: _Reading, piece: str) -> None:
    """Take one piece without spaces and quotes."""
    bare = piece.lstrip("-")
    keyed = _KEYED.fullmatch(piece)
    if keyed and _filter(reading, keyed["key"].lower(), keyed["value"]):
        return
    if keyed and keyed["key"].lower() == "by":
        _take(reading, keyed["value"])  # names are not known here: it may be a maker's
    elif piece.lower() == "nospoilers":
        reading.found = replace(reading.found, no_spoilers=True)
    elif bare != piece and any(words_of(bare)):
        reading.found = replace(reading.found, without=(*reading.found.without, bare))
    else:
        reading.words.append(piece)


def _filter(reading: _Reading, key: str, value: str) -> bool:
    """Take a filter; tell whether it is one."""
    found = _FILTERS[key](reading, value)
    reading.found = found or reading.found
    return found is not None


def _by(reading: _Reading, value: str) -> Search | None:
    if value.lower() == "me" and reading.me is not None:
        return replace(reading.found, author_id=reading.me)
    match = _MEMBER.fullmatch(value)
    if match is None or int(match[1] or match[2]) > _ID_MAX:
        return None
    return replace(reading.found, author_id=int(match[1] or match[2]))


def _kind(reading: _Reading, value: str) -> Search | None:
    kind = _KINDS.get(value.lower())
    return replace(reading.found, kind=kind) if kind else None


def _year(reading: _Reading, value: str) -> Search | None:
    years = _years(value)
    return replace(reading.found, years=years) if years else None


def _rating(reading: _Reading, value: str) -> Search | None:
    points = _points(value)
    return replace(reading.found, points=points) if points else None


def _tag(reading: _Reading, value: str) -> Search | None:
    tag = folded_tag(value)
    if not tag or tag in reading.found.tags:
        return reading.found if tag else None
    return replace(reading.found, tags=(*reading.found.tags, tag))


def _has(reading: _Reading, value: str) -> Search | None:
    return replace(reading.found, has_text=True) if value.lower() == "text" else None


def _no(reading: _Reading, value: str) -> Search | None:
    return replace(reading.found, no_spoilers=True) if value.lower() == "spoilers" else None


_FILTERS: Final[dict[str, Callable[[_Reading, str], Search | None]]] = {
    "by": _by,
    "kind": _kind,
    "type": _kind,
    "year": _year,
    "rating": _rating,
    "tag": _tag,
    "has": _has,
    "no": _no,
}


def _years(value: str) -> Span | None:
    match = _YEARS.fullmatch(value)
    if match is None:
        return None
    if match["sign"]:
        return _side(match["sign"], int(match["limit"]))
    if match["decade"]:
        return Span(int(match["decade"]) * 10, int(match["decade"]) * 10 + 9)
    if match["year"]:
        return Span(int(match["year"]), int(match["year"]))
    return _span(*(int(match[side]) if match[side] else None for side in ("low", "high")))


def _points(value: str) -> Span | None:
    match = _RATINGS.fullmatch(value)
    try:
        if match is None:
            points = Rating.parse(value.removesuffix("+")).points
            return Span(points, None if value.endswith("+") else points)
        if match["sign"]:
            return _side(match["sign"], Rating.parse(match["limit"]).points)
        sides = (Rating.parse(match[s]).points if match[s] else None for s in ("low", "high"))
        return _span(*sides)
    except Invalid:
        return None


def _side(sign: str, limit: int) -> Span:
    """Return what lies on one side of a limit."""
    if sign == "=":
        return Span(limit, limit)
    if sign in "≥>=":
        return Span(limit + (sign == ">"), None)
    return Span(None, limit - (sign == "<"))


def _span(low: int | None, high: int | None) -> Span | None:
    if low is None and high is None:
        return None
    return (
        Span(high, low) if low is not None and high is not None and low > high else Span(low, high)
    )
