"""The tags of a guild's live reviews: which works have one, and which one may be meant."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Text, and_, bindparam, cast, exists, func, literal_column, select, text

from reviewbot.domain.spelling import FEW, errors_allowed
from reviewbot.domain.text import one_line
from reviewbot.domain.tokens import title_key
from reviewbot.store.connection import Connection, Engine, Query
from reviewbot.store.names import Names
from reviewbot.store.nearness import nearest
from reviewbot.store.rows import LIVE, tags_of
from reviewbot.store.schema import review_tags, reviews

COUNTED_MAX: Final = 50
"""Reviews of one tag that are counted; whichever have more are used alike."""
TAGS_MAX: Final = 5_000
"""Tags of a guild that are offered: those used most."""
NEAR_MAX: Final = 100
"""Tags that are held against what was typed."""
OWN_MAX: Final = 8
"""A member's own last reviews whose tags come first."""

_OF_REVIEW: Final = (reviews.c.guild_id == review_tags.c.guild_id) & (
    reviews.c.id == review_tags.c.review_id
)
_IN_GUILD: Final = review_tags.c.guild_id == bindparam("guild_id")
_OPEN: Final = and_(reviews.c.spoils != literal_column("'all'"), reviews.c.called_at.is_(None))
"""Not all of the review is hidden, or its tags would be too: see `domain.reviews.Review`."""
_WORKS = Query(
    select(reviews.c.work_id)
    .join_from(review_tags, reviews, _OF_REVIEW)
    .where(_IN_GUILD, review_tags.c.tag == bindparam("tag"), LIVE, _OPEN)
    .distinct()
)
_OWN = Query(
    select(reviews.c.tags)
    .where(
        reviews.c.guild_id == bindparam("guild_id"),
        reviews.c.author_id == bindparam("member_id"),
        LIVE,
    )
    .order_by(reviews.c.number.desc())
    .limit(OWN_MAX)
)


def _live(listed: str) -> Query[Any]:
    """Ask which of some tags a live and open review has now."""
    given = select(cast(literal_column("value"), Text).label("tag")).select_from(text(listed))
    some = given.subquery("given")
    having = exists().where(_IN_GUILD, review_tags.c.tag == some.c.tag, _OF_REVIEW, LIVE, _OPEN)
    return Query(select(some.c.tag).where(having.correlate(some)))


_STILL: Final[dict[Engine, Query[Any]]] = {
    "sqlite": _live("json_each(:tags)"),
    "postgresql": _live("json_array_elements_text(CAST(:tags AS json))"),
}


def _used() -> Query[Any]:
    """Ask how often each tag is used, stepping from tag to tag over the index of them."""
    first = select(func.min(review_tags.c.tag).label("tag")).where(_IN_GUILD)
    every = first.cte("every", recursive=True)
    following = (
        select(func.min(review_tags.c.tag))
        .where(_IN_GUILD, review_tags.c.tag > every.c.tag)
        .correlate(every)
        .scalar_subquery()
    )
    every = every.union_all(select(following).where(every.c.tag.is_not(None)))
    some = (
        select(review_tags.c.review_id)
        .where(
            _IN_GUILD,
            review_tags.c.tag == every.c.tag,
            exists().where(_OF_REVIEW, LIVE, _OPEN).correlate(review_tags),
        )
        .limit(COUNTED_MAX)
        .correlate(every)
        .subquery()
    )
    count = select(func.count()).select_from(some).scalar_subquery()
    found = select(every.c.tag, count.label("used")).where(every.c.tag.is_not(None)).subquery()
    query: Any = (
        select(found.c.tag)
        .where(found.c.used > 0)
        .order_by(found.c.used.desc(), found.c.tag)
        .limit(TAGS_MAX)
    )
    return Query(query)


USED: Final = _used()


class Tags:
    """A guild's tags, those used most first."""

    def __init__(self, rows: Sequence[tuple[str]]) -> None:
        self._names = Names([(tag, title_key(tag)) for (tag,) in rows])

    def __len__(self) -> int:
        return len(self._names)

    def list_meant(self, typed: str, limit: int) -> list[str]:
        """Return the tags that begin as typed, have a word that does, or do but for an error."""
        key = title_key(typed) if typed else ""
        found = dict.fromkeys(self._having(key))
        if len(found) < FEW:
            found |= dict.fromkeys(self._near(key, errors_allowed(key)))
        return list(found)[:limit]

    def _having(self, key: str) -> Iterator[str]:
        pairs = list(zip(self._names.keys, self._names.owners, strict=True))
        yield from (tag for one, tag in pairs if one.startswith(key))
        yield from (tag for one, tag in pairs if f" {key}" in one)

    def _near(self, key: str, errors: int) -> Iterator[str]:
        places = self._names.near(key, errors, NEAR_MAX) if errors else []
        for _, place in nearest(key, [self._names.keys[n] for n in places], errors):
            yield self._names.owners[places[place]]


async def list_works(conn: Connection, guild_id: int, tag: str) -> set[str]:
    """Return the ids of the works that a live review gave this tag."""
    tag = " ".join(tag.replace("#", "").split()).casefold()
    return {work_id for (work_id,) in await conn.all(_WORKS, guild_id=guild_id, tag=tag)}


async def list_completions(
    conn: Connection, known: Tags, guild_id: int, member_id: int, typed: str, limit: int
) -> list[str]:
    """Return the tags that may be meant; nothing typed gives the member's own last ones first."""
    begun = one_line(typed.replace("#", ""))
    own: list[str] = []
    if not begun:
        rows = await conn.all(_OWN, guild_id=guild_id, member_id=member_id)
        own = [tag for (tags,) in rows for tag in tags_of(tags)]
    meant = known.list_meant(begun, limit)
    tags = json.dumps(meant, ensure_ascii=False)
    still = {tag for (tag,) in await conn.all(_STILL[conn.engine], guild_id=guild_id, tags=tags)}
    return list(dict.fromkeys([*own, *(tag for tag in meant if tag in still)]))[:limit]
