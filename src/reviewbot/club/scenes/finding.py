"""Finding: a work, a word with a typo in it, the best, a taste like one's own, a pick."""

from reviewbot.club.acting import Acting


async def show(on: Acting) -> None:
    """Ask what the club thinks of a film, whose title is completed."""
    on.told.scene("What does the club think of a film?")
    on.told.does("Ada", "/review show  title: paras…")
    offered = await on.who("ada").autocomplete("review show", "title", "paras")
    assert offered, "no completion was offered"
    on.told.remark(f"As she types, she is offered: {offered[0].name}")
    page = await on.who("ada").slash("review show", title=offered[0].value)
    on.told.answered(page, "Ada")
    assert "Watch the stairs" in page.text, "the new review is not on its work's page"
    assert "doorbell" not in page.text, "the page of a work spoils"


async def search(on: Acting) -> None:
    """Find a review by a word that is typed wrongly."""
    on.told.scene("はるか remembers one word of a review, nearly")
    await on.asks("haruka", "review search", "showing “staircases”", query="stiarcases")


async def top(on: Acting) -> None:
    """Look at what the club rates best."""
    on.told.scene("What is best here?")
    await on.asks("vera", "review top", "Best rated", kind="film")


async def compare(on: Acting) -> None:
    """Compare two members' ratings."""
    on.told.scene("Whose taste is like mine?")
    await on.asks("ada", "review quick", "Paterson", title="Paterson", rating="4")
    await on.asks("ada", "review taste", "You both rated", member=on.who("jules"))


async def pick(on: Acting) -> None:
    """Get picks, each with its reason."""
    on.told.scene("One good pick for tonight")
    await on.asks("bex", "review recommend", "What to try next", "Because you gave", kind="film")
