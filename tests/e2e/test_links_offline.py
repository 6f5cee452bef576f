"""A pasted link of any catalogue is kept and finds its work, and no address is looked up (I5)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.e2e.club import Club

LINKS = {
    "https://openlibrary.org/isbn/9780306406157": ("0-306-40615-2", "ISBN"),
    "0-306-40615-2": ("978-0-306-40615-7", "ISBN"),
    "https://www.imdb.com/title/tt6751668/?ref_=x": ("tt6751668", "IMDb"),
    "https://www.themoviedb.org/movie/496243-gisaengchung": ("tmdb: movie/496243", "TMDB"),
    "https://openlibrary.org/works/OL45804W/Fantastic_Mr_Fox": ("OL45804W", "Open Library"),
    "https://thetvdb.com/?tab=series&id=121361": ("thetvdb.com/dereferrer/series/121361", "TVDB"),
    "https://www.goodreads.com/book/show/1885.Pride": ("goodreads.com/book/show/1885", "Goodreads"),
}
"""Of each link another way to write the same, and the catalogue's name."""
_looked_up: list[str] = []
_watching: list[bool] = []


def _watch(event: str, args: tuple[object, ...]) -> None:
    if _watching and event == "socket.getaddrinfo":
        _looked_up.append(str(args[0]))


sys.addaudithook(_watch)


@contextmanager
def looked_up() -> Iterator[list[str]]:
    """Yield the names of hosts that this process looks up meanwhile, besides its own."""
    _looked_up.clear()
    found: list[str] = []
    _watching.append(True)
    try:
        yield found
    finally:
        _watching.clear()
        found += [host for host in _looked_up if host not in {"127.0.0.1", "localhost", "None"}]


@pytest.mark.parametrize("link", LINKS)
async def test_a_link_is_filled_in_without_looking_anything_up(club: Club, link: str) -> None:
    same, label = LINKS[link]
    with looked_up() as hosts:
        await club.post(club.ada, "Words.", title="Ferry", link=link)
        shown = await club.ben.slash("review show", title=same)
        quick = await club.ben.slash("review quick", title=same, rating="4")
    assert "### Ferry" in shown.text
    assert f"[{label}]" in shown.text
    assert quick.message
    assert "2 ratings so far" in (await club.ben.slash("review show", title="Ferry")).text
    assert not hosts


def test_a_host_that_is_looked_up_is_noticed() -> None:
    with looked_up() as hosts:
        sys.audit("socket.getaddrinfo", "www.imdb.com", 443)
    assert hosts == ["www.imdb.com"]
