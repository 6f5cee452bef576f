"""What a suggestion says of itself is no more than what is known."""

from reviewbot.domain.works import Work, WorkKind
from reviewbot.recommender.engine import Suggestion
from reviewbot.ui.picks import Basis, Named, Pick, reason, score

WORK = Work(1, "w" * 12, WorkKind.MOVIE, "Burning", 2018)


def named(title: str, points: int) -> Named:
    return Named(Work(1, "v" * 12, WorkKind.MOVIE, title, 2003), points)


def pick(mean: float, raters: int, fans: int = 0, *because: Named) -> Pick:
    return Pick(Suggestion(WORK.id, 84.4, mean, raters, fans=fans), WORK, None, because)


def test_the_reason_names_what_one_gave_and_who_agrees() -> None:
    given = (named("Memories of Murder", 100), named("Parasite", 90))
    assert reason(pick(90, 4, 3, *given)) == (
        "Because you gave Memories of Murder (film, 2003) 5★ and Parasite (film, 2003) 4½★; "
        "3 members with taste like yours loved it"
    )


def test_a_member_is_named_who_lets_it_be_said() -> None:
    one = Pick(Suggestion(WORK.id, 84, 90, 4, fans=3), WORK, None, (), fan=7)
    assert reason(one) == "<@7> and 2 others with taste like yours loved it"
    alone = Pick(Suggestion(WORK.id, 84, 90, 4, fans=1), WORK, None, (), fan=7)
    assert reason(alone) == "<@7>, with taste like yours, loved it"


def test_without_such_works_it_says_what_others_gave() -> None:
    assert reason(pick(90, 1)) == ("One member rated it, 4½/5; counted carefully until more do")
    assert "few so far" in reason(pick(90, 2))
    assert reason(pick(84, 4)) == "4 members rated it 4.2/5 on average"


def test_a_title_cannot_format_or_mention() -> None:
    assert "<@1>" not in reason(pick(90, 4, 0, named("<@1> **x**", 80)))


def test_a_prediction_is_only_made_for_one_who_rated() -> None:
    assert score(pick(84, 4), Basis(3, 9, 40)) == "★★★★ likely 4.2/5"
    assert score(pick(84, 4), Basis(0, 9, 40)) == "★★★★ 4.2/5 from others"
