"""What people meet in the club, each brought about through the real bot: for `gallery.py`."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from reviewbot.club.stage import Stage
from reviewbot.playground.driver import Answer, File, Member, Message
from reviewbot.playground.world.assets import plain_picture

PLOT: Final = "He was dead all along"
TEXT: Final = (
    "I laughed for an hour and then I stopped. Every joke in the first half is a loaded spring; "
    "the second half lets them go, one after the other, in the same lovely rooms.\n\n"
    "||The doorbell in the rain, and then the stairs behind the shelf.||\n\n"
    "Watch the staircases. They tell you who everybody is."
)
FIELDS: Final = {"Headline": "Watch the stairs", "Your review": TEXT}
DETAILS: Final = {
    "Pull quote": "Nobody walks up a staircase by accident.",
    "Tags": "class, heist, slow burn",
    "Verdict": "must see",
    "Safe after": "the ending",
}


@dataclass(frozen=True, slots=True)
class Sight:
    """One message and whoever sees it."""

    who: Member
    message: Message


State: TypeAlias = Callable[[Stage], Awaitable[Sight]]


def seen(who: Member, answer: Answer) -> Sight:
    """Return what answered a member; AssertionError if nothing did."""
    assert answer.message is not None, f"{who.name} got no answer: {answer}"
    return Sight(who, answer.message)


def card_of(stage: Stage, answer: Answer) -> Message:
    """Return the card to which a receipt links."""
    assert answer.message is not None, answer
    url = next(button.url for button in answer.message.buttons if button.url)
    return stage.discord.message(str(url).rpartition("/")[2])


def latest(stage: Stage, words: str) -> Message:
    """Return the newest message of the reviews' channel that says something."""
    return next(one for one in reversed(stage.reviews.messages) if words in one.text)


async def posted(
    stage: Stage, key: str, title: str, fields: dict[str, object] | None = None, **given: object
) -> Message:
    """Let a member post a review and return its card."""
    who = stage.member(key)
    opened = await who.slash("review post", **{"title": title, "kind": "movie", **given})
    return card_of(stage, await who.submit(opened.form, fields or FIELDS))


async def receipt(stage: Stage) -> Sight:
    """What an author sees after posting."""
    lucia = stage.member("lucia")
    opened = await lucia.slash("review post", title="Parasite", kind="movie", rating="★★★★½")
    return seen(lucia, await lucia.submit(opened.form, FIELDS))


async def full_card(stage: Stage) -> Sight:
    """A card with everything that can stand on one."""
    sight = await receipt(stage)
    urls = [button.url for button in sight.message.buttons if button.url]
    lucia = sight.who
    opened = await lucia.click("Details", on=sight.message)
    await lucia.submit(opened.form, DETAILS)
    opened = await lucia.click("Pictures", on=sight.message)
    pictures = (File("a.png", plain_picture(1)), File("b.png", plain_picture(2)))
    fields = {
        "Add pictures": pictures,
        "What they show": "The stairs\nThe cellar",
        "Do they spoil?": "No: they stand on the card",
    }
    await lucia.submit(opened.form, fields)
    await lucia.slash("review log", title="Parasite", date="today", rating="5")
    message = stage.discord.message(urls[0].rpartition("/")[2])
    await stage.member("ada").click("Helpful", on=message)
    await stage.member("bex").reply(message, "Team basement.")
    await lucia.sees("found it helpful")
    return Sight(stage.member("ada"), message)


async def plain_card(stage: Stage) -> Sight:
    """A card without spoilers."""
    fields: dict[str, object] = {"Your review": "A bus, a poem, and a dog with plans of its own."}
    card = await posted(stage, "ada", "Paterson", fields, year=2016, rating="4")
    return Sight(stage.member("vera"), card)


async def quick(stage: Stage) -> Sight:
    """The receipt of a quick take."""
    jules = stage.member("jules")
    given = {"title": "Aftersun", "kind": "movie", "year": 2022, "rating": "9/10"}
    return seen(jules, await jules.slash("review quick", **given))


async def hint(stage: Stage) -> Sight:
    """A text that seems to give something away."""
    bex = stage.member("bex")
    opened = await bex.slash("review post", title="The Sixth Sense", kind="movie", year=1999)
    fields = {"Your review": f"I liked it.\n\nThe killer is the teacher. {PLOT}."}
    return seen(bex, await bex.submit(opened.form, fields))


async def called_card(stage: Stage) -> Sight:
    """A card after somebody said that it spoils."""
    fields: dict[str, object] = {"Headline": "Still cold", "Your review": "Watch it in winter."}
    card = await posted(stage, "tomas", "Fargo", fields, year=1996, rating="4.5")
    await stage.member("ada").click("This spoils · Report", on=card)
    await stage.member("ada").click("This spoils")
    await stage.member("ada").sees("Spoilers for Fargo")
    return Sight(stage.member("ada"), card)


async def doubt(stage: Stage) -> Sight:
    """The choice behind the button of doubt."""
    card = latest(stage, "Paterson")
    vera = stage.member("vera")
    return seen(vera, await vera.click("This spoils · Report", on=card))


async def called_receipt(stage: Stage) -> Sight:
    """What whoever calls a spoiler is told."""
    sight = await doubt(stage)
    return seen(sight.who, await sight.who.click("This spoils", on=sight.message))


async def called_author(stage: Stage) -> Sight:
    """What the author of a called review is told."""
    ada = stage.member("ada")
    return Sight(ada, await ada.sees("Somebody says"))


async def compact_card(stage: Stage) -> Sight:
    """A small card, where moderators chose that."""
    nour = stage.member("nour")
    opened = await nour.slash("reviewbot settings")
    await nour.click("Compact", on=opened.message)
    card = await posted(stage, "vera", "Ida", year=2013, rating="5")
    await nour.click("Full", on=opened.message)
    return Sight(stage.member("ada"), card)


async def show(stage: Stage) -> Sight:
    """One work, as the club sees it."""
    ada = stage.member("ada")
    return seen(ada, await ada.slash("review show", title="Parasite"))


async def read_masked(stage: Stage) -> Sight:
    """A review read, its spoilers covered."""
    vera = stage.member("vera")
    return seen(vera, await vera.click("Read", on=latest(stage, "safe after the ending")))


async def read_question(stage: Stage) -> Sight:
    """The question before spoilers are shown."""
    sight = await read_masked(stage)
    return seen(sight.who, await sight.who.click("Show spoilers", on=sight.message))


async def read_open(stage: Stage) -> Sight:
    """A review read with all that spoils."""
    sight = await read_question(stage)
    return seen(sight.who, await sight.who.click("Show me", on=sight.message))


async def editions(stage: Stage) -> Sight:
    """What a review said before."""
    lucia = stage.member("lucia")
    opened = await lucia.slash("review edit", title="Parasite", rating="4")
    await lucia.submit(opened.form, {"Headline": "Count the stairs"})
    return seen(lucia, await lucia.slash("review editions", title="Parasite"))


async def drafts(stage: Stage) -> Sight:
    """What was written and not posted."""
    bex = stage.member("bex")
    await bex.slash("review post", title="Alien", kind="movie", year=1979, rating="5")
    return seen(bex, await bex.slash("review drafts"))


async def deleted(stage: Stage) -> Sight:
    """A review deleted, with the way back."""
    await posted(stage, "haruka", "Ran", year=1985, rating="4")
    haruka = stage.member("haruka")
    return seen(haruka, await haruka.slash("review delete", title="Ran"))


def asks(key: str, command: str, **options: object) -> State:
    """Return the sight of what answers a command."""

    async def act(stage: Stage) -> Sight:
        who = stage.member(key)
        given = {
            name: stage.member(str(value)[1:]) if str(value).startswith("@") else value
            for name, value in options.items()
        }
        return seen(who, await who.slash(command, **given))

    return act


async def comments(stage: Stage) -> Sight:
    """What was said about a review, with answers."""
    card = latest(stage, "Parasite")
    tomas, ada = stage.member("tomas"), stage.member("ada")
    await tomas.reply(card, "The stairs! I counted them. ||Forty-two, and then the cellar.||")
    await ada.slash("review comment", title="Stalker", text="Slow, and I stayed.", by=tomas)
    page = seen(ada, await ada.click("Read", on=card))
    label = next(b.label for b in page.message.buttons if b.label.startswith("Comments"))
    return seen(ada, await ada.click(label, on=page.message))


async def notice(stage: Stage) -> Sight:
    """A direct message: somebody answered."""
    lucia = stage.member("lucia")
    return Sight(lucia, await lucia.sees("commented"))


async def thread(stage: Stage) -> Sight:
    """The receipt of a thread."""
    ada = stage.member("ada")
    return seen(ada, await ada.slash("review thread", title="Paterson"))


async def shelf(stage: Stage) -> Sight:
    """A member's shelf."""
    ada = stage.member("ada")
    await ada.slash("shelf add", title="Dark", shelf="current", progress="S2E5")
    tomas = stage.member("tomas")
    await ada.slash("shelf add", title="Stalker", recommended_by=tomas, must=True)
    await ada.slash("shelf add", title="Middlemarch", kind="book", shelf="paused", reason="Fog.")
    return seen(ada, await ada.slash("shelf show"))


async def diary(stage: Stage) -> Sight:
    """A member's diary."""
    ada = stage.member("ada")
    await ada.slash("review log", title="Paterson", date="today", rating="4.5", note="On a bus.")
    return seen(ada, await ada.slash("review diary"))


async def recommended(stage: Stage) -> Sight:
    """A recommendation, as the friend gets it."""
    vera, ada = stage.member("vera"), stage.member("ada")
    given = {"to": ada, "title": "Stalker", "note": "Bring a ||nut|| and patience."}
    await vera.slash("review recommend", **given)
    return Sight(ada, await ada.sees("recommends this to you"))


async def night(stage: Stage) -> Sight:
    """What three could see together, one of whom lost the last time and one of whom vetoed."""
    ada, bex, tomas = (stage.member(name) for name in ("ada", "bex", "tomas"))
    earlier = await bex.slash("review recommend", **{"with": ada})
    assert earlier.message
    await bex.choose("Who is in?", ada, tomas, on=earlier.message)
    last = earlier.message.text.split("**")[-2]
    await bex.choose("Decided? We take …", last, on=earlier.message)
    answer = await bex.slash("review recommend", **{"with": ada})
    assert answer.message
    await bex.choose("Who is in?", ada, tomas, on=answer.message)
    await ada.click("Veto", on=answer.message)
    return seen(bex, answer)


async def taken(stage: Stage) -> Sight:
    """What a group took."""
    ada, bex = stage.member("ada"), stage.member("bex")
    answer = await bex.slash("review recommend", **{"with": ada})
    assert answer.message
    last = answer.message.text.split("**")[-2]
    await bex.choose("Decided? We take …", last, on=answer.message)
    return seen(bex, answer)


async def pick(stage: Stage) -> Sight:
    """One suggestion, and why it is one."""
    bex = stage.member("bex")
    answer = await bex.slash("review recommend")
    assert answer.message
    title = answer.message.text.split("**")[1]
    await bex.choose("Seen it? Not for you? Why?", title, on=answer.message)
    await bex.click("Why?", on=answer.message)
    return seen(bex, answer)


async def warming(stage: Stage) -> Sight:
    """A newcomer rates a few."""
    new = stage.guild.member("Newcomer")
    answer = await new.slash("review recommend")
    assert answer.message
    await new.click("Rate a few", on=answer.message)
    return seen(new, answer)


async def reports(stage: Stage) -> Sight:
    """What waits for the moderators."""
    card = latest(stage, "Ida")
    bex, nour = stage.member("bex"), stage.member("nour")
    await bex.menu("Report", card)
    await bex.submit(fields={"What is wrong with it?": "It is about my neighbour."})
    return seen(nour, await nour.slash("reviewbot reports"))


async def log(stage: Stage) -> Sight:
    """What moderators did."""
    nour = stage.member("nour")
    await nour.menu("Hide", latest(stage, "Ida"))
    await nour.submit(fields={"Why?": "Names a neighbour."})
    return seen(nour, await nour.slash("reviewbot log"))


async def merge(stage: Stage) -> Sight:
    """Two works about to be one."""
    await posted(stage, "jules", "Parazit", year=2019, rating="4")
    return await asks("nour", "work merge", duplicate="Parazit", into="Parasite")(stage)


SIGHTS: Final[dict[str, State]] = {
    "receipt": receipt,
    "card-full": full_card,
    "card-plain": plain_card,
    "quick": quick,
    "hint": hint,
    "card-called": called_card,
    "doubt": doubt,
    "called-receipt": called_receipt,
    "called-author": called_author,
    "card-compact": compact_card,
    "show": show,
    "read-masked": read_masked,
    "read-question": read_question,
    "read-open": read_open,
    "editions": editions,
    "drafts": drafts,
    "deleted": deleted,
    "list": asks("ada", "review list"),
    "top": asks("ada", "review top"),
    "recent": asks("ada", "review recent"),
    "divisive": asks("ada", "review divisive"),
    "discussed": asks("ada", "review discussed"),
    "wanted": asks("ada", "review wanted"),
    "random": asks("ada", "review random"),
    "search": asks("ada", "review search", query="libary"),
    "comments": comments,
    "notice": notice,
    "thread": thread,
    "shelf": shelf,
    "diary": diary,
    "settings": asks("ada", "review settings"),
    "recommended": recommended,
    "recommend": asks("bex", "review recommend"),
    "pick": pick,
    "warming": warming,
    "night": night,
    "taken": taken,
    "taste": asks("ada", "review taste", member="@tomas"),
    "profile": asks("ada", "review profile"),
    "reports": reports,
    "log": log,
    "panel": asks("nour", "reviewbot settings"),
    "names": asks("ada", "work titles", work="Parasite"),
    "merge": merge,
    "merges": asks("nour", "work merges"),
    "privacy-export": asks("ada", "privacy export"),
    "privacy-forget": asks("ada", "privacy forget"),
}
