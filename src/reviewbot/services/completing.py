"""Which works a member may mean who types a title, asked anew at every key."""

from reviewbot.domain.spelling import FEW
from reviewbot.domain.tokens import title_key
from reviewbot.domain.works import Work, WorkKind
from reviewbot.services.linking import find_typed_link
from reviewbot.store import completions, guesses
from reviewbot.store.connection import Connection
from reviewbot.store.vocabulary import Vocabularies


async def list_works(
    conn: Connection,
    vocabularies: Vocabularies,
    guild_id: int,
    member_id: int,
    typed: str,
    limit: int,
    kind: WorkKind | None = None,
) -> list[Work]:
    """Return works, each once, the likeliest first.

    Nothing typed gives the member's own last works and then the guild's lively ones; else
    those that have what was typed, and if they are few, those that have it but for a typo.
    """
    if not title_key(typed):
        return await completions.list_offered(conn, guild_id, member_id, limit, kind)
    found = await completions.list_completions(conn, guild_id, typed, limit, kind)
    if not found and (linked := await find_typed_link(conn, guild_id, typed)):
        return [linked]
    if len(found) < FEW:
        found += await guesses.list_guesses(conn, vocabularies, guild_id, typed, limit, kind)
    once = {work.id: work for work in found}
    return list(once.values())[:limit]
