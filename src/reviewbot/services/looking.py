"""What is looked at: a work as its guild sees it."""

from reviewbot.domain.browsing import Sort
from reviewbot.domain.opinions import Opinions
from reviewbot.services.finding import known_work, picked_id
from reviewbot.store import figures, opinions
from reviewbot.store.connection import Connection


async def known_opinions(
    conn: Connection, guild_id: int, title: str, sort: Sort, most: int, asker: int = 0
) -> Opinions:
    """Find a work that a member typed or picked, with what the guild thinks of it.

    The `asker` is named if they rated it. Raises `NotFound` if there is none, `Invalid` if
    several could be meant.
    """
    picked, work = picked_id(title), None
    found = await opinions.list_worded(conn, guild_id, picked, sort, most) if picked else []
    if found:
        work = found[0].work
    else:
        work = await known_work(conn, guild_id, title)
        found = await opinions.list_worded(conn, guild_id, work.id, sort, most)
    counted = await figures.of_work(conn, guild_id, work.id, asker)
    names, known = await opinions.list_marks(conn, guild_id, work.id)
    others = [name for name in names if name != work.title]
    return Opinions(work, counted, found, others, known)
