"""Ids of what an author is asked before a doubtful text is posted."""


def hide_parts(draft_id: str) -> str:
    """Post a draft with what seems to spoil hidden."""
    return f"rv1:mask:{draft_id}"


def post_as_it_is(draft_id: str) -> str:
    """Post a draft although something seems to spoil."""
    return f"rv1:postit:{draft_id}"


def edit_anyway(draft_id: str) -> str:
    """Open the form of a draft again, of which its author was asked."""
    return f"rv1:reedit:{draft_id}"


def asked_form(draft_id: str) -> str:
    """Name the form of a review whose author was asked about spoilers already."""
    return f"f1:asked:{draft_id}"
