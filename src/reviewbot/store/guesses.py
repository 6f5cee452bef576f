"""Which works are meant by what is misspelt: those with a name that is near to it."""

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Text, and_, bindparam, cast, literal_column, or_, select, text

from reviewbot.domain.spelling import errors_allowed
from reviewbot.domain.tokens import title_key
from reviewbot.domain.works import Work, WorkKind
from reviewbot.store.connection import Connection, Engine, Query
from reviewbot.store.nearness import Nearness, nearest
from reviewbot.store.rows import WORK, work_of
from reviewbot.store.schema import titles, works
from reviewbot.store.vocabulary import Vocabularies

CANDIDATES_MAX: Final = 400
"""Names that are held against what was typed."""
_LOOKED_UP: Final = 2
"""How many times as many works as are wanted are looked up; of a kind, four times that."""
_NEW_MAX: Final = 500

_NEW = Query(
    select(titles.c.work_id, titles.c.title_key)
    .join_from(
        works,
        titles,
        and_(titles.c.guild_id == works.c.guild_id, titles.c.work_id == works.c.id),
    )
    .where(works.c.guild_id == bindparam("guild_id"), works.c.reviewed_at >= bindparam("since"))
    .limit(_NEW_MAX)
)


def _works(listed: str) -> Query[Any]:
    ids = select(cast(literal_column("value"), Text)).select_from(text(listed))
    kind = bindparam("kind", type_=Text)
    found: Any = select(*WORK, works.c.reviewed_at).where(
        works.c.guild_id == bindparam("guild_id"),
        works.c.id.in_(ids.correlate(None)),
        or_(kind.is_(None), works.c.kind == kind),
    )
    return Query(found)


_WORKS: Final[dict[Engine, Query[Any]]] = {
    "sqlite": _works("json_each(:ids)"),
    "postgresql": _works("json_array_elements_text(CAST(:ids AS json))"),
}


async def list_guesses(
    conn: Connection,
    vocabularies: Vocabularies,
    guild_id: int,
    typed: str,
    limit: int = 25,
    kind: WorkKind | None = None,
) -> list[Work]:
    """Return works with a name that, or whose beginning, was typed but for a few errors.

    The nearest come first, of equally near ones the most recently reviewed.
    """
    key = title_key(typed)
    errors = errors_allowed(key)
    if not errors:
        return []
    held = await vocabularies.names(conn, guild_id)
    places = held.made.near(key, errors, CANDIDATES_MAX)
    names = [(held.made.owners[place], held.made.keys[place]) for place in places]
    names += await conn.all(_NEW, guild_id=guild_id, since=held.since)
    near: dict[str, Nearness] = {}
    for nearness, place in nearest(key, [name for _, name in names], errors):
        near.setdefault(names[place][0], nearness)
    most = limit * _LOOKED_UP * (4 if kind else 1)
    ids = json.dumps(list(near)[:most])
    rows = await conn.all(_WORKS[conn.engine], guild_id=guild_id, kind=kind, ids=ids)
    return [work_of(row[: len(WORK)]) for row in _ordered(rows, near)[:limit]]


def _ordered(rows: Sequence[tuple[Any, ...]], near: dict[str, Nearness]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=lambda row: (near[row[1]], -row[-1], row[3]))
