"""The commands as Discord shows them: each parses, asks one function, and replies."""

from typing import Final

from discord import app_commands

from reviewbot.bot.cards import Drawing
from reviewbot.bot.client import Command, Parts
from reviewbot.cogs.browse import Browse
from reviewbot.cogs.comment import Discuss, comment_menu
from reviewbot.cogs.post import Write
from reviewbot.cogs.quick import Quick
from reviewbot.cogs.recommend import Recommend
from reviewbot.domain.outbox import OwedKind
from reviewbot.ui.actions import ACTIONS
from reviewbot.ui.browsing_actions import BROWSING_ACTIONS
from reviewbot.ui.cards import card_marks, review_card
from reviewbot.ui.notice_actions import NOTICE_ACTIONS
from reviewbot.ui.notices import deliver
from reviewbot.ui.replies import on_reply
from reviewbot.ui.submissions import FORMS
from reviewbot.ui.text import neutralise
from reviewbot.ui.writing_forms import WRITING_FORMS

PRESSES: Final = (
    *ACTIONS,
    *BROWSING_ACTIONS,
    *NOTICE_ACTIONS,
)

COGS: Final = (Write, Quick, Browse, Recommend, Discuss)


def commands() -> list[Command]:
    """Return everything that Discord is told of: the group `/review` and the menus."""
    group = app_commands.Group(
        name="review", description="Reviews of films, books and shows", guild_only=True
    )
    for cog in COGS:
        for command in cog().get_app_commands():
            group.add_command(command)
    return [group, comment_menu()]


def parts() -> Parts:
    """Return all that members meet, for the client to carry."""
    return Parts(
        commands=commands(),
        actions=PRESSES,
        forms={**FORMS, **WRITING_FORMS},
        drawing=Drawing(review_card, card_marks),
        payers={OwedKind.NOTICE: deliver},
        on_reply=on_reply,
        inert=neutralise,
    )
