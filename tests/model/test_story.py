"""A random story, told to SQLite, to PostgreSQL and to dictionaries: the answers are the same."""

import asyncio
import itertools
import os
from collections.abc import Callable, Coroutine
from typing import Any, ClassVar, Final

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from reviewbot.store.engine import open_database
from tests.model.plain import OK, PlainClub
from tests.model.stored import StoredClub

EXAMPLES: Final = int(os.environ.get("REVIEWBOT_STORIES", "12"))
STEPS: Final = 50
TITLES: Final = ("Dune", "Emma", "기생충")
WHO: Final = st.sampled_from((1, 2, 3))
TITLE: Final = st.sampled_from(TITLES)
WORDS: Final = st.sampled_from(("", "Words"))
POINTS: Final = st.none() | st.integers(1, 100)
KEY: Final = st.tuples(WHO, TITLE)
_GUILDS: Final = itertools.count(1_000)


class Story(RuleBasedStateMachine):
    """Each deed is done on all sides; then they look alike, whoever looks."""

    urls: ClassVar[list[str]]

    def __init__(self) -> None:
        super().__init__()
        self.guild_id = next(_GUILDS)
        self.plain, self.now, self.count = PlainClub(), 1_700_000_000, 0
        self.runner = asyncio.Runner()
        self.clubs: list[StoredClub] = []
        self.stacks = [open_database(url) for url in self.urls]
        self._open()

    def _open(self) -> None:
        databases = [self.runner.run(stack.__aenter__()) for stack in self.stacks]
        if not self.clubs:
            self.clubs = [StoredClub(db, self.guild_id) for db in databases]
        for club, db in zip(self.clubs, databases, strict=True):
            club.db = db

    def _close(self) -> None:
        for stack in self.stacks:
            self.runner.run(stack.__aexit__(None, None, None))

    def teardown(self) -> None:
        self._close()
        self.runner.close()

    def tell(self, expected: str, deed: Callable[[StoredClub], Coroutine[Any, Any, str]]) -> None:
        """Do it on both engines and compare the answers, and then all that members see."""
        for club in self.clubs:
            assert self.runner.run(deed(club)) == expected, type(club.db).__name__
            view = self.plain.view()
            there = self.runner.run(club.view(sorted(self.plain.works)))
            assert there == view, type(club.db).__name__
        self.now += 7

    @rule(
        who=WHO,
        title=TITLE,
        words=st.sampled_from(["", "Words"]),
        points=st.none() | st.integers(1, 100),
    )
    def post(self, who: int, title: str, words: str, points: int | None) -> None:
        self.count += 1
        text, now = words and f"{words} {self.count}.", self.now
        expected = self.plain.post(who, title, text, points, now)
        self.tell(expected, lambda club: club.post(who, title, text, points, now))

    @rule(who=WHO, of=KEY, data=st.data())
    def comment(self, who: int, of: tuple[int, str], data: st.DataObject) -> None:
        self.count += 1
        text, now = f"Comment {self.count}.", self.now
        parent = data.draw(st.none() | st.sampled_from(sorted(self.plain.said) or [""]))
        expected = self.plain.comment(who, of, text, parent or None, now)
        self.tell(expected, lambda club: club.comment(who, of, text, parent or None, now))

    @rule(who=WHO, data=st.data())
    def uncomment(self, who: int, data: st.DataObject) -> None:
        text, now = data.draw(st.sampled_from(self.plain.standing() or ["none"])), self.now
        expected = self.plain.uncomment(who, text, now)
        self.tell(expected, lambda club: club.uncomment(who, text, now))

    @rule(who=WHO, data=st.data())
    def recomment(self, who: int, data: st.DataObject) -> None:
        text, now = data.draw(st.sampled_from(sorted(self.plain.said) or ["none"])), self.now
        expected = self.plain.recomment(who, text, now)
        self.tell(expected, lambda club: club.recomment(who, text, now))

    @rule(who=WHO, title=TITLE)
    def delete(self, who: int, title: str) -> None:
        now = self.now
        expected = self.plain.delete(who, title, now)
        self.tell(expected, lambda club: club.delete(who, title, now))

    @rule(who=WHO, title=TITLE)
    def undelete(self, who: int, title: str) -> None:
        now = self.now
        expected = self.plain.undelete(who, title, now)
        self.tell(expected, lambda club: club.undelete(who, title, now))

    @rule(of=KEY)
    def hide(self, of: tuple[int, str]) -> None:
        now = self.now
        expected = self.plain.hide(of, now)
        self.tell(expected, lambda club: club.hide(of, now))

    @rule(of=KEY)
    def unhide(self, of: tuple[int, str]) -> None:
        now = self.now
        expected = self.plain.unhide(of, now)
        self.tell(expected, lambda club: club.unhide(of, now))

    @rule(who=WHO, title=TITLE, shelf=st.sampled_from(["want", "current", "done", "dropped"]))
    def shelve(self, who: int, title: str, shelf: str) -> None:
        now = self.now
        expected = self.plain.shelve(who, title, shelf, now)
        self.tell(expected, lambda club: club.shelve(who, title, shelf, now))

    @rule(who=WHO, title=TITLE)
    def unshelve(self, who: int, title: str) -> None:
        now = self.now
        expected = self.plain.unshelve(who, title, now)
        self.tell(expected, lambda club: club.unshelve(who, title, now))

    @rule(who=WHO, of=KEY, number=st.integers(1, 4))
    def restore(self, who: int, of: tuple[int, str], number: int) -> None:
        now = self.now
        expected = self.plain.restore(who, of, number, now)
        self.tell(expected, lambda club: club.restore(who, of, number, now))

    @rule(who=WHO, title=TITLE, points=st.integers(1, 100))
    def rate(self, who: int, title: str, points: int) -> None:
        now = self.now
        expected = self.plain.rate(who, title, points, now)
        self.tell(expected, lambda club: club.rate(who, title, points, now))

    @rule(who=WHO, friend=WHO, title=TITLE)
    def recommend(self, who: int, friend: int, title: str) -> None:
        now = self.now
        expected = self.plain.recommend(who, friend, title, now)
        self.tell(expected, lambda club: club.recommend(who, friend, title, now))

    @rule(who=WHO, data=st.data(), reply=st.sampled_from(["added", "declined", "muted"]))
    def answer(self, who: int, data: st.DataObject, reply: str) -> None:
        now, number = self.now, data.draw(st.integers(0, len(self.plain.advice)))
        expected = self.plain.answer(who, number, reply, now)
        self.tell(expected, lambda club: club.answer(who, number, reply, now))

    @rule(duplicate=TITLE, into=TITLE)
    def merge(self, duplicate: str, into: str) -> None:
        between, now = list[object](), self.now

        async def both(club: StoredClub) -> str:
            told, seen = await club.merge(duplicate, into, now)
            between.append(seen)
            return told

        self.tell(self.plain.merge(duplicate, into, now), both)
        assert between[0] == between[1]

    @rule(who=WHO)
    def forget(self, who: int) -> None:
        now = self.now
        expected = self.plain.forget(who, now)
        self.tell(expected, lambda club: club.forget(who, now))

    @rule(minutes=st.sampled_from([1, 14, 16]))
    def wait(self, minutes: int) -> None:
        self.now += minutes * 60
        for club in self.clubs:
            self.runner.run(club.sweep(self.now))
        self.tell(OK, lambda _club: _nothing())

    @rule()
    def restart(self) -> None:
        self._close()
        self.stacks = [open_database(url) for url in self.urls]
        self._open()


async def _nothing() -> str:
    return OK


@pytest.mark.timeout(1500)
def test_the_engines_and_a_dictionary_tell_one_story(sqlite_url: str, postgres_url: str) -> None:
    class Told(Story):
        urls: ClassVar = [sqlite_url, postgres_url]

    run_state_machine_as_test(
        Told,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
