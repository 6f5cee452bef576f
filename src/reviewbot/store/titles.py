"""All names of a work. Whatever changes them changes the search index and typed words too."""

from typing import Final

from sqlalchemy import bindparam, delete, select, update

from reviewbot.domain.titles import Title, TitleRole
from reviewbot.domain.tokens import title_key
from reviewbot.store import index, works
from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.schema import title_words, titles
from reviewbot.store.schema import works as work_rows

_OF_WORK: Final = (
    titles.c.guild_id == bindparam("guild_id"),
    titles.c.work_id == bindparam("work_id"),
)
_LIST = Query(select(titles.c.title, titles.c.role).where(*_OF_WORK).order_by(titles.c.title))
_PUT_ROW = insert(titles)
_PUT = Change(
    _PUT_ROW.on_conflict_do_update(
        index_elements=["guild_id", "work_id", "title_key"],
        set_={name: _PUT_ROW.excluded[name] for name in ("title", "role")},
    )
)
_REMOVE = Change(delete(titles).where(*_OF_WORK, titles.c.title_key == bindparam("key")))
_FORGET_WORDS = Change(
    delete(title_words).where(
        title_words.c.guild_id == bindparam("guild_id"),
        title_words.c.work_id == bindparam("work_id"),
    )
)
_PREFER = Change(
    update(work_rows)
    .where(work_rows.c.guild_id == bindparam("of_guild"), work_rows.c.id == bindparam("of_work"))
    .values(title=bindparam("title"))
)


async def list_of_work(conn: Connection, guild_id: int, work_id: str) -> list[Title]:
    """Return all names of the work, in the order of their letters."""
    rows = await conn.all(_LIST, guild_id=guild_id, work_id=work_id)
    return [Title(title, TitleRole(role)) for title, role in rows]


async def put(conn: Connection, guild_id: int, work_id: str, title: Title) -> None:
    """Give the work a name, or a name that it has this spelling and role."""
    async with index.work_reindexed(conn, guild_id, work_id):
        conn.send(
            _PUT,
            guild_id=guild_id,
            work_id=work_id,
            title_key=title_key(title.name),
            title=title.name,
            role=title.role,
        )
    await retype(conn, guild_id, work_id)


async def remove(conn: Connection, guild_id: int, work_id: str, name: str) -> None:
    """Take a name away from the work, in whichever spelling."""
    async with index.work_reindexed(conn, guild_id, work_id):
        conn.send(_REMOVE, guild_id=guild_id, work_id=work_id, key=title_key(name))
    await retype(conn, guild_id, work_id)


def prefer(conn: Connection, guild_id: int, work_id: str, name: str) -> None:
    """Show the work by this one of its names."""
    conn.send(_PREFER, of_guild=guild_id, of_work=work_id, title=name)


async def retype(conn: Connection, guild_id: int, work_id: str) -> None:
    """Make anew, from all names of the work, what a member may begin to type to find it."""
    conn.send(_FORGET_WORDS, guild_id=guild_id, work_id=work_id)
    known = await list_of_work(conn, guild_id, work_id)
    works.put_words(conn, guild_id, work_id, [title.name for title in known])
