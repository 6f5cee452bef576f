"""Other spellings of words that find nothing, from the words that a guild has.

Those are the words of all its titles, and of makers, tags and texts of its newest reviews. The
texts are not kept anywhere as words; reading some of them is needed only where a search finds
nothing.
"""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam

from reviewbot.domain.spelling import ONE_FROM, errors_allowed
from reviewbot.domain.tokens import words
from reviewbot.store.connection import Connection, Query
from reviewbot.store.rows import SELECT_REVIEWS, review_of
from reviewbot.store.schema import reviews
from reviewbot.store.vocabulary import Vocabularies, Vocabulary

NEWEST_MAX: Final = 200
"""Reviews whose words are known besides those of titles."""
CORRECTIONS_MAX: Final = 3
_CORRECTED_WORDS_MAX: Final = 6
_TEXT_MAX: Final = 5_000

_NEWEST = Query(SELECT_REVIEWS.order_by(reviews.c.number.desc()).limit(bindparam("most")))


async def corrected(
    conn: Connection, vocabularies: Vocabularies, guild_id: int, typed: list[str]
) -> list[list[str]]:
    """Return other words that may have been meant, the likeliest first; none if all are known."""
    of_titles = await vocabularies.of_guild(conn, guild_id)
    rows = await conn.all(_NEWEST, guild_id=guild_id, most=NEWEST_MAX)
    of_texts = await asyncio.to_thread(_of_texts, rows)
    options = [
        _options(word, (of_titles, of_texts), last=n == len(typed) - 1)
        for n, word in enumerate(typed[:_CORRECTED_WORDS_MAX])
    ]
    rest = typed[_CORRECTED_WORDS_MAX:]
    best = [some[0] for some in options]
    found = [[*best, *rest]]
    for n, some in enumerate(options):
        found += [[*best[:n], other, *best[n + 1 :], *rest] for other in some[1:]]
    return [one for one in found if one != typed][:CORRECTIONS_MAX]


def _of_texts(rows: Sequence[tuple[Any, ...]]) -> Vocabulary:
    found: set[str] = set()
    for row in rows:
        review = review_of(row)
        said = [review.work.maker or "", *review.open_tags]
        for prose in (review.headline, review.quote, review.text):
            said += [part.text[:_TEXT_MAX] for part in prose.segments() if not part.hidden]
        for one in said:
            found.update(words(one))
    return Vocabulary(found)


def _options(word: str, known: tuple[Vocabulary, ...], *, last: bool) -> list[str]:
    """Return what a word may have been meant to be: itself, where it is known."""
    if any(word in part or (last and part.begins(word)) for part in known):
        return [word]
    errors = errors_allowed(word)
    near = [other for part in known for other in part.near(word, errors)] if errors else []
    if not near and len(word) >= ONE_FROM and last:
        near = [start for part in known for start in part.near_beginnings(word, errors)]
    return list(dict.fromkeys(near))[:CORRECTIONS_MAX] or [word]
