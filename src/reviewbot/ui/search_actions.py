"""Presses on a page of hits: another page, another order."""

from typing import Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.domain.grammar import parse
from reviewbot.domain.search import Ranking, Search
from reviewbot.services import searching
from reviewbot.ui import answers, ids
from reviewbot.ui.actions import Press
from reviewbot.ui.searching import drawn


class Hits(Press, template=ids.HITS):
    """Turns to a page of a search that stands in the id."""

    async def act(self, interaction: Interaction) -> None:
        """Put the page in place of the presser's own; give others a private copy."""
        await _turn(self, interaction, parse(self.parts["query"]))


class KeptHits(Press, template=ids.KEPT_HITS):
    """Turns to a page of a search that is kept."""

    async def act(self, interaction: Interaction) -> None:
        """Put the page in place of the presser's own; give others a private copy."""
        guild_id = actor_of(interaction).guild_id
        async with interaction.client.db.read() as conn:
            wanted = await searching.kept(conn, guild_id, self.parts["search"])
        await _turn(self, interaction, wanted)


class Find(Press, template=ids.FIND):
    """Turns to a page of a search of the first version."""

    async def act(self, interaction: Interaction) -> None:
        """Put the page in place of the presser's own; give others a private copy."""
        parts = (self.parts[name] for name in ("kind", "points", "author", "words"))
        self.parts["ranking"] = Ranking.RELEVANCE.letter
        await _turn(self, interaction, ids.search_of(*parts))


async def _turn(press: Press, interaction: Interaction, wanted: Search) -> None:
    ranking = Ranking.of_letter(press.parts["ranking"])
    page = await drawn(interaction, wanted, int(press.parts["page"]), ranking)
    await answers.turn_own(interaction, page)


SEARCH_ACTIONS: Final = (Hits, KeptHits, Find)
