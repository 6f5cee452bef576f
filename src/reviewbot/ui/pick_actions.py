"""What a press on a suggestion does. Each answers with the list as it is after that."""

from typing import Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.ids import is_id
from reviewbot.domain.ratings import POINTS_MAX, Rating
from reviewbot.domain.shelves import Shelf
from reviewbot.domain.wishes import Wish
from reviewbot.errors import NotFound
from reviewbot.services import diary, dismissing
from reviewbot.services import shelves as keeping
from reviewbot.services.diary import Noting
from reviewbot.services.finding import reference
from reviewbot.services.placing import Naming
from reviewbot.services.shelves import Cause, Placing
from reviewbot.store import works
from reviewbot.ui import answers, ids, layout, titles
from reviewbot.ui.actions import Press
from reviewbot.ui.browsing_actions import chosen
from reviewbot.ui.pick_page import HALF_STAR, UNRATED, pick_page, seen_page
from reviewbot.ui.picking import listing, one_of
from reviewbot.ui.picks import picks_page
from reviewbot.ui.shelf import said, undo


class Wished(Press, template="never"):
    """What has the wish in its id."""

    @property
    def wish(self) -> Wish:
        """The wish that framed the list."""
        return ids.wish_of(self.parts)

    async def again(self, interaction: Interaction, done: str = "", *undo: layout.Item) -> None:
        """Show the list as it is now, under what was done."""
        await answers.turn(
            interaction, picks_page(await listing(interaction, self.wish), done, *undo)
        )


class Picks(Wished, template=rf"rv1:pl:{ids.WISH}"):
    """Shows the list."""

    async def act(self, interaction: Interaction) -> None:
        """Put it in place of what was there."""
        await self.again(interaction)


class OpenFromMenu(Wished, template=rf"rv1:po:{ids.WISH}"):
    """Opens the suggestion chosen in the menu."""

    async def act(self, interaction: Interaction) -> None:
        """Put its page in place of the list."""
        work_id = chosen(interaction)
        if not is_id(work_id):
            raise NotFound(GONE)
        pick, around = await one_of(interaction, work_id, self.wish)
        await answers.turn(interaction, pick_page(pick, around))


class OpenPick(Wished, template=rf"rv1:pk:{ids.PICKED}"):
    """Opens a suggestion."""

    async def act(self, interaction: Interaction) -> None:
        """Put its page in place of what was there."""
        pick, around = await one_of(interaction, self.parts["work"], self.wish)
        await answers.turn(interaction, pick_page(pick, around))


class WhyPick(Wished, template=rf"rv1:py:{ids.PICKED}"):
    """Says what counted."""

    async def act(self, interaction: Interaction) -> None:
        """Put the page with it in place of the one without."""
        pick, around = await one_of(interaction, self.parts["work"], self.wish)
        await answers.turn(interaction, pick_page(pick, around, why=True))


class WantPick(Wished, template=rf"rv1:pw:{ids.PICKED}"):
    """Puts a suggestion on the presser's list, and remembers that it came from here."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, and go on with the list."""
        client, actor = interaction.client, actor_of(interaction)
        moved = await keeping.want(
            client.db,
            actor,
            self.parts["work"],
            interaction.id,
            client.now(),
            Cause(member_id=interaction.application_id),
        )
        done = said(moved.shelved, already="" if moved.undo_id else "already")
        await self.again(interaction, f"{done}.", *([undo(moved.undo_id)] if moved.undo_id else []))


class SeenPick(Wished, template=rf"rv1:ps:{ids.PICKED}"):
    """Asks what the presser gives what they have seen."""

    async def act(self, interaction: Interaction) -> None:
        """Put the question in place of what was there."""
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            work = await works.get(conn, actor.guild_id, self.parts["work"])
        await answers.turn(interaction, seen_page(work, self.wish))


class RatePick(Wished, template=rf"rv1:pr:{ids.PICKED}"):
    """Rates a suggestion that the presser has seen."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, and go on with the list."""
        done, undo_id = await rated(interaction, self.parts["work"], chosen(interaction))
        await self.again(interaction, done, *([undo(undo_id)] if undo_id else []))


class DismissPick(Wished, template=rf"rv1:pn:{ids.PICKED}"):
    """Keeps a work from being suggested to the presser."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, and go on with the list."""
        client, actor = interaction.client, actor_of(interaction)
        work = await dismissing.dismiss(
            client.db, actor, self.parts["work"], interaction.id, client.now()
        )
        done = f"I will not suggest {titles.named(work)} to you again."
        back = layout.button("Undo", ids.pick_undismiss(work.id, self.wish))
        await self.again(interaction, done, back)


class UndismissPick(Wished, template=rf"rv1:pu:{ids.PICKED}"):
    """Lets a work be suggested to the presser again."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, and go on with the list."""
        client, actor = interaction.client, actor_of(interaction)
        work = await dismissing.take_back(
            client.db, actor, self.parts["work"], interaction.id, client.now()
        )
        await self.again(interaction, f"{titles.named(work)} may be suggested to you again.")


async def rated(interaction: Interaction, work_id: str, given: str) -> tuple[str, str]:
    """Note that the presser has seen a work, with stars or without; no card is posted.

    Returns what was done, in words, and the id to take it back by. Raises `NotFound` for
    stars that no menu of ours offers.
    """
    client, actor = interaction.client, actor_of(interaction)
    if given == UNRATED:
        moved = await keeping.change(
            client.db, actor, work_id, Placing(Shelf.DONE), interaction.id, client.now()
        )
        return f"{said(moved.shelved)}.", moved.undo_id
    if given not in {str(points) for points in range(HALF_STAR, POINTS_MAX + 1, HALF_STAR)}:
        raise NotFound(GONE)
    rating = Rating(int(given))
    noted = await diary.log(
        client.db,
        actor,
        Naming(reference(work_id)),
        Noting(rating=rating.label),
        interaction.id,
        client.now(),
    )
    title = titles.named(noted.viewing.work)
    return f"You gave {title} {rating.stars} {rating.label}/5.", noted.undo_id


PICK_ACTIONS: Final = (
    Picks,
    OpenFromMenu,
    OpenPick,
    WhyPick,
    WantPick,
    SeenPick,
    RatePick,
    DismissPick,
    UndismissPick,
)
