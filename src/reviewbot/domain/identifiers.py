"""What others call a work: numbers of catalogues, read from what is typed or a pasted link.

Nothing is fetched: whatever is known stands in the text itself.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reviewbot.errors import Invalid

_HELP: Final = (
    "I know ISBNs (978-0-14-143951-8), IMDb (tt0133093), TMDB, Open Library (OL45804W), TVDB and "
    "Goodreads; paste the link of the page, or the number."
)
LINK_MAX: Final = 500
"""Characters of a link that are looked at."""


class Scheme(StrEnum):
    """Whose identifier it is; the value is stored, `label` is shown."""

    ISBN = "isbn"
    IMDB = "imdb"
    TMDB = "tmdb"
    OPEN_LIBRARY = "openlibrary"
    TVDB = "tvdb"
    GOODREADS = "goodreads"

    @property
    def label(self) -> str:
        """The catalogue's name."""
        return _LABELS[self]


_LABELS: Final = {
    Scheme.ISBN: "ISBN",
    Scheme.IMDB: "IMDb",
    Scheme.TMDB: "TMDB",
    Scheme.OPEN_LIBRARY: "Open Library",
    Scheme.TVDB: "TVDB",
    Scheme.GOODREADS: "Goodreads",
}
_URLS: Final = {
    Scheme.ISBN: "https://openlibrary.org/isbn/{}",
    Scheme.IMDB: "https://www.imdb.com/title/{}/",
    Scheme.TMDB: "https://www.themoviedb.org/{}",
    Scheme.TVDB: "https://thetvdb.com/dereferrer/series/{}",
    Scheme.GOODREADS: "https://www.goodreads.com/book/show/{}",
}


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """One identifier. An ISBN has its 13 digits; TMDB's say `movie/603` or `tv/1399`."""

    scheme: Scheme
    value: str

    @property
    def url(self) -> str:
        """The address of its page; nothing in it but letters, digits and signs of our own."""
        if self.scheme is Scheme.OPEN_LIBRARY:
            shelf = "books" if self.value.endswith("M") else "works"
            return f"https://openlibrary.org/{shelf}/{self.value}"
        return _URLS[self.scheme].format(self.value)


_SITE: Final = r"(?:https?://)?(?:[a-z0-9-]{1,30}\.)?"
_PATTERNS: Final = tuple(
    (scheme, re.compile(pattern, re.ASCII | re.IGNORECASE))
    for scheme, pattern in (
        (Scheme.IMDB, _SITE + r"imdb\.com/(?:[a-z-]{2,5}/)?title/(?P<imdb>tt\d{5,10})(?![0-9]).*"),
        (Scheme.IMDB, r"(?:imdb\s*[:#]?\s*)?(?P<imdb>tt\d{5,10})"),
        (Scheme.TMDB, _SITE + r"themoviedb\.org/(?P<kind>movie|tv)/(?P<tmdb>\d{1,9})(?![0-9]).*"),
        (Scheme.TMDB, r"tmdb\s*[:#]?\s*(?P<kind>movie|tv)[/:\s]\s*(?P<tmdb>\d{1,9})"),
        (
            Scheme.OPEN_LIBRARY,
            _SITE + r"openlibrary\.org/(?:works|books)/(?P<ol>OL\d{1,12}[WM])(?![0-9a-z]).*",
        ),
        (Scheme.OPEN_LIBRARY, r"(?:open\s?library\s*[:#]?\s*)?(?P<ol>OL\d{1,12}[WM])"),
        (
            Scheme.TVDB,
            _SITE
            + r"thetvdb\.com/(?:dereferrer/series/|series/|\?(?:[^#\s]*&)?id=)"
            + r"(?P<tvdb>\d{1,9})(?![0-9]).*",
        ),
        (Scheme.TVDB, r"tvdb\s*[:#]?\s*(?P<tvdb>\d{1,9})"),
        (
            Scheme.GOODREADS,
            _SITE + r"goodreads\.com/(?:[a-z]{2}/)?book/show/(?P<gr>\d{1,12})(?![0-9]).*",
        ),
        (Scheme.GOODREADS, r"goodreads\s*[:#]?\s*(?P<gr>\d{1,12})"),
        (
            Scheme.ISBN,
            _SITE
            + r"(?:openlibrary|goodreads|google|isbnsearch)\.(?:org|com)/(?:[a-z]{2}/)?"
            + r"(?:book/)?isbn/(?P<isbn>[0-9][0-9xX-]{8,16}).*",
        ),
        (
            Scheme.ISBN,
            r"(?:isbn(?:-1[03])?\s*[:#]?\s*)?(?P<isbn>[0-9][0-9 xX\u2010-\u2013-]{8,20})",
        ),
    )
)


def parse(text: str) -> Identifier:
    """Read an identifier or the link of a page that has one; raise `Invalid` for anything else."""
    typed = text.strip().strip("<>")[:LINK_MAX]
    for scheme, pattern in _PATTERNS:
        if match := pattern.fullmatch(typed):
            return Identifier(scheme, _value(scheme, match.groupdict()))
    raise Invalid(f"I cannot find an identifier in that. {_HELP}")


def _value(scheme: Scheme, found: dict[str, str]) -> str:
    if scheme is Scheme.IMDB:
        return found["imdb"].lower()
    if scheme is Scheme.TMDB:
        return f"{found['kind'].lower()}/{_plain(found['tmdb'])}"
    if scheme is Scheme.OPEN_LIBRARY:
        return found["ol"].upper()
    if scheme is Scheme.ISBN:
        return isbn13(found["isbn"])
    return _plain(found["tvdb" if scheme is Scheme.TVDB else "gr"])


def _plain(digits: str) -> str:
    return digits.lstrip("0") or "0"


def isbn13(text: str) -> str:
    """Return an ISBN's 13 digits; raise `Invalid` if its check digit does not fit.

    The check digits are those of ISO 2108: modulo 11 over ten digits, modulo 10 with weights
    1 and 3 over thirteen.
    """
    digits = "".join(c for c in text.upper() if c.isascii() and (c.isdigit() or c == "X"))
    if len(digits) == 10 and "X" not in digits[:9]:
        weighed = sum((10 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits))
        if weighed % 11 == 0:
            return _with_check("978" + digits[:9])
    known = len(digits) == 13 and digits.isdigit() and digits[:3] in {"978", "979"}
    if known and digits == _with_check(digits[:12]):
        return digits
    raise Invalid(
        "That ISBN does not add up: its last digit checks the others, so one of them is mistyped."
    )


def _with_check(twelve: str) -> str:
    weighed = sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(twelve))
    return f"{twelve}{-weighed % 10}"
