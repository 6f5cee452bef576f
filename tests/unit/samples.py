"""One value of any type that a page is drawn from, built from its annotations.

So a page that is new is drawn as well, and nobody has to remember it.
"""

import types
import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from inspect import Parameter, signature
from typing import Final, Literal, TypeVar, get_args, get_origin, get_type_hints

from reviewbot.domain.pages import Page

T = TypeVar("T")
Known = Mapping[object, object]
"""Values of types that cannot be made of their annotation alone."""


def drawn(page: Callable[..., T], known: Known, given: Mapping[str, object]) -> T:
    """Call a function with what is given, and a value of its type for every other parameter."""
    hints = get_type_hints(page)
    named = [
        name
        for name, one in signature(page).parameters.items()
        if one.kind not in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)
    ]
    made = {name: value(hints[name], known) for name in named if name not in given}
    return page(**made, **given)


def value(kind: object, known: Known) -> object:
    """Return a value of the type: one of what may be many, and never `None` or false."""
    if kind in known:
        return known[kind]
    if (origin := get_origin(kind)) in _MADE:
        return _MADE[origin](get_args(kind), known)
    return _plain(kind, known)


def _union(args: Sequence[object], known: Known) -> object:
    return value(next(one for one in args if one is not types.NoneType), known)


def _all(args: Sequence[object], known: Known) -> list[object]:
    return [value(one, known) for one in args if one is not ...]


_MADE: Final[Mapping[object, Callable[[Sequence[object], Known], object]]] = {
    types.UnionType: _union,
    typing.Union: _union,
    Literal: lambda args, _: args[0],
    Page: lambda args, known: Page([value(args[0], known)], 0, 5, 9),
    tuple: lambda args, known: tuple(_all(args, known)),
    **dict.fromkeys((Sequence, Collection, list), _all),
    **dict.fromkeys((set, frozenset), lambda args, known: frozenset(_all(args, known))),
    Mapping: lambda args, known: {value(args[0], known): value(args[1], known)},
}


def _plain(kind: object, known: Known) -> object:
    if kind is str:
        return "w" * 12
    if kind in (int, float, bool):
        return True if kind is bool else 1
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{one.name: value(hints[one.name], known) for one in fields(kind) if one.init})
    raise TypeError(f"say in tests/unit/test_told_apart.py what a {kind} may be")
