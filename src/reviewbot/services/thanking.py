"""Finding a review helpful: once a member, never one's own, and back again."""

from collections.abc import Callable

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.notices import NoticeKind
from reviewbot.errors import Invalid
from reviewbot.services.deliveries import claim
from reviewbot.services.notices import tell
from reviewbot.services.refreshing import owe_refresh
from reviewbot.store import helpfuls, notices, reviews
from reviewbot.store.engine import Database


async def turn(
    db: Database,
    actor: Actor,
    review_id: str,
    now: int,
    *,
    interaction_id: int,
    on: bool | None,
    refresh_at: Callable[[str], int],
) -> bool:
    """Find the review helpful (`on`), not any more, or (`None`) the other way round than now.

    Returns whether the actor finds it helpful now.
    Its author learns of it together with other news. Raises `Invalid` for one's own review.
    """
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        review = await reviews.get(conn, actor.guild_id, review_id)
        authorise(actor, Action.READ, review)
        if review.author_id == actor.user_id:
            raise Invalid("That is your own review: whether it helps is for the others to say.")
        await helpfuls.lock(conn, actor.guild_id, review.id)
        key = (conn, actor.guild_id, review.id, actor.user_id)
        kind = NoticeKind.HELPFUL
        if on is not False and await helpfuls.put(*key, now):
            told = (review.author_id, kind, review.id, actor.user_id)
            await tell(conn, actor.guild_id, *told, now)
        elif on or not await helpfuls.remove(*key):
            return bool(on)
        else:
            on = False
            await notices.withdraw(conn, actor.guild_id, kind, review.id, actor.user_id)
        await owe_refresh(conn, review, now, refresh_at(review.id))
    return on is not False
