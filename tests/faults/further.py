"""What members do besides writing and answering: order, shelves, works, and their own data."""

from typing import Final

from sqlalchemy import bindparam, select

from reviewbot.playground.driver import Answer
from reviewbot.store.connection import Query
from reviewbot.store.schema import (
    comments,
    drafts,
    helpfuls,
    members,
    merges,
    recommendations,
    reviews,
    titles,
    viewings,
)
from reviewbot.ui import comment_ids, ids
from tests.e2e.club import MANAGE_MESSAGES
from tests.faults.acting import (
    STOOD,
    WORDS,
    Act,
    Deed,
    Scene,
    click,
    none,
    own,
    press,
    rows,
    slash,
    submit,
    then,
)

_SAID: Final = "What Ben said before."
_SPOKEN: Final = slash("ben", "review comment", title="Parasite", text=_SAID)
_MINE: Final = then(_SPOKEN, press("ben", "Edit or delete"))
_OLDER: Final = reviews.c.text == STOOD
_PAIR: Final = {"duplicate": "Memories of Murder", "into": "Parasite"}


_COMMENTS: Final = Query(select(comments.c.id).where(comments.c.guild_id == bindparam("guild_id")))


async def _respond(scene: Scene) -> Answer:
    """Open the form of a reply to what Ben said."""
    async with scene.club.db.read() as conn:
        [(said,)] = await conn.all(_COMMENTS, guild_id=scene.club.guild_id)
    return await scene.club.forge(scene.club.ada, comment_ids.respond(said))


async def _lead(scene: Scene) -> Answer:
    """Make Cleo a moderator who asks to hide Ada's review."""
    scene.club.cleo.give(scene.club.guild.role("Moderators", MANAGE_MESSAGES))
    return await scene.club.cleo.menu("Hide", scene.card)


def _recommend() -> Act:
    async def act(scene: Scene) -> Answer:
        club = scene.club
        return await club.ben.slash("review recommend", to=club.cleo, title="Parasite", note=WORDS)

    return act


async def _rewrite(scene: Scene) -> Answer:
    """Let Ada's review have a second edition."""
    opened = await scene.club.ada.slash("review edit", title="Parasite")
    return await scene.club.ada.submit(opened.form, {"Your review": "Something else."})


async def _restore(scene: Scene) -> Answer:
    review_id = str(scene.card.buttons[0].custom_id).rpartition(":")[2]
    return await scene.club.forge(scene.club.ada, ids.restore(review_id, 1))


async def _be_quiet(scene: Scene) -> Answer:
    return await scene.club.forge(scene.club.ben, ids.choice("notices", on=False))


_MERGE: Final = then(_lead, slash("cleo", "work merge", **_PAIR))
_HIDE: Final = submit("cleo", "Why?")
_DISCARD: Final = then(
    slash("ben", "review post", title="Dune", kind="movie"),
    slash("ben", "review drafts"),
    press("ben", "Discard"),
)

FURTHER: Final = (
    own("helpful", "rv1:helpful", click("ben", "Helpful"), "You found this", rows(helpfuls)),
    Deed(
        "comment-edit",
        "f1:amend",
        submit("ben", "Your comment"),
        "has its new words",
        rows(comments, comments.c.text == WORDS),
        then(_MINE, press("ben", "Edit")),
    ),
    own(
        "comment-delete",
        "rv1:erase",
        press("ben", "Delete"),
        "is deleted",
        rows(comments, comments.c.deleted_at.is_not(None)),
        _MINE,
    ),
    Deed(
        "reply",
        "f1:respond",
        submit("ada", "Your comment"),
        "reply is there",
        rows(comments, comments.c.text == WORDS),
        then(_SPOKEN, _respond),
    ),
    own(
        "log",
        "review log",
        slash("ben", "review log", title="Parasite", note=WORDS),
        "You watched",
        rows(viewings, viewings.c.note == WORDS),
    ),
    own(
        "recommend-to",
        "review recommend",
        _recommend(),
        "Your recommendation of",
        rows(recommendations),
    ),
    own(
        "hide",
        "f1:hide:r",
        _HIDE,
        "You hid",
        rows(reviews, _OLDER, reviews.c.hidden_at.is_not(None)),
        _lead,
    ),
    own(
        "unhide",
        "rv1:unhide",
        press("cleo", "Put back"),
        "put back",
        rows(reviews, _OLDER, reviews.c.hidden_at.is_(None)),
        then(_lead, _HIDE),
    ),
    own(
        "switch",
        "rv1:choice",
        _be_quiet,
        "somebody answers: off",
        rows(members, members.c.notices == 0),
    ),
    own(
        "name",
        "work title",
        slash("ben", "work title", work="Parasite", title="Gisaengchung"),
        "Gisaengchung",
        rows(titles, titles.c.title == "Gisaengchung"),
    ),
    own("merge", "rv1:merge", press("cleo", "Merge"), "is part of", rows(merges), _MERGE),
    own(
        "unmerge",
        "rv1:unmerge",
        press("cleo", "Undo"),
        "are two again",
        rows(merges, merges.c.undone_at.is_not(None)),
        then(_MERGE, press("cleo", "Merge")),
    ),
    own(
        "restore",
        "rv1:restore",
        _restore,
        "is changed",
        rows(reviews, _OLDER, reviews.c.edition == 3),
        _rewrite,
    ),
    own(
        "discard",
        "rv1:discard!",
        press("ben", "Discard"),
        "no drafts",
        none(rows(drafts)),
        _DISCARD,
    ),
    own(
        "forget",
        "rv1:forget",
        press("ada", "Erase for good"),
        "disappear in a moment",  # the question before it says "are erased" too
        none(rows(reviews, _OLDER)),
        slash("ada", "privacy forget"),
    ),
)
