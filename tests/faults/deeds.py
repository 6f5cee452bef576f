"""What members do that changes something, and how often the store says that it happened."""

from typing import Final

from reviewbot.store.schema import comments, drafts, reports, reviews, shelves
from tests.faults.acting import (
    STOOD,
    WORDS,
    Deed,
    click,
    none,
    press,
    rows,
    slash,
    submit,
    then,
)
from tests.faults.further import FURTHER
from tests.faults.keeping import KEEPING
from tests.faults.ordering import ORDERING
from tests.faults.texts import TEXTS

_LIVE: Final = reviews.c.state == "live"
_TITLED: Final = rows(shelves, shelves.c.shelf == "want")
reviews_written: Final = rows(reviews, reviews.c.text == WORDS, _LIVE)
comments_written: Final = rows(comments, comments.c.text == WORDS)
drafts_kept: Final = rows(drafts, drafts.c.text == WORDS)
_BY_ADA: Final = reviews.c.text == STOOD

DEEDS: Final = (
    Deed(
        "post",
        "f1:review",
        submit("ben", "Your review"),
        "posted",
        reviews_written,
        slash("ben", "review post", title="Dune", kind="movie"),
    ),
    Deed(
        "quick",
        "review quick",
        slash("ben", "review quick", title="Dune", kind="movie", rating="4", text=WORDS),
        "posted",
        reviews_written,
    ),
    Deed(
        "edit",
        "f1:review",
        submit("ada", "Your review"),
        "is changed",
        reviews_written,
        slash("ada", "review edit", title="Parasite"),
    ),
    Deed(
        "delete",
        "review delete",
        slash("ada", "review delete", title="Parasite"),
        "is deleted",
        rows(reviews, _BY_ADA, reviews.c.state == "deleted"),
        carries_text=False,
    ),
    Deed(
        "undelete",
        "rv1:undel",
        press("ada", "Undo"),
        "is back",
        rows(reviews, _BY_ADA, _LIVE),
        slash("ada", "review delete", title="Parasite"),
        carries_text=False,
    ),
    Deed(
        "comment",
        "f1:comment",
        submit("ben", "Your comment"),
        "comment is there",
        comments_written,
        click("ben", "Comment"),
    ),
    Deed(
        "comment-command",
        "review comment",
        slash("ben", "review comment", title="Parasite", text=WORDS),
        "comment is there",
        comments_written,
    ),
    Deed("want", "rv1:want", click("ben", "Want"), "on your list", _TITLED, carries_text=False),
    Deed(
        "shelf-add",
        "shelf add",
        slash("ben", "shelf add", title="Solaris", kind="book"),
        "on your list",
        _TITLED,
        carries_text=False,
    ),
    Deed(
        "shelf-undo",
        "rv1:undo",
        press("ben", "Undo"),
        "Taken back",
        none(_TITLED),
        slash("ben", "shelf add", title="Solaris", kind="book"),
        carries_text=False,
    ),
    Deed(
        "call",
        "rv1:call",
        press("ben", "This spoils"),
        "hidden now",
        rows(reviews, reviews.c.called_at.is_not(None)),
        click("ben", "This spoils · Report"),
        carries_text=False,
    ),
    Deed(
        "report",
        "f1:report:r",
        submit("ben", "What is wrong with it?"),
        "moderators will look",
        rows(reports, reports.c.reason == WORDS),
        then(click("ben", "This spoils · Report"), press("ben", "Report")),
        carries_text=False,
    ),
    *FURTHER,
    *KEEPING,
    *ORDERING,
    *TEXTS,
)
