"""Whatever stands around it: what a text hides stays hidden in everything that we send of it.

2,000 texts by default; `REVIEWBOT_FUZZ_TEXTS=100000` makes it a hundred thousand.
"""

import json
import os
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

from reviewbot.domain.members import CardSize
from reviewbot.domain.pages import Page
from reviewbot.domain.reviews import Comment, CommentSource, Review, Spoils
from reviewbot.domain.spoilers import Prose
from reviewbot.store.comments import Listed
from reviewbot.ui import cards
from reviewbot.ui.comments import comment_list
from reviewbot.ui.pages import pages
from reviewbot.ui.read import review_page
from reviewbot.ui.results import snippet
from reviewbot.ui.text import neutralise
from tests.store.samples import a_review, a_work
from tests.unit.markdown import hidden, read, told

TEXTS: Final = int(os.environ.get("REVIEWBOT_FUZZ_TEXTS", "2000"))
pytestmark = pytest.mark.timeout(60 + TEXTS // 100)
WORD: Final = "HIDDENWORD"
JUNK: Final = (
    *("|", "||", "|||", "||||", "`", "``", "```", "\n", "\n\n", "\\", "\\|", "a", "word ", " "),
    *(">!", "!<", "<spoiler>", "</spoiler>", "[spoiler]", "[/spoiler]", "[spoiler=x]", "<", ">"),
    *(
        "*",
        "**",
        "_",
        "__",
        "~~",
        "> ",
        "# ",
        "- ",
        "é",
        "漢",
        "👩\u200d🚀",
        "\u200b",
        "||`",
        "`||",
    ),
)
CLOSED: Final = {
    ">!": "!<",
    "<spoiler>": "</spoiler>",
    "<SPOILERS>": "</spoilers>",
    "[spoiler]": "[/spoiler]",
    "[spoiler=the end]": "[/spoiler]",
}


def _junk(chance: random.Random, most: int = 8) -> str:
    return "".join(chance.choices(JUNK, k=chance.randrange(most)))


def _bracketed(chance: random.Random) -> str:
    """Return a text with the secret in one of the notations that open and close differently."""
    opening, closing = chance.choice(list(CLOSED.items()))
    while True:
        inside = f"{_junk(chance)}{WORD}{_junk(chance)}"
        before = inside.partition(WORD)[0].lower()
        if closing.lower().rstrip("s>]") not in before:
            return f"{_junk(chance)}{opening} {inside} {closing}{_junk(chance)}"


def _barred(chance: random.Random) -> str:
    """Return a text with the secret where Discord itself would hide it between bars."""
    while True:
        text = f"{_junk(chance)}||{_junk(chance, 3)}{WORD}{_junk(chance, 3)}||{_junk(chance)}"
        place = text.index(WORD)
        if any(begin <= place < end for begin, end in hidden(text)):
            return text


def _shown(review: Review) -> str:
    """Return all that others see of a review, as Discord shows it."""
    outputs = [
        *(neutralise(page) for page in pages(review.text, revealed=False, room=60)),
        *(neutralise(page) for page in pages(review.text, revealed=False)),
        neutralise(review.text.masked()),
        neutralise(cards.open_words(review)),
        neutralise(cards.open_words(review, headline=True)),
        neutralise(review.quote.masked()),
        snippet(review, WORD),
        str(review.text) + repr(review),
    ]
    return "\n".join(map(told, outputs))


def _review_of(text: str, *, whole: bool = False) -> Review:
    spoils = Spoils.ALL if whole else Spoils.PARTS
    base = a_review(a_work(), "x", spoils=spoils)
    prose = Prose.of(text, whole=whole)
    return replace(base, text=prose, headline=prose, quote=prose)


def _drawn(review: Review) -> str:
    """Return what the whole messages say: the card, the private page, a page of comments."""
    comment = Comment(1, "c" * 12, review.id, 9, review.text, CommentSource.FORM, 1)
    drawn = [
        *(cards.review_card(review, size) for size in CardSize),
        review_page(review, 0, revealed=False),
        comment_list(review, Page([Listed(comment, None)], 0, 10, 1), follows=False),
    ]
    return told(json.dumps([one.to_components() for one in drawn], ensure_ascii=False))


@pytest.mark.parametrize("make", [_bracketed, _barred])
def test_what_is_hidden_stays_hidden(make: Callable[[random.Random], str]) -> None:
    chance = random.Random(20_191)  # noqa: S311 - makes texts, guards nothing
    for _ in range(TEXTS // 2):
        text = make(chance)
        assert WORD not in _shown(_review_of(text)), repr(text)


@pytest.mark.parametrize("make", [_bracketed, _barred])
def test_what_is_hidden_stays_hidden_in_whole_messages(
    make: Callable[[random.Random], str],
) -> None:
    chance = random.Random(42)  # noqa: S311 - makes texts, guards nothing
    for _ in range(TEXTS // 40):
        text = make(chance)
        assert WORD not in _drawn(_review_of(text)), repr(text)


def test_the_quick_reader_reads_what_the_thorough_one_does() -> None:
    chance = random.Random(5)  # noqa: S311 - makes texts, guards nothing
    for _ in range(200):
        text = neutralise(_junk(chance, 20)) + _junk(chance, 20)
        assert told(text) == read(text)[0], repr(text)


def test_a_review_that_spoils_as_a_whole_shows_nothing() -> None:
    chance = random.Random(7)  # noqa: S311 - makes texts, guards nothing
    for _ in range(TEXTS // 10):
        text = _junk(chance) + WORD + _junk(chance)
        shown = _shown(_review_of(text, whole=True))
        assert WORD not in shown, repr(text)


def test_the_reader_of_this_test_is_not_blind() -> None:
    """With the defence switched off, the secret is seen."""
    chance = random.Random(1)  # noqa: S311 - makes texts, guards nothing
    for make in (_bracketed, _barred):
        text = make(chance)
        assert WORD in told(neutralise(text))
