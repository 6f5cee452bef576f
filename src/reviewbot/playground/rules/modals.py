"""Forms (modals): one to five parts, each a labelled field, a text, or an old-style row."""

from reviewbot.playground.rules import controls
from reviewbot.playground.rules.controls import Names, check_field, child, type_of
from reviewbot.playground.rules.fields import Body, bodies, text
from reviewbot.playground.rules.problems import Place, Problems

ROW, TEXT, LABEL = 1, 10, 18
FIELDS = (
    *controls.SELECTS,
    controls.TEXT_INPUT,
    controls.FILE_UPLOAD,
    controls.RADIO_GROUP,
    controls.CHECKBOX_GROUP,
    controls.CHECKBOX,
)


def check_modal(data: Body) -> None:
    """Refuse a form that Discord would refuse (ApiError 400/50035)."""
    problems = Problems()
    check_modal_at(Place(problems), data)
    problems.settle()


def check_modal_at(place: Place, data: Body) -> None:
    """Pin everything wrong with a form to its place."""
    text(place, data, "title", 45, low=1, required=True)
    text(place, data, "custom_id", 100, low=1, required=True)
    names = Names()
    for spot, part in bodies(place, data, "components", 5, low=1, required=True):
        kind = type_of(spot, part, (ROW, TEXT, LABEL))
        if kind == ROW:
            _check_row(spot, part, names)
        elif kind == TEXT:
            text(spot, part, "content", 4000, low=1, required=True)
        elif kind == LABEL:
            _check_label(spot, part, names)


def _check_row(place: Place, row: Body, names: Names) -> None:
    for spot, part in bodies(place, row, "components", 1, low=1, required=True):
        if type_of(spot, part, (controls.TEXT_INPUT,)) is not None:
            controls.check_text_input(spot, part, names)
            text(spot, part, "label", 45, low=1, required=True)


def _check_label(place: Place, label: Body, names: Names) -> None:
    text(place, label, "label", 45, low=1, required=True)
    text(place, label, "description", 100)
    part = child(place, label, "component", FIELDS)
    if part is not None:
        check_field(place.at("component"), part, names)
