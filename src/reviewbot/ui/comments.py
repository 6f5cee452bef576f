"""The comments on a review as one reader sees them privately, with what they spoil masked."""

from collections.abc import Sequence
from typing import Final

import discord

from reviewbot.domain.authority import Actor
from reviewbot.domain.order import Subject
from reviewbot.domain.pages import Page
from reviewbot.domain.reviews import Comment, Review
from reviewbot.store.comments import Listed
from reviewbot.ui import cards, comment_ids, ids, layout, titles
from reviewbot.ui.following import follow_button
from reviewbot.ui.limits import COMMENT_ROOM, PAGE_ROOM
from reviewbot.ui.text import clean, fitted, neutralise, one_line, plural

_LABEL_MAX: Final = 90


def comment_list(review: Review, found: Page[Listed], *, follows: bool | None) -> layout.Layout:
    """Return one page of the comments; what answers a comment stands below it, indented.

    `follows` says whether its reader follows the review; `None` where it is their own.
    """
    told = f"{titles.named(review.work)} · {plural(found.total, 'thought')}"
    items = [layout.text(told), *_comments(found.items)]
    if found.count > 1:
        items.append(_turning(review, found))
    if found.items:
        custom_id = comment_ids.pick(review.id, found.number)
        options = [_option(number, one) for number, one in enumerate(found.items, 1)]
        items.append(layout.menu("Pick a comment to answer", custom_id, options))
    doors = [
        layout.button("To the review", ids.page(review.id, 0, revealed=False)),
        layout.button("Comment", ids.comment(review.id)),
    ]
    if follows is not None:
        doors.append(follow_button(review, follows=follows))
    if not all(_is_whole(one.comment) for one in found.items):
        doors.append(layout.button("Uncut, with spoilers", ids.uncut(review.id, found.number)))
    items.append(layout.row(*doors))
    return layout.Layout(layout.container(items, cards.COLOURS[review.work.kind]))


def comment_page(
    review: Review, listed: Listed, actor: Actor, number: int, *, revealed: bool
) -> layout.Layout:
    """Return one comment with all that its reader may do with it."""
    comment = listed.comment
    words = comment.text.reveal() if revealed else comment.text.masked()
    items = [
        layout.text(f"{titles.named(review.work)} · one thought"),
        layout.text(_said(listed), neutralise(fitted(words, PAGE_ROOM))),
        layout.row(*_deeds(comment, actor)),
    ]
    doors = [layout.button("All comments", ids.comments(review.id, number))]
    if comment.text.has_spoilers and not revealed:
        shown = comment_ids.one(comment.id, number, revealed=True)
        doors.append(layout.button("Show spoilers", shown))
    items.append(layout.row(*doors))
    return layout.Layout(layout.container(items, cards.COLOURS[review.work.kind]))


def _deeds(comment: Comment, actor: Actor) -> list[layout.Item]:
    deeds = [
        layout.button("Reply", comment_ids.respond(comment.id), style=discord.ButtonStyle.primary),
    ]
    if comment.author_id == actor.user_id:
        erase = layout.button(
            "Delete", comment_ids.erase(comment.id), style=discord.ButtonStyle.danger
        )
        return [*deeds, layout.button("Edit", comment_ids.amend(comment.id)), erase]
    mute = ids.hush(actor.guild_id, comment.author_id, on=True)
    doubt = layout.button(cards.DOUBT, ids.doubt(Subject.COMMENT, comment.id))
    deeds += [layout.button("Mute this member", mute), doubt]
    if actor.moderator:
        deeds.append(layout.button("Hide…", ids.hide(Subject.COMMENT, comment.id)))
    return deeds


def _option(number: int, listed: Listed) -> layout.Item:
    """Return a line of the menu; names are not known to us, so the first words stand for it."""
    words = one_line(clean(listed.comment.text.masked()), _LABEL_MAX)
    return layout.option(f"{number}. {words}", listed.comment.id)


def _comments(listed: Sequence[Listed]) -> list[layout.Item]:
    if not listed:
        return [layout.text("Nobody has commented yet.")]
    return [layout.text(_comment(one)) for one in listed]


def _comment(listed: Listed) -> str:
    """Return a comment; an answer to another one stands indented, as a quote does."""
    words = neutralise(fitted(listed.comment.text.masked(), COMMENT_ROOM))
    told = f"{_said(listed)}\n{words}"
    return told if listed.answered_id is None else f">>> {told}"


def _said(listed: Listed) -> str:
    """Say who said it, when, and to whom."""
    comment, to = listed.comment, ""
    if listed.answered_id is not None:
        named = layout.mention(listed.answered_id) if listed.answered_id else "what is gone"
        to = f" ↳ to {named}"
    edited = " (edited)" if comment.edited_at else ""
    return f"{_author(comment)}{to} <t:{comment.created_at}:R>{edited}"


def _author(comment: Comment) -> str:
    return layout.mention(comment.author_id)


def _is_whole(comment: Comment) -> bool:
    return fitted(comment.text.reveal(), COMMENT_ROOM) == comment.text.masked()


def _turning(review: Review, found: Page[Listed]) -> layout.Item:
    def turn(label: str, to: int) -> layout.Item:
        there = 0 <= to < found.count
        return layout.button(label, ids.comments(review.id, max(to, 0)), disabled=not there)

    here = f"{found.number + 1} of {found.count}"
    return layout.row(
        turn("Previous", found.number - 1),
        layout.button(here, f"rv1:here:{review.id}", disabled=True),
        turn("Next", found.number + 1),
    )
