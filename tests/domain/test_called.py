"""When an author's edit answers that a review spoils: only by hiding what stood open."""

from dataclasses import replace

import pytest

from reviewbot.domain.ids import new_id
from reviewbot.domain.parts import WHOLE
from reviewbot.domain.reviews import Draft, Review, Spoils
from reviewbot.domain.works import Work, WorkKind
from reviewbot.domain.writing import checked_words, edited, first_edition

WORK = Work(guild_id=1, id=new_id(), kind=WorkKind.MOVIE, title="Parasite")
OPEN = "A fine film. The gardener wore the crown. I wept ||at the wedding||."


def called(text: str, headline: str = "") -> Review:
    """Return a review of this text of which somebody said that it spoils."""
    draft = Draft(
        guild_id=1,
        id=new_id(),
        author_id=2,
        channel_id=3,
        created_at=0,
        text=text,
        headline=headline,
    )
    review = first_edition(WORK, 2, checked_words(draft), WHOLE, 0)
    return replace(review, called=True)


def after(review: Review, text: str, spoils: Spoils = Spoils.NONE) -> Review:
    """Return the review as its author's edit leaves it."""
    draft = Draft(
        guild_id=1,
        id=new_id(),
        author_id=2,
        channel_id=3,
        created_at=0,
        text=text,
        spoils=spoils,
        headline=review.headline.reveal(),
    )
    return edited(review, draft, 1)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (OPEN, OPEN.replace("The gardener wore the crown", "||The gardener wore the crown||")),
        (OPEN, OPEN.replace("The gardener wore", "What a shock: >!the GARDENER took!< and wore")),
        ("庭師が王冠をかぶっていた。", "庭師が||王冠||をかぶっていた。"),
        ("Ogrodnik nosił koronę.", "Ogrodnik nosił [spoiler]koronę[/spoiler]."),
    ],
)
def test_hiding_what_stood_open_answers_it(before: str, now: str) -> None:
    assert not after(called(before), now).called


@pytest.mark.parametrize(
    "now",
    [
        OPEN.replace("A fine film", "A fine, fine film"),
        OPEN.replace("A fine film", "A film"),
        OPEN + " ||Nothing to see.||",
        OPEN.replace("||at the wedding||", "||at the long wedding||"),
        OPEN.replace("||at the wedding||", "at the wedding"),
    ],
    ids=["reworded", "shorter", "more hidden", "hidden reworded", "less hidden"],
)
def test_nothing_else_answers_it(now: str) -> None:
    review = after(called(OPEN), now)
    assert review.called
    assert "gardener" not in review.text.masked()


def test_hiding_all_answers_it_and_hides_all() -> None:
    review = after(called(OPEN, "The crown"), OPEN, Spoils.ALL)
    assert not review.called
    assert "crown" not in review.headline.masked() + review.text.masked()


def test_a_word_that_moves_from_headline_to_a_mark_answers_it() -> None:
    draft = Draft(
        guild_id=1, id=new_id(), author_id=2, channel_id=3, created_at=0,
        text="I wept. ||The gardener!||", headline="A surprise",
    )  # fmt: skip
    assert not edited(called("I wept.", "The gardener"), draft, 1).called
