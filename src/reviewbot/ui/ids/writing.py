"""Ids of forms, drafts and editions."""

from reviewbot.ui.ids.shapes import base36


def review_form(draft_id: str) -> str:
    """Name the form of a review after its draft."""
    return f"f1:review:{draft_id}"


def comment_form(review_id: str) -> str:
    """Name the form of a comment after its review."""
    return f"f1:comment:{review_id}"


def redo_form(draft_id: str) -> str:
    """Name the form of a comment after the draft that it continues."""
    return f"f1:redo:{draft_id}"


def place_form(draft_id: str) -> str:
    """Name the form that asks what a draft is about after the draft."""
    return f"f1:place:{draft_id}"


def draft_file(draft_id: str) -> str:
    """Hand over the text of a draft."""
    return f"rv1:dfile:{draft_id}"


def drafts() -> str:
    """List the presser's drafts."""
    return "rv1:drafts"


def discard(draft_id: str) -> str:
    """Ask whether to throw a draft away."""
    return f"rv1:discard:{draft_id}"


def discard_now(draft_id: str) -> str:
    """Throw a draft away."""
    return f"rv1:discard!:{draft_id}"


def editions(review_id: str, number: int) -> str:
    """List the editions of a review."""
    return f"rv1:editions:{review_id}:{number}"


def edition(review_id: str, edition_number: int, number: int, *, revealed: bool = False) -> str:
    """Turn to a page of an edition, masked or revealed."""
    return f"rv1:edition:{review_id}:{edition_number}:{number}:{'r' if revealed else 'm'}"


def edition_file(review_id: str, edition_number: int) -> str:
    """Hand over the text of an edition."""
    return f"rv1:efile:{review_id}:{edition_number}"


def restore(review_id: str, edition_number: int) -> str:
    """Put a review back to an edition."""
    return f"rv1:restore:{review_id}:{edition_number}"


def undelete(review_id: str, channel_id: int) -> str:
    """Take the deletion of a review back; its card goes into the channel."""
    return f"rv1:undel:{review_id}:{base36(channel_id)}"


def details(review_id: str) -> str:
    """Open the form for headline, quote, tags, verdict and what a review is safe after."""
    return f"rv1:details:{review_id}"


def redo_details(draft_id: str) -> str:
    """Open that form again, filled in with a draft."""
    return f"rv1:redetail:{draft_id}"


def details_form(review_id: str) -> str:
    """Name the form of a review's details after the review."""
    return f"f1:details:{review_id}"


def redo_details_form(draft_id: str) -> str:
    """Name the form of a review's details after the draft that it continues."""
    return f"f1:redetail:{draft_id}"


def pictures(review_id: str, *, revealed: bool = False) -> str:
    """Show the pictures of a review, those that spoil as well if `revealed`."""
    return f"rv1:pics:{review_id}:{'r' if revealed else 'm'}"


def change_pictures(review_id: str) -> str:
    """Open the form of a review's pictures."""
    return f"rv1:picform:{review_id}"


def picture_form(review_id: str) -> str:
    """Name the form of a review's pictures after the review."""
    return f"f1:pictures:{review_id}"


def same_one(draft_id: str, work_id: str, *, written: bool) -> str:
    """Say that a draft is of this work; publish it if it is written, else open its form."""
    return f"rv1:same:{draft_id}:{work_id}:{'y' if written else 'n'}"


def another_one(draft_id: str, *, written: bool) -> str:
    """Say that a draft is of none of the works known; go on like `same_one`."""
    return f"rv1:another:{draft_id}:{'y' if written else 'n'}"
