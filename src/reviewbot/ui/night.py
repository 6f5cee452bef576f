"""What a group could watch or read together: one public page, for all of them to press on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from reviewbot.domain.nights import LOUDER_FROM
from reviewbot.domain.ratings import number
from reviewbot.domain.works import Work, WorkKind
from reviewbot.ui import ids, layout, titles
from reviewbot.ui.text import isolated, neutralise, plural

FRIENDS_MAX: Final = 9
"""Members beside whoever asks."""
HOURS: Final = {"1": "1 hour", "4": "4 hours", "24": "a day", "72": "3 days"}
COLOUR: Final = 0xC2557F
_HALF: Final = 10
_SPACE: Final = "\u00a0"
"""Between a name and its figure, which no line of a phone may part."""
_VETO_LABEL: Final = 45
_VETO_SHOWN: Final = 80
_TOLD: Final = 2
"""Points of a loss from which it is worth telling; less is rounding."""


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
    """Who asked, who else is in, what for, and the vetoes so far: a member's one work.

    `taken` is what they decided on, `lost` how many points each lost by that, if any.
    """

    host: int
    friends: Sequence[int]
    kind: WorkKind | None = None
    again: bool = False
    vetoes: Mapping[int, Work] | None = None
    taken: Work | None = None
    lost: Mapping[int, int] = field(default_factory=dict)

    @property
    def members(self) -> list[int]:
        """All who are in, each once, whoever asked first."""
        return list(dict.fromkeys((self.host, *self.friends)))

    @property
    def frame(self) -> str:
        """What the ids of the page carry."""
        return ids.night(self.kind, self.host, again=self.again)


def night_page(
    party: Party,
    choices: Sequence[Choice],
    wishes: Mapping[int, float],
    hidden: Collection[int] = (),
    *,
    ready: bool = True,
) -> layout.Layout:
    """Return the page: the picks, the vetoes, who is in, and the ways to a decision.

    `wishes` is how much each one's wish counts; whoever is `hidden` is not named for it.
    """
    basis = _basis(party, choices, ready=ready)
    items = [layout.text("### For all of you tonight", basis, _louder(wishes, hidden))]
    items += [_row(choice, party) for choice in choices]
    items += _vetoes(party)
    items.append(
        layout.people("Who is in?", ids.night_who(party.frame), party.friends, FRIENDS_MAX)
    )
    if choices:
        items.append(_taking(choices, party))
    if len(choices) > 1:
        items.append(layout.row(layout.button("Vote on these", ids.night_poll(party.frame))))
    return layout.Layout(layout.container(items, COLOUR))


def taken_page(
    party: Party, choices: Sequence[Choice], hidden: Collection[int] = ()
) -> layout.Layout:
    """Return the page of a group that has decided; `choices` has what they took, if it can."""
    work = party.taken
    if work is None:
        raise ValueError("Nothing is taken.")
    shown = next((one for one in choices if one.work.id == work.id), Choice(work, {}))
    words = [
        f"### {titles.shown(work, 'You take ')}",
        ", ".join(map(layout.mention, party.members)),
        titles.facts(work),
        *_figures(shown),
        _lost(party, hidden),
    ]
    again = layout.button("Choose again", ids.night_again(party.frame))
    return layout.Layout(layout.container([layout.text(*words), layout.row(again)], COLOUR))


def _taking(choices: Sequence[Choice], party: Party) -> layout.Item:
    options = [titles.choice(one.work, one.work.id) for one in choices]
    return layout.menu("Decided? We take …", ids.night_take(party.frame), options)


def _louder(wishes: Mapping[int, float], hidden: Collection[int]) -> str:
    """Say whose wish counts more, and why; of who keeps out, only that there is somebody."""
    louder = [who for who, weight in wishes.items() if weight >= LOUDER_FROM]
    if not louder or len(louder) == len(wishes):
        return ""
    whose = _named(louder, hidden)
    return f"-# The last choice was not what {whose} wished for most, so that counts more tonight."


def _lost(party: Party, hidden: Collection[int]) -> str:
    """Say whose wish was another, which will count more."""
    lost = [who for who, points in party.lost.items() if points >= _TOLD]
    if not lost:
        return "-# Nobody had a clearly better wish."
    return f"-# {_named(lost, hidden)} wished for another more; that counts the next time."


def _named(members: Sequence[int], hidden: Collection[int]) -> str:
    """Name those who allow it, and count the others."""
    shown = [layout.mention(who) for who in members if who not in hidden]
    unsaid = len(members) - len(shown)
    if unsaid:
        shown.append(f"{unsaid} more of you" if shown else plural(unsaid, "member"))
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


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
    lines = [f"**{titles.shown(choice.work)}**", titles.facts(choice.work), *_figures(choice)]
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
    told = ", ".join(_kept_out(who, work) for who, work in vetoes)
    buttons = [
        layout.button(
            titles.plain(work, _VETO_LABEL, "Undo veto: "),
            ids.night_vetoed(who, work.id, party.frame),
        )
        for who, work in vetoes
    ]
    rows = [layout.row(*buttons[n : n + 5]) for n in range(0, len(buttons), 5)]
    return [layout.text(f"-# Not tonight: {told}"), *rows]


def _kept_out(who: int, work: Work) -> str:
    return f"{isolated(neutralise(titles.plain(work, _VETO_SHOWN)))} by {layout.mention(who)}"


def hours_page(work_ids: Sequence[str]) -> layout.Layout:
    """Ask for how long to vote."""
    options = [layout.option(said, hours) for hours, said in HOURS.items()]
    menu = layout.menu("Post the poll, open for …", ids.night_hours(work_ids), options)
    return layout.Layout(layout.text("How long may everybody vote? I post the poll here."), menu)
