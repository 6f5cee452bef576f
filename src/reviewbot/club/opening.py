"""Fills a guild with the club's reviews, through the same services that members use."""

import itertools
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from reviewbot.club.library import Library, SeedReview
from reviewbot.domain.authority import Actor
from reviewbot.domain.ids import new_id
from reviewbot.domain.reviews import CommentSource, Draft
from reviewbot.domain.titles import TitleRole
from reviewbot.services import comments, drafting, finding, naming, reviews
from reviewbot.services.naming import Doing
from reviewbot.store import reviews as stored
from reviewbot.store.engine import Database

Deliver: TypeAlias = Callable[[reviews.Published], Awaitable[object]]

_DAY: Final = 86_400
_HOUR: Final = 3_600
_EVENING: Final = 10 * _HOUR
_STEP: Final = 37 * 61
"""Seconds; how far apart in the day the reviews of two days following each other are."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Where and by whom the club writes.

    `members` maps the library's keys to user ids; `deliver` posts the card of what was just
    published. `now` is in Unix seconds; reviews are dated back from it, the older ones to
    other hours of the day.
    """

    db: Database
    guild_id: int
    channel_id: int
    members: Mapping[str, int]
    deliver: Deliver
    now: int


async def open_club(opening: Opening, library: Library) -> int:
    """Publish every review of the library and the comments on it; return how many reviews."""
    interactions = itertools.count(1)
    named: set[str] = set()
    for seed in library.reviews:
        written = opening.now - seed.days_ago * _DAY - seed.days_ago * _STEP % _EVENING
        published = await _publish(opening, _draft(opening, seed, written), seed, interactions)
        if published.review.work.id not in named:
            named.add(published.review.work.id)
            await _give_names(opening, published, seed, interactions)
        for hours, comment in enumerate(seed.comments, 1):
            remark = comments.Remark(
                published.review.id, comment.text, CommentSource.COMMAND, next(interactions)
            )
            actor = Actor(opening.guild_id, opening.members[comment.author])
            at = min(opening.now, written + hours * _HOUR)
            await comments.add(opening.db, actor, remark, at, refresh_at=at, tell=False)
        async with opening.db.read() as conn:
            counted = await stored.get(conn, opening.guild_id, published.review.id)
        await opening.deliver(replace(published, review=counted))
    return len(library.reviews)


def _draft(opening: Opening, seed: SeedReview, written: int) -> Draft:
    return Draft(
        guild_id=opening.guild_id,
        id=new_id(),
        author_id=opening.members[seed.author],
        channel_id=opening.channel_id,
        created_at=written,
        title=seed.title,
        kind=seed.kind,
        year=seed.year,
        maker=seed.maker,
        rating=seed.rating,
    )


async def _publish(
    opening: Opening, draft: Draft, seed: SeedReview, ids: Iterator[int]
) -> reviews.Published:
    actor = Actor(draft.guild_id, draft.author_id)
    await drafting.open_draft(opening.db, draft, next(ids))
    form = next(ids)

    def write(kept: Draft) -> Draft:
        return replace(kept, headline=seed.headline, text=seed.text, spoils=seed.spoils)

    await drafting.keep(opening.db, actor, draft.id, form, draft.created_at, write)
    return await reviews.publish(opening.db, actor, draft.id, form, draft.created_at)


async def _give_names(
    opening: Opening, published: reviews.Published, seed: SeedReview, ids: Iterator[int]
) -> None:
    """Let the first reviewer of a work give it its other names, in whatever script."""
    review = published.review
    for name in seed.other_titles:
        doing = Doing(Actor(review.guild_id, review.author_id), next(ids), review.created_at)
        one = finding.reference(review.work.id)
        await naming.add_title(opening.db, doing, one, name, TitleRole.NONE)
