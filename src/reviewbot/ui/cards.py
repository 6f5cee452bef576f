"""The card of a review: what everybody in the channel sees, so it shows nothing that spoils."""

from typing import Final

import discord

from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Review, Spoils
from reviewbot.domain.works import Work, WorkKind
from reviewbot.ui import ids, layout
from reviewbot.ui.limits import CARD_TITLE_MAX, HEADLINE_SHOWN_MAX, TEASER_MAX
from reviewbot.ui.text import isolated, neutralise, one_line, plural

COLOURS: Final = {WorkKind.MOVIE: 0xD9902F, WorkKind.BOOK: 0x3F9B6C, WorkKind.TV: 0x4F7FD6}


def review_card(review: Review) -> layout.Layout:
    """Return the card: at most six lines and two buttons, readable on a phone."""
    return layout.Layout(
        layout.container(
            (
                layout.text(*_lines(review)),
                layout.row(
                    layout.button("Read", ids.read(review.id), style=discord.ButtonStyle.primary),
                    layout.button("Comment", ids.comment(review.id)),
                ),
            ),
            COLOURS[review.work.kind],
        )
    )


def card_marks(review_id: str) -> frozenset[str]:
    """Return the custom ids that a posted card of this review has, and no other message."""
    return frozenset((ids.read(review_id), ids.comment(review_id)))


def _lines(review: Review) -> tuple[str, ...]:
    return (
        f"### {title(review.work)}",
        facts(review.work),
        byline(review),
        headline(review),
        teaser(review, TEASER_MAX),
        _footnote(review),
    )


def title(work: Work) -> str:
    """Return the title as a card shows it; one written from right to left turns nothing beside."""
    return isolated(neutralise(one_line(work.title, CARD_TITLE_MAX)))


def facts(work: Work) -> str:
    """Return kind, year and maker, as far as known."""
    told = work.facts[:1].upper() + work.facts[1:]
    return "-# " + neutralise(one_line(told, 60).replace(", ", " · "))


def rated(rating: Rating | None) -> str:
    """Return a rating as stars and as the exact number: `★★★★½ 4½/5`."""
    return f"{rating.stars} {rating.label}/5" if rating else ""


def byline(review: Review) -> str:
    """Return who gave what."""
    given = rated(review.rating)
    return (
        f"{given} · {layout.mention(review.author_id)}"
        if given
        else (f"by {layout.mention(review.author_id)}")
    )


def headline(review: Review) -> str:
    """Return the headline in bold with its spoilers masked; nothing if there is none."""
    return layout.bold(one_line(open_words(review, headline=True), HEADLINE_SHOWN_MAX))


def teaser(review: Review, limit: int) -> str:
    """Return the beginning of the text on one line, with its spoilers masked."""
    return neutralise(one_line(open_words(review), limit))


def open_words(review: Review, *, headline: bool = False) -> str:
    """Return what of the headline or text anybody may see; nothing if all of it spoils."""
    prose = review.headline if headline else review.text
    return "" if prose.whole else prose.masked()


def spoiler_label(review: Review) -> str:
    """Say what the review spoils; nothing if it spoils nothing."""
    if review.spoils is Spoils.NONE:
        return ""
    return f"⚠️ Contains spoilers for {title(review.work)}"


def _footnote(review: Review) -> str:
    count = review.comment_count
    counted = f"💬 {plural(count, 'comment')}" if count else ""
    told = " · ".join(part for part in (spoiler_label(review), counted) if part)
    return told and f"-# {told}"
