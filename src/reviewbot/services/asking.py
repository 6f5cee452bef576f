"""Who asks for suggestions: what they rated, what they know, and what they want, as it is now."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from reviewbot.domain.wishes import Wish
from reviewbot.store import dismissals, tags, tastes
from reviewbot.store.connection import Connection

LIKED: Final = 80
"""Points from which somebody loved a work, and may be told of it again."""


@dataclass(frozen=True, slots=True)
class Asker:
    """A member: `own` are the works they rated, with points; `known` what not to tell them of."""

    member: int
    own: Mapping[str, int]
    known: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """A wish worked out: `among` are the only works wanted, or `None` where all are."""

    wish: Wish
    among: AbstractSet[str] | None

    def within(self, fitting: Callable[[Wish], AbstractSet[str]]) -> AbstractSet[str] | None:
        """Return which of a guild's works fit; `None` if all do.

        `fitting` tells which do by what they are, where that matters.
        """
        if not self.wish.frames:
            return self.among
        fit = fitting(self.wish)
        return fit if self.among is None else fit & self.among


async def asker(
    conn: Connection, guild_id: int, member: int, *, again: bool = False, wanted: bool = False
) -> Asker:
    """Read what a member knows; `again` leaves what they saw and did not dislike unknown.

    `wanted` leaves what they want to see unknown: for a group it is no news but a wish.
    """
    reviewed = await tastes.list_of_member(conn, guild_id, member)
    standing = await dismissals.list_known(conn, guild_id, member)
    own = {work: points for work, points in reviewed if points is not None}
    let_in = (dismissals.SEEN if again else frozenset()) | ({"want"} if wanted else set())
    known = {work for work, how in standing if how not in let_in}
    if again:
        known |= {work for work, points in own.items() if points < LIKED}
    else:
        known |= {work for work, _ in reviewed}
    return Asker(member, own, known)


async def frame(conn: Connection, guild_id: int, wish: Wish) -> Frame:
    """Work out what a wish leaves of a guild's works, but for what a work is."""
    among: set[str] | None = None
    if wish.loved_by is not None:
        given = await tastes.list_of_member(conn, guild_id, wish.loved_by)
        among = {work for work, points in given if points is not None and points >= LIKED}
    if wish.mood:
        tagged = await tags.list_works(conn, guild_id, wish.mood)
        among = tagged if among is None else among & tagged
    return Frame(wish, among)
