"""What to ask a newcomer about: works that many know and about which opinions differ.

A rating tells most where it splits people, and nothing where the newcomer has not seen the
work. So works are ranked by the logarithm of how many rated them times the entropy of what they
gave: "log popularity times entropy" (Rashid et al. 2002, "Getting to know you", where it beat
popularity and entropy alone in how many ratings people could give for the gain in accuracy).
One rater more than there are is thought beside them, so that what a single member rated, whose
entropy is nothing, still stands in an order: the better known first.
"""

from typing import Final

import numpy as np

from reviewbot.recommender.table import Table

_STEPS: Final = 5
"""Whole stars: half stars would make any two opinions differ."""
_FLOOR: Final = 0.1
"""Entropy thought beside the real one, so that the well known comes first among equals."""


def telling(table: Table, member: int, limit: int) -> list[str]:
    """Return the works that tell most of a taste, best first; the member's own ratings aside.

    They are left out so that the order stays while the member rates their way down.
    """
    stars = table.stars.tocoo()
    others = stars.row != table.members.get(member, -1)
    columns = stars.col[others]
    steps = np.clip(np.ceil(stars.data[others]), 1, _STEPS).astype(np.int64) - 1
    width = len(table.work_ids)
    counts = np.bincount(columns * _STEPS + steps, minlength=width * _STEPS)
    counts = counts.reshape(width, _STEPS)
    raters = counts.sum(axis=1)
    shares = counts / np.maximum(raters, 1)[:, None]
    entropy = -(shares * np.log(np.where(shares > 0, shares, 1.0))).sum(axis=1)
    worth = np.log1p(raters) * (_FLOOR + entropy)
    order = np.lexsort((np.arange(width), -worth))
    return [table.work_ids[n] for n in order[:limit] if raters[n]]
