"""Checks of single fields; each pins what is wrong to its place and returns the usable value.

A field that is `null` counts as absent, as Discord takes it and as its clients send it.
"""

from typing import Any
from urllib.parse import urlsplit

from reviewbot.playground.rules.problems import Place

Body = dict[str, Any]


def _length(place: Place, length: int, low: int, high: int) -> None:
    if low <= length <= high:
        return
    if low > 0:
        place.fail("BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
    else:
        place.fail("BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")


def text(
    place: Place, body: Body, key: str, high: int, *, low: int = 0, required: bool = False
) -> str:
    """Return the string of `low` to `high` code points under `key` ("" if absent or bad)."""
    value = body.get(key)
    spot = place.at(key)
    if value is None:
        if required:
            spot.require()
        return ""
    if not isinstance(value, str):
        spot.fail("STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
        return ""
    if required and not value:
        spot.require()
    else:
        _length(spot, len(value), low, high)
    return value


def listing(
    place: Place, body: Body, key: str, high: int, *, low: int = 0, required: bool = False
) -> list[Any]:
    """Return the array of `low` to `high` items under `key` ([] if absent or bad)."""
    value = body.get(key)
    spot = place.at(key)
    if value is None:
        if required:
            spot.require()
        return []
    if not isinstance(value, list):
        spot.fail("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return []
    _length(spot, len(value), low, high)
    return value


def bodies(
    place: Place, body: Body, key: str, high: int, *, low: int = 0, required: bool = False
) -> list[tuple[Place, Body]]:
    """As `listing`, but of objects only, each with its place."""
    items = listing(place, body, key, high, low=low, required=required)
    placed = ((place.at(key, index), item) for index, item in enumerate(items))
    return [(spot, item) for spot, item in placed if _is_body(spot, item)]


def inner(place: Place, body: Body, key: str, *, required: bool = False) -> Body | None:
    """Return the object under `key`, or None if it is absent or not an object."""
    value = body.get(key)
    if value is None:
        if required:
            place.at(key).require()
        return None
    return value if _is_body(place.at(key), value) else None


def number(place: Place, body: Body, key: str, low: int, high: int) -> int | None:
    """Return the whole number under `key`, from `low` to `high` (None if absent or bad)."""
    value = body.get(key)
    spot = place.at(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        spot.fail("NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        return None
    if value < low:
        spot.fail("NUMBER_TYPE_MIN", f"int value should be greater than or equal to {low}.")
    elif value > high:
        spot.fail("NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")
    return value


def one_of(
    place: Place, body: Body, key: str, allowed: tuple[int, ...], *, required: bool = False
) -> int | None:
    """Return the number under `key`, one of those allowed (None if absent or bad)."""
    value = body.get(key)
    if value is None and not required:
        return None
    if value in allowed and not isinstance(value, bool):
        return int(value)
    place.at(key).require() if value is None else place.at(key).choices(allowed)
    return None


def url(
    place: Place, body: Body, key: str, high: int, schemes: tuple[str, ...], *, required: bool
) -> str:
    """Return the address under `key`, with one of the schemes ("" if absent or bad)."""
    value = text(place, body, key, high, required=required)
    if not value:
        return ""
    spot = place.at(key)
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in schemes:
        listed = ", ".join(f"'{name}'" for name in schemes)
        spot.fail(
            "URL_TYPE_INVALID_SCHEME",
            f'Scheme "{parts.scheme}" is not supported. Scheme must be one of ({listed}).',
        )
        return ""
    if not parts.netloc or any(char.isspace() for char in value):
        spot.fail("URL_TYPE_INVALID_URL", "Not a well formed URL.")
        return ""
    return value


def _is_body(place: Place, value: object) -> bool:
    if isinstance(value, dict):
        return True
    place.fail("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
    return False
