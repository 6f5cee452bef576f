"""What is offered while somebody types is never refused as a whole."""

from reviewbot.ui.offers import offered


def test_two_of_one_name_are_told_apart_and_no_name_is_too_long() -> None:
    names = ["A thought.", "A thought.", "x" * 100, "x" * 100, "A thought."]
    choices = offered((name, str(number)) for number, name in enumerate(names))
    assert [one.value for one in choices] == ["0", "1", "2", "3", "4"]
    assert [one.name for one in choices][:2] == ["A thought.", "A thought. #2"]
    assert len({one.name for one in choices}) == 5
    assert max(len(one.name) for one in choices) == 100


def test_no_more_than_discord_takes() -> None:
    assert len(offered((str(number), str(number)) for number in range(40))) == 25
