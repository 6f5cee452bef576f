"""What members keep for themselves: shelf, diary, suggestions, choices, notices."""

from typing import Final

from reviewbot.playground.driver import Answer
from reviewbot.store.schema import (
    dismissals,
    follows,
    helpfuls,
    members,
    mutes,
    nights,
    recommendations,
    shelves,
    viewings,
)
from tests.faults.acting import (
    WORDS,
    Scene,
    click,
    none,
    own,
    press,
    rows,
    slash,
    some,
    submit,
    then,
)
from tests.faults.forging import forge, pick

_WANTED: Final = rows(shelves, shelves.c.shelf == "want")
_WANT: Final = click("ben", "Want")
_ADDED: Final = slash("ben", "shelf add", title="Solaris", kind="book")
_LOGGED: Final = slash("ben", "review log", title="Parasite", note=WORDS)
_NOTED: Final = rows(viewings, viewings.c.note == WORDS)
_RATED: Final = rows(viewings, viewings.c.points == 70)
_SHOWN: Final = slash("ben", "review recommend")


async def _offered(scene: Scene) -> Answer:
    return await scene.club.ada.slash("review recommend", to=scene.club.ben, title="Parasite")


async def _evening(scene: Scene) -> Answer:
    dora = scene.club.guild.member("Dora")
    return await scene.club.ben.slash("review recommend", **{"with": dora})


async def _take(scene: Scene) -> Answer:
    assert scene.opened
    return await scene.club.ben.choose("Decided? We take …", "Parasite", on=scene.opened.message)


async def _unveto(scene: Scene) -> Answer:
    assert scene.opened
    assert scene.opened.message
    [label] = [str(b.label) for b in scene.opened.message.buttons if "Undo veto" in str(b.label)]
    return await scene.club.ben.click(label, on=scene.opened.message)


async def _sit(scene: Scene) -> Answer:
    assert scene.opened
    eli = scene.club.guild.member("Eli")
    return await scene.club.ben.choose("Who is in?", eli, on=scene.opened.message)


KEEPING: Final = (
    own(
        "thank",
        "rv1:thank",
        forge("ben", "rv1:thank:{review}:0"),
        "Taken back",
        none(rows(helpfuls)),
        click("ben", "Helpful"),
    ),
    own("wish", "rv1:wish", forge("ben", "rv1:wish:{work}"), "is on your list", _WANTED),
    own(
        "shelf-move",
        "shelf move",
        slash("ben", "shelf move", title="Solaris", shelf="current"),
        "You are",
        rows(shelves, shelves.c.shelf == "current"),
        _ADDED,
    ),
    own(
        "shelf-remove",
        "shelf remove",
        slash("ben", "shelf remove", title="Solaris"),
        "is off your shelf",
        none(_WANTED),
        _ADDED,
    ),
    own(
        "move",
        "rv1:move",
        forge("ben", "rv1:move:{work}:c"),
        "You are watching",
        rows(shelves, shelves.c.shelf == "current"),
        _WANT,
    ),
    own(
        "must",
        "rv1:must",
        forge("ben", "rv1:must:{work}:1"),
        "a must",
        rows(shelves, shelves.c.must == 1),
        _WANT,
    ),
    own(
        "unshelve",
        "rv1:unshelve",
        forge("ben", "rv1:unshelve:{work}"),
        "is off your shelf",
        none(_WANTED),
        _WANT,
    ),
    own(
        "how-far",
        "f1:howfar",
        submit("ben", "Why did you stop?"),
        "is on your list",
        rows(shelves, shelves.c.reason == WORDS),
        then(_WANT, forge("ben", "rv1:howfar:{work}")),
    ),
    own(
        "today",
        "rv1:today",
        forge("ben", "rv1:today:{viewing}"),
        "You watched",
        rows(viewings, viewings.c.note == WORDS, viewings.c.seen_on != ""),
        _LOGGED,
    ),
    own(
        "unnote",
        "rv1:unnote",
        forge("ben", "rv1:unnote:{viewing}"),
        "is out of your diary",
        none(_NOTED),
        _LOGGED,
    ),
    own(
        "seen",
        "f1:seen",
        submit("ben", "Note"),
        "You watched",
        _NOTED,
        forge("ben", "rv1:seen:{work}"),
    ),
    own(
        "renote",
        "f1:renote",
        submit("ben", "Note"),
        "You watched",
        _NOTED,
        then(
            slash("ben", "review log", title="Parasite", note="Before."),
            forge("ben", "rv1:renote:{viewing}"),
        ),
    ),
    own("pick-want", "rv1:pw", forge("ben", "rv1:pw:{work}:-n...:"), "is on your list", _WANTED),
    own("pick-rate", "rv1:pr", pick("ben", "rv1:pr:{work}:-n...:", "70"), "You gave", _RATED),
    own("rate-one", "rv1:rateone", pick("ben", "rv1:rateone:{work}:0:0", "70"), "You gave", _RATED),
    own(
        "pick-no",
        "rv1:pn",
        forge("ben", "rv1:pn:{work}:-n...:"),
        "I will not suggest",
        rows(dismissals),
    ),
    own(
        "pick-back",
        "rv1:pu",
        forge("ben", "rv1:pu:{work}:-n...:"),
        "may be suggested",
        none(rows(dismissals)),
        forge("ben", "rv1:pn:{work}:-n...:"),
    ),
    own(
        "offer",
        "rv1:offer",
        forge("ben", "rv1:offer:{guild}:{recommendation}:a"),
        "It is on your list",
        rows(recommendations, recommendations.c.answer != ""),
        _offered,
    ),
    own(
        "size",
        "rv1:size",
        forge("ben", "rv1:size:compact"),
        "Your settings",
        rows(members, members.c.card == "compact"),
    ),
    own(
        "tell",
        "rv1:tell",
        forge("ben", "rv1:tell:{guild}:AAAAAAAAAAAA:0"),
        "no more",
        rows(members, members.c.notices == 0),
    ),
    own(
        "mute",
        "rv1:mute",
        forge("ben", "rv1:mute:{guild}:{review}:1"),
        "You will hear no more",
        rows(mutes),
    ),
    own(
        "follow",
        "rv1:follow",
        forge("ben", "rv1:follow:{guild}:{review}:1"),
        "You follow",
        rows(follows),
    ),
    own(
        "unfollow",
        "rv1:follow",
        forge("ben", "rv1:follow:{guild}:{review}:0"),
        "You do not follow",
        none(rows(follows)),
        forge("ben", "rv1:follow:{guild}:{review}:1"),
    ),
    own(
        "hush",
        "rv1:hush",
        forge("ben", "rv1:hush:{guild}:{cleo}:1"),
        "You will hear no more",
        rows(mutes),
    ),
    own(
        "night-who",
        "rv1:gw",
        _sit,
        "For all of you tonight",
        rows(nights, nights.c.present == 0),
        _evening,
    ),
    own(
        "night-veto",
        "rv1:gx",
        press("ben", "Veto"),
        "For all of you tonight",
        rows(nights, nights.c.vetoed.is_not(None)),
        _evening,
    ),
    own(
        "night-unveto",
        "rv1:gu",
        _unveto,
        "For all of you tonight",
        none(rows(nights, nights.c.vetoed.is_not(None))),
        then(_evening, press("ben", "Veto")),
    ),
    own(
        "night-take",
        "rv1:gt",
        _take,
        "You take",
        some(rows(nights, nights.c.taken.is_not(None))),
        _evening,
    ),
    own(
        "night-again",
        "rv1:gr",
        press("ben", "Choose again"),
        "For all of you tonight",
        none(rows(nights, nights.c.taken.is_not(None))),
        then(_evening, _take),
    ),
)
