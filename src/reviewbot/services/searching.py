"""Looking for reviews: what was asked for, else what was probably meant, else what is near."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from typing import Final

from reviewbot.domain.grammar import parse
from reviewbot.domain.ids import ID_LENGTH
from reviewbot.domain.pages import Page
from reviewbot.domain.reviews import Review
from reviewbot.domain.search import Ranking, Search
from reviewbot.domain.tokens import words
from reviewbot.domain.works import Work
from reviewbot.errors import NotFound
from reviewbot.store import completions, corrections, guesses, search, searches
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database
from reviewbot.store.vocabulary import Vocabularies

NEAREST_MAX: Final = 5
KEPT_SECONDS: Final = 30 * 86_400
"""How long a search too long for a button is kept after it was last used."""
_OLD: Final = "That search is too old to turn its pages. Please type it again."


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits. `meant` is what was searched for instead of `asked`, which had none.

    `nearest` are works whose titles come near, where nothing was found at all.
    """

    asked: Search
    page: Page[Review]
    ranking: Ranking = Ranking.RELEVANCE
    meant: Search | None = None
    nearest: tuple[Work, ...] = ()

    @property
    def shown(self) -> Search:
        """The search whose hits these are."""
        return self.meant or self.asked


async def look(
    conn: Connection,
    vocabularies: Vocabularies,
    guild_id: int,
    asked: Search,
    number: int,
    size: int,
    ranking: Ranking = Ranking.RELEVANCE,
) -> Found:
    """Search; where nothing is found, also for other spellings of the words.

    Raises `Invalid` where it takes too long.
    """
    page = await search.search(conn, guild_id, asked, number, size, ranking)
    if page.total or not any(words(asked.words)):
        return Found(asked, page, ranking)
    for meant in await _meant(conn, vocabularies, guild_id, asked):
        other = await search.search(conn, guild_id, meant, 0, size, ranking)
        if other.total:
            return Found(asked, other, ranking, meant)
    near = await guesses.list_guesses(conn, vocabularies, guild_id, asked.words, NEAREST_MAX)
    near += await completions.list_completions(conn, guild_id, asked.words, NEAREST_MAX)
    nearest = {work.id: work for work in near}
    return Found(asked, page, ranking, nearest=tuple(nearest.values())[:NEAREST_MAX])


async def _meant(
    conn: Connection, vocabularies: Vocabularies, guild_id: int, asked: Search
) -> list[Search]:
    typed = list(words(asked.words))
    corrected = await corrections.corrected(conn, vocabularies, guild_id, typed)
    found = [typed[1:]] if len(typed) > 1 and typed[0] in completions.ARTICLES else []
    found += [other for other in corrected if other != typed]
    return [replace(asked, words=" ".join(other)) for other in found]


async def keep(db: Database, guild_id: int, wanted: Search, now: int) -> str:
    """Keep a search that is too long for a button; return the id under which it waits.

    The id follows from the search, so that keeping it twice keeps it once.
    """
    digest = hashlib.sha256(f"{guild_id} {wanted.query}".encode()).digest()
    search_id = urlsafe_b64encode(digest)[:ID_LENGTH].decode()
    async with db.write() as conn:
        searches.put(conn, guild_id, search_id, wanted.query, now)
    return search_id


async def kept(conn: Connection, guild_id: int, search_id: str) -> Search:
    """Return a search that was kept; raise `NotFound` if that is too long ago."""
    query = await searches.find(conn, guild_id, search_id)
    if query is None:
        raise NotFound(_OLD)
    return parse(query)
