"""Following a review of somebody else, to be told of the comments on it, and not any more."""

from typing import Final

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.reviews import Review
from reviewbot.errors import Invalid, NotFound
from reviewbot.services.deliveries import claim
from reviewbot.store import follows, mutes, reviews
from reviewbot.store.engine import Database
from reviewbot.store.failures import GONE

FOLLOWERS_MAX: Final = 100
"""How many may follow a review: each comment on it makes a direct message for each of them."""


async def follow(
    db: Database, actor: Actor, review_id: str, interaction_id: int, now: int
) -> Review:
    """Have the actor told of the comments on a review, which they hear of again if it was muted.

    Raises `NotFound` for no such review, `Invalid` for one's own and where too many follow it.
    """
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        review = await reviews.get(conn, actor.guild_id, review_id)
        authorise(actor, Action.READ, review)
        if review.author_id == actor.user_id:
            raise Invalid("That is your own review: I tell you of its comments as it is.")
        others = await follows.list_of_review(conn, actor.guild_id, review.id, FOLLOWERS_MAX)
        if actor.user_id not in others and len(others) == FOLLOWERS_MAX:
            raise Invalid(f"{FOLLOWERS_MAX} members follow this review, and I write to no more.")
        await follows.put(conn, actor.guild_id, review.id, actor.user_id, now)
        await mutes.remove(conn, actor.guild_id, actor.user_id, review.id)
    return review


async def unfollow(
    db: Database, actor: Actor, review_id: str, interaction_id: int, now: int
) -> Review | None:
    """Tell the actor of it no more; return the review, or `None` where nobody meets it any more.

    Raises `NotFound` where there is nothing to follow, and nothing was followed.
    """
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        review = await reviews.find(conn, actor.guild_id, review_id)
        followed = await follows.remove(conn, actor.guild_id, review_id, actor.user_id)
        if review is None and not followed:
            raise NotFound(GONE)
    return review
