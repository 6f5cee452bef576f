"""Two tastes beside each other, and one member's profile: private pages."""

from collections.abc import Mapping
from typing import Final

from discord import ComponentType

from reviewbot.domain.ratings import number, stars
from reviewbot.domain.taste import COMMON_MIN, Comparison, Profile, Rated, Shared
from reviewbot.domain.works import Work, WorkKind
from reviewbot.ui import layout, titles
from reviewbot.ui.text import neutralise, plural

AGREEMENTS: Final = 3
PICTURE: Final = "profile.png"
_LABEL_MAX: Final = 80
COLOUR: Final = 0x8B6FD6


def taste_page(member_id: int, found: Comparison, works: Mapping[str, Work]) -> layout.Layout:
    """Return how the reader's taste and this member's lie; `works` has all that is named."""
    common = plural(len(found.shared), "title")
    head = f"### You and {layout.mention(member_id)}"
    counts = f"-# You rated {found.mine}, they rated {found.theirs}."
    if not found.enough:
        missing = plural(COMMON_MIN - len(found.shared), "more title")
        thin = f"You both rated {common}. It takes {missing} before that says anything."
        return layout.notice(f"{head}\n{thin}\n{counts}")
    lines = [
        head,
        f"You both rated **{common}**, and agree within half a star on **{found.agreed}**.",
        f"On average you are **{number(found.apart) or 0}★** apart.",
        *_agreed(found, works),
        *_apart(found.sharpest, works),
        counts,
    ]
    return layout.Layout(layout.container((layout.text(*lines),), COLOUR))


def _agreed(found: Comparison, works: Mapping[str, Work]) -> list[str]:
    alike = [one for one in found.agreements(AGREEMENTS) if one.work_id in works]
    lines = [f"- {_label(works[one.work_id])}: {_both(one)}" for one in alike]
    return ["**You agree on**", *lines] if lines else []


def _apart(one: Shared | None, works: Mapping[str, Work]) -> list[str]:
    if one is None or one.work_id not in works:
        return []
    return ["**You are furthest apart on**", f"- {_label(works[one.work_id])}: {_both(one)}"]


def _both(one: Shared) -> str:
    return f"you {_given(one.mine)}, they {_given(one.theirs)}"


def _given(points: float) -> str:
    return f"{number(points)}★"


def _label(work: Work) -> str:
    return neutralise(titles.plain(work, _LABEL_MAX))


def profile_page(
    member_id: int, found: Profile, works: Mapping[str, Work], reviews: int
) -> layout.Layout:
    """Return what a member gives; its picture comes as an attachment named `PICTURE`."""
    head = f"### {layout.mention(member_id)}"
    if not found.rated:
        return layout.notice(f"{head}\nNothing rated yet. `/review quick` takes one command.")
    mean = f"{stars(found.mean)} **{number(found.mean)}**/5 on average"
    counts = f"from {plural(len(found.rated), 'rating')}; {plural(reviews, 'review')} to read."
    lines = [
        head,
        f"{mean}, {counts}",
        "Rates " + ", ".join(_of_kind(*one) for one in found.kinds) + ".",
        *_beside("Kinder than others to", found.kindest, works),
        *_beside("Harder than others on", found.harshest, works),
    ]
    picture = {
        "type": ComponentType.media_gallery.value,
        "items": [{"media": {"url": f"attachment://{PICTURE}"}, "description": described(found)}],
    }
    return layout.Layout(layout.container((layout.text(*lines), picture), COLOUR))


def described(found: Profile) -> str:
    """Say what the picture of a profile shows."""
    counts = reversed(list(enumerate(found.by_half_star, 1)))
    told = [f"{number(step * 10)}★ {count}" for step, count in counts if count]
    return "How often each rating was given: " + ", ".join(told)


def _of_kind(kind: WorkKind, count: int, mean: float) -> str:
    return f"{plural(count, kind.label)} ({_given(mean)})"


def _beside(words: str, one: Rated | None, works: Mapping[str, Work]) -> list[str]:
    if one is None or one.others is None or one.work_id not in works:
        return []
    given, others = _given(one.points), _given(one.others)
    return [f"{words} {_label(works[one.work_id])}: {given}, others {others}."]
