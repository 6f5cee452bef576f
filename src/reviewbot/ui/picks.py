"""Suggestions: what to watch or read next, each with its score and an honest line of reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewbot.domain.ratings import number, stars
from reviewbot.domain.works import Work, WorkKind
from reviewbot.recommender.baseline import Suggestion
from reviewbot.ui import cards, ids, layout
from reviewbot.ui.text import plural


@dataclass(frozen=True, slots=True)
class Pick:
    """A suggestion with the work it means and a review of it to read."""

    suggestion: Suggestion
    work: Work
    review_id: str | None


def picks_page(picks: Sequence[Pick], kind: WorkKind | None) -> layout.Layout:
    """Return the page of picks, best first."""
    wanted = f"{kind.label}s" if kind else "films, books or shows"
    if not picks:
        return layout.notice(
            f"I have no {wanted} left for you: you reviewed all that have a rating here.\n"
            "-# Every `/review post` with a rating makes this better."
        )
    items = [layout.text("### What to try next", _basis(picks)), *(_row(p) for p in picks)]
    return layout.Layout(*items)


def _basis(picks: Sequence[Pick]) -> str:
    if all(pick.suggestion.thin for pick in picks):
        return "-# There are few ratings here yet, so take these as first hints."
    return "-# From what members here rated; you have reviewed none of these."


def _row(pick: Pick) -> layout.Item:
    score = pick.suggestion.score
    content = "\n".join(
        (
            f"**{cards.title(pick.work)}** {cards.facts(pick.work).removeprefix('-# ')}",
            f"{stars(score)} {number(score)}/5",
            f"-# {reason(pick.suggestion)}",
        )
    )
    if pick.review_id is None:
        return layout.text(content)
    return layout.section(content, layout.button("Read", ids.read(pick.review_id)))


def reason(suggestion: Suggestion) -> str:
    """Say in one line what the score rests on."""
    mean, raters = number(suggestion.mean), suggestion.raters
    if raters == 1:
        return f"One member rated it, {mean}/5; counted carefully until more do"
    given = f"{plural(raters, 'member')} rated it {mean}/5 on average"
    return f"{given}; few so far, so counted carefully" if suggestion.thin else given
