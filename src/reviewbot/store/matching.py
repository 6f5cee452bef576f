"""From a search to the expressions that ask an engine's index for it, best tier first.

Nothing that is typed reaches an expression except as a token: letters, digits and marks.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from reviewbot.domain.search import QUERY_MAX, QUERY_WORDS_MAX, Search
from reviewbot.domain.tokens import Form, forms, holds, query_tokens, words
from reviewbot.domain.works import WorkKind
from reviewbot.store import facts
from reviewbot.store.connection import Engine
from reviewbot.store.index import TOKEN_MAX, guild_mark

TERMS_MAX: Final = 40
"""Tokens of a query that are looked at; a word of a script without spaces gives many."""
SHORT: Final = 5
"""Letters of a beginning from which the index of a very big guild may be asked for it.

A beginning of two letters is that of so many words that FTS5 takes 30 ms and more in a guild of
200,000 reviews; with five it takes two (and 8 at worst).
"""


@dataclass(frozen=True, slots=True)
class Check:
    """Words in a row that a text must hold, or must not; `whole` to the end of the last."""

    words: str
    wanted: bool = True
    whole: bool = True

    def passes(self, lines: Iterable[str]) -> bool:
        """Tell whether the texts, as `word_line` makes them, pass."""
        return any(holds(line, self.words, whole=self.whole) for line in lines) is self.wanted


@dataclass(frozen=True, slots=True)
class Tier:
    """Hits that rank alike: an expression for the index, and what their texts must pass."""

    expression: str
    checks: tuple[Check, ...] = ()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class _Language:
    """How one engine writes expressions."""

    beginning: str
    quote: str
    both: str
    either: str
    but_not: str

    def token(self, token: str, *, open_ended: bool = False) -> str:
        """Write a token, or that it may go on."""
        return f"{self.quote}{token}{self.quote}{self.beginning if open_ended else ''}"

    def every(self, parts: Sequence[str]) -> str:
        """Write that all must hold."""
        return parts[0] if len(parts) == 1 else f"({self.both.join(parts)})"

    def any(self, parts: Sequence[str]) -> str:
        """Write that one must hold."""
        return parts[0] if len(parts) == 1 else f"({self.either.join(parts)})"

    def without(self, wanted: str, unwanted: Sequence[str]) -> str:
        """Write that the first must hold and none of the others."""
        return f"({wanted}){self.but_not}({self.any(unwanted)})" if unwanted else wanted


_LANGUAGES: Final[dict[Engine, _Language]] = {
    "sqlite": _Language(" *", '"', " AND ", " OR ", " NOT "),
    "postgresql": _Language(":*", "'", " & ", " | ", " & !"),
}


def is_short(search: Search) -> bool:
    """Tell whether the search ends in a beginning that a very big guild's index is not asked."""
    typed = list(forms(search.words[:QUERY_MAX]))[:QUERY_WORDS_MAX]
    if not typed:
        return False
    return any(
        open_ended and len(token) < SHORT
        for form in typed[-1]
        for token, open_ended in _tokens(form, last=True)
    )


def tiers(search: Search, guild_id: int, engine: Engine, *, big: bool = False) -> list[Tier]:
    """Return what to ask for, best first; each tier holds the hits of those before it too.

    Empty where words were typed and none of them can be searched for. `big` guilds are not
    asked for short beginnings: those are looked for in the texts.
    """
    writing = _Writing(search, guild_id, _LANGUAGES[engine])
    if search.words.strip() and not writing.typed:
        return []
    if not writing.typed:
        return [writing.filtered()]
    found = [writing.tier("!"), writing.tier(":")]
    if writing.may_go_on:
        goes_on = writing.checked() if big and is_short(search) else writing.tier(":", last=True)
        found = [found[0], writing.tier("!", last=True), found[1], goes_on]
    return found


class _Writing:
    """One search being written for one guild and engine."""

    def __init__(self, search: Search, guild_id: int, language: _Language) -> None:
        self._guild, self._language, self._search = guild_mark(guild_id), language, search
        self.typed = _bounded(search.words)
        self._facts = list(self._filters(search))
        self._checks = tuple(_checks(search))

    @property
    def may_go_on(self) -> bool:
        """Whether the last word may be the beginning of a longer one."""
        return any(len(form[-1]) > 1 for form in self.typed[-1])

    def tier(self, mark: str, *, last: bool = False) -> Tier:
        """Write that all words must be there, in titles (`!`) or anywhere (`:`)."""
        final = len(self.typed) - 1
        every = [self._word(mark, w, last=last and n == final) for n, w in enumerate(self.typed)]
        return Tier(self._narrowed(every), self._checks)

    def filtered(self) -> Tier:
        """Write that only the filters must hold."""
        return Tier(self._narrowed([]), self._checks, everything=not self._facts)

    def checked(self) -> Tier:
        """Write that all words but the last must be there; the texts are searched for that."""
        every = [self._word(":", word, last=False) for word in self.typed[:-1]]
        check = Check(" ".join(self.typed[-1][0]), whole=False)
        return Tier(self._narrowed(every), (*self._checks, check), everything=not every)

    def _narrowed(self, every: list[str]) -> str:
        every = [*every, *self._facts] or [
            self._language.any([self._fact(facts.of_kind(kind)) for kind in WorkKind])
        ]
        unwanted = [
            self._word(":", [form], last=False)
            for word in self._search.without
            if " " not in word
            for typed in forms(word)
            for form in typed[:1]
        ]
        return self._language.without(self._language.every(every), unwanted)

    def _filters(self, search: Search) -> Iterator[str]:
        for word in (word for phrase in search.phrases for word in _bounded(phrase)):
            yield self._word(":", word[:1], last=False)
        yield from (self._fact(fact) for fact in _plain_facts(search))
        if search.years:
            yield self._any_fact(facts.of_years(search.years))
        if search.points:
            yield self._any_fact(facts.of_points(search.points))

    def _fact(self, fact: str) -> str:
        return self._language.token(f"{self._guild}={fact}")

    def _any_fact(self, some: Sequence[str]) -> str:
        return self._language.any([self._fact(fact) for fact in some or ["nothing"]])

    def _word(self, mark: str, typed: Sequence[Form], *, last: bool) -> str:
        """Write that one form of a word must be there."""
        return self._language.any(
            [
                self._language.every(
                    [
                        self._language.token(
                            f"{self._guild}{mark}{token[:TOKEN_MAX]}", open_ended=open_ended
                        )
                        for token, open_ended in _tokens(form, last=last)
                    ]
                )
                for form in typed
            ]
        )


def _plain_facts(search: Search) -> Iterator[str]:
    if search.kind:
        yield facts.of_kind(search.kind)
    if search.author_id is not None:
        yield facts.of_author(search.author_id)
    yield from (facts.of_tag(tag) for tag in search.tags)
    if search.has_text:
        yield facts.HAS_TEXT
    if search.no_spoilers:
        yield facts.NO_SPOILERS


def _bounded(text: str) -> list[list[Form]]:
    """Return the words typed, no more of them than are looked at."""
    room = TERMS_MAX
    found: list[list[Form]] = []
    for typed in islice(forms(text[:QUERY_MAX]), QUERY_WORDS_MAX):
        longest = max(len(list(_tokens(form, last=False))) for form in typed)
        if longest > room:
            if not found:
                found.append([(typed[0][0][: TERMS_MAX // 2],)])
            break
        room -= longest
        found.append(typed)
    return found


def _tokens(form: Form, *, last: bool) -> Iterator[tuple[str, bool]]:
    found = [pair for word in form for pair in query_tokens(word)]
    for place, (token, open_ended) in enumerate(found, 1):
        yield token, open_ended or (last and place == len(found) and len(token) > 1)


def _checks(search: Search) -> Iterator[Check]:
    for phrase in search.phrases:
        if len(wanted := list(words(phrase))) > 1:
            yield Check(" ".join(wanted))
    for phrase in search.without:
        if " " in phrase and (unwanted := list(words(phrase))):
            yield Check(" ".join(unwanted), wanted=False)
