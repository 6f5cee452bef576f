"""How a reader follows a review, where its comments are read and under what they said there."""

from reviewbot.domain.authority import Actor
from reviewbot.domain.reviews import Review
from reviewbot.store import follows
from reviewbot.store.connection import Connection
from reviewbot.ui import ids, layout, titles


async def follows_it(conn: Connection, actor: Actor, review: Review) -> bool | None:
    """Tell whether somebody follows a review; `None` for its author, who is told as it is."""
    if review.author_id == actor.user_id:
        return None
    return await follows.find(conn, actor.guild_id, review.id, actor.user_id)


def follow_button(review: Review, *, follows: bool) -> layout.Item:
    """Return the button that turns it round."""
    custom_id = ids.follow(review.guild_id, review.id, on=not follows)
    return layout.button("Unfollow" if follows else "Follow", custom_id)


def followed(review: Review, *, silent: bool, inside: bool) -> layout.Layout:
    """Tell that somebody follows a review; `inside` its server, there is a way to the comments.

    `silent`: they have turned off whatever we tell them.
    """
    named = f"the review of {titles.named(review.work)} by {layout.mention(review.author_id)}"
    words = (
        f"You follow {named}. I tell you of comments on it by direct message, together, at most "
        "one in ten minutes."
    )
    doors = [follow_button(review, follows=True)]
    if silent:
        words = f"You follow {named}, but you have turned my direct messages off."
        back = ids.tell(review.guild_id, review.id, on=True)
        doors.insert(0, layout.button("Turn them on", back))
    return layout.notice(words, *doors, *_way_back(review, inside=inside))


def unfollowed(review: Review | None, *, inside: bool) -> layout.Layout:
    """Tell that they do not any more, and of what, where that is still to be seen."""
    if review is None:
        return layout.notice("You do not follow that review any more.")
    words = f"You do not follow the review of {titles.named(review.work)} any more."
    undo = layout.button("Undo", ids.follow(review.guild_id, review.id, on=True))
    return layout.notice(words, undo, *_way_back(review, inside=inside))


def _way_back(review: Review, *, inside: bool) -> list[layout.Item]:
    return [layout.button("All comments", ids.comments(review.id, 0))] if inside else []
