"""What the store holds of one member in one guild: all of it, handed out or erased for good.

`EXPORTED` and `ERASED` name every table with a column that holds a user's id; a rules test
holds them against the schema, so that nobody adds such a table and forgets these two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy import Select as SelectStatement

from reviewbot.store import index, merged_rows
from reviewbot.store.connection import Change, Connection, Query, Value
from reviewbot.store.rows import SELECT_REVIEWS, WORK, review_of, work_of
from reviewbot.store.schema import (
    METADATA,
    actions_log,
    cards,
    comments,
    dismissals,
    drafts,
    editions,
    follows,
    guilds,
    helpfuls,
    hints,
    members,
    merges,
    mutes,
    nights,
    notices,
    outbox,
    pictures,
    recommendations,
    reports,
    review_tags,
    reviews,
    searches,
    shelves,
    spoiler_calls,
    threads,
    undos,
    viewings,
    works,
)

Rows: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]
"""A member's rows, by table and column."""

USER_COLUMNS: Final = frozenset(
    {
        *("member_id", "author_id", "user_id", "sender_id", "friend_id", "actor_id"),
        *("recommended_by", "owner_id", "moderator_id"),
    }
)
"""What a column that holds a user's id is called."""
NOBODY: Final = 0
"""Stands where the id of a member stood who had everything erased."""

_MEMBER: Final[BindParameter[int]] = bindparam("of_member", type_=BigInteger)
_GUILD: Final[BindParameter[int]] = bindparam("of_guild", type_=BigInteger)
_NAME: Final[BindParameter[str]] = bindparam("of_name", type_=Text)
_REVIEWS: Final = select(reviews.c.id).where(
    reviews.c.guild_id == _GUILD, reviews.c.author_id == _MEMBER
)
_COMMENTS: Final = select(comments.c.id).where(
    comments.c.guild_id == _GUILD, comments.c.author_id == _MEMBER
)
_SENT: Final = select(recommendations.c.id).where(
    recommendations.c.guild_id == _GUILD,
    or_(recommendations.c.sender_id == _MEMBER, recommendations.c.friend_id == _MEMBER),
)


def _of_reviews(table: Table) -> ColumnElement[bool]:
    return table.c.review_id.in_(_REVIEWS)


EXPORTED: Final[Mapping[Table, ColumnElement[bool]]] = {
    members: members.c.member_id == _MEMBER,
    reviews: reviews.c.author_id == _MEMBER,
    editions: _of_reviews(editions),
    review_tags: _of_reviews(review_tags),
    pictures: _of_reviews(pictures),
    cards: _of_reviews(cards),
    threads: _of_reviews(threads),
    comments: comments.c.author_id == _MEMBER,
    drafts: drafts.c.author_id == _MEMBER,
    shelves: shelves.c.member_id == _MEMBER,
    viewings: viewings.c.member_id == _MEMBER,
    dismissals: dismissals.c.member_id == _MEMBER,
    recommendations: or_(
        recommendations.c.sender_id == _MEMBER, recommendations.c.friend_id == _MEMBER
    ),
    helpfuls: helpfuls.c.member_id == _MEMBER,
    follows: follows.c.member_id == _MEMBER,
    mutes: mutes.c.member_id == _MEMBER,
    nights: nights.c.member_id == _MEMBER,
    notices: notices.c.member_id == _MEMBER,
    reports: reports.c.member_id == _MEMBER,
    spoiler_calls: spoiler_calls.c.member_id == _MEMBER,
    merges: merges.c.member_id == _MEMBER,
    actions_log: actions_log.c.member_id == _MEMBER,
    undos: undos.c.member_id == _MEMBER,
    hints: hints.c.user_id == _MEMBER,
}
"""Which rows are the member's own, of each table that has any."""

ERASED: Final[Mapping[Table, ColumnElement[bool]]] = {
    members: EXPORTED[members],
    editions: _of_reviews(editions),
    review_tags: _of_reviews(review_tags),
    pictures: _of_reviews(pictures),
    threads: _of_reviews(threads),
    drafts: EXPORTED[drafts],
    viewings: EXPORTED[viewings],
    dismissals: EXPORTED[dismissals],
    helpfuls: or_(EXPORTED[helpfuls], _of_reviews(helpfuls)),
    follows: or_(EXPORTED[follows], _of_reviews(follows)),
    mutes: or_(EXPORTED[mutes], mutes.c.subject == _NAME, mutes.c.subject.in_(_REVIEWS)),
    notices: or_(
        EXPORTED[notices],
        notices.c.actor_id == _MEMBER,
        notices.c.subject_id.in_(_REVIEWS),
        notices.c.subject_id.in_(_COMMENTS),
    ),
    reports: or_(
        EXPORTED[reports],
        reports.c.subject_id.in_(_REVIEWS),
        reports.c.subject_id.in_(_COMMENTS),
    ),
    spoiler_calls: or_(EXPORTED[spoiler_calls], _of_reviews(spoiler_calls)),
    undos: EXPORTED[undos],
    nights: EXPORTED[nights],
    hints: EXPORTED[hints],
    outbox: or_(
        outbox.c.subject_id == _NAME,
        outbox.c.subject_id.in_(_SENT),
        and_(outbox.c.subject_id.in_(_REVIEWS), outbox.c.kind != "remove"),
    ),
    recommendations: EXPORTED[recommendations],
    shelves: EXPORTED[shelves],
    comments: comments.c.review_id.in_(_REVIEWS),
    searches: searches.c.query.contains(_NAME),  # whoever looked for what this member wrote
}
"""Which rows are removed, in this order; what is not removed is emptied (`_EMPTIED`)."""

_REPLIES: Final = comments.alias("replies")
_ANSWERED: Final = (
    select(_REPLIES.c.id)
    .where(
        _REPLIES.c.guild_id == comments.c.guild_id,
        _REPLIES.c.parent_id == comments.c.id,
        _REPLIES.c.author_id != _MEMBER,
    )
    .exists()
)
_MINE: Final = (comments.c.guild_id == _GUILD, comments.c.author_id == _MEMBER)
_EMPTIED: Final[Mapping[Table, tuple[Any, ...]]] = {
    comments: (
        Change(delete(comments).where(*_MINE, ~_ANSWERED)),
        Change(
            update(comments)
            .where(*_MINE)
            .values(
                author_id=NOBODY,
                text="",
                whole=0,
                message_id=None,
                deleted_at=bindparam("now"),
            )
        ),
    ),
    shelves: (
        Change(
            update(shelves)
            .where(shelves.c.guild_id == _GUILD, shelves.c.recommended_by == _MEMBER)
            .values(recommended_by=None)
        ),
        *(
            Change(
                update(table)
                .where(table.c.guild_id == _GUILD, table.c.review_id.in_(_REVIEWS))
                .values(review_id=None)
            )
            for table in (shelves, recommendations)
        ),
    ),
    actions_log: (
        Change(
            update(actions_log)
            .where(
                actions_log.c.guild_id == _GUILD,
                or_(actions_log.c.subject_id.in_(_REVIEWS), actions_log.c.subject_id == _NAME),
            )
            .values(reason="")
        ),
        Change(
            update(actions_log)
            .where(actions_log.c.guild_id == _GUILD, actions_log.c.member_id == _MEMBER)
            .values(member_id=NOBODY, reason="")
        ),
    ),
    merges: (
        Change(
            update(merges)
            .where(merges.c.guild_id == _GUILD, merges.c.member_id == _MEMBER)
            .values(member_id=NOBODY)
        ),
    ),
    reviews: (
        Change(
            update(reviews)
            .where(reviews.c.guild_id == _GUILD, reviews.c.author_id == _MEMBER)
            .values(
                author_id=NOBODY,
                headline="",
                text="",
                quote="",
                tags="",
                spoils="none",
                points=None,
                verdict=None,
                safe_after="",
                comment_count=0,
                helpful_count=0,
                picture_count=0,
                state="deleted",
                state_at=bindparam("now"),
            )
        ),
    ),
}
EMPTIED: Final = frozenset(_EMPTIED)
"""Tables whose rows stay without the member: a parent of replies, a moderator's act, a review
until its card is taken away (whoever sweeps deleted reviews removes it then)."""
_SHOWN: Final = (comments.c.deleted_at.is_(None), comments.c.hidden_at.is_(None))
_RECOUNT: Final = (
    Change(
        update(reviews)
        .where(reviews.c.guild_id == _GUILD, reviews.c.id == bindparam("review_id"))
        .values(
            comment_count=select(func.count())
            .select_from(comments)
            .where(
                comments.c.guild_id == reviews.c.guild_id,
                comments.c.review_id == reviews.c.id,
                *_SHOWN,
            )
            .scalar_subquery(),
            helpful_count=select(func.count())
            .select_from(helpfuls)
            .where(helpfuls.c.guild_id == reviews.c.guild_id, helpfuls.c.review_id == reviews.c.id)
            .scalar_subquery(),
        )
    ),
)
_TASTE: Final = Change(
    update(guilds)
    .where(guilds.c.guild_id == _GUILD)
    .values(taste_changes=guilds.c.taste_changes + 1)
)


def _select(table: Table) -> SelectStatement[Any]:
    return select(table).where(table.c.guild_id == _GUILD, EXPORTED[table])


_EXPORTS: Final = {table: Query(_select(table)) for table in EXPORTED if table is not merges}
_REMOVALS: Final = tuple(
    Change(delete(table).where(table.c.guild_id == _GUILD, rows)) for table, rows in ERASED.items()
)
_LIVE: Final = Query(SELECT_REVIEWS.where(reviews.c.author_id == _MEMBER))
_PICTURES: Final = Query(
    select(pictures.c.id, pictures.c.extension).where(
        pictures.c.guild_id == _GUILD, _of_reviews(pictures)
    )
)
_CARDS: Final = Query(
    select(cards.c.review_id, cards.c.channel_id).where(
        cards.c.guild_id == _GUILD, _of_reviews(cards)
    )
)
_POSTING: Final = Query(
    select(outbox.c.subject_id, outbox.c.channel_id).where(
        outbox.c.guild_id == _GUILD, outbox.c.subject_id.in_(_REVIEWS), outbox.c.kind == "post"
    )
)
"""Cards that are on their way, or stand there and were not noted yet."""
_TOUCHED: Final = Query(
    select(reviews.c.id).where(
        reviews.c.guild_id == _GUILD,
        reviews.c.author_id != _MEMBER,
        or_(
            reviews.c.id.in_(
                select(comments.c.review_id).where(
                    comments.c.guild_id == _GUILD, comments.c.author_id == _MEMBER
                )
            ),
            reviews.c.id.in_(
                select(helpfuls.c.review_id).where(
                    helpfuls.c.guild_id == _GUILD, helpfuls.c.member_id == _MEMBER
                )
            ),
            reviews.c.id.in_(
                select(shelves.c.review_id).where(
                    shelves.c.guild_id == _GUILD, shelves.c.member_id == _MEMBER
                )
            ),
        ),
    )
)
_WORKS: Final = Query(select(*WORK).where(works.c.guild_id == _GUILD))


@dataclass(frozen=True, slots=True)
class Erased:
    """What is left to do: files of pictures, posted cards (review, channel), counts elsewhere."""

    pictures: Sequence[tuple[str, str]]
    cards: Sequence[tuple[str, int]]
    touched: Sequence[str]


async def rows_of(
    conn: Connection, guild_id: int, member_id: int
) -> dict[str, list[dict[str, Value]]]:
    """Return all of the member's rows, by table and column; tables without any are left out."""
    key: dict[str, Value] = {"of_guild": guild_id, "of_member": member_id}
    found = {}
    for table, query in _EXPORTS.items():
        names = [column.name for column in table.c]
        rows = await conn.all(query, **key)
        if rows:
            found[table.name] = [dict(zip(names, row, strict=True)) for row in rows]
    if made := await merged_rows.rows_of(conn, guild_id, member_id):
        found[merges.name] = made
    return found


async def titles_of(conn: Connection, guild_id: int) -> dict[str, str]:
    """Return what the guild's works are called, for a reader."""
    rows = await conn.all(_WORKS, of_guild=guild_id)
    return {work.id: work.label for work in map(work_of, rows)}


async def erase(conn: Connection, guild_id: int, member_id: int, now: int) -> Erased:
    """Erase the member, for good; return what is left to do outside of these tables."""
    key: dict[str, Value] = {"of_guild": guild_id, "of_member": member_id}
    for row in await conn.all(_LIVE, guild_id=guild_id, of_member=member_id):
        review = review_of(row)
        await index.remove(conn, review, await index.place_of(conn, review))
    left = Erased(
        await conn.all(_PICTURES, **key),
        list(dict([*await conn.all(_POSTING, **key), *await conn.all(_CARDS, **key)]).items()),
        [review_id for (review_id,) in await conn.all(_TOUCHED, **key)],
    )
    await merged_rows.forget(conn, guild_id, member_id)
    everything: dict[str, Value] = {**key, "of_name": str(member_id), "now": now}
    for change in _REMOVALS:
        conn.send(change, **everything)
    for table in (shelves, actions_log, merges, comments, reviews):  # reviews say whose the rest is
        for change in _EMPTIED[table]:
            conn.send(change, **everything)
    for review_id in left.touched:
        for change in _RECOUNT:
            conn.send(change, of_guild=guild_id, review_id=review_id)
    conn.send(_TASTE, of_guild=guild_id)
    return left


def tables_with_users() -> set[str]:
    """Return the names of the tables that hold users' ids."""
    return {t.name for t in METADATA.sorted_tables if USER_COLUMNS & {c.name for c in t.c}}
