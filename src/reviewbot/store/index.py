"""The search index: derived data, written in the transaction of what it is derived from.

A review gives a set of tokens, each with its guild inside (`<guild>:night`; `<guild>!night`
for a word of a title, `<guild>=kbook` for a fact to filter by), so that a small guild's search
costs the same beside a million reviews of others. SQLite keeps them in a contentless FTS5 table
whose rows are deleted by giving the old tokens back; PostgreSQL keeps a `tsvector` of the same
tokens under a GIN index. What a spoiler hides is not indexed: a hit on a hidden word would tell
it.
"""

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Integer,
    LargeBinary,
    Text,
    bindparam,
    column,
    delete,
    func,
    select,
    table,
    text,
)

from reviewbot.domain.reviews import Review
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.tokens import title_tokens, tokens
from reviewbot.store import facts
from reviewbot.store.connection import Change, Connection, Engine, Query, insert
from reviewbot.store.rows import LIVE, OF_WORK, REVIEW, review_of
from reviewbot.store.schema import guilds, reviews, titles, works

FORM: Final = f"2, Unicode {unicodedata.unidata_version}"
"""How tokens are made. Where an index was made otherwise it must be rebuilt before use."""
FORM_KEY: Final = "search_form"
TOKENS_MAX: Final = 20_000
"""Different tokens of one review that are indexed: a `tsvector` holds a megabyte at most."""
TOKEN_MAX: Final = 32
"""Characters of a token that are compared; a longer word is found by its beginning."""
_STRUCTURE_ROW: Final = 10
"""Where FTS5 keeps of which segments the index is made (its file format, "structure record")."""
_LONG: Final = 10_000
"""Characters from which a text is taken apart in a thread: some milliseconds of the loop."""

CREATE: Final[dict[Engine, tuple[str, ...]]] = {
    "sqlite": (
        "DROP TABLE IF EXISTS search",
        """CREATE VIRTUAL TABLE search USING fts5(
            words, content='', columnsize=0, detail=none, tokenize="ascii tokenchars ':!=_'"
        )""",
        "INSERT INTO search(search, rank) VALUES ('automerge', 0)",
        "INSERT INTO search(search, rank) VALUES ('crisismerge', 64)",
    ),
    "postgresql": (
        "DROP TABLE IF EXISTS search",
        """CREATE TABLE search (
            guild_id BIGINT NOT NULL, number INTEGER NOT NULL, words TSVECTOR NOT NULL,
            CONSTRAINT pk_search PRIMARY KEY (guild_id, number)
        )""",
        "CREATE INDEX ix_search_words ON search USING gin (words) WITH (fastupdate = off)",
    ),
}
"""What makes the empty index; what was in it is gone.

`fastupdate = off`: a list of pending entries would be read through by every search, which was
measured at 70 ms after 10,000 inserts against 0.5 ms.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the index a review is: its guild's number and its own within the guild."""

    guild_number: int
    number: int

    @property
    def row(self) -> int:
        """The row in SQLite's index, which all guilds share; rows of a guild grow with time."""
        return self.guild_number << 32 | self.number


VECTORS: Final = table(
    "search", column("guild_id", BigInteger), column("number", Integer), column("words", Text)
)
_ADD_ROW = Change(text("INSERT INTO search(rowid, words) VALUES (:row, :words)"))
_REMOVE_ROW = Change(
    text("INSERT INTO search(search, rowid, words) VALUES ('delete', :row, :words)")
)
_MERGE = Change(text("INSERT INTO search(search, rank) VALUES ('merge', 200)"))
_PARTS = table("search_data", column("id", Integer), column("block", LargeBinary))
_STRUCTURE = Query(select(_PARTS.c.block).where(_PARTS.c.id == _STRUCTURE_ROW))
_VECTOR = insert(VECTORS).values(
    guild_id=bindparam("guild_id"),
    number=bindparam("number"),
    words=func.array_to_tsvector(bindparam("words", type_=ARRAY(Text))),
)
_ADD_VECTOR = Change(
    _VECTOR.on_conflict_do_update(
        index_elements=["guild_id", "number"], set_={"words": _VECTOR.excluded.words}
    )
)
_REMOVE_VECTOR = Change(
    delete(VECTORS).where(
        VECTORS.c.guild_id == bindparam("guild_id"), VECTORS.c.number == bindparam("number")
    )
)
_TITLES = Query(
    select(titles.c.title).where(
        titles.c.guild_id == bindparam("guild_id"), titles.c.work_id == bindparam("work_id")
    )
)
PLACED: Final = (
    select(guilds.c.number, reviews.c.number, *REVIEW)
    .select_from(reviews.join(works, OF_WORK).join(guilds, guilds.c.guild_id == reviews.c.guild_id))
    .where(LIVE)
)
"""Live reviews with their places: guild's number, own number, then `REVIEW`."""
_PLACE = Query(
    select(guilds.c.number, reviews.c.number)
    .select_from(reviews.join(guilds, guilds.c.guild_id == reviews.c.guild_id))
    .where(reviews.c.guild_id == bindparam("guild_id"), reviews.c.id == bindparam("review_id"))
)
_PLACED_OF_WORK = Query(
    PLACED.where(
        reviews.c.guild_id == bindparam("guild_id"), reviews.c.work_id == bindparam("work_id")
    )
)


async def add(conn: Connection, review: Review, place: Place) -> None:
    """Index a live review; one that is there already as it is stays so."""
    found = await _indexed(conn, review)
    if conn.engine == "sqlite":
        conn.send(_ADD_ROW, row=place.row, words=" ".join(found))
    else:
        key = {"guild_id": review.guild_id, "number": place.number}
        conn.send(_ADD_VECTOR, **key, words=found)


async def structure(conn: Connection) -> bytes:
    """Return what is another one whenever SQLite's index has other segments; else nothing."""
    if conn.engine != "sqlite":
        return b""
    return await conn.scalar(_STRUCTURE) or b""


def merge(conn: Connection) -> None:
    """Merge some segments of SQLite's index, 200 pages at most, where there are enough.

    Each write leaves a segment, and a search looks into all of them. `add` does not merge, nor
    does FTS5 by itself: whoever posted would wait for it.
    """
    if conn.engine == "sqlite":
        conn.send(_MERGE)


async def remove(conn: Connection, review: Review, place: Place) -> None:
    """Take a review out of the index; it and its work's titles must be as they were indexed."""
    if conn.engine == "sqlite":
        found = await _indexed(conn, review)
        conn.send(_REMOVE_ROW, row=place.row, words=" ".join(found))
    else:
        conn.send(_REMOVE_VECTOR, guild_id=review.guild_id, number=place.number)


async def place_of(conn: Connection, review: Review) -> Place:
    """Return where in the index a stored review is."""
    found = await conn.one(_PLACE, guild_id=review.guild_id, review_id=review.id)
    if found is None:
        raise LookupError(review.id)
    return Place(*found)


async def placed_of_work(
    conn: Connection, guild_id: int, work_id: str
) -> list[tuple[Review, Place]]:
    """Return the work's reviews that are in the index, and where."""
    rows = await conn.all(_PLACED_OF_WORK, guild_id=guild_id, work_id=work_id)
    return [(review_of(row[2:]), Place(*row[:2])) for row in rows]


@asynccontextmanager
async def work_reindexed(conn: Connection, guild_id: int, work_id: str) -> AsyncIterator[None]:
    """Index the work's reviews again around a change of its titles, kind, year or maker."""
    placed = await placed_of_work(conn, guild_id, work_id)
    for review, place in placed:
        await remove(conn, review, place)
    yield
    rows = await conn.all(_PLACED_OF_WORK, guild_id=guild_id, work_id=work_id)
    for row in rows:
        await add(conn, review_of(row[2:]), Place(*row[:2]))


async def _indexed(conn: Connection, review: Review) -> list[str]:
    rows = await conn.all(_TITLES, guild_id=review.guild_id, work_id=review.work.id)
    names = sorted(name for (name,) in rows)
    if len(review.text) > _LONG:
        return await asyncio.to_thread(tokens_of, review, names)
    return tokens_of(review, names)


def tokens_of(review: Review, names: Sequence[str]) -> list[str]:
    """Return the tokens of a review and its work's titles, each once, titles first."""
    guild = guild_mark(review.guild_id)
    found: dict[str, None] = {}
    for name in names:
        for token in title_tokens(name):
            found[f"{guild}!{token[:TOKEN_MAX]}"] = found[f"{guild}:{token[:TOKEN_MAX]}"] = None
    for fact in facts.of_review(review):
        found[f"{guild}={fact}"] = None
    said = [review.work.maker or "", *review.open_tags]
    for text_said in (*said, *map(_open_text, (review.headline, review.quote, review.text))):
        for token in tokens(text_said):
            found[f"{guild}:{token[:TOKEN_MAX]}"] = None
    return list(islice(found, TOKENS_MAX))


def _open_text(prose: Prose) -> str:
    return " ".join(segment.text for segment in prose.segments() if not segment.hidden)


def guild_mark(guild_id: int) -> str:
    """Return the guild's id in the 36 letters that every tokenizer keeps."""
    digits = ""
    while guild_id:
        guild_id, digit = divmod(guild_id, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits
