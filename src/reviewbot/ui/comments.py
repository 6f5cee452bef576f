"""The comments on a review as one reader sees them privately, with what they spoil masked."""

from collections.abc import Sequence

from reviewbot.domain.pages import Page
from reviewbot.domain.reviews import Comment, Review
from reviewbot.store.comments import Listed
from reviewbot.ui import cards, ids, layout
from reviewbot.ui.limits import COMMENT_ROOM
from reviewbot.ui.text import fitted, neutralise, plural


def comment_list(review: Review, found: Page[Listed]) -> layout.Layout:
    """Return one page of the comments, oldest first, with what they spoil masked."""
    title = f"**{cards.title(review.work)}** · {plural(found.total, 'comment')}"
    items = [layout.text(title), *_comments(found.items)]
    if found.count > 1:
        items.append(_comment_turning(review, found))
    doors = [
        layout.button("To the review", ids.page(review.id, 0, revealed=False)),
        layout.button("Comment", ids.comment(review.id)),
    ]
    if not all(_is_whole(one.comment) for one in found.items):
        doors.append(layout.button("Uncut, with spoilers", ids.uncut(review.id, found.number)))
    items.append(layout.row(*doors))
    return layout.Layout(layout.container(items, cards.COLOURS[review.work.kind]))


def _comments(listed: Sequence[Listed]) -> list[layout.Item]:
    if not listed:
        return [layout.text("Nobody has commented yet.")]
    return [layout.text(_comment(one)) for one in listed]


def _comment(listed: Listed) -> str:
    """Return a comment; an answer to another one stands indented, as a quote does."""
    comment = listed.comment
    words = neutralise(fitted(comment.text.masked(), COMMENT_ROOM))
    said = f"{layout.mention(comment.author_id)} <t:{comment.created_at}:R>"
    if listed.answered_id is None:
        return f"{said}\n{words}"
    to = layout.mention(listed.answered_id) if listed.answered_id else "a comment that is gone"
    return f">>> {said} ↳ to {to}\n{words}"


def _is_whole(comment: Comment) -> bool:
    return fitted(comment.text.reveal(), COMMENT_ROOM) == comment.text.masked()


def _comment_turning(review: Review, found: Page[Listed]) -> layout.Item:
    def turn(label: str, to: int) -> layout.Item:
        there = 0 <= to < found.count
        return layout.button(label, ids.comments(review.id, max(to, 0)), disabled=not there)

    here = f"{found.number + 1} of {found.count}"
    return layout.row(
        turn("Previous", found.number - 1),
        layout.button(here, f"rv1:here:{review.id}", disabled=True),
        turn("Next", found.number + 1),
    )
