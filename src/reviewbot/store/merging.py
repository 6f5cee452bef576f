"""Two works made one, and made two again, row by row.

What a merge touches is kept beside it as JSON: which rows moved, and the rows that had to give
way. Undoing it moves back what has not changed since and restores the rest as it stood; what
was changed since stays with the work it was changed on, and is counted.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from sqlalchemy import Table, bindparam, delete, func, select, update

from reviewbot.domain.merging import Merge, further
from reviewbot.store import cards, guilds, index, titles
from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.schema import (
    dismissals,
    drafts,
    identifiers,
    merges,
    recommendations,
    review_tags,
    reviews,
    shelves,
    title_words,
    viewings,
    works,
)
from reviewbot.store.schema import titles as names
from reviewbot.store.shelves import SINCE

Row: TypeAlias = dict[str, Any]
_MOVED: Final[tuple[tuple[Table[Any], tuple[str, ...]], ...]] = (
    (reviews, ("id",)),
    (viewings, ("id",)),
    (recommendations, ("id",)),
    (drafts, ("id",)),
    (identifiers, ("scheme", "value")),
)
"""What simply belongs to the other work afterwards, and by which columns a row is known."""
_OF_MEMBERS: Final[tuple[Table[Any], ...]] = (shelves, dismissals)
"""What a member has once for a work."""


def _in(table: Table[Any]) -> Any:  # noqa: ANN401 - a condition on any table
    of_guild = table.c.guild_id == bindparam("of_guild")
    return of_guild & (table.c.work_id == bindparam("of_work"))


def _by(table: Table[Any], *key: str) -> Any:  # noqa: ANN401 - a condition on any table
    found = _in(table)
    for name in key:
        found &= table.c[name] == bindparam(f"its_{name}")
    return found


_ROWS: Final = {
    table.name: Query(select(table).where(_in(table)).order_by(*table.primary_key.columns))
    for table in (*(one for one, _ in _MOVED), *_OF_MEMBERS, names)
}
_MOVE_ALL: Final = {
    table.name: Change(update(table).where(_in(table)).values(work_id=bindparam("to_work")))
    for table, _ in _MOVED
}
_MOVE: Final = {
    table.name: Change(update(table).where(_by(table, *key)).values(work_id=bindparam("to_work")))
    for table, key in _MOVED
}
_PUT: Final = {
    table.name: Change(insert(table)) for table in (*_OF_MEMBERS, works, names, review_tags)
}
_REMOVE: Final = {
    table.name: Change(delete(table).where(_by(table, "member_id"))) for table in _OF_MEMBERS
}
_CLEAR: Final = {
    table.name: Change(delete(table).where(_in(table))) for table in (names, title_words)
}
_WORK = Query(
    select(works).where(works.c.guild_id == bindparam("guild_id"), works.c.id == bindparam("id"))
)
_REMOVE_WORK = Change(
    delete(works).where(
        works.c.guild_id == bindparam("of_guild"), works.c.id == bindparam("its_id")
    )
)
_REVIEWED = Change(
    update(works)
    .where(works.c.guild_id == bindparam("of_guild"), works.c.id == bindparam("its_id"))
    .values(reviewed_at=bindparam("at"))
)
_STATE = Change(
    update(reviews)
    .where(reviews.c.guild_id == bindparam("of_guild"), reviews.c.id == bindparam("its_id"))
    .values(state=bindparam("to_state"), state_at=bindparam("at"))
)
_TAGS = Query(
    select(review_tags).where(
        review_tags.c.guild_id == bindparam("guild_id"),
        review_tags.c.review_id == bindparam("review_id"),
    )
)
_UNTAG = Change(
    delete(review_tags).where(
        review_tags.c.guild_id == bindparam("of_guild"),
        review_tags.c.review_id == bindparam("its_id"),
    )
)
_NAME = Change(
    insert(names).values({c.name: bindparam(c.name) for c in names.c}).on_conflict_do_nothing()
)
_UNNAME = Change(delete(names).where(_by(names, "title_key")))
_PUT_MERGE = Change(insert(merges))
_UNDONE = Change(
    update(merges)
    .where(merges.c.guild_id == bindparam("of_guild"), merges.c.id == bindparam("its_id"))
    .values(undone_at=bindparam("now"))
)
_FIND = Query(
    select(merges).where(merges.c.guild_id == bindparam("guild_id"), merges.c.id == bindparam("id"))
)
_NEWEST = Query(
    select(merges)
    .where(merges.c.guild_id == bindparam("guild_id"))
    .order_by(merges.c.created_at.desc(), merges.c.id)
    .limit(bindparam("most"))
)
_COMMENTS = Query(select(func.coalesce(func.sum(reviews.c.comment_count), 0)).where(_in(reviews)))


@dataclass(frozen=True, slots=True)
class Extent:
    """What a merge would move: how many rows of each table, and who reviewed both works."""

    counts: dict[str, int]
    comments: int
    both: tuple[int, ...]


async def extent(conn: Connection, guild_id: int, from_id: str, into_id: str) -> Extent:
    """Return what a merge would move."""
    found = {table: await _rows(conn, table, guild_id, from_id) for table in _ROWS}
    theirs = await _rows(conn, "reviews", guild_id, into_id)
    both = tuple(sorted({one["author_id"] for one, _ in _rivals(found["reviews"], theirs)}))
    told = await conn.scalar(_COMMENTS, of_guild=guild_id, of_work=from_id) or 0
    return Extent({table: len(rows) for table, rows in found.items()}, int(told), both)


async def merge(conn: Connection, made: Merge) -> Mapping[str, int]:
    """Make the work `from_id` part of `into_id`; return the reviews that gave way to others.

    With each that has a card goes the channel of that card. Both works must be there.
    """
    guild_id, source, target = made.guild_id, made.from_id, made.into_id
    await _unplaced(conn, guild_id, source, target)
    moved = {table.name: await _rows(conn, table.name, guild_id, source) for table, _ in _MOVED}
    theirs = await _rows(conn, "reviews", guild_id, target)
    work, into = await _work(conn, guild_id, source), await _work(conn, guild_id, target)
    kept: Row = {"work": work, "reviewed_at": into["reviewed_at"], "gave_way": [], "cards": {}}
    for older, _ in _rivals(moved["reviews"], theirs):
        tags = [
            dict(zip(("guild_id", "tag", "review_id"), row, strict=True))
            for row in await conn.all(_TAGS, guild_id=guild_id, review_id=older["id"])
        ]
        kept["gave_way"].append([older["id"], older["state_at"], tags])
        if card := await cards.find(conn, guild_id, older["id"]):
            kept["cards"][card.review_id] = card.channel_id
        conn.send(_UNTAG, of_guild=guild_id, its_id=older["id"])
        conn.send(
            _STATE, of_guild=guild_id, its_id=older["id"], to_state="merged", at=made.created_at
        )
    kept["moved"] = {
        table.name: [[row[name] for name in key] for row in moved[table.name]]
        for table, key in _MOVED
    }
    for table, _ in _MOVED:
        conn.send(_MOVE_ALL[table.name], of_guild=guild_id, of_work=source, to_work=target)
    for table in _OF_MEMBERS:
        kept[table.name] = await _merged_rows(conn, table, made)
    kept["names"], kept["added"] = await _renamed(conn, made)
    conn.send(_REMOVE_WORK, of_guild=guild_id, its_id=source)
    newest = max(work["reviewed_at"], into["reviewed_at"])
    conn.send(_REVIEWED, of_guild=guild_id, its_id=target, at=newest)
    conn.send(_PUT_MERGE, **_values(made), undone_at=None, moved=json.dumps(kept))
    await _placed(conn, guild_id, target)
    guilds.taste_changed(conn, guild_id)
    posted: dict[str, int] = kept["cards"]
    return posted


async def undo(conn: Connection, made: Merge, now: int) -> tuple[Mapping[str, int], int]:
    """Make two works of one again; `into_id` must be there.

    Returns the reviews that are back in sight, each with the channel of its card, and how many
    things stay with `into_id`, or as they are, because they were changed since.
    """
    guild_id, source, target = made.guild_id, made.from_id, made.into_id
    row = await conn.one(_FIND, guild_id=guild_id, id=made.id)
    kept: Row = json.loads(row[-1]) if row else {}
    await _unplaced(conn, guild_id, target)
    conn.send(_PUT["works"], **{"length": None, **kept["work"]})  # the first merges kept none
    changed = 0
    for table, key in _MOVED:
        known = [tuple(one) for one in kept["moved"][table.name]]
        present = {
            tuple(r[n] for n in key) for r in await _rows(conn, table.name, guild_id, target)
        }
        changed += len(set(known) - present)
        back: list[Row] = [dict(zip((f"its_{n}" for n in key), one, strict=True)) for one in known]
        ours: Row = {"of_guild": guild_id, "of_work": target, "to_work": source}
        conn.send_many(_MOVE[table.name], [{**ours, **one} for one in back])
    for table in _OF_MEMBERS:
        changed += await _parted_rows(conn, table, made, kept[table.name])
    conn.send_many(_PUT["titles"], kept["names"])
    into = await _work(conn, guild_id, target)
    for added in kept["added"]:
        if added["title"] != into["title"]:
            gone: Row = {"its_title_key": added["title_key"]}
            conn.send(_UNNAME, of_guild=guild_id, of_work=target, **gone)
    for work_id in (source, target):
        await titles.retype(conn, guild_id, work_id)
    back_again = await _revived(conn, made, kept["gave_way"])
    changed += len(kept["gave_way"]) - len(back_again)
    left = [r for r in await _rows(conn, "reviews", guild_id, target) if _seen(r)]
    newest = max([kept["reviewed_at"], *(r["created_at"] for r in left)])
    conn.send(_REVIEWED, of_guild=guild_id, its_id=target, at=newest)
    conn.send(_UNDONE, of_guild=guild_id, its_id=made.id, now=now)
    for work_id in (source, target):
        await _placed(conn, guild_id, work_id)
    guilds.taste_changed(conn, guild_id)
    posted = kept.get("cards", {})  # merges of the first version kept none
    return {one: posted[one] for one in back_again if one in posted}, changed


async def find(conn: Connection, guild_id: int, merge_id: str) -> Merge | None:
    """Return the merge, or `None`."""
    row = await conn.one(_FIND, guild_id=guild_id, id=merge_id)
    return _merge_of(row) if row else None


async def list_newest(conn: Connection, guild_id: int, most: int) -> list[Merge]:
    """Return the guild's merges, newest first, undone ones too."""
    return [_merge_of(row) for row in await conn.all(_NEWEST, guild_id=guild_id, most=most)]


def _merge_of(row: tuple[Any, ...]) -> Merge:
    guild_id, merge_id, from_id, into_id, member_id, created_at, undone_at, moved = row
    named = json.loads(moved)["work"]["title"]
    return Merge(guild_id, merge_id, from_id, into_id, member_id, created_at, undone_at, named)


def _values(made: Merge) -> Row:
    keys = ("guild_id", "id", "from_id", "into_id", "member_id", "created_at")
    return {key: getattr(made, key) for key in keys}


async def _rows(conn: Connection, table: str, guild_id: int, work_id: str) -> list[Row]:
    columns = [column.name for column in names.metadata.tables[table].c]
    rows = await conn.all(_ROWS[table], of_guild=guild_id, of_work=work_id)
    return [dict(zip(columns, row, strict=True)) for row in rows]


async def _work(conn: Connection, guild_id: int, work_id: str) -> Row:
    row = await conn.one(_WORK, guild_id=guild_id, id=work_id)
    return dict(zip((c.name for c in works.c), row or (), strict=True))


def _rivals(ours: Sequence[Row], theirs: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Return, for each member who reviewed both, the review that gives way and the one that stays.

    The newer one stays, but no plain rating in place of words.
    """
    live = {_place(one): one for one in theirs if one["state"] == "live"}
    found = []
    for one in ours:
        other = live.get(_place(one))
        if one["state"] == "live" and other is not None:
            gone, kept = sorted((one, other), key=_weight)
            found.append((gone, kept))
    return found


def _weight(review: Row) -> tuple[bool, int, int]:
    return bool(review["text"]), review["created_at"], review["number"]


def _place(review: Row) -> tuple[int, int, int]:
    return review["author_id"], review["season"], review["episode"]


def _seen(review: Row) -> bool:
    return review["state"] == "live" and review["hidden_at"] is None


async def _unplaced(conn: Connection, guild_id: int, *work_ids: str) -> None:
    for work_id in work_ids:
        for review, place in await index.placed_of_work(conn, guild_id, work_id):
            await index.remove(conn, review, place)


async def _placed(conn: Connection, guild_id: int, work_id: str) -> None:
    for review, place in await index.placed_of_work(conn, guild_id, work_id):
        await index.add(conn, review, place)


async def _merged_rows(conn: Connection, table: Table[Any], made: Merge) -> list[list[Row | None]]:
    """Let each member keep the further of two rows; return ours, theirs before, and after."""
    theirs = {r["member_id"]: r for r in await _rows(conn, table.name, made.guild_id, made.into_id)}
    kept: list[list[Row | None]] = []
    for row in await _rows(conn, table.name, made.guild_id, made.from_id):
        before = theirs.get(row["member_id"])
        after = further({**row, "work_id": made.into_id}, before)
        kept.append([row, before, after])
        _drop(conn, table, made.guild_id, made.from_id, row)
        if before is not None:
            _drop(conn, table, made.guild_id, made.into_id, row)
        conn.send(_PUT[table.name], **after)
    return kept


async def _parted_rows(
    conn: Connection, table: Table[Any], made: Merge, kept: Sequence[Sequence[Row]]
) -> int:
    """Put back what each member had of both; return how many changed theirs since."""
    now = {r["member_id"]: r for r in await _rows(conn, table.name, made.guild_id, made.into_id)}
    changed = 0
    for ours, before, after in _as_now(table, kept):
        present = now.get(ours["member_id"])
        changed += present != after
        if present == after:
            _drop(conn, table, made.guild_id, made.into_id, ours)
            if before is not None:
                conn.send(_PUT[table.name], **before)
        if present is not None:
            conn.send(_PUT[table.name], **ours)
    return changed


def _as_now(
    table: Table[Any], kept: Sequence[Sequence[Row]]
) -> Iterator[tuple[Row, Row | None, Row]]:
    """Yield kept rows with the columns that the table has had since."""
    since = SINCE if table is shelves else {}
    for ours, before, after in kept:
        yield {**since, **ours}, before and {**since, **before}, {**since, **after}


def _drop(conn: Connection, table: Table[Any], guild_id: int, work_id: str, row: Row) -> None:
    member_id = row["member_id"]
    conn.send(_REMOVE[table.name], of_guild=guild_id, of_work=work_id, its_member_id=member_id)


async def _renamed(conn: Connection, made: Merge) -> tuple[list[Row], list[Row]]:
    """Give the target all names; return those of the source, and those the target lacked."""
    ours = await _rows(conn, "titles", made.guild_id, made.from_id)
    theirs = {r["title_key"] for r in await _rows(conn, "titles", made.guild_id, made.into_id)}
    added = [row for row in ours if row["title_key"] not in theirs]
    conn.send_many(_NAME, [{**row, "work_id": made.into_id} for row in added])
    for table in (names, title_words):
        conn.send(_CLEAR[table.name], of_guild=made.guild_id, of_work=made.from_id)
    await titles.retype(conn, made.guild_id, made.into_id)
    return ours, added


async def _revived(
    conn: Connection, made: Merge, gave_way: Sequence[tuple[str, int, Sequence[Row]]]
) -> list[str]:
    """Bring back what gave way, unless its author has written anew in its place."""
    back = []
    present = {
        work_id: await _rows(conn, "reviews", made.guild_id, work_id)
        for work_id in (made.from_id, made.into_id)
    }
    everything = {row["id"]: row for rows in present.values() for row in rows}
    for review_id, state_at, tags in gave_way:
        one = everything.get(review_id)
        if one is None or one["state"] != "merged":
            continue
        if any(r["state"] == "live" and _place(r) == _place(one) for r in present[one["work_id"]]):
            continue
        state: Row = {"to_state": "live", "at": state_at}
        conn.send(_STATE, of_guild=made.guild_id, its_id=review_id, **state)
        conn.send_many(_PUT["review_tags"], tags)
        back.append(review_id)
    return back
