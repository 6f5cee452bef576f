"""A million made-up reviews in 2,000 guilds of skewed size, written straight into the tables.

Words are as uneven as those of a language. Texts are put together from passages whose tokens
are known, since taking a million texts apart would take longer than all measuring.
"""

import random
import sqlite3
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from reviewbot.domain.ids import new_id
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Review, Spoils
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.tokens import title_key, title_tokens, title_words, tokens
from reviewbot.domain.works import Work, WorkKind
from reviewbot.store import facts
from reviewbot.store.index import guild_mark

GUILDS: Final = 2_000
BIGGEST, SMALL, LIBRARY = 2**60 + 1, 2**60 + 2, 2**60 + 3
SMALL_SIZE: Final = 200
TITLES: Final = 100_000
PASSAGES: Final = 8_000
AUTHORS: Final = 3_000
_ENDS: Final = (
    "a",
    "e",
    "i",
    "o",
    "u",
    "an",
    "er",
    "ol",
    "ist",
    "en",
    "ar",
    "ing",
    "ea",
    "ou",
    "y",
)
_SYLLABLES: Final = [a + b for a in "bcdfghjklmnprstvwz" for b in _ENDS]
_HANGUL: Final = "가나다라마바사아자차카타파하기생충영화관선물번방이야기사랑바람하늘"
Rows = list[tuple[Any, ...]]
REVIEWS_SQL: Final = """INSERT INTO reviews (guild_id, id, number, work_id, author_id, headline,
 text, spoils, points, edition, created_at, edited_at, comment_count)
 VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"""


class Language:
    """Words by Zipf's law, and passages of fifty of them with their tokens."""

    def __init__(self, seed: int = 7) -> None:
        self.chance = random.Random(seed)
        sizes = (1, 2, 2, 3, 3, 3, 4)
        made = (
            "".join(self.chance.choices(_SYLLABLES, k=self.chance.choice(sizes)))
            for _ in range(90_000)
        )
        self.words = list(dict.fromkeys(made))
        self._sums = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))
        self.passages = [self._passage() for _ in range(PASSAGES)]

    def some(self, count: int) -> list[str]:
        """Return that many words."""
        total = self._sums[-1]
        return [self.words[bisect(self._sums, self.chance.random() * total)] for _ in range(count)]

    def title(self) -> str:
        """Return a title of one to five words, some of them rare."""
        count = self.chance.choice((1, 2, 2, 3, 3, 4, 5))
        rare = self.chance.choices(self.words, k=1)
        return " ".join([*rare, *self.some(count - 1)]).title()

    def hangul(self) -> str:
        """Return a word of two to four syllables."""
        return "".join(self.chance.choices(_HANGUL, k=self.chance.randint(2, 4)))

    def _passage(self) -> tuple[str, tuple[str, ...]]:
        words = self.some(50)
        if self.chance.random() < 0.1:
            words[10] = self.hangul()
        text = " ".join(words)
        return text, tuple(dict.fromkeys(tokens(text)))


@dataclass(frozen=True, slots=True)
class Row:
    """One review as it goes into the tables."""

    review: Review
    guild_number: int
    number: int
    tokens: list[str]


class Corpus:
    """Grows guild by guild; the small guild is complete from the beginning."""

    def __init__(self) -> None:
        self.language = Language()
        self._chance = self.language.chance
        self.works: dict[int, list[Work]] = {}
        self._made: dict[int, int] = {}
        self.used: dict[str, list[str]] = {}
        self._written: set[tuple[str, int]] = set()
        self._weights = [1 / (rank + 3) for rank in range(GUILDS)]
        self.guilds = [BIGGEST, SMALL, *(2**60 + 10 + n for n in range(GUILDS))]

    def work(self, guild_id: int) -> Work:
        """Make a work."""
        kind, year = self._chance.choice(list(WorkKind)), self._chance.randint(1930, 2025)
        return Work(guild_id, new_id(), kind, self.language.title(), year)

    def grow(self, count: int) -> Iterator[Row]:
        """Yield the next reviews, a fifth of them in the biggest guild."""
        if SMALL not in self._made:
            yield from (self._row(SMALL) for _ in range(SMALL_SIZE))
        others = self._chance.choices(range(2, GUILDS + 2), self._weights, k=count)
        for other in others:
            biggest = self._chance.random() < 0.2
            yield self._row(BIGGEST if biggest else self.guilds[other])

    def skip(self, guild_id: int, count: int) -> None:
        """Leave out numbers of reviews that somebody else has written meanwhile."""
        self._made[guild_id] += count

    def _row(self, guild_id: int) -> Row:
        number = self._made[guild_id] = self._made.get(guild_id, 0) + 1
        known = self.works.setdefault(guild_id, [])
        if number % 8 == 1:
            known.append(self.work(guild_id))
        work = self._chance.choice(known)
        pieces = self._chance.choices(self.language.passages, k=2)
        author = 10_000 + int(self._chance.paretovariate(0.8)) % AUTHORS
        while (work.id, author) in self._written:
            author += AUTHORS
        self._written.add((work.id, author))
        now = 1_600_000_000 + number
        review = Review(
            guild_id,
            new_id(),
            work,
            author,
            headline=Prose(""),
            text=Prose(" ".join(piece[0] for piece in pieces)),
            spoils=Spoils.NONE,
            rating=Rating(self._chance.randint(2, 20) * 5),
            edition=1,
            created_at=now,
            edited_at=now,
        )
        return Row(review, guild_id - 2**60, number, self._indexed(review, pieces))

    def _indexed(self, review: Review, pieces: list[tuple[str, tuple[str, ...]]]) -> list[str]:
        guild, work = guild_mark(review.guild_id), review.work
        if work.id not in self.used:
            found = list(dict.fromkeys(title_tokens(work.title)))
            self.used[work.id] = [f"{guild}{mark}{t}" for mark in "!:" for t in found]
        said = (f"{guild}:{t}" for piece in pieces for t in piece[1])
        known = (f"{guild}={fact}" for fact in facts.of_review(review))
        return list(dict.fromkeys((*self.used[work.id], *known, *said)))


def work_rows(works: list[Work]) -> tuple[Rows, Rows, Rows]:
    """Return what goes into `works`, `titles` and `title_words`."""
    of_works: Rows = [
        (w.guild_id, w.id, w.kind, w.title, w.year, None, 1_600_000_000) for w in works
    ]
    of_titles: Rows = [(w.guild_id, w.id, title_key(w.title), w.title, "") for w in works]
    of_words: Rows = [
        (w.guild_id, x, w.id) for w in works for x in dict.fromkeys(title_words(w.title))
    ]
    return of_works, of_titles, of_words


def review_values(row: Row) -> tuple[object, ...]:
    """Return what goes into `reviews`, in the order of `REVIEWS_SQL`."""
    one = row.review
    assert one.rating is not None
    return (
        *(one.guild_id, one.id, row.number, one.work.id, one.author_id, "", one.text.reveal()),
        *("none", one.rating.points, 1, one.created_at, one.created_at, 0),
    )


def put_sqlite(raw: sqlite3.Connection, rows: list[Row], known: set[str]) -> None:
    """Write rows and their works in one transaction."""
    new = {r.review.work.id: r.review.work for r in rows if r.review.work.id not in known}
    known.update(new)
    raw.execute("BEGIN")
    put_works(raw, list(new.values()))
    raw.executemany(REVIEWS_SQL, [review_values(row) for row in rows])
    raw.executemany(
        "INSERT INTO search(rowid, words) VALUES (?, ?)",
        [(row.guild_number << 32 | row.number, " ".join(row.tokens)) for row in rows],
    )
    raw.execute("INSERT INTO search(search, rank) VALUES ('merge', 500)")
    guilds = {row.review.guild_id for row in rows}
    raw.executemany(
        "INSERT OR IGNORE INTO guilds (guild_id, number, reviews_made, joined_at) VALUES (?,?,0,0)",
        [(guild_id, guild_id - 2**60) for guild_id in guilds],
    )
    raw.execute("COMMIT")


def put_works(raw: sqlite3.Connection, works: list[Work]) -> None:
    """Write works with their titles."""
    of_works, of_titles, of_words = work_rows(works)
    raw.executemany(
        "INSERT INTO works (guild_id, id, kind, title, year, maker, reviewed_at)"
        " VALUES (?,?,?,?,?,?,?)",
        of_works,
    )
    raw.executemany(
        "INSERT INTO titles (guild_id, work_id, title_key, title, role) VALUES (?,?,?,?,?)",
        of_titles,
    )
    raw.executemany("INSERT INTO title_words (guild_id, word, work_id) VALUES (?,?,?)", of_words)
