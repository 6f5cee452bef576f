"""Polls: a question, 1 to 10 answers, and hours (reference, "Poll Create Request Object")."""

from reviewbot.playground.rules.fields import Body, bodies, inner, number, text
from reviewbot.playground.rules.problems import Place

QUESTION_MAX, ANSWER_MAX, ANSWERS_MAX, HOURS_MAX = 300, 55, 10, 768


def check_poll(place: Place, payload: Body) -> None:
    """Check the poll of a message, if there is one."""
    poll = inner(place, payload, "poll")
    if poll is None:
        return
    spot = place.at("poll")
    question = inner(spot, poll, "question", required=True)
    if question is not None:
        text(spot.at("question"), question, "text", QUESTION_MAX, low=1, required=True)
    for at, answer in bodies(spot, poll, "answers", ANSWERS_MAX, low=1, required=True):
        media = inner(at, answer, "poll_media", required=True)
        if media is not None:
            text(at.at("poll_media"), media, "text", ANSWER_MAX, low=1, required=True)
    number(spot, _whole(poll), "duration", 1, HOURS_MAX)


def _whole(poll: Body) -> Body:
    """Read `4.0` as JSON does, as the whole number it is; discord.py writes hours so."""
    hours = poll.get("duration")
    return (
        {**poll, "duration": int(hours)}
        if isinstance(hours, float) and hours == int(hours)
        else poll
    )
