"""The grammar of a query: what is read, and that what is written is read again."""

import os
import random

import pytest

from reviewbot.domain.grammar import parse, parse_points, parse_years
from reviewbot.domain.search import Search, Span
from reviewbot.domain.works import WorkKind
from reviewbot.errors import Invalid

READ = {
    "": Search(),
    "the wind": Search("the wind"),
    'wind "of the" rain': Search("wind rain", phrases=("of the",)),
    "“of the” „and so”": Search(phrases=("of the", "and so")),
    'wind -rain -"of the"': Search("wind", without=("rain", "of the")),
    "kind:film": Search(kind=WorkKind.MOVIE),
    "KIND:Series": Search(kind=WorkKind.TV),
    "type：book": Search(kind=WorkKind.BOOK),
    "by:<@123>": Search(author_id=123),
    "by:<@!123>": Search(author_id=123),
    "by:123456789012345678": Search(author_id=123456789012345678),
    "by:me": Search(author_id=7),
    "year:2012": Search(years=Span(2012, 2012)),
    "year:2010..2015": Search(years=Span(2010, 2015)),
    "year:2015-2010": Search(years=Span(2010, 2015)),
    "year:..2015": Search(years=Span(None, 2015)),
    "year:2010..": Search(years=Span(2010, None)),
    "year:>2010": Search(years=Span(2011, None)),
    "year:<=1999": Search(years=Span(None, 1999)),
    "year:1990s": Search(years=Span(1990, 1999)),
    "rating:>4": Search(points=Span(81, None)),
    "rating:>=4": Search(points=Span(80, None)),
    "rating:4+": Search(points=Span(80, None)),
    "rating:<3": Search(points=Span(None, 59)),
    "rating:3..4": Search(points=Span(60, 80)),
    "rating:=4½": Search(points=Span(90, 90)),
    "rating:8/10..": Search(points=Span(80, None)),
    "tag:Slow-Burn": Search(tags=("slowburn",)),
    'tag:"slow burn" tag:sad tag:SAD': Search(tags=("slow burn", "sad")),
    "has:text nospoilers": Search(has_text=True, no_spoilers=True),
    "no:spoilers": Search(no_spoilers=True),
    "by:zafon": Search("zafon"),
    "by:": Search("by:"),
    "kind:banana year:soon rating:good has:legs": Search(
        "kind:banana year:soon rating:good has:legs"
    ),
    'an "unclosed one': Search("an unclosed one"),
    "- -- !!! ???": Search("- -- !!! ???"),
    '"" "!!"': Search("!!"),
    "2001: a space odyssey": Search("2001: a space odyssey"),
    "spider-man": Search("spider-man"),
}


@pytest.mark.parametrize("typed", READ)
def test_a_query_is_read(typed: str) -> None:
    assert parse(typed, me=7) == READ[typed]


BITS = [
    '"', "-", "by:", "kind:", "year:", "rating:", "tag:", "has:text", "nospoilers", "film", "..",
    "2010", ">4", "<", "=", "4", "me", "<@", ">", "123456789012345678", " ", " ", " ", "“", "a",
    "wind", "é", "기생", "no:spoilers", '-"', 'tag:"', "½", "8/10", ":", "：", "\t", "!", "1990s",
    "+", "\x00", "\ud800", "\u202e", "\u2028", "|", "&", "*", "(", ")", "'", "\\", "%", "_", "NOT",
]  # fmt: skip


def test_whatever_is_typed_is_read_and_written_and_read_again() -> None:
    chance = random.Random(5)  # noqa: S311 - the same strings every time
    for _ in range(int(os.environ.get("REVIEWBOT_TEST_STRINGS", "5000"))):
        some = [*BITS, chr(chance.randrange(0x11_0000)), chr(chance.randrange(0x3000))]
        typed = "".join(chance.choices(some, k=chance.randrange(1, 16)))
        search = parse(typed[:200], me=7)
        assert parse(search.query) == search, typed


def test_every_span_of_ratings_is_written_so_that_it_is_read() -> None:
    for low in range(1, 101):
        for span in (Span(low, None), Span(None, low), *(Span(low, h) for h in range(low, 101))):
            search = Search(points=span)
            assert parse(search.query) == search


def test_options_are_judged() -> None:
    assert parse_years(" 2010..2015 ") == Span(2010, 2015)
    assert parse_points(">4") == Span(81, None)
    with pytest.raises(Invalid):
        parse_years("soon")
    with pytest.raises(Invalid):
        parse_points("good")
