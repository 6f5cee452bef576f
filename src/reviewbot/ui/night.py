"""What a group could watch or read together: one public page that carries its own state.

Who is in stands in the menu of members, what somebody vetoed in the buttons that take a veto
back. So nothing is kept anywhere else, and the page works on after a restart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reviewbot.domain.ratings import number
from reviewbot.domain.works import Work, WorkKind
from reviewbot.ui import cards, ids, layout
from reviewbot.ui.limits import BUTTON_LABEL_MAX
from reviewbot.ui.text import one_line, plural

FRIENDS_MAX: Final = 9
"""Members beside whoever asks."""
HOURS: Final = {"1": "1 hour", "4": "4 hours", "24": "a day", "72": "3 days"}
COLOUR: Final = 0xC2557F
_HALF: Final = 10
_SPACE: Final = "\u00a0"
"""Between a name and its figure, which no line of a phone may part."""
_VETO_TITLE: Final = 24


@dataclass(frozen=True, slots=True)
class Choice:
    """A pick for a group: what each would likely give, in points, and who wants it.

    `likely` has nobody who does not let such things be said; `given` are those in it who gave
    that already, and `unsaid` how many were left out.
    """

    work: Work
    likely: Mapping[int, float]
    wanting: Sequence[int] = ()
    given: frozenset[int] = frozenset()
    unsaid: int = 0


@dataclass(frozen=True, slots=True)
class Party:
    """Who asked, who else is in, what for, and the vetoes so far: a member's one work."""

    host: int
    friends: Sequence[int]
    kind: WorkKind | None = None
    again: bool = False
    vetoes: Mapping[int, Work] | None = None

    @property
    def members(self) -> list[int]:
        """All who are in, each once, whoever asked first."""
        return list(dict.fromkeys((self.host, *self.friends)))

    @property
    def frame(self) -> str:
        """What the ids of the page carry."""
        return ids.night(self.kind, self.host, again=self.again)


def night_page(party: Party, choices: Sequence[Choice], *, ready: bool = True) -> layout.Layout:
    """Return the page: the picks, the vetoes, who is in, and the way to a vote."""
    items = [layout.text("### For all of you tonight", _basis(party, choices, ready=ready))]
    items += [_row(choice, party) for choice in choices]
    items += _vetoes(party)
    items.append(
        layout.people("Who is in?", ids.night_who(party.frame), party.friends, FRIENDS_MAX)
    )
    if len(choices) > 1:
        items.append(layout.row(layout.button("Vote on these", ids.night_poll(party.frame))))
    return layout.Layout(layout.container(items, COLOUR))


def _basis(party: Party, choices: Sequence[Choice], *, ready: bool) -> str:
    who = ", ".join(map(layout.mention, party.members))
    if not ready:
        return f"{who}\n-# I am still working through the ratings here. Choose who is in again."
    wanted = f"{party.kind.label}s" if party.kind else "films, books or shows"
    if not choices:
        return (
            f"{who}\n-# There are no {wanted} here with a rating that none of you knows. "
            "`again` lets in what you have seen; every rating by others helps."
        )
    seen = "Some of it you may have seen" if party.again else "None of you knows any of these"
    return f"{who}\n-# {seen}. Nobody should mind the choice: each of you has one veto."


def _row(choice: Choice, party: Party) -> layout.Item:
    lines = [f"**{cards.title(choice.work)}**", cards.facts(choice.work), *_figures(choice)]
    if choice.wanting:
        lines.append(f"-# On the list of {', '.join(map(layout.mention, choice.wanting))}")
    veto = layout.button("Veto", ids.night_veto(choice.work.id, party.frame))
    return layout.section("\n".join(lines), veto)


def _figures(choice: Choice) -> list[str]:
    """Say what each would likely give, to the half star: more would claim too much."""
    told = [
        f"{layout.mention(who)}{_SPACE}{f'gave{_SPACE}' if who in choice.given else ''}"
        f"{number(max(_HALF, round(points / _HALF) * _HALF))}"
        for who, points in choice.likely.items()
    ]
    if choice.unsaid:
        told.append(f"{plural(choice.unsaid, 'more')} counted".replace("mores", "more"))
    return [f"Likely {' · '.join(told)}"] if told else []


def _vetoes(party: Party) -> list[layout.Item]:
    """Show who vetoed what, with a button each to take it back."""
    vetoes = list((party.vetoes or {}).items())
    if not vetoes:
        return []
    told = ", ".join(f"{cards.title(work)} by {layout.mention(who)}" for who, work in vetoes)
    buttons = [
        layout.button(
            one_line(f"Undo veto: {one_line(work.title, _VETO_TITLE)}", BUTTON_LABEL_MAX),
            ids.night_vetoed(who, work.id, party.frame),
        )
        for who, work in vetoes
    ]
    rows = [layout.row(*buttons[n : n + 5]) for n in range(0, len(buttons), 5)]
    return [layout.text(f"-# Not tonight: {told}"), *rows]


def hours_page(work_ids: Sequence[str]) -> layout.Layout:
    """Ask for how long to vote."""
    options = [layout.option(said, hours) for hours, said in HOURS.items()]
    menu = layout.menu("Post the poll, open for …", ids.night_hours(work_ids), options)
    return layout.Layout(layout.text("How long may everybody vote? I post the poll here."), menu)
