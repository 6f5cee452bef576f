"""What a moderator hid, as its author meets it: theirs to change and delete, not to replace."""

from reviewbot.domain.parts import Part
from reviewbot.domain.reviews import Draft, Review
from reviewbot.domain.works import Work
from reviewbot.errors import Conflict
from reviewbot.store import hiding, reviews
from reviewbot.store.connection import Connection


async def present(conn: Connection, draft: Draft) -> Review | None:
    """Return the review that a draft was opened on, also one of theirs that is hidden."""
    guild_id, review_id = draft.guild_id, draft.review_id or ""
    found = await reviews.find(conn, guild_id, review_id)
    return found or await hiding.find_own(conn, guild_id, review_id, draft.author_id)


async def refuse_beside(conn: Connection, work: Work, draft: Draft) -> None:
    """Raise `Conflict` if what is in a draft's way is a review that a moderator hid."""
    found = await hiding.list_by_author(conn, draft.guild_id, work.id, draft.author_id)
    if any(one.part == Part(draft.season, draft.episode) for one in found):
        raise Conflict(
            f"A moderator hid your review of {work.label}, so I cannot post another one beside "
            "it. You can change it with /review edit or delete it with /review delete; a "
            "moderator can put it back."
        )
