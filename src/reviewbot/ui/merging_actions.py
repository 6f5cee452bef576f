"""The buttons that merge two works and part them again; moderators only, asked at each press."""

from typing import Final

from reviewbot.bot.client import Interaction
from reviewbot.services import merging
from reviewbot.ui import answers, ids
from reviewbot.ui.actions import Press
from reviewbot.ui.merging import merged, parted
from reviewbot.ui.naming_actions import doing


class DoMerge(Press, template=rf"rv1:merge:(?P<source>{ids.ID}):(?P<target>{ids.ID})"):
    """Makes one work part of another."""

    async def act(self, interaction: Interaction) -> None:
        """Say in place of the preview that it is done."""
        db, source, target = interaction.client.db, self.parts["source"], self.parts["target"]
        made, into = await merging.merge(db, doing(interaction), source, target)
        interaction.client.postman.wake()
        await answers.turn(interaction, merged(made, into))


class UndoMerge(Press, template=rf"rv1:unmerge:(?P<merge>{ids.ID})"):
    """Makes two works of one again."""

    async def act(self, interaction: Interaction) -> None:
        """Say that they are two."""
        done = await merging.undo(interaction.client.db, doing(interaction), self.parts["merge"])
        interaction.client.postman.wake()
        await answers.turn(interaction, parted(done))


MERGING_ACTIONS: Final = (DoMerge, UndoMerge)
