"""The pictures of a review: added, described, hidden as spoilers, and taken away."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.ids import new_id
from reviewbot.domain.pictures import Picture, checked_alts, checked_count, kind_of
from reviewbot.domain.reviews import Review
from reviewbot.services.deliveries import claim
from reviewbot.services.reviews import Published, card_owed
from reviewbot.store import cards, outbox, pictures, reviews
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database
from reviewbot.store.pictures import PictureFiles


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an author wants of a review's pictures.

    `added` are names and bytes of files, `dropped` ids of present pictures, `alts` a line for
    each that is left and then for each that is added, saying what it shows.
    """

    added: Sequence[tuple[str, bytes]]
    dropped: Collection[str]
    alts: str
    spoils: bool


async def change(
    db: Database,
    files: PictureFiles,
    actor: Actor,
    review_id: str,
    wanted: Wanted,
    interaction_id: int,
    now: int,
) -> Published:
    """Give the actor's review the pictures that are wanted; its card is owed.

    The bytes are on the disk before a row names them, and leave it after no row does. Raises
    `Invalid` for what is no picture or too many, `NotFound`, `Unavailable`.
    """
    new = [
        Picture(actor.guild_id, new_id(), review_id, 0, kind_of(name, content), "", False, 0)
        for name, content in wanted.added
    ]
    contents = {one.id: content for one, (_, content) in zip(new, wanted.added, strict=True)}
    new = [replace(one, size=len(contents[one.id])) for one in new]
    gone: list[str] = list(contents)
    try:
        for picture_id, content in contents.items():
            await files.write(picture_id, content)
        async with db.write() as conn:
            await claim(conn, actor.guild_id, interaction_id, now)
            review = await reviews.get(conn, actor.guild_id, review_id)
            authorise(actor, Action.CHANGE, review)
            review, dropped = await _arranged(conn, review, new, wanted)
            published = await _owed(conn, review, now)
        gone = dropped
    finally:
        with suppress(OSError):
            await files.remove(gone)
    return published


async def _arranged(
    conn: Connection, review: Review, new: Sequence[Picture], wanted: Wanted
) -> tuple[Review, list[str]]:
    """Change the rows; return the review with its new count, and the ids that went."""
    present = await pictures.list_of_review(conn, review.guild_id, review.id)
    kept = [picture for picture in present if picture.id not in wanted.dropped]
    checked_count(len(kept) + len(new))
    alts = checked_alts(wanted.alts, len(kept) + len(new))
    arranged = [
        replace(picture, alt=alt, spoils=wanted.spoils)
        for picture, alt in zip([*kept, *new], alts, strict=True)
    ]
    pictures.replace_all(conn, review.guild_id, review.id, arranged)
    gone = [picture.id for picture in present if picture.id in wanted.dropped]
    return replace(review, picture_count=len(arranged)), gone


async def _owed(conn: Connection, review: Review, now: int) -> Published:
    card = await cards.find(conn, review.guild_id, review.id)
    owed = card_owed(review, card.channel_id if card else 0, now)
    await outbox.put(conn, owed)
    return Published(review, is_new=False, owed=owed)
