"""Ids of a review and its comments."""


def read(review_id: str) -> str:
    """Open a review from its beginning."""
    return f"rv1:read:{review_id}"


def page(review_id: str, number: int, *, revealed: bool) -> str:
    """Turn to a page, masked or revealed."""
    return f"rv1:page:{review_id}:{number}:{'r' if revealed else 'm'}"


def ask(review_id: str, number: int) -> str:
    """Ask once before spoilers are shown from a page on."""
    return f"rv1:ask:{review_id}:{number}"


def file(review_id: str) -> str:
    """Hand over the whole text as a file."""
    return f"rv1:file:{review_id}"


def comment(review_id: str) -> str:
    """Open the form for a comment."""
    return f"rv1:comment:{review_id}"


def comments(review_id: str, number: int) -> str:
    """List the comments of a review."""
    return f"rv1:comments:{review_id}:{number}"


def uncut(review_id: str, number: int) -> str:
    """Hand over a page of comments as a file, whole and with what they spoil."""
    return f"rv1:uncut:{review_id}:{number}"


def retry(draft_id: str) -> str:
    """Open the form again, filled in with a draft."""
    return f"rv1:retry:{draft_id}"
