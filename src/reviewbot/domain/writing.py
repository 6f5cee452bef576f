"""What a draft comes to: its words judged, and the review that they make."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from reviewbot.domain.ids import new_id
from reviewbot.domain.parts import WHOLE, Part, checked_part
from reviewbot.domain.progress import Progress
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import (
    NO_PROSE,
    QUOTE_MAX,
    TAG_MAX,
    TAGS_MAX,
    Draft,
    Review,
    Spoils,
    Verdict,
    checked_prose,
)
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.text import one_line
from reviewbot.domain.tokens import tokens
from reviewbot.domain.works import Work, WorkKind
from reviewbot.errors import Invalid

_BETWEEN_TAGS: Final = re.compile(r"[,;#\n]")


@dataclass(frozen=True, slots=True)
class Words:
    """All that a review says, judged. Without `text` it is a plain rating."""

    headline: Prose
    text: Prose
    spoils: Spoils
    rating: Rating | None
    quote: Prose
    tags: tuple[str, ...]
    verdict: Verdict | None
    safe_after: Progress | None


def checked_words(draft: Draft) -> Words:
    """Judge a draft, or raise `Invalid`. A rating with neither text nor headline is enough."""
    rating = Rating.parse(draft.rating) if draft.rating.strip() else None
    quote = checked_quote(draft.quote, whole=draft.spoils is Spoils.ALL)
    headline, text, spoils = NO_PROSE, NO_PROSE, Spoils.NONE
    if rating is None or draft.text.strip() or draft.headline.strip():
        headline, text, spoils = checked_prose(draft)
    elif quote.has_spoilers:
        spoils = Spoils.ALL if quote.whole else Spoils.PARTS
    return Words(
        headline,
        text,
        spoils,
        rating,
        quote,
        checked_tags(draft.tags),
        checked_verdict(draft.verdict),
        Progress.parse(draft.safe_after) if draft.safe_after.strip() else None,
    )


def checked_quote(text: str, *, whole: bool = False) -> Prose:
    """Return the pull quote, or raise `Invalid` if it is too long."""
    quote = Prose.of(text.strip(), whole=whole)
    if len(quote) > QUOTE_MAX:
        raise Invalid(
            f"The quote has {len(quote):,} characters; {QUOTE_MAX} is the most. Keep its best line."
        )
    return quote or NO_PROSE


def checked_tags(text: str) -> tuple[str, ...]:
    """Return the tags that were typed, between commas or after `#`: lower-case, each once.

    Raises `Invalid` if there are too many or one is too long.
    """
    typed = (one_line(tag).lower() for tag in _BETWEEN_TAGS.split(text))
    tags = tuple(dict.fromkeys(tag for tag in typed if tag))
    if len(tags) > TAGS_MAX:
        raise Invalid(f"These are {len(tags)} tags; {TAGS_MAX} is the most. Keep the best ones.")
    if long := next((tag for tag in tags if len(tag) > TAG_MAX), None):
        raise Invalid(
            f"The tag “{long[:TAG_MAX]}…” is longer than {TAG_MAX} characters. "
            "Put commas between your tags."
        )
    return tags


def checked_verdict(text: str) -> Verdict | None:
    """Return the verdict, `None` if none was given; raise `Invalid` with those there are."""
    typed = one_line(text).lower().replace(" ", "_")
    if typed and typed not in set(Verdict):
        there = ", ".join(verdict.label for verdict in Verdict)
        raise Invalid(f"I do not know that verdict. There are: {there}.")
    return Verdict(typed) if typed else None


def is_placed(draft: Draft) -> bool:
    """Tell whether it is clear what a draft is of, and its rating can be read.

    The form of a review asks for neither, so where this is false another one has to.
    """
    try:
        part_of(draft.kind, draft)
        return draft.kind is not None and (not draft.rating or bool(Rating.parse(draft.rating)))
    except Invalid:
        return False


def part_of(work_kind: WorkKind | None, draft: Draft) -> Part:
    """Return the part that a draft is of; raise `Invalid` if this kind of work has none."""
    part = checked_part(Part(draft.season, draft.episode))
    if part != WHOLE and work_kind not in (WorkKind.TV, None):
        raise Invalid(
            "Only shows have seasons and episodes. Leave them out, or choose the kind “show”."
        )
    return part


def first_edition(work: Work, author_id: int, words: Words, part: Part, now: int) -> Review:
    """Return the new review that these words are."""
    return Review(
        guild_id=work.guild_id,
        id=new_id(),
        work=work,
        author_id=author_id,
        headline=words.headline,
        text=words.text,
        spoils=words.spoils,
        rating=words.rating,
        edition=1,
        created_at=now,
        edited_at=now,
        part=part,
        quote=words.quote,
        tags=words.tags,
        verdict=words.verdict,
        safe_after=words.safe_after,
    )


def added_to(before: Review, words: Words, now: int) -> Review:
    """Return the edition that words make which were written anew over a present review.

    What they do not say stays as it was: a plain rating changes only the rating.
    """
    if not words.text:
        words = replace(words, headline=before.headline, text=before.text, spoils=before.spoils)
    words = replace(
        words,
        rating=words.rating or before.rating,
        quote=words.quote or before.quote,
        tags=words.tags or before.tags,
        verdict=words.verdict or before.verdict,
        safe_after=words.safe_after or before.safe_after,
    )
    return next_edition(before, words, now)


def edited(before: Review, draft: Draft, now: int) -> Review:
    """Return the edition that a draft makes which was opened with all that the review says.

    What is empty in it is emptied, except the rating, and the text of a review that has one.
    """
    if before.text and not draft.text.strip():
        raise Invalid("There is no text left. To take the review back, use /review delete.")
    if before.rating and not draft.rating.strip():
        draft = replace(draft, rating=before.rating.label)
    return next_edition(before, checked_words(draft), now)


def next_edition(before: Review, words: Words, now: int) -> Review:
    """Return the review with these words as its next edition.

    Where somebody said that it spoils, an author who hides what stood open has answered that.
    """
    called = before.called and not _hides_more(before, words)
    whole = words.spoils is Spoils.ALL or called
    return replace(
        before,
        headline=_wrapped(words.headline, whole=whole),
        text=_wrapped(words.text, whole=whole),
        spoils=words.spoils,
        rating=words.rating,
        edition=before.edition + 1,
        edited_at=now,
        quote=_wrapped(words.quote, whole=whole),
        tags=words.tags,
        verdict=words.verdict,
        safe_after=words.safe_after,
        called=called,
    )


def _hides_more(before: Review, words: Words) -> bool:
    """Tell whether a word that stood open is hidden now; rewording alone hides nothing."""
    if words.spoils is not Spoils.PARTS:
        return words.spoils is Spoils.ALL
    was = _said(before.headline, before.text, before.quote)
    now = _said(words.headline, words.text, words.quote)
    return bool((was[False] - now[False]) & (now[True] - was[True]))


def _said(*proses: Prose) -> dict[bool, Counter[str]]:
    """Count the search tokens (a script without spaces gives pairs) by whether they are hidden."""
    said: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for prose in proses:
        for segment in Prose.of(prose.reveal()).segments():
            said[segment.hidden].update(tokens(segment.text))
    return said


def words_of(review: Review) -> Words:
    """Return all that an edition says, to say it again."""
    return Words(
        review.headline,
        review.text,
        review.spoils,
        review.rating,
        review.quote,
        review.tags,
        review.verdict,
        review.safe_after,
    )


def drafted(review: Review, draft: Draft) -> Draft:
    """Return a draft filled in with all that the present review says, to change it."""
    return replace(
        draft,
        title=review.work.title,
        work_id=review.work.id,
        kind=review.work.kind,
        year=review.work.year,
        maker=review.work.maker or "",
        headline=review.headline.reveal(),
        text=review.text.reveal(),
        spoils=review.spoils,
        review_id=review.id,
        edition=review.edition,
        season=review.part.season,
        episode=review.part.episode,
        quote=review.quote.reveal(),
        tags=", ".join(review.tags),
        verdict=review.verdict or "",
        safe_after=review.safe_after.label if review.safe_after else "",
    )


def _wrapped(prose: Prose, *, whole: bool) -> Prose:
    return Prose.of(prose.reveal(), whole=whole) if prose else NO_PROSE
