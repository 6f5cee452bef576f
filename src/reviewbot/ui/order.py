"""What keeps order, as it is shown: the choice behind a card's last button, and alerts."""

from collections.abc import Mapping, Sequence
from typing import Final

import discord

from reviewbot.domain.order import Answer, Report, Subject
from reviewbot.domain.reviews import Comment, Review
from reviewbot.services.order import Thing
from reviewbot.ui import ids, layout, titles
from reviewbot.ui.text import fitted, neutralise

_SHOWN_MAX: Final = 400
SETTLED: Final[Mapping[Answer, str]] = {
    Answer.KEPT: "It stays hidden until its author marks what spoils.",
    Answer.REFUSED: "It is open again, and whoever called it cannot do so a second time.",
    Answer.DISPUTED: "The moderators will look at it. Until then it stays hidden.",
}


def doubt_choice(review: Review) -> layout.Layout:
    """Ask privately which of the two was meant."""
    words = (
        f"{titles.heading(review.work, review.part)}\n"
        "**This spoils** hides all of it at once, until its author or a moderator has looked. "
        "You can take it back.\n"
        "**Report** tells the moderators about anything else."
    )
    return layout.notice(
        words,
        layout.button("This spoils", ids.call(review.id), style=discord.ButtonStyle.danger),
        layout.button("Report", ids.report(Subject.REVIEW, review.id)),
    )


def doubt_comment_choice(review: Review, comment: Comment) -> layout.Layout:
    """Ask privately what is wrong with a comment."""
    words = (
        f"A comment by {layout.mention(comment.author_id)} on {titles.named(review.work)}\n"
        "**This spoils** tells the moderators so at once.\n"
        "**Report** tells them about anything else."
    )
    return layout.notice(
        words,
        layout.button(
            "This spoils", ids.call_comment(comment.id), style=discord.ButtonStyle.danger
        ),
        layout.button("Report", ids.report(Subject.COMMENT, comment.id)),
    )


def called(review: Review) -> layout.Layout:
    """Thank whoever said that a review spoils."""
    return layout.notice(
        f"Thank you. All of the review of {titles.named(review.work)} is hidden now, and its "
        "author and the moderators are told. You hear what comes of it.",
        layout.button("Take it back", ids.take_back(review.id)),
    )


def taken_back(review: Review) -> layout.Layout:
    """Tell what came of taking a call back."""
    still = "; others said so too, so it stays hidden" if review.called else " and it is open again"
    return layout.notice(f"You took that back{still}.")


def answer_buttons(review: Review) -> tuple[layout.Item, layout.Item]:
    """Return the two answers that an author has."""
    return (
        layout.button("You are right", ids.answer(review.guild_id, review.id, right=True)),
        layout.button("Not a spoiler", ids.answer(review.guild_id, review.id, right=False)),
    )


def answered(review: Review, given: Answer) -> layout.Layout:
    """Tell the author what their answer does."""
    thanks = "" if given is Answer.DISPUTED else "Thank you. "
    return layout.notice(f"{thanks}Your review of {titles.named(review.work)}: {SETTLED[given]}")


def call_alert(review: Review, members: Sequence[int]) -> layout.Layout:
    """Tell the moderators that somebody called a review: the newest of them by name."""
    others = f" and {len(members) - 1} more say" if len(members) > 1 else " says"
    return layout.notice(
        f"⚠️ {layout.mention(members[-1])}{others} that {about(review, None)} spoils. "
        "All of it is hidden until its author or one of you has looked.",
        layout.button("Read it", ids.read(review.id)),
        *settle_buttons(review.id),
    )


def settle_buttons(review_id: str) -> tuple[layout.Item, layout.Item]:
    """Return what a moderator may say about a call."""
    return (
        layout.button("Keep hidden", ids.settle(review_id, keep=True)),
        layout.button("Open again", ids.settle(review_id, keep=False)),
    )


def report_alert(thing: Thing, report: Report) -> layout.Layout:
    """Tell the moderators of a report."""
    return layout.Layout(layout.text(report_words(thing, report)), report_row(thing, report))


def report_words(thing: Thing, report: Report) -> str:
    """Say who reported what and why; of a comment, what anybody may see of it."""
    told = f"🚩 {layout.mention(report.member_id)} reported {about(thing.review, thing.comment)}"
    lines = [f"{told} <t:{report.created_at}:R>", f"> {neutralise(report.reason)}"]
    if thing.comment is not None:
        lines.append(f"-# It says: {shown(thing.comment)}")
    return "\n".join(lines)


def report_row(thing: Thing, report: Report) -> layout.Item:
    """Return what a moderator can do about a report."""
    return layout.row(
        layout.button("Read it", ids.read(thing.review.id)),
        hide_button(thing),
        layout.button("Dismiss", ids.dismiss(report.id)),
    )


def hide_button(thing: Thing) -> layout.Item:
    """Return the button that hides the thing, or puts it back."""
    if thing.hidden_at is None:
        return layout.button("Hide…", ids.hide(thing.kind, thing.it.id))
    return layout.button("Put back", ids.unhide(thing.kind, thing.it.id))


def about(review: Review, comment: Comment | None) -> str:
    """Name a review or a comment: what it is on, and by whom."""
    name = f"review of {titles.named(review.work)} by {layout.mention(review.author_id)}"
    if comment is None:
        return f"the {name}"
    return f"the comment by {layout.mention(comment.author_id)} on the {name}"


def shown(comment: Comment) -> str:
    """Return what anybody may see of a comment, on one line."""
    return neutralise(" ".join(fitted(comment.text.masked(), _SHOWN_MAX).split()))
