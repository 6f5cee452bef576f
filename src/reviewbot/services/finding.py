"""Which work of a guild a member means, who typed a title, picked one, or pasted a link."""

from typing import Final

from reviewbot.domain.ids import is_id
from reviewbot.domain.works import Work, WorkKind, may_be, near_year, of_year
from reviewbot.errors import Invalid, NotFound
from reviewbot.services.linking import find_pasted
from reviewbot.store import works
from reviewbot.store.connection import Connection

_REFERENCE: Final = "#"


class NearYear(Invalid):
    """A work of the year before or after is known; only the member can say whether it is theirs."""

    def __init__(self, work: Work, year: int | None) -> None:
        super().__init__(
            f"{work.label} is known here, and you said {year}. If it is the same one, pick it from "
            "the list while you type; if it is another one, say with the option “maker” whose."
        )
        self.work = work
        self.year = year


def reference(work_id: str) -> str:
    """Return the text that stands for a work picked from the completions."""
    return _REFERENCE + work_id


def picked_id(title: str) -> str | None:
    """Return the id of a work that was picked; `None` if a title was typed."""
    picked = title.removeprefix(_REFERENCE)
    return picked if title.startswith(_REFERENCE) and is_id(picked) else None


async def choose_work(
    conn: Connection,
    guild_id: int,
    title: str,
    kind: WorkKind | None = None,
    year: int | None = None,
    maker: str = "",
) -> Work | None:
    """Find the work that a member typed or picked; `None` if the guild has none of that name.

    A pasted link stands for the work that has it. Raises `Invalid` if several could be meant,
    or the picked one contradicts kind or year, `NearYear` if the year is off by one.
    """
    if picked := picked_id(title):
        work = await works.find(conn, guild_id, picked)
        if work and not may_be(work, kind, year):
            raise Invalid(
                f"You picked {work.label}, which does not fit the other options. "
                "Change them, or type the title instead of picking it."
            )
        if work:
            return work
    named = await works.list_named(conn, guild_id, title, kind)
    found = of_year(named, year)
    if not found and (near := near_year(named, year, maker)):
        raise NearYear(near, year)
    if len(found) > 1:
        several = "; ".join(work.label for work in found[:5])
        raise Invalid(
            f"{len(found)} works have that name: {several}. "
            "Pick one from the list while you type, or give its kind and year."
        )
    return found[0] if found else await find_pasted(conn, guild_id, title)


async def known_work(conn: Connection, guild_id: int, title: str) -> Work:
    """Find the work that a member typed or picked; raise `NotFound` if there is none."""
    work = await choose_work(conn, guild_id, title)
    if work is None:
        named = "that" if title.startswith(_REFERENCE) else f"“{title}”"
        raise NotFound(f"Nobody has reviewed {named} here yet. Be the first with /review post.")
    return work
