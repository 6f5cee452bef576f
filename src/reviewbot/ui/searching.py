"""From a search to its page of hits, with buttons that find it again."""

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.domain.search import Ranking, Search
from reviewbot.services import searching
from reviewbot.ui import layout, results
from reviewbot.ui.limits import LISTED_MAX, QUERY_MAX


async def drawn(
    interaction: Interaction, wanted: Search, number: int, ranking: Ranking
) -> layout.Layout:
    """Search in the guild of the interaction and draw a page of what is found."""
    guild_id, client = actor_of(interaction).guild_id, interaction.client
    async with client.db.read() as conn:
        found = await searching.look(
            conn, client.vocabularies, guild_id, wanted, number, LISTED_MAX, ranking
        )
    query, search_id = found.shown.query, None
    if len(query.encode("utf-16-le")) // 2 > QUERY_MAX and found.page.total:
        search_id = await searching.keep(client.db, guild_id, found.shown, client.now())
    return results.search_page(found, search_id)
