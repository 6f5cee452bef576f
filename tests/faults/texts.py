"""The other ways that members' words take: drafts, questions about them, details, pictures."""

from typing import Final

from reviewbot.playground.driver import Answer, File
from reviewbot.playground.world.assets import plain_picture
from reviewbot.store.schema import comments, drafts, pictures, reviews
from tests.faults.acting import WORDS, Deed, Scene, own, press, rows, slash, submit, then
from tests.faults.forging import forge

_HINTED: Final = f"{WORDS}\n\nThe killer is the music teacher."
_LIVE: Final = reviews.c.state == "live"
_WRITTEN: Final = rows(reviews, reviews.c.text == WORDS, _LIVE)
_TOLD: Final = rows(reviews, reviews.c.text.startswith(WORDS), _LIVE)
_ASKED: Final = slash("ben", "review quick", title="Dune", kind="movie", text=_HINTED)
_ELSEWHEN: Final = slash(
    "ben", "review quick", title="Parasite", kind="movie", year=2020, text=WORDS
)
_SAID: Final = slash("ben", "review comment", title="Parasite", text="Said before.")


async def _own_message(scene: Scene) -> Answer:
    """Let Ben's message be there before he makes it a review."""
    await scene.club.ben.send(WORDS)
    return await scene.club.ben.slash("review drafts")


async def _make(scene: Scene) -> Answer:
    message = next(one for one in scene.club.channel.messages if one.text == WORDS)
    return await scene.club.ben.menu("Make this my review", message)


async def _place(scene: Scene) -> Answer:
    assert scene.opened
    fields = {"Title": "Dune", "It is a …": "film", "Year": "2021"}
    return await scene.club.ben.submit(scene.opened.form, fields)


async def _illustrate(scene: Scene) -> Answer:
    assert scene.opened
    fields = {"Add pictures": (File("stairs.png", plain_picture(1)),), "What they show": "Stairs"}
    return await scene.club.ada.submit(scene.opened.form, fields)


async def _too_early(scene: Scene) -> Answer:
    """Submit a comment whose review is gone for a moment."""
    opened = await scene.club.ben.click("Comment", on=scene.card)
    gone = await scene.club.ada.slash("review delete", title="Parasite")
    kept = await scene.club.ben.submit(opened.form, {"Your comment": WORDS})
    await scene.club.ada.click("Undo", on=gone.message)
    return await scene.club.ben.click("Try again", on=kept.message)


async def _details(scene: Scene) -> Answer:
    assert scene.opened
    return await scene.club.ada.submit(scene.opened.form, {"Headline": WORDS})


async def _bad_details(scene: Scene) -> Answer:
    assert scene.opened
    said = await scene.club.ada.submit(scene.opened.form, {"Safe after": "soon", "Headline": WORDS})
    return await scene.club.ada.click("Try again", on=said.message)


async def _better_details(scene: Scene) -> Answer:
    assert scene.opened
    return await scene.club.ada.submit(scene.opened.form, {"Safe after": "60 %"})


_OPENED: Final = forge("ada", "rv1:details:{review}")
_HEADED: Final = rows(reviews, reviews.c.headline == WORDS)

TEXTS: Final = (
    own(
        "open-form",
        "review post",
        slash("ben", "review post", title="Dune", kind="movie"),
        "",
        rows(drafts),
    ),
    own(
        "open-edit", "review edit", slash("ada", "review edit", title="Parasite"), "", rows(drafts)
    ),
    own(
        "take-message",
        "Make this my review",
        _make,
        "",
        rows(drafts, drafts.c.text == WORDS),
        _own_message,
    ),
    Deed("place", "f1:place", _place, "posted", _WRITTEN, then(_own_message, _make)),
    Deed("same", "rv1:same", press("ben", "Same one"), "posted", _WRITTEN, _ELSEWHEN),
    Deed("another", "rv1:another", press("ben", "Another one"), "posted", _WRITTEN, _ELSEWHEN),
    own("mask", "rv1:mask", press("ben", "Hide these parts"), "posted", _TOLD, _ASKED),
    own("post-it", "rv1:postit", press("ben", "Post as it is"), "posted", _TOLD, _ASKED),
    Deed(
        "asked",
        "f1:asked",
        submit("ben", "Your review"),
        "posted",
        _WRITTEN,
        then(_ASKED, press("ben", "Edit")),
    ),
    Deed(
        "redo",
        "f1:redo",
        submit("ben", "Your comment"),
        "comment is there",
        rows(comments, comments.c.text == WORDS),
        _too_early,
    ),
    own(
        "uncomment-undo",
        "rv1:unerase",
        press("ben", "Undo"),
        "is back",
        rows(comments, comments.c.deleted_at.is_(None)),
        then(_SAID, press("ben", "Edit or delete"), press("ben", "Delete")),
    ),
    own("details", "f1:details", _details, "is changed", _HEADED, _OPENED),
    own(
        "details-again",
        "f1:redetail",
        _better_details,
        "is changed",
        _HEADED,
        then(_OPENED, _bad_details),
    ),
    own(
        "pictures",
        "f1:pictures",
        _illustrate,
        "is changed",
        rows(pictures),
        forge("ada", "rv1:picform:{review}"),
    ),
)
