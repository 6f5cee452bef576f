"""What a member can press, pick or fill in: buttons, selects, and the fields of forms."""

from reviewbot.playground.rules.fields import Body, bodies, inner, number, one_of, text, url
from reviewbot.playground.rules.problems import Place

BUTTON, STRING_SELECT, TEXT_INPUT, FILE_UPLOAD = 2, 3, 4, 19
RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 21, 22, 23
ENTITY_SELECTS = (5, 6, 7, 8)
SELECTS = (STRING_SELECT, *ENTITY_SELECTS)
LINK, PREMIUM = 5, 6


class Names:
    """The custom ids seen in one message or form; each may stand there once."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def take(self, place: Place, body: Body) -> None:
        """Check the `custom_id` of a control: 1 to 100 characters, not used before."""
        name = text(place, body, "custom_id", 100, low=1, required=True)
        if name and name in self._seen:
            place.at("custom_id").fail(
                "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
            )
        self._seen.add(name)


def check_button(place: Place, button: Body, names: Names) -> None:
    """Check a button: a link has an address and no id, any other an id and no address."""
    style = one_of(place, button, "style", (1, 2, 3, 4, LINK, PREMIUM), required=True)
    label = text(place, button, "label", 80)
    if style in (LINK, PREMIUM) and button.get("custom_id") is not None:
        place.at("custom_id").fail(
            "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
            "A custom id and url cannot both be specified",
        )
    if style == LINK:
        url(place, button, "url", 512, ("http", "https", "discord"), required=True)
    elif style is not None and style != PREMIUM:
        _plain_button(place, button, names)
    if style != PREMIUM and not label and not button.get("emoji"):
        place.at("label").require()


def _plain_button(place: Place, button: Body, names: Names) -> None:
    names.take(place, button)
    if button.get("url") is not None:
        place.at("url").fail(
            "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
            "A custom id and url cannot both be specified",
        )


def check_select(place: Place, select: Body, names: Names) -> None:
    """Check a select menu of any kind."""
    names.take(place, select)
    text(place, select, "placeholder", 150)
    count = 25
    if select["type"] == STRING_SELECT:
        count = check_options(place, select, 1, 25)
    check_range(place, select, 25, count)
    _check_defaults(place, select)


def _check_defaults(place: Place, select: Body) -> None:
    """Check who stands in a menu of people already: as many as could be chosen (reference)."""
    listed = bodies(place, select, "default_values", 25)
    for spot, one in listed:
        if one.get("type") not in {"user", "role", "channel"}:
            spot.at("type").choices(("user", "role", "channel"))
        text(spot, one, "id", 20, low=1, required=True)
    low, high = select.get("min_values"), select.get("max_values")
    least, most = 1 if low is None else low, 1 if high is None else high
    if listed and not least <= len(listed) <= most:
        place.at("default_values").fail(
            "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length."
        )


def check_options(place: Place, body: Body, low: int, high: int) -> int:
    """Check the options of a select or group; how many there are."""
    seen: set[str] = set()
    options = bodies(place, body, "options", high, low=low, required=True)
    for spot, option in options:
        text(spot, option, "label", 100, low=1, required=True)
        text(spot, option, "description", 100)
        value = text(spot, option, "value", 100, low=1, required=True)
        if value in seen:
            spot.at("value").fail(
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
        seen.add(value)
    return len(options)


def check_range(place: Place, body: Body, high: int, count: int) -> None:
    """Check `min_values` and `max_values` against each other and what there is to pick."""
    low = number(place, body, "min_values", 0, high)
    top = number(place, body, "max_values", 1, high)
    if top is not None and count < top <= high:
        place.at("max_values").fail(
            "NUMBER_TYPE_MAX", f"int value should be less than or equal to {count}."
        )
    if low is not None and low > (1 if top is None else top):
        place.at("min_values").fail("BASE_TYPE_BAD_RANGE", "min_values is above max_values.")


def check_text_input(place: Place, body: Body, names: Names) -> None:
    """Check a text field of a form; what it holds already must fit its own bounds."""
    names.take(place, body)
    one_of(place, body, "style", (1, 2), required=True)
    text(place, body, "label", 45, low=1)
    text(place, body, "placeholder", 100)
    low = number(place, body, "min_length", 0, 4000) or 0
    high = number(place, body, "max_length", 1, 4000)
    high = 4000 if high is None else high
    if low > high:
        place.at("min_length").fail("BASE_TYPE_BAD_RANGE", "min_length is above max_length.")
    elif body.get("value"):
        text(place, body, "value", min(high, 4000), low=low)


def check_group(place: Place, body: Body, names: Names) -> None:
    """Check a radio group (2 to 10 options) or a group of checkboxes (1 to 10)."""
    names.take(place, body)
    radio = body["type"] == RADIO_GROUP
    count = check_options(place, body, 2 if radio else 1, 10)
    if not radio:
        check_range(place, body, 10, count)
    chosen = sum(bool(option.get("default")) for option in body.get("options") or ())
    if radio and chosen > 1:
        place.at("options").fail("BASE_TYPE_BAD_LENGTH", "Only one option may be the default.")


def check_field(place: Place, body: Body, names: Names) -> None:
    """Check whatever a form's Label holds; its type has been checked by the caller."""
    kind = body["type"]
    if kind == TEXT_INPUT:
        check_text_input(place, body, names)
    elif kind in SELECTS:
        check_select(place, body, names)
    elif kind in (RADIO_GROUP, CHECKBOX_GROUP):
        check_group(place, body, names)
    else:
        names.take(place, body)
        if kind == FILE_UPLOAD:
            check_range(place, body, 10, 10)


def type_of(place: Place, body: Body, allowed: tuple[int, ...]) -> int | None:
    """Return the `type` of a component if it may stand in this place; else None, and a problem."""
    kind = body.get("type")
    if isinstance(kind, int) and kind in allowed:
        return kind
    if kind is None:
        place.at("type").require()
        return None
    listed = ", ".join(str(number) for number in allowed)
    listed += "," if len(allowed) == 1 else ""
    place.at("type").fail("UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({listed}).')
    return None


def child(place: Place, body: Body, key: str, allowed: tuple[int, ...]) -> Body | None:
    """Return the one component under `key`, if it is there and of an allowed type."""
    part = inner(place, body, key, required=True)
    if part is None or type_of(place.at(key), part, allowed) is None:
        return None
    return part
