"""The link that a member gives with a review: it finds the work, or belongs to it from now on.

Nothing is fetched; all that is known of a page stands in its address.
"""

from reviewbot.domain.identifiers import Identifier, parse
from reviewbot.domain.reviews import Draft
from reviewbot.domain.works import Work, may_be
from reviewbot.errors import Invalid
from reviewbot.store import guilds, identifiers, works
from reviewbot.store.connection import Connection


class Unlinked(Invalid):
    """A link cannot be used as it is, or not with the rest; its draft goes on without it."""


async def find_linked(conn: Connection, draft: Draft, picked: str | None) -> Work | None:
    """Return the work that the draft's link belongs to; `None` without one, or a new one.

    Raises `Unlinked` where the link cannot be read, or the draft names another work; `picked`
    is the id of one that was picked from a list.
    """
    one = _parsed(draft.link)
    owner = await identifiers.find_work(conn, draft.guild_id, one) if one else None
    if one is None or owner is None:
        return None
    known = await works.list_named(conn, draft.guild_id, draft.title)
    another = picked not in (None, owner.id) or (known and owner not in known)
    if another or not may_be(owner, draft.kind, draft.year):
        raise Unlinked(_of_another(one, owner))
    return owner


async def keep_link(conn: Connection, draft: Draft, work: Work, now: int) -> None:
    """Let the work be found by the draft's link; raise `Unlinked` if that is another's."""
    one = _parsed(draft.link)
    if one is None:
        return
    await guilds.lock(conn, work.guild_id, now)
    owner = await identifiers.find_work(conn, work.guild_id, one)
    if owner is None:
        identifiers.put(conn, work.guild_id, work.id, one)
    elif owner.id != work.id:
        raise Unlinked(_of_another(one, owner))


async def find_typed_link(conn: Connection, guild_id: int, typed: str) -> Work | None:
    """Return the work that has the link or number typed; `None` for anything else."""
    try:
        return await identifiers.find_work(conn, guild_id, parse(typed))
    except Invalid:
        return None


async def find_pasted(conn: Connection, guild_id: int, typed: str) -> Work | None:
    """Return the work whose link was pasted in place of a title; `None` if it is no link.

    Raises `Invalid` for a link that nothing here has, so that it never becomes a title.
    """
    try:
        one = parse(typed)
    except Invalid:
        return None
    owner = await identifiers.find_work(conn, guild_id, one)
    if owner is None and "/" in typed:
        raise Invalid(
            f"Nothing here has the link {one.scheme.label} {one.value} yet. Type the title instead;"
            " /review post and /review quick take the link besides it, with the option “link”."
        )
    return owner


def _parsed(link: str) -> Identifier | None:
    if not link.strip():
        return None
    try:
        return parse(link)
    except Invalid as refusal:
        raise Unlinked(refusal.sentence) from refusal


def _of_another(one: Identifier, owner: Work) -> str:
    return (
        f"{one.scheme.label} {one.value} belongs to {owner.label} here, which does not fit what "
        "you typed. If you mean that one, pick it from the list; else leave the link out."
    )
