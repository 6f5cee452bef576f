"""What a work is called, how catalogues number it and how long it is, and taking that back.

Any member may add a name or an identifier, or say a length. Taking a name or identifier away,
and choosing which name is shown, is for moderators; whoever made a change may take that one back
for a day.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

from reviewbot.domain.authority import Actor, authorise_moderator
from reviewbot.domain.identifiers import Identifier, Scheme
from reviewbot.domain.ids import new_id
from reviewbot.domain.lengths import Length, length_told, parse_length
from reviewbot.domain.titles import Title, TitleRole, checked_names
from reviewbot.domain.tokens import title_key
from reviewbot.domain.works import Work
from reviewbot.errors import Invalid, NotFound
from reviewbot.services.deliveries import claim
from reviewbot.services.finding import known_work
from reviewbot.services.refreshing import owe_refreshes
from reviewbot.store import guilds, identifiers, titles, undos, works
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database

_GONE: Final = "That cannot be taken back any more."
_KIND: Final = "names"


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does something, in which interaction, at which Unix second."""

    actor: Actor
    interaction_id: int
    now: int


@dataclass(frozen=True, slots=True)
class Renamed:
    """A work after a change, what happened in our own words, and the id to undo it by."""

    work: Work
    said: str
    undo_id: str


async def add_title(db: Database, doing: Doing, title: str, name: str, role: TitleRole) -> Renamed:
    """Give a work, typed or picked, one more name; raise `Invalid` where it cannot have it."""
    async with db.write() as conn:
        work = await _begun(conn, doing, title)
        known = await titles.list_of_work(conn, work.guild_id, work.id)
        one = checked_names(known, name, role)
        before = next((t for t in known if title_key(t.name) == title_key(one.name)), None)
        await titles.put(conn, work.guild_id, work.id, one)
        shown = before is not None and before.name == work.title
        if shown:
            titles.prefer(conn, work.guild_id, work.id, one.name)
        undoing: dict[str, Any] = {"names": [_kept(before)]} if before else {"unname": one.name}
        return await done(
            conn,
            doing,
            replace(work, title=one.name) if shown else work,
            f"{work.label} is found by “{one.name}” now.",
            {**undoing, "shown": work.title},
        )


async def remove_title(db: Database, doing: Doing, work_id: str, key: str) -> Renamed:
    """Take away the name of that key; the one that is shown stays."""
    authorise_moderator(doing.actor)
    async with db.write() as conn:
        work, one = await _named(conn, doing, work_id, key)
        if title_key(one.name) == title_key(work.title):
            raise Invalid("That is the name it is shown by. Choose another one to be shown first.")
        await titles.remove(conn, work.guild_id, work.id, one.name)
        said = f"{work.label} is no longer called “{one.name}”."
        return await done(conn, doing, work, said, {"names": [_kept(one)]})


async def prefer_title(db: Database, doing: Doing, work_id: str, key: str) -> Renamed:
    """Show a work by another of its names."""
    authorise_moderator(doing.actor)
    async with db.write() as conn:
        work, one = await _named(conn, doing, work_id, key)
        titles.prefer(conn, work.guild_id, work.id, one.name)
        said = f"{work.label} is shown as “{one.name}” now."
        return await done(conn, doing, replace(work, title=one.name), said, {"shown": work.title})


async def link(db: Database, doing: Doing, title: str, one: Identifier) -> Renamed:
    """Give a work an identifier; raise `Invalid`, naming it, where another work has it."""
    async with db.write() as conn:
        work = await _begun(conn, doing, title)
        await guilds.lock(conn, work.guild_id, doing.now)
        owner = await identifiers.find_work(conn, work.guild_id, one)
        named = f"{one.scheme.label} {one.value}"
        if owner == work:
            raise Invalid(f"{work.label} has {named} already.")
        if owner is not None:
            raise Invalid(
                f"{named} belongs to {owner.label} here. If both are one and the same, a "
                "moderator can merge them with /work merge."
            )
        identifiers.put(conn, work.guild_id, work.id, one)
        said = f"{work.label} is known by {named} now; whoever pastes its link finds it."
        return await done(conn, doing, work, said, {"unlink": [one.scheme, one.value]})


async def unlink(db: Database, doing: Doing, work_id: str, one: Identifier) -> Renamed:
    """Take an identifier away from a work."""
    authorise_moderator(doing.actor)
    async with db.write() as conn:
        await claim(conn, doing.actor.guild_id, doing.interaction_id, doing.now)
        work = await works.get(conn, doing.actor.guild_id, work_id)
        if one not in await identifiers.list_of_work(conn, work.guild_id, work.id):
            raise NotFound("It does not have that any more.")
        identifiers.remove(conn, work.guild_id, one)
        said = f"{work.label} is no longer known by {one.scheme.label} {one.value}."
        return await done(conn, doing, work, said, {"link": [one.scheme, one.value]})


async def measure(db: Database, doing: Doing, title: str, text: str) -> Renamed:
    """Keep how long a work is; raise `Invalid` where the text does not say it."""
    async with db.write() as conn:
        work = await _begun(conn, doing, title)
        length = parse_length(work.kind, text)
        works.measure(conn, work, length)
        guilds.taste_changed(conn, work.guild_id)
        told, size = length_told(work.kind, length), Length.of(work.kind, length)
        said = f"{work.label} counts as {size} now: {told}."
        return await done(conn, doing, work, said, {"length": work.length})


async def undo(db: Database, doing: Doing, undo_id: str) -> Work:
    """Take one change back; return the work.

    Raises `NotFound` if that was done already, is too old or is somebody else's, `Invalid`
    where another work has the identifier by now.
    """
    guild_id = doing.actor.guild_id
    async with db.write() as conn:
        await claim(conn, guild_id, doing.interaction_id, doing.now)
        kept = await undos.take(conn, guild_id, undo_id, doing.actor.user_id)
        if kept is None or kept.get("what") != _KIND:
            raise NotFound(_GONE)
        work = await works.get(conn, guild_id, kept["work"])
        await _restored(conn, work, kept, doing.now)
        return await works.get(conn, guild_id, work.id)


async def _restored(conn: Connection, work: Work, kept: dict[str, Any], now: int) -> None:
    guild_id = work.guild_id
    for name, role in kept.get("names", ()):
        await titles.put(conn, guild_id, work.id, Title(name, TitleRole(role)))
    known = {title_key(t.name) for t in await titles.list_of_work(conn, guild_id, work.id)}
    if kept.get("shown") and title_key(kept["shown"]) in known:
        titles.prefer(conn, guild_id, work.id, kept["shown"])
        work = replace(work, title=kept["shown"])
    if "length" in kept:
        works.measure(conn, work, kept["length"])
        guilds.taste_changed(conn, guild_id)
    if "undate" in kept:
        await _undated(conn, work, kept["undate"], now)
    added = kept.get("unname")
    if added and title_key(added) != title_key(work.title):
        await titles.remove(conn, guild_id, work.id, added)
    await _relinked(conn, work, kept)


async def _relinked(conn: Connection, work: Work, kept: dict[str, Any]) -> None:
    guild_id = work.guild_id
    if kept.get("unlink"):
        scheme, value = kept["unlink"]
        identifiers.remove(conn, guild_id, Identifier(Scheme(scheme), value))
    if kept.get("link"):
        scheme, value = kept["link"]
        one = Identifier(Scheme(scheme), value)
        if await identifiers.find_work(conn, guild_id, one):
            raise Invalid("Another title has that number by now.")
        identifiers.put(conn, guild_id, work.id, one)


async def _undated(conn: Connection, work: Work, unknown: list[str], now: int) -> None:
    year = None if "year" in unknown else work.year
    maker = None if "maker" in unknown else work.maker
    await works.put(conn, replace(work, year=year, maker=maker))
    guilds.taste_changed(conn, work.guild_id)
    await owe_refreshes(conn, work.guild_id, work.id, now)


async def _begun(conn: Connection, doing: Doing, title: str) -> Work:
    await claim(conn, doing.actor.guild_id, doing.interaction_id, doing.now)
    return await known_work(conn, doing.actor.guild_id, title)


async def _named(conn: Connection, doing: Doing, work_id: str, key: str) -> tuple[Work, Title]:
    """Return the work and that name of it; `key` is how `mark` writes it."""
    await claim(conn, doing.actor.guild_id, doing.interaction_id, doing.now)
    work = await works.get(conn, doing.actor.guild_id, work_id)
    for one in await titles.list_of_work(conn, work.guild_id, work.id):
        if one.mark == key:
            return work, one
    raise NotFound("It does not have that name any more.")


async def done(
    conn: Connection, doing: Doing, work: Work, said: str, kept: dict[str, Any]
) -> Renamed:
    """Keep what it takes to undo a change for a day, and return what happened."""
    undo_id = new_id()
    whole = {"what": _KIND, "work": work.id, **kept}
    await undos.put(conn, work.guild_id, undo_id, doing.actor.user_id, whole, doing.now)
    return Renamed(work, said, undo_id)


def _kept(title: Title) -> list[str]:
    return [title.name, title.role]
