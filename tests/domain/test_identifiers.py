import os
import random

import pytest

from reviewbot.domain.identifiers import Identifier, Scheme, isbn13, parse
from reviewbot.errors import Invalid

TEXTS = int(os.environ.get("REVIEWBOT_TEST_LINKS", "20000"))
"""Random texts that are read; 100,000 take some seconds."""


@pytest.mark.parametrize(
    ("text", "scheme", "value"),
    [
        ("0-306-40615-2", Scheme.ISBN, "9780306406157"),
        ("978-0-306-40615-7", Scheme.ISBN, "9780306406157"),
        ("ISBN 080442957X", Scheme.ISBN, "9780804429573"),
        ("isbn-13: 978 0 14 143951 8", Scheme.ISBN, "9780141439518"),
        ("https://openlibrary.org/isbn/9780141439518", Scheme.ISBN, "9780141439518"),
        ("tt0133093", Scheme.IMDB, "tt0133093"),
        ("https://www.imdb.com/title/tt6751668/?ref_=fn_al_tt_1", Scheme.IMDB, "tt6751668"),
        ("https://m.imdb.com/de/title/tt6751668/reviews", Scheme.IMDB, "tt6751668"),
        ("<https://www.imdb.com/title/tt6751668>", Scheme.IMDB, "tt6751668"),
        ("https://www.themoviedb.org/movie/496243-gisaengchung", Scheme.TMDB, "movie/496243"),
        ("themoviedb.org/tv/1399", Scheme.TMDB, "tv/1399"),
        ("tmdb: movie/0603", Scheme.TMDB, "movie/603"),
        (
            "https://openlibrary.org/works/OL45804W/Fantastic_Mr_Fox",
            Scheme.OPEN_LIBRARY,
            "OL45804W",
        ),
        ("ol7353617m", Scheme.OPEN_LIBRARY, "OL7353617M"),
        ("https://thetvdb.com/?tab=series&id=121361", Scheme.TVDB, "121361"),
        ("https://thetvdb.com/dereferrer/series/121361", Scheme.TVDB, "121361"),
        ("https://www.goodreads.com/book/show/1885.Pride_and_Prejudice", Scheme.GOODREADS, "1885"),
        ("https://www.goodreads.com/en/book/show/1885", Scheme.GOODREADS, "1885"),
    ],
)
def test_what_is_pasted_is_known(text: str, scheme: Scheme, value: str) -> None:
    found = parse(text)
    assert found == Identifier(scheme, value)
    assert parse(found.url) == found, found.url


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "978-0-306-40615-8", "0306406153", "Parasite", "603", "9" * 400),
        "https://www.imdb.com/name/nm0094435/",
        "https://thetvdb.com/series/severance",
        "https://evil.example/https://www.imdb.com/title/tt6751668/",
        "https://imdb.com.evil.example/title/tt6751668/",
        "tt\u0661\u0662\u0663\u0664\u0665\u0666\u0667",
    ],
)
def test_anything_else_is_said_so(text: str) -> None:
    with pytest.raises(Invalid):
        parse(text)


def test_every_isbn_of_ten_digits_has_one_of_thirteen() -> None:
    chance = random.Random(7)  # noqa: S311 - guards nothing
    for _ in range(2_000):
        nine = [chance.randrange(10) for _ in range(9)]
        check = -sum((10 - i) * d for i, d in enumerate(nine)) % 11
        ten = "".join(map(str, nine)) + ("X" if check == 10 else str(check))
        thirteen = isbn13(ten)
        assert thirteen[:12] == "978" + ten[:9]
        assert isbn13(thirteen) == thirteen
        place = chance.randrange(13)
        wrong = thirteen[:place] + str((int(thirteen[place]) + 1) % 10) + thirteen[place + 1 :]
        with pytest.raises(Invalid):
            isbn13(wrong)


def test_any_text_gives_an_identifier_or_a_sentence() -> None:
    chance = random.Random(11)  # noqa: S311 - guards nothing
    pieces = [
        *("https://", "www.", "imdb.com", "/title/", "tt", "themoviedb.org", "/movie/", "/tv/"),
        *("openlibrary.org", "/works/", "OL", "W", "M", "thetvdb.com", "?id=", "goodreads.com"),
        *("/book/show/", "isbn", ":", "-", " ", "X", "978", "0", "1", "9", "١", "中", "\n", "\0"),
        *("\ud800", "%", "&", "#", "/", ".", "é", "🎬", "9780306406157", "0306406152"),
    ]
    known = 0
    for _ in range(TEXTS):
        text = "".join(chance.choices(pieces, k=chance.randrange(12)))
        try:
            found = parse(text)
        except Invalid:
            continue
        else:
            known += 1
            assert found.value.isascii()
            assert parse(found.url) == found
    assert known
