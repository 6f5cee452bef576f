"""What is fuzzed: each target takes any text and must hold what its docstring says."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from reviewbot.cogs import PRESSES
from reviewbot.domain import identifiers
from reviewbot.domain.dates import SeenOn
from reviewbot.domain.grammar import parse
from reviewbot.domain.lengths import LENGTH_MAX, length_told, parse_length
from reviewbot.domain.parts import Part
from reviewbot.domain.progress import Progress
from reviewbot.domain.ratings import Rating
from reviewbot.domain.spoilers import MASK, Prose
from reviewbot.domain.suspicion import suspicious, with_marks
from reviewbot.domain.text import normalise
from reviewbot.domain.tokens import tokens
from reviewbot.domain.works import WorkKind
from reviewbot.errors import Invalid
from reviewbot.ui.text import clean, neutralise
from tests.unit.markdown import read

_IDS: Final = tuple(re.compile(action.__discord_ui_compiled_template__) for action in PRESSES)
_TODAY: Final = date(2024, 2, 29)


def rating(text: str) -> None:
    """A rating has 1 to 100 points, or a sentence says what is wrong; what is shown reads back."""
    try:
        parsed = Rating.parse(text)
    except Invalid:
        return
    assert 1 <= parsed.points <= 100
    assert abs(Rating.parse(parsed.label).points - parsed.points) <= 1


def spoilers(text: str) -> None:
    """Masked text holds nothing that is hidden only; segments join to all but the marks."""
    prose = Prose.of(text)
    segments, masked = prose.segments(), prose.masked()
    assert masked == "".join(MASK if s.hidden else s.text for s in segments)
    for start, end in prose.hidden_spans():
        assert 0 <= start < end <= len(prose.reveal())
    assert prose.reveal() == normalise(text)


def part(text: str) -> None:
    """A part of a show reads back from its label."""
    try:
        parsed = Part.parse(text)
    except Invalid:
        return
    assert Part.parse(parsed.label) == parsed


def progress(text: str) -> None:
    """A place in a work reads back from its code, and has passed itself."""
    try:
        parsed = Progress.parse(text)
    except Invalid:
        return
    assert Progress.of_code(parsed.code) == parsed
    assert parsed.reaches(parsed)


def words(text: str) -> None:
    """Tokens are the same for both normal forms, and none holds white space."""
    found = list(tokens(text))
    assert not any(character.isspace() for token in found for character in token)


def shown(text: str) -> None:
    """What is made harmless is shown as it was typed, and nothing of it is markup."""
    assert read(neutralise(text)) == (clean(text), [])


def custom_ids(text: str) -> None:
    """An id that an action takes has a reference of the right shape, and nothing raises."""
    for pattern in _IDS:
        if match := pattern.fullmatch(text):
            assert all(value is not None for value in match.groupdict().values())


def links(text: str) -> None:
    """What is read from a link is read again from its own address, and that has no odd signs."""
    try:
        found = identifiers.parse(text)
    except Invalid:
        return
    assert re.fullmatch(r"https://[a-z.]+/[A-Za-z0-9/=?._-]+", found.url), found.url
    assert identifiers.parse(found.url) == found


def query(text: str) -> None:
    """A search reads back from what is written of it."""
    parsed = parse(text)
    assert parse(parsed.query) == parsed


def dates(text: str) -> None:
    """A day, month or year reads back from its code and its label, and ends after it begins."""
    try:
        parsed = SeenOn.parse(text, _TODAY)
    except Invalid:
        return
    assert SeenOn.of_code(parsed.code) == parsed
    if parsed.year:
        assert SeenOn.parse(parsed.label, _TODAY) == parsed
        assert parsed.first <= parsed.last


def lengths(text: str) -> None:
    """A length is within its bounds and reads back from its number, whatever kind of work it is."""
    for kind in WorkKind:
        try:
            length = parse_length(kind, text)
        except Invalid:
            continue
        assert 1 <= length <= LENGTH_MAX
        assert parse_length(kind, str(length)) == length
        told = length_told(kind, length).removesuffix(" an episode").replace(",", "")
        assert parse_length(kind, told) == length


def suspicion(text: str) -> None:
    """What is pointed out lies in the text, in order; marks hide it and change nothing else."""
    passages = suspicious(text)
    end = 0
    for passage in passages:
        assert end <= passage.start < passage.end <= len(text)
        end = passage.end
    marked = with_marks(text, passages)
    bars = str.maketrans("", "", "|¦")  # bars in a passage are set apart, or they would end it
    assert marked.translate(bars) == text.translate(bars)


TARGETS: Final[dict[str, Callable[[str], None]]] = {
    target.__name__: target
    for target in (
        *(rating, spoilers, part, progress, words, shown, custom_ids),
        *(links, query, dates, lengths, suspicion),
    )
}
SEEDS: Final = (
    *("4½", "9/10", "★★★½", "90%", "4,5 of 5", "S2E5", "season 2", "chapter 10", "the ending"),
    *("||a|| b >!c!< <spoiler>d</spoiler> [spoiler=x]e[/spoiler] ||f", "기생충 パラサイト Ёж"),
    *(
        "@everyone <@&1> `x` [a](https://b) # c",
        "rv1:read:abcdefghijkl",
        "rv1:page:abcdefghijkl:1:r",
    ),
    *("https://www.imdb.com/title/tt0111161/", "978-3-16-148410-0", "openlibrary.org/works/OL1W"),
    *("https://www.themoviedb.org/movie/278-x", "4 July 2019", "yesterday", "2019-07", "07/2019"),
    *(
        'by:<@1> kind:book year:1990..1999 "two words" -no',
        "rating:>=4 tag:rain has:quote",
        '-"--s"',
    ),
    *("2h 12m", "2:12", "45 minutes", "320 pages", "1 h"),
    *("At the end she dies.", "Spoiler: it was him all along."),
)
"""What a run begins with; the fuzzer changes these."""
