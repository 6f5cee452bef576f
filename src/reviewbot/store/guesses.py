"""Which works are meant by what is misspelt: some for every way in which it may be wrong.

A few ways to read what was typed are made from the guild's own words, each asks for the works
that have such words, and the titles that are found are held against what was typed.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from rapidfuzz.distance import OSA
from sqlalchemy import Text, and_, bindparam, cast, exists, literal_column, or_, select, text

from reviewbot.domain.spelling import errors_allowed
from reviewbot.domain.tokens import title_key, words
from reviewbot.domain.works import Work, WorkKind
from reviewbot.store.completions import TYPED_WORDS_MAX
from reviewbot.store.connection import Connection, Engine, Query, Value
from reviewbot.store.rows import WORK, lines_of, work_of
from reviewbot.store.schema import title_words, titles, works
from reviewbot.store.vocabulary import Vocabularies, Vocabulary

CANDIDATES_MAX: Final = 300
_OPTIONS_MAX: Final = 120
_READINGS_MAX: Final = 4
Reading = list[list[str]]
"""For each word that counts, the words of titles that it may be."""

_LISTED: Final[dict[Engine, str]] = {
    "sqlite": "json_each(:{})",
    "postgresql": "json_array_elements_text(CAST(:{} AS json))",
}


async def list_guesses(
    conn: Connection,
    vocabularies: Vocabularies,
    guild_id: int,
    typed: str,
    limit: int = 25,
    kind: WorkKind | None = None,
) -> list[Work]:
    """Return works of which a title, or its beginning, is what was typed but for a few errors."""
    key = title_key(typed)
    wanted = list(words(typed))[:TYPED_WORDS_MAX]
    errors = errors_allowed(key)
    if not wanted or not errors:
        return []
    known = await vocabularies.of_guild(conn, guild_id)
    new = await vocabularies.new_words(conn, guild_id)
    found: dict[str, tuple[int, Work]] = {}
    for reading in _readings(wanted, _Both(known, new), errors):
        for row in await _having(conn, guild_id, kind, reading):
            distance = _distance(key, (row[-1] or "").split("\n"), errors)
            if distance <= errors:
                work = work_of(row[: len(WORK)])
                found[work.id] = min(found.get(work.id, (99, work)), (distance, work), key=_first)
        if found:
            break
    ranked = sorted(found.values(), key=_first)
    return [work for _, work in ranked[:limit]]


def _first(pair: tuple[int, Work]) -> int:
    return pair[0]


class _Both:
    """The words that are known and those that came since."""

    def __init__(self, *parts: Vocabulary) -> None:
        self._parts = parts

    def has(self, word: str) -> bool:
        """Tell whether it is a word of a title."""
        return any(word in part for part in self._parts)

    def options(self, word: str, errors: int, *, last: bool) -> list[str]:
        """Return the words of titles that it may be, the nearest first."""
        found: list[str] = []
        for part in self._parts:
            found += part.near(word, errors)
            if last:
                starts = [word, *part.near_beginnings(word, errors)]
                found += [w for start in starts for w in _some(part.beginning(start))]
        return list(dict.fromkeys(found))[:_OPTIONS_MAX]

    def exactly(self, word: str, *, last: bool) -> list[str]:
        """Return the word, or for the last one those that begin with it."""
        if not last:
            return [word]
        return [w for part in self._parts for w in _some(part.beginning(word))]

    def fits(self, word: str, *, last: bool) -> bool:
        """Tell whether a title has the word, or one that begins with it."""
        return self.has(word) or (last and any(part.begins(word) for part in self._parts))


def _some(found: Iterator[str]) -> list[str]:
    return [word for word, _ in zip(found, range(_OPTIONS_MAX), strict=False)]


def _readings(wanted: Sequence[str], known: _Both, errors: int) -> Iterator[Reading]:
    """Yield ways to read what was typed, the likeliest first."""
    unknown = {n for n, w in enumerate(wanted) if not known.fits(w, last=n == len(wanted) - 1)}
    for other in _respaced(wanted, known):
        yield _exact(other, known)
    if unknown:
        yield _reading(wanted, known, errors, unknown)
    long = sorted(range(len(wanted)), key=lambda n: -len(wanted[n]))
    for one in [n for n in long if n not in unknown][:_READINGS_MAX]:
        yield _reading(wanted, known, errors, unknown | {one})
    if len(wanted) > 2:
        for one in long[:_READINGS_MAX]:
            kept = [n for n in range(len(wanted)) if n != one and n not in unknown]
            yield [known.exactly(wanted[n], last=n == len(wanted) - 1) for n in kept]


def _reading(wanted: Sequence[str], known: _Both, errors: int, wrong: set[int]) -> Reading:
    """Read some words as misspelt and the others as they stand; short ones count for little."""
    reading: Reading = []
    for n, word in enumerate(wanted):
        last = n == len(wanted) - 1
        if n not in wrong:
            reading.append(known.exactly(word, last=last))
        elif len(word) > 3 or len(wanted) == 1:
            most = min(errors, 2 if len(word) > 4 else 1)
            reading.append(known.options(word, most, last=last))
    return reading


def _exact(wanted: Sequence[str], known: _Both) -> Reading:
    return [known.exactly(word, last=n == len(wanted) - 1) for n, word in enumerate(wanted)]


def _respaced(wanted: Sequence[str], known: _Both) -> Iterator[list[str]]:
    """Yield the words with a space more, less, or elsewhere."""
    for n, word in enumerate(wanted):
        rest = wanted[n + 1 :]
        for left, right in _split(word):
            if known.has(left) and known.fits(right, last=not rest):
                yield [*wanted[:n], left, right, *rest]
        if not rest:
            break
        joined, after = word + rest[0], rest[1:]
        if known.fits(joined, last=not after):
            yield [*wanted[:n], joined, *after]
        for left, right in _split(joined):
            shifted = abs(len(left) - len(word)) == 1
            if shifted and known.has(left) and known.fits(right, last=not after):
                yield [*wanted[:n], left, right, *after]


def _split(word: str) -> Iterator[tuple[str, str]]:
    """Yield the word in two, also with a letter between that stood for the space."""
    for place in range(1, len(word)):
        yield word[:place], word[place:]
        if place + 1 < len(word):
            yield word[:place], word[place + 1 :]


def _distance(key: str, names: Sequence[str], most: int) -> int:
    """Return how many errors lead from a title, its beginning, or a later part to `key`."""
    best = most + 1
    for name in names:
        starts = [0, *(n + 1 for n, c in enumerate(name) if c == " ")]
        for start in starts[:TYPED_WORDS_MAX]:
            for more in range(-most, most + 1):
                part = name[start : start + max(1, len(key) + more)]
                best = min(best, int(OSA.distance(key, part, score_cutoff=most)))
    return best


async def _having(
    conn: Connection, guild_id: int, kind: WorkKind | None, reading: Reading
) -> Sequence[tuple[Any, ...]]:
    """Return some works with one word of each of the reading's lists, and all their names."""
    if not reading or not all(reading):
        return ()
    reading = sorted(reading, key=len)[::-1] if len(reading) > 1 else reading
    values: dict[str, Value] = {
        f"words_{n}": json.dumps(some, ensure_ascii=False) for n, some in enumerate(reading)
    }
    query = _query(conn.engine, len(reading))
    return await conn.all(query, guild_id=guild_id, kind=kind, **values)


@cache
def _query(engine: Engine, count: int) -> Query[Any]:
    def among(n: int, of: Any) -> Any:  # noqa: ANN401 - a table's alias and its condition
        listed = _LISTED[engine].format(f"words_{n}")
        values = select(cast(literal_column("value"), Text)).select_from(text(listed))
        return of.c.word.in_(values.correlate(None))

    first = title_words.alias("first")
    others = [title_words.alias(f"also_{n}") for n in range(1, count)]
    found = (
        # Taken as it is, SQLite would walk all titles of the guild in the order of works.
        select((first.c.work_id + "").label("work_id"))
        .distinct()
        .where(first.c.guild_id == bindparam("guild_id"), among(0, first))
        .where(
            *(
                exists().where(
                    other.c.guild_id == bindparam("guild_id"),
                    other.c.work_id == first.c.work_id,
                    among(n, other),
                )
                for n, other in enumerate(others, 1)
            )
        )
        .limit(CANDIDATES_MAX)
        .subquery()
    )
    names = (
        select(lines_of(engine, titles.c.title_key))
        .where(titles.c.guild_id == works.c.guild_id, titles.c.work_id == works.c.id)
        .correlate(works)
        .scalar_subquery()
    )
    wanted = bindparam("kind", type_=Text)
    return Query(
        select(*WORK, names)
        .join_from(
            found,
            works,
            and_(works.c.guild_id == bindparam("guild_id"), works.c.id == found.c.work_id),
        )
        .where(or_(wanted.is_(None), works.c.kind == wanted))
    )
