"""What one reader may see of a review at once: whether they are past all that it spoils."""

from dataclasses import dataclass
from typing import Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.domain.reviews import Review, Spoils
from reviewbot.domain.shelves import is_past
from reviewbot.store import members, shelves


@dataclass(frozen=True, slots=True)
class Sight:
    """`past`: they have passed all that it spoils; `opens`: they want it open then."""

    past: bool = False
    opens: bool = False


_NOTHING_KNOWN: Final = Sight()


async def sight_of(interaction: Interaction, review: Review) -> Sight:
    """Return what the review spoils for whoever asks. Its author has nothing left to learn."""
    if review.hides is Spoils.NONE:
        return _NOTHING_KNOWN
    actor = actor_of(interaction)
    if review.author_id == actor.user_id:
        return Sight(past=True, opens=True)
    async with interaction.client.db.read() as conn:
        shelved = await shelves.find(conn, actor.guild_id, actor.user_id, review.work.id)
        if not is_past(shelved, review):
            return _NOTHING_KNOWN
        choices = await members.find(conn, actor.guild_id, actor.user_id)
    return Sight(past=True, opens=choices.see_finished)
