"""Drafts: text that is kept before anything judges it."""

from typing import Any

from sqlalchemy import bindparam, delete, select

from reviewbot.domain.reviews import Draft, Spoils
from reviewbot.domain.text import normalise
from reviewbot.domain.works import WorkKind
from reviewbot.errors import NotFound
from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.schema import drafts

_THIS = (drafts.c.guild_id == bindparam("guild_id"), drafts.c.id == bindparam("id"))
_ROW = insert(drafts)
_PUT = Change(
    _ROW.on_conflict_do_update(
        index_elements=["guild_id", "id"],
        set_={c.name: _ROW.excluded[c.name] for c in drafts.c if not c.primary_key},
    )
)
_FIND = Query(select(drafts).where(*_THIS))
_OF_AUTHOR = Query(
    select(drafts)
    .where(drafts.c.guild_id == bindparam("guild_id"), drafts.c.author_id == bindparam("author_id"))
    .order_by(drafts.c.created_at.desc(), drafts.c.id)
)
_REMOVE = Change(delete(drafts).where(*_THIS))
_EMPTY = ("text", "headline", "quote")
_REMOVE_UNTOUCHED = Change(
    delete(drafts).where(
        drafts.c.created_at < bindparam("before"), *(drafts.c[name] == "" for name in _EMPTY)
    )
)
_COLUMNS = tuple(column.name for column in drafts.c)


async def put(conn: Connection, draft: Draft) -> None:
    """Keep the draft, in place of an earlier state of it. Its texts are normalised."""
    conn.send(
        _PUT,
        guild_id=draft.guild_id,
        id=draft.id,
        author_id=draft.author_id,
        channel_id=draft.channel_id,
        created_at=draft.created_at,
        title=normalise(draft.title),
        work_id=draft.work_id and normalise(draft.work_id),
        kind=draft.kind,
        year=draft.year,
        maker=normalise(draft.maker),
        rating=normalise(draft.rating),
        headline=normalise(draft.headline),
        text=normalise(draft.text),
        spoils=draft.spoils,
        review_id=draft.review_id and normalise(draft.review_id),
        parent_id=draft.parent_id and normalise(draft.parent_id),
        comment_id=draft.comment_id and normalise(draft.comment_id),
        edition=draft.edition,
        season=draft.season,
        episode=draft.episode,
        quote=normalise(draft.quote),
        tags=normalise(draft.tags),
        verdict=normalise(draft.verdict),
        safe_after=normalise(draft.safe_after),
        link=normalise(draft.link),
    )


async def find(conn: Connection, guild_id: int, draft_id: str) -> Draft | None:
    """Return the draft, or `None`."""
    row = await conn.one(_FIND, guild_id=guild_id, id=draft_id)
    return _draft(row) if row else None


async def get(conn: Connection, guild_id: int, draft_id: str) -> Draft:
    """Return the draft, or raise `NotFound`."""
    if draft := await find(conn, guild_id, draft_id):
        return draft
    raise NotFound("That draft is not here any more.")


async def list_of_author(conn: Connection, guild_id: int, author_id: int) -> list[Draft]:
    """Return a member's drafts, newest first."""
    rows = await conn.all(_OF_AUTHOR, guild_id=guild_id, author_id=author_id)
    return [_draft(row) for row in rows]


async def remove(conn: Connection, guild_id: int, draft_id: str) -> None:
    """Remove the draft if it is there."""
    conn.send(_REMOVE, guild_id=guild_id, id=draft_id)


async def remove_untouched(conn: Connection, before: int) -> None:
    """Remove the drafts of all guilds, begun before a time, in which nobody wrote a word."""
    conn.send(_REMOVE_UNTOUCHED, before=before)


def _draft(row: tuple[Any, ...]) -> Draft:
    fields = dict(zip(_COLUMNS, row, strict=True))
    kind, spoils = fields.pop("kind"), fields.pop("spoils")
    return Draft(**fields, kind=WorkKind(kind) if kind else None, spoils=Spoils(spoils))
