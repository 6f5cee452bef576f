"""A member's own choices in one guild."""

from reviewbot.domain.authority import Actor
from reviewbot.domain.members import CardSize, Choices
from reviewbot.services import sharing
from reviewbot.services.deliveries import claim
from reviewbot.store import guilds, members, notices
from reviewbot.store.engine import Database


async def choose(
    db: Database,
    actor: Actor,
    name: str,
    value: CardSize | bool | None,
    interaction_id: int,
    now: int,
) -> Choices:
    """Set one choice, named as in `Choices`, and return all of them as they are now."""
    async with db.write() as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        await members.choose(conn, actor.guild_id, actor.user_id, **{name: value})
        if name == "notices" and not value:
            await notices.clear(conn, actor.guild_id, actor.user_id)
        if name == "compared":
            await sharing.withdraw(conn, actor.guild_id)
            guilds.taste_changed(conn, actor.guild_id)
        return await members.find(conn, actor.guild_id, actor.user_id)
