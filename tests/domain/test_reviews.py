from dataclasses import replace

import pytest

from reviewbot.domain.authority import Action, Actor, authorise
from reviewbot.domain.ids import is_id, new_id
from reviewbot.domain.reviews import (
    BOX_MAX,
    TEXT_MAX,
    Draft,
    Spoils,
    checked_comment,
    checked_prose,
    join_boxes,
)
from reviewbot.domain.stats import damped_mean, tally
from reviewbot.domain.works import Work, WorkKind, checked_title, checked_year
from reviewbot.errors import Invalid, NotFound

DRAFT = Draft(guild_id=1, id=new_id(), author_id=2, channel_id=3, created_at=0, text="Fine.")


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("a", "", "a"), ("", "b", "b"), ("a", "b", "a\n\nb"), ("a\n", "b", "a\nb"),
        ("a", "\nb", "a\nb"), ("x" * BOX_MAX, "y", "x" * BOX_MAX + "y"),
    ],
)  # fmt: skip
def test_two_boxes_make_the_text_that_was_meant(first: str, second: str, joined: str) -> None:
    assert join_boxes(first, second) == joined


def test_marks_are_honoured_whatever_the_form_says() -> None:
    _, _, spoils = checked_prose(replace(DRAFT, text="Well, ||he dies||.", spoils=Spoils.NONE))
    assert spoils is Spoils.PARTS


def test_a_whole_spoiler_hides_headline_and_text() -> None:
    headline, text, _ = checked_prose(replace(DRAFT, headline="He dies", spoils=Spoils.ALL))
    assert "dies" not in headline.masked()
    assert "Fine" not in text.masked()


@pytest.mark.parametrize(
    "bad",
    [
        replace(DRAFT, text=" \n "),
        replace(DRAFT, text="x" * (TEXT_MAX + 1)),
        replace(DRAFT, headline="x" * 151),
        replace(DRAFT, spoils=Spoils.PARTS),
    ],
)
def test_a_draft_that_cannot_be_published_is_refused_in_words(bad: Draft) -> None:
    with pytest.raises(Invalid):
        checked_prose(bad)


@pytest.mark.parametrize("text", ["", " \n", "x" * 4001])
def test_a_comment_is_neither_empty_nor_endless(text: str) -> None:
    with pytest.raises(Invalid):
        checked_comment(text)


@pytest.mark.parametrize("title", ["", "  ", "\0", "x" * 151])
def test_a_title_is_needed_and_bounded(title: str) -> None:
    with pytest.raises(Invalid):
        checked_title(title)


@pytest.mark.parametrize("year", [-3001, 2201])
def test_a_year_is_possible(year: int) -> None:
    with pytest.raises(Invalid):
        checked_year(year)


def test_a_work_is_named_so_that_nobody_mixes_two_up() -> None:
    work = Work(1, new_id(), WorkKind.MOVIE, "Parasite", 2019, "Bong Joon-ho")
    assert work.label == "Parasite (film, 2019, Bong Joon-ho)"


def test_another_guild_and_another_members_draft_look_like_nothing() -> None:
    authorise(Actor(1, 2), Action.CONTINUE, DRAFT)
    for stranger in (Actor(1, 9), Actor(9, 2)):
        with pytest.raises(NotFound):
            authorise(stranger, Action.CONTINUE, DRAFT)


def test_ids_are_long_and_fit_for_an_address() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(is_id(i) for i in ids)
    assert not any(is_id(i) for i in ("", "x" * 11, "x" * 13, "../../../../a", "%" * 12))


def test_a_tally_counts_every_rating_once() -> None:
    result = tally([100, 90, 20, 1])
    assert result is not None
    assert result.by_star == (2, 0, 0, 0, 2)
    assert (result.count, result.lowest, result.highest) == (4, 1, 100)
    assert tally([]) is None


def test_few_raters_stay_near_what_is_usual() -> None:
    assert damped_mean(100, 1, prior=60, weight=3) == pytest.approx(70)
    assert damped_mean(100_000, 1000, prior=60, weight=3) > 99
