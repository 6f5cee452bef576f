"""Rating a few to begin with: how far one is stands in the id, so it can be left and resumed."""

from typing import Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.store import tastes, works
from reviewbot.ui import answers, ids
from reviewbot.ui.actions import Press
from reviewbot.ui.browsing_actions import chosen
from reviewbot.ui.pick_actions import rated
from reviewbot.ui.shelf import undo
from reviewbot.ui.warming import FEW, warm_page, warmed_page


class RateFew(Press, template=rf"rv1:few:(?P<after>{ids.NUMBER}):(?P<shown>{ids.NUMBER})"):
    """Shows the next title to rate."""

    async def act(self, interaction: Interaction) -> None:
        """Put it in place of the one before."""
        await _next(interaction, int(self.parts["after"]), int(self.parts["shown"]))


class RateOne(
    Press,
    template=rf"rv1:rateone:(?P<work>{ids.ID}):(?P<after>{ids.NUMBER}):(?P<shown>{ids.NUMBER})",
):
    """Rates a title, and shows the next."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, and go on."""
        done, undo_id = await rated(interaction, self.parts["work"], chosen(interaction))
        await _next(
            interaction, int(self.parts["after"]), int(self.parts["shown"]) + 1, done, undo_id
        )


async def _next(
    interaction: Interaction, after: int, shown: int, done: str = "", undo_id: str = ""
) -> None:
    """Show the first title behind a place in the order that the presser does not know yet."""
    client, actor = interaction.client, actor_of(interaction)
    found, known = await client.suggesting.telling(client.db, actor.guild_id, actor.user_id)
    left = [(n, one) for n, one in enumerate(found, 1) if n > after and one not in known]
    async with client.db.read() as conn:
        work = await works.find(conn, actor.guild_id, left[0][1]) if left else None
        given = await tastes.list_of_member(conn, actor.guild_id, actor.user_id)
    if shown >= FEW or work is None:
        own = sum(points is not None for _, points in given)
        await answers.turn(interaction, warmed_page(own))
        return
    back = [undo(undo_id)] if undo_id else []
    await answers.turn(interaction, warm_page(work, left[0][0], shown, done, *back))


WARMING_ACTIONS: Final = (RateFew, RateOne)
