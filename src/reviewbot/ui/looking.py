"""From what somebody wants to look at to the page that shows it: asks the store, then draws."""

from typing import Any

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.domain.browsing import Look, Sort, Way
from reviewbot.domain.members import CardSize
from reviewbot.domain.pages import Page
from reviewbot.domain.works import WorkKind
from reviewbot.errors import NotFound
from reviewbot.services.finding import reference
from reviewbot.services.looking import known_opinions
from reviewbot.store import browsing, guilds, members, opinions, works
from reviewbot.store.connection import Connection
from reviewbot.ui import ids, layout, lists
from reviewbot.ui.cards import review_card
from reviewbot.ui.limits import SEEN_MAX
from reviewbot.ui.show import work_page

_OF_REVIEWS = {
    Way.RECENT: browsing.RECENT,
    Way.BY_MEMBER: browsing.BY_MEMBER,
    Way.DISCUSSED: browsing.DISCUSSED,
}
_OF_WORKS = {Way.TOP: browsing.TOP, Way.DIVISIVE: browsing.DIVISIVE, Way.WANTED: browsing.WANTED}


async def page(interaction: Interaction, look: Look, number: int = 0) -> layout.Layout:
    """Return a page of a list, for the one who asks; raise `NotFound` where its work is gone."""
    actor = actor_of(interaction)
    values: dict[str, Any] = {"guild_id": actor.guild_id, "kind": look.kind}
    async with interaction.client.db.read() as conn:
        if look.way is Way.OF_WORK:
            return await _of_work(conn, actor.guild_id, look, number)
        if look.way in _OF_WORKS:
            if look.way is not Way.WANTED:
                values["since"] = look.period.since(interaction.client.now())
            listed = _OF_WORKS[look.way]
            ranked = await browsing.list_works(conn, listed, number, lists.RANKED, **values)
            return lists.works_page(look, ranked)
        if look.way is Way.BY_MEMBER:
            values["member_id"] = look.member_id
        size = await card_size(conn, actor.guild_id, actor.user_id)
        shown = _OF_REVIEWS[look.way]
        found = await browsing.list_reviews(conn, shown, number, lists.LISTED[size], **values)
    return lists.reviews_page(look, found, size)


async def _of_work(conn: Connection, guild_id: int, look: Look, number: int) -> layout.Layout:
    work = await works.get(conn, guild_id, look.work_id or "")
    total = await opinions.count_worded(conn, guild_id, work.id)
    number = min(number, max(0, (total - 1) // SEEN_MAX))
    found = await opinions.list_worded(
        conn, guild_id, work.id, look.sort, SEEN_MAX, number * SEEN_MAX
    )
    return lists.of_work_page(work, look, Page(found, number, SEEN_MAX, total))


async def card_size(conn: Connection, guild_id: int, member_id: int) -> CardSize:
    """Return the size of cards in private answers: the member's choice, else the guild's."""
    own = (await members.find(conn, guild_id, member_id)).card
    return own or (await guilds.settings(conn, guild_id)).card


async def any_review(interaction: Interaction, kind: WorkKind | None) -> layout.Layout:
    """Return the card of some review, with a button for another; raise `NotFound` without any."""
    actor = actor_of(interaction)
    async with interaction.client.db.read() as conn:
        review = await browsing.find_any(conn, actor.guild_id, kind)
        size = await card_size(conn, actor.guild_id, actor.user_id)
    if review is None:
        raise NotFound("There is no such review here yet. Write the first with /review post.")
    again = layout.row(layout.button("Another", ids.another(kind)))
    return layout.Layout(*review_card(review, size).to_components(), again)


async def work(interaction: Interaction, work_id: str) -> layout.Layout:
    """Return the page of a work; raise `NotFound` without one."""
    actor, title = actor_of(interaction), reference(work_id)
    async with interaction.client.db.read() as conn:
        seen = await known_opinions(
            conn, actor.guild_id, title, Sort.NEWEST, SEEN_MAX, actor.user_id
        )
    return work_page(seen)
