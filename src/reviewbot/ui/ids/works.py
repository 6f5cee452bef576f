"""Ids of what is done to works: names, and merging two."""


def prefer(work_id: str) -> str:
    """Choose by which name a work is shown; the values are marks of names."""
    return f"rv1:prefer:{work_id}"


def unname(work_id: str) -> str:
    """Choose what to take away: the values are marks of names, or identifiers."""
    return f"rv1:unname:{work_id}"


def date(work_id: str) -> str:
    """Open the form that asks for year and maker of a work."""
    return f"rv1:date:{work_id}"


def date_form(work_id: str) -> str:
    """Name that form after its work."""
    return f"f1:date:{work_id}"


def rename_undo(undo_id: str) -> str:
    """Take a change of names back."""
    return f"rv1:rename:{undo_id}"


def merge(from_id: str, into_id: str) -> str:
    """Make one work part of another, as the preview said."""
    return f"rv1:merge:{from_id}:{into_id}"


def unmerge(merge_id: str) -> str:
    """Take a merge back."""
    return f"rv1:unmerge:{merge_id}"
