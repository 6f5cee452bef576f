"""Every table, in types that mean the same on both engines: big integers, integers and text.

Times are Unix seconds. The first key of every table is the guild, so that rows of two guilds
never meet. Two exceptions: `state` holds facts of the installation, `shared_works` and
`shared_pairs` counts of guilds that agreed to be counted together. The search index is derived
data and belongs to `index.py`.
"""

from reviewbot.store.schema.columns import METADATA
from reviewbot.store.schema.discord import (
    cards,
    drafts,
    hints,
    interactions,
    outbox,
    searches,
    threads,
)
from reviewbot.store.schema.members import (
    dismissals,
    members,
    mutes,
    nights,
    notices,
    recommendations,
    shelves,
    undos,
    viewings,
)
from reviewbot.store.schema.order import actions_log, reports, spoiler_calls
from reviewbot.store.schema.reviews import (
    comments,
    editions,
    follows,
    helpfuls,
    pictures,
    review_tags,
    reviews,
)
from reviewbot.store.schema.works import (
    guilds,
    identifiers,
    merges,
    shared_pairs,
    shared_works,
    state,
    title_words,
    titles,
    works,
)

__all__ = [
    "METADATA",
    "actions_log",
    "cards",
    "comments",
    "dismissals",
    "drafts",
    "editions",
    "follows",
    "guilds",
    "helpfuls",
    "hints",
    "identifiers",
    "interactions",
    "members",
    "merges",
    "mutes",
    "nights",
    "notices",
    "outbox",
    "pictures",
    "recommendations",
    "reports",
    "review_tags",
    "reviews",
    "searches",
    "shared_pairs",
    "shared_works",
    "shelves",
    "spoiler_calls",
    "state",
    "threads",
    "title_words",
    "titles",
    "undos",
    "viewings",
    "works",
]
