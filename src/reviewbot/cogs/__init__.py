"""The commands as Discord shows them: each parses, asks one function, and replies."""

from collections.abc import Iterable
from typing import Final

from discord import app_commands
from discord.ext.commands import Cog

from reviewbot.bot.cards import Drawing
from reviewbot.bot.client import Command, Parts
from reviewbot.cogs.browse import Browse
from reviewbot.cogs.change import Change
from reviewbot.cogs.comment import Discuss, comment_menu
from reviewbot.cogs.diary import Diary
from reviewbot.cogs.look import Around
from reviewbot.cogs.order import Order, hide_menu, report_menu
from reviewbot.cogs.own_message import review_menu
from reviewbot.cogs.post import Write
from reviewbot.cogs.privacy import Privacy
from reviewbot.cogs.quick import Quick
from reviewbot.cogs.recommend import Recommend
from reviewbot.cogs.search import Find
from reviewbot.cogs.settings import Settings
from reviewbot.cogs.shelf import Shelve
from reviewbot.cogs.taste import Taste
from reviewbot.cogs.thread import Talk
from reviewbot.cogs.works import Works
from reviewbot.domain.outbox import OwedKind
from reviewbot.ui import alerts, recommending_actions
from reviewbot.ui.actions import ACTIONS
from reviewbot.ui.browsing_actions import BROWSING_ACTIONS
from reviewbot.ui.cards import card_marks, review_card
from reviewbot.ui.catching_up import catch_up
from reviewbot.ui.comment_actions import COMMENT_ACTIONS
from reviewbot.ui.comment_forms import COMMENT_FORMS
from reviewbot.ui.dating import DATING_ACTIONS, DATING_FORMS
from reviewbot.ui.galleries import with_pictures
from reviewbot.ui.hint_actions import HINT_ACTIONS
from reviewbot.ui.keeping import KEEPING_ACTIONS, KEEPING_FORMS
from reviewbot.ui.merging_actions import MERGING_ACTIONS
from reviewbot.ui.naming_actions import NAMING_ACTIONS
from reviewbot.ui.night_actions import NIGHT_ACTIONS
from reviewbot.ui.notice_actions import NOTICE_ACTIONS
from reviewbot.ui.notices import deliver
from reviewbot.ui.order_actions import ORDER_ACTIONS
from reviewbot.ui.order_forms import ORDER_FORMS
from reviewbot.ui.pick_actions import PICK_ACTIONS
from reviewbot.ui.picture_actions import PICTURE_ACTIONS
from reviewbot.ui.picture_forms import PICTURE_FORMS
from reviewbot.ui.privacy_actions import PRIVACY_ACTIONS
from reviewbot.ui.replies import on_edit, on_reply
from reviewbot.ui.sameness_actions import SAMENESS_ACTIONS
from reviewbot.ui.search_actions import SEARCH_ACTIONS
from reviewbot.ui.submissions import FORMS
from reviewbot.ui.text import neutralise
from reviewbot.ui.threads import open_owed
from reviewbot.ui.warming_actions import WARMING_ACTIONS
from reviewbot.ui.writing_actions import WRITING_ACTIONS
from reviewbot.ui.writing_forms import WRITING_FORMS

PRESSES: Final = (
    *ACTIONS,
    *COMMENT_ACTIONS,
    *BROWSING_ACTIONS,
    *MERGING_ACTIONS,
    *NAMING_ACTIONS,
    *DATING_ACTIONS,
    *NOTICE_ACTIONS,
    *SEARCH_ACTIONS,
    *PRIVACY_ACTIONS,
    *KEEPING_ACTIONS,
    *WRITING_ACTIONS,
    *SAMENESS_ACTIONS,
    *PICTURE_ACTIONS,
    *PICK_ACTIONS,
    *NIGHT_ACTIONS,
    *WARMING_ACTIONS,
    *ORDER_ACTIONS,
    *HINT_ACTIONS,
)

COGS: Final = (
    Write,
    Quick,
    Change,
    Browse,
    Find,
    Around,
    Recommend,
    Taste,
    Discuss,
    Diary,
    Settings,
    Talk,
)


def commands() -> list[Command]:
    """Return everything that Discord is told of: the groups and the menus."""
    return [
        _group("review", "Reviews of films, books and shows", COGS),
        _group("shelf", "What you want to see, are seeing and have seen", (Shelve,)),
        _group("work", "Titles: their names, their pages elsewhere, two that are one", (Works,)),
        Order(),
        _group("privacy", "What I hold of you here: have all of it, or have it erased", (Privacy,)),
        comment_menu(),
        report_menu(),
        hide_menu(),
        review_menu(),
    ]


def _group(name: str, description: str, cogs: Iterable[type[Cog]]) -> app_commands.Group:
    group = app_commands.Group(name=name, description=description, guild_only=True)
    for cog in cogs:
        for command in cog().get_app_commands():
            group.add_command(command)
    return group


def parts() -> Parts:
    """Return all that members meet, for the client to carry."""
    return Parts(
        commands=commands(),
        actions=PRESSES,
        forms={
            **FORMS,
            **COMMENT_FORMS,
            **WRITING_FORMS,
            **PICTURE_FORMS,
            **KEEPING_FORMS,
            **ORDER_FORMS,
            **DATING_FORMS,
        },
        drawing=Drawing(review_card, card_marks, with_pictures),
        payers={
            OwedKind.THREAD: open_owed,
            OwedKind.NOTICE: deliver,
            OwedKind.RECOMMEND: recommending_actions.deliver,
            OwedKind.ALERT: alerts.deliver,
        },
        on_reply=on_reply,
        on_edit=on_edit,
        catch_up=catch_up,
        inert=neutralise,
    )
