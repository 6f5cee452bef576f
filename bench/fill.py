"""A store of synthetic reviews to measure on: 10,000 of 1,200 works by 300 members."""

import random
import time

from reviewbot.domain.ids import new_id
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Review, Spoils
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import Work, WorkKind
from reviewbot.store import guilds, reviews, works
from reviewbot.store.engine import Database

SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "ol")]
BATCH = 500


class Words:
    """Words that are as uneven as those of a language: few are common, most are rare."""

    def __init__(self, seed: int, size: int = 6000) -> None:
        self._random = random.Random(seed)
        self._words = ["".join(self._random.choices(SYLLABLES, k=3)) for _ in range(size)]
        self._weights = [1 / rank for rank in range(2, size + 2)]

    def some(self, count: int) -> str:
        """Return that many words."""
        return " ".join(self._random.choices(self._words, self._weights, k=count))

    def rare(self) -> str:
        """Return a word from the rare half."""
        return self._random.choice(self._words[len(self._words) // 2 :])


async def fill(db: Database, guild_id: int, count: int, seed: int = 7) -> list[Work]:
    """Write `count` reviews of about 600 characters into one guild; return the works."""
    words, chance = Words(seed), random.Random(seed)
    now = int(time.time())
    made = [
        Work(
            guild_id, new_id(), chance.choice(list(WorkKind)), words.some(3).title(), 1950 + i % 75
        )
        for i in range(max(1, count // 8))
    ]
    async with db.write() as conn:
        await guilds.put(conn, guild_id, now)
        for work in made:
            await works.put(conn, work)
    pairs = chance.sample([(w, m) for w in made for m in range(300)], count)
    for start in range(0, count, BATCH):
        async with db.write() as conn:
            for number, (work, member) in enumerate(pairs[start : start + BATCH], start):
                await reviews.put(conn, _review(work, member, now - count + number, words, chance))
    return made


def _review(work: Work, member: int, at: int, words: Words, chance: random.Random) -> Review:
    return Review(
        work.guild_id,
        new_id(),
        work,
        author_id=10_000 + member,
        headline=Prose.of(words.some(4)),
        text=Prose.of(words.some(85)),
        spoils=Spoils.NONE,
        rating=Rating(chance.randint(2, 20) * 5),
        edition=1,
        created_at=at,
        edited_at=at,
    )
