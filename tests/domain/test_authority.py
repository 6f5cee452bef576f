"""The written table of who may do what, and every combination that it does not name."""

import itertools
from dataclasses import replace

import pytest

from reviewbot.domain.authority import ALLOWED, Action, Actor, authorise, authorise_moderator
from reviewbot.domain.ids import new_id
from reviewbot.domain.recommending import Recommendation
from reviewbot.domain.reviews import NO_PROSE, Comment, Draft, Review
from reviewbot.domain.shelves import Shelf, Shelved
from reviewbot.domain.viewings import Viewing
from reviewbot.errors import NotAllowed, NotFound
from tests.store.samples import ADA, BEN, CLUB, OTHER_CLUB, a_comment, a_review, a_work

REVIEW = a_review(a_work())
THINGS: dict[type, Review | Comment | Draft | Shelved | Recommendation] = {
    Review: REVIEW,
    Comment: replace(a_comment(REVIEW), author_id=ADA),
    Draft: Draft(CLUB, new_id(), ADA, 1, 1),
    Shelved: Shelved(CLUB, ADA, REVIEW.work, Shelf.WANT, 1, 1),
    Recommendation: Recommendation(CLUB, new_id(), BEN, ADA, REVIEW.work, NO_PROSE, 1),
}
PEOPLE = {
    "author": Actor(CLUB, ADA),
    "other": Actor(CLUB, BEN),
    "moderator": Actor(CLUB, BEN, moderator=True),
    "moderating author": Actor(CLUB, ADA, moderator=True),
    "author, elsewhere": Actor(OTHER_CLUB, ADA),
    "moderator, elsewhere": Actor(OTHER_CLUB, BEN, moderator=True),
}
EVERYBODY = {"author", "other", "moderator", "moderating author"}
AUTHORS = {"author", "moderating author"}
MODERATORS = {"moderator", "moderating author"}
WRITTEN = {
    (Review, Action.READ): EVERYBODY,
    (Review, Action.COMMENT): EVERYBODY,
    (Review, Action.CHANGE): AUTHORS,
    (Review, Action.CALL): EVERYBODY,
    (Review, Action.ANSWER): AUTHORS,
    (Review, Action.REPORT): EVERYBODY,
    (Review, Action.HIDE): MODERATORS,
    (Comment, Action.READ): EVERYBODY,
    (Comment, Action.COMMENT): EVERYBODY,
    (Comment, Action.CHANGE): AUTHORS,
    (Comment, Action.REPORT): EVERYBODY,
    (Comment, Action.HIDE): MODERATORS,
    (Draft, Action.CONTINUE): AUTHORS,
    (Shelved, Action.CHANGE): AUTHORS,
    (Recommendation, Action.CHANGE): AUTHORS,  # the friend's, who alone answers it
}
"""Whoever is not named is refused, and so is everything that is not written here."""


@pytest.mark.parametrize(
    ("kind", "action", "person"), list(itertools.product(THINGS, Action, PEOPLE))
)
def test_exactly_who_is_written_may(kind: type, action: Action, person: str) -> None:
    may = person in WRITTEN.get((kind, action), set())
    if may:
        authorise(PEOPLE[person], action, THINGS[kind])
    else:
        with pytest.raises(NotFound, match=r"^That is not here any more\.$"):
            authorise(PEOPLE[person], action, THINGS[kind])


def test_every_kind_of_thing_is_in_the_table() -> None:
    assert set(ALLOWED) == set(THINGS) | {Viewing}  # a viewing is asked for as a shelf is
    assert ALLOWED[Viewing] == ALLOWED[Shelved]


@pytest.mark.parametrize("person", PEOPLE)
def test_only_moderators_are_at_the_desk(person: str) -> None:
    if PEOPLE[person].moderator:
        authorise_moderator(PEOPLE[person])
    else:
        with pytest.raises(NotAllowed):
            authorise_moderator(PEOPLE[person])
