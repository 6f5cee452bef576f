"""The custom ids of what is done with comments; the grammar is that of `ids`."""


def pick(review_id: str, number: int) -> str:
    """Open the comment chosen in the menu of a page; its value is the comment's id."""
    return f"rv1:said:{review_id}:{number}"


def one(comment_id: str, number: int, *, revealed: bool = False) -> str:
    """Open one comment; `number` is the page of comments to go back to."""
    return f"rv1:words:{comment_id}:{number}:{'r' if revealed else 'm'}"


def respond(comment_id: str) -> str:
    """Open the form for a reply to a comment."""
    return f"rv1:respond:{comment_id}"


def amend(comment_id: str) -> str:
    """Open the form with a comment's words in it."""
    return f"rv1:amend:{comment_id}"


def erase(comment_id: str) -> str:
    """Delete a comment."""
    return f"rv1:erase:{comment_id}"


def unerase(comment_id: str) -> str:
    """Bring a deleted comment back."""
    return f"rv1:unerase:{comment_id}"


def respond_form(comment_id: str) -> str:
    """Name the form of a reply after the comment that it answers."""
    return f"f1:respond:{comment_id}"


def amend_form(comment_id: str) -> str:
    """Name the form of a change after its comment."""
    return f"f1:amend:{comment_id}"


def helpful(review_id: str) -> str:
    """Find a review helpful, or not any more."""
    return f"rv1:helpful:{review_id}"


def thank(review_id: str, *, on: bool) -> str:
    """Find a review helpful, or take that back, whatever was pressed meanwhile."""
    return f"rv1:thank:{review_id}:{int(on)}"
