"""The words of a guild's titles, held in memory to find the one that was meant by a misspelt one.

Only words, not titles: a guild with 100,000 titles has some ten thousand of them. They are read
again when they may be out of date; what was reviewed since is asked for each time.
"""

import time
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import and_, bindparam, select

from reviewbot.store.connection import Connection, Query
from reviewbot.store.schema import title_words, works

GUILDS_MAX: Final = 64
WORDS_MAX: Final = 1_000_000
"""Words held for all guilds together: some 80 MB. The guild asked for longest ago goes first."""
FRESH_COSTS: Final = 1_000
"""How many times the time that reading them took they are believed."""
NEAR_MAX: Final = 40
"""Words that one misspelt word may mean."""
_NEW_MAX: Final = 500

_WORDS = Query(
    select(title_words.c.word)
    .distinct()
    .where(title_words.c.guild_id == bindparam("guild_id"))
    .order_by(title_words.c.word)
)
_NEW = Query(
    select((title_words.c.word + "").label("word"))  # so that SQLite begins with the few works
    .distinct()
    .join_from(
        works,
        title_words,
        and_(
            title_words.c.guild_id == works.c.guild_id,
            title_words.c.work_id == works.c.id,
        ),
    )
    .where(works.c.guild_id == bindparam("guild_id"), works.c.reviewed_at >= bindparam("since"))
    .limit(_NEW_MAX)
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
    """The vocabularies of the guilds that were asked for last."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, tuple[Vocabulary, float, int]] = OrderedDict()

    async def of_guild(self, conn: Connection, guild_id: int) -> Vocabulary:
        """Return the words of the guild's titles."""
        held = self._held.get(guild_id)
        if held is None or time.monotonic() > held[1]:
            held = await self._read(conn, guild_id)
        self._held.move_to_end(guild_id)
        return held[0]

    async def new_words(self, conn: Connection, guild_id: int) -> Vocabulary:
        """Return the words of titles that were reviewed since `of_guild` read them."""
        since = self._held[guild_id][2]
        return Vocabulary(w for (w,) in await conn.all(_NEW, guild_id=guild_id, since=since))

    async def _read(self, conn: Connection, guild_id: int) -> tuple[Vocabulary, float, int]:
        started, since = time.monotonic(), int(time.time()) - 1
        words = Vocabulary(word for (word,) in await conn.all(_WORDS, guild_id=guild_id))
        ended = time.monotonic()
        held = self._held[guild_id] = words, ended + FRESH_COSTS * (ended - started), since
        total = sum(len(vocabulary) for vocabulary, _, _ in self._held.values())
        while len(self._held) > 1 and (len(self._held) > GUILDS_MAX or total > WORDS_MAX):
            total -= len(self._held.popitem(last=False)[1][0])
        return held
