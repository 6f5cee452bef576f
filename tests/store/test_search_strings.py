"""Whatever is typed into any search: no error, nothing of another guild, nothing hidden."""

import os
import random

from reviewbot.domain.grammar import parse
from reviewbot.domain.reviews import Spoils
from reviewbot.services import searching
from reviewbot.store import completions, guesses, tags
from reviewbot.store.engine import Database
from reviewbot.store.vocabulary import Vocabularies
from reviewbot.ui.results import search_page
from tests.store.samples import ADA, CLUB, OTHER_CLUB, a_review, a_work, stored

SECRET = "verysecretending"  # noqa: S105 - a word, not a key
BITS = [
    "stairs", "stai", "rain", '"', "-", "by:", "<@1>", "kind:film", "year:", "2019", "..", ">", "4",
    "rating:", "tag:", "sad", "has:text", "nospoilers", "*", "(", ")", "NOT", "AND", "OR", "NEAR",
    "'", "&", "|", "!", ":*", "<->", "\\", "\x00", "\ud800", "\u202e", "기", "기생", "天空", "の",
    " ", " ", " ", "é", "'a", "{", "^", "+", "%", "_", "$1", "?", ";",
    "verysecret", SECRET, "elsewhere",
]  # fmt: skip


async def test_no_string_is_an_error_or_shows_what_it_may_not(db: Database) -> None:
    async with db.write() as conn:
        hides = a_review(
            a_work("Parasite"), f"Stairs ||{SECRET}|| rain 기생충 天空", spoils=Spoils.PARTS
        )
        whole = a_review(a_work("The Stairs"), SECRET, headline=SECRET, spoils=Spoils.ALL)
        await stored(conn, hides)
        await stored(conn, whole)
        await stored(conn, a_review(a_work("Elsewhere", guild_id=OTHER_CLUB), "stairs elsewhere"))
    chance = random.Random(9)  # noqa: S311 - the same strings every time
    vocabularies = Vocabularies()
    async with db.read() as conn:
        for _ in range(int(os.environ.get("REVIEWBOT_TEST_STRINGS", "250"))):
            some = [*BITS, chr(chance.randrange(0x11_0000)), chr(chance.randrange(0x3000))]
            typed = "".join(chance.choices(some, k=chance.randrange(1, 12)))
            found = await searching.look(conn, vocabularies, CLUB, parse(typed[:200]), 0, 5)
            offered = await completions.list_completions(conn, CLUB, typed)
            offered += await guesses.list_guesses(conn, vocabularies, CLUB, typed)
            known = await vocabularies.tags(conn, CLUB)
            await tags.list_completions(conn, known, CLUB, ADA, typed, 25)
            assert all(review.guild_id == CLUB for review in found.page.items)
            assert all(work.guild_id == CLUB for work in (*offered, *found.nearest))
            if SECRET not in typed.lower():
                shown = str(search_page(found).to_components()).lower()
                assert SECRET not in shown, typed
