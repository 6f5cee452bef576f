"""The words, names and tags that a guild has, held in memory for what is typed and misspelt."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import bindparam, select

from reviewbot.store.connection import Connection, Query
from reviewbot.store.kept import Held, Kept
from reviewbot.store.names import Names
from reviewbot.store.schema import title_words, titles
from reviewbot.store.tags import USED, Tags

WORDS_MAX: Final = 1_000_000
"""Words held for all guilds together: some 80 MB."""
NAMES_MAX: Final = 300_000
"""Names held for all guilds together: some 85 MB."""
GIVEN_MAX: Final = 100_000
"""Tags held for all guilds together: some 20 MB."""
NEAR_MAX: Final = 40
"""Words that one misspelt word may mean."""

_WORDS = Query(
    select(title_words.c.word)
    .distinct()
    .where(title_words.c.guild_id == bindparam("guild_id"))
    .order_by(title_words.c.word)
)
NAMES: Final = Query(
    select(titles.c.work_id, titles.c.title_key).where(titles.c.guild_id == bindparam("guild_id"))
)


class Vocabulary:
    """Some words, to be asked which of them are near to one that was typed."""

    def __init__(self, words: Iterable[str]) -> None:
        self._sorted = sorted(set(words))
        self._known = set(self._sorted)
        self._by_length: dict[int, list[str]] = {}
        for word in self._sorted:
            self._by_length.setdefault(len(word), []).append(word)
        self._beginnings: dict[int, list[str]] = {}

    def __contains__(self, word: object) -> bool:
        return word in self._known

    def __len__(self) -> int:
        return len(self._sorted)

    def begins(self, beginning: str) -> bool:
        """Tell whether any word begins so."""
        return next(self.beginning(beginning), None) is not None

    def beginning(self, beginning: str) -> Iterator[str]:
        """Yield the words that begin so."""
        for place in range(bisect_left(self._sorted, beginning), len(self._sorted)):
            if not self._sorted[place].startswith(beginning):
                break
            yield self._sorted[place]

    def near(self, word: str, errors: int) -> list[str]:
        """Return the words with at most so many errors, the fewest first."""
        lengths = range(max(1, len(word) - errors), len(word) + errors + 1)
        return _nearest(word, (self._by_length.get(n, []) for n in lengths), errors)

    def near_beginnings(self, word: str, errors: int) -> list[str]:
        """Return beginnings of words with at most so many errors, the fewest first."""
        lengths = range(max(1, len(word) - errors), len(word) + errors + 1)
        return _nearest(word, (self._cut(n) for n in lengths), errors)

    def _cut(self, length: int) -> list[str]:
        """Return the different beginnings of this length, of words that are longer."""
        if length not in self._beginnings:
            longer = (word[:length] for word in self._sorted if len(word) > length)
            self._beginnings[length] = list(dict.fromkeys(longer))
        return self._beginnings[length]


def _nearest(word: str, groups: Iterable[Sequence[str]], errors: int) -> list[str]:
    found: list[tuple[int, str]] = []
    for group in groups:
        hits = process.extract(
            word, group, scorer=OSA.distance, score_cutoff=errors, limit=NEAR_MAX
        )
        found += [(int(distance), hit) for hit, distance, _ in hits]
    return [hit for _, hit in sorted(found)[:NEAR_MAX]]


class Vocabularies:
    """What is held of the guilds that were asked for last."""

    def __init__(self) -> None:
        self._words = Kept[Vocabulary](_WORDS, _vocabulary, WORDS_MAX)
        self._names = Kept[Names](NAMES, Names, NAMES_MAX)
        self._tags = Kept[Tags](USED, Tags, GIVEN_MAX)

    async def of_guild(self, conn: Connection, guild_id: int) -> Vocabulary:
        """Return the words of the guild's titles."""
        return (await self._words.of_guild(conn, guild_id)).made

    async def names(self, conn: Connection, guild_id: int) -> Held[Names]:
        """Return the guild's names of works, and since when there may be others."""
        return await self._names.of_guild(conn, guild_id)

    async def tags(self, conn: Connection, guild_id: int) -> Tags:
        """Return the tags of the guild's live reviews."""
        return (await self._tags.of_guild(conn, guild_id)).made


def _vocabulary(rows: Sequence[tuple[Any, ...]]) -> Vocabulary:
    return Vocabulary(word for (word,) in rows)
