"""The refusals of Discord's REST interface, in Discord's own numbers and words.

Codes and sentences are those of the page "Opcodes and Status Codes" of Discord's
documentation.
"""

from typing import Any

UNKNOWN = {
    "application": 10002,
    "channel": 10003,
    "guild": 10004,
    "member": 10007,
    "message": 10008,
    "user": 10013,
    "emoji": 10014,
    "webhook": 10015,
    "interaction": 10062,
    "application command": 10063,
}


class ApiError(Exception):
    """A request that Discord refuses.

    `status` is the HTTP status, `code` Discord's JSON error code, and `errors` the nested
    tree that tells which field of a form was wrong (None where there is none).
    """

    def __init__(
        self, status: int, code: int, message: str, errors: dict[str, Any] | None = None
    ) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def payload(self) -> dict[str, Any]:
        """Return the body that Discord answers with."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        return body


def unknown(thing: str) -> ApiError:
    """Return the 404 for a thing that is not there; `thing` is a key of UNKNOWN."""
    words = "Application Command" if thing == "application command" else thing.capitalize()
    if thing == "interaction":
        words = "interaction"
    return ApiError(404, UNKNOWN[thing], f"Unknown {words}")


def not_found() -> ApiError:
    """Return the 404 for a route that does not exist."""
    return ApiError(404, 0, "404: Not Found")


def unauthorized() -> ApiError:
    """Return the 401 for a missing or wrong bot token."""
    return ApiError(401, 0, "401: Unauthorized")


def missing_access() -> ApiError:
    """Return the 403 for a place that the caller cannot see."""
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    """Return the 403 for a place that the caller can see but may not do this in."""
    return ApiError(403, 50013, "Missing Permissions")


def expired_token() -> ApiError:
    """Return the 401 for an interaction token older than fifteen minutes."""
    return ApiError(401, 50027, "Invalid Webhook Token")


def already_acknowledged() -> ApiError:
    """Return the 400 for a second first answer to one interaction."""
    return ApiError(400, 40060, "Interaction has already been acknowledged.")


def invalid_form(errors: dict[str, Any]) -> ApiError:
    """Return the 400 for a form body that breaks a rule; `errors` is the nested tree."""
    return ApiError(400, 50035, "Invalid Form Body", errors)


def invalid_field(path: str, code: str, message: str) -> ApiError:
    """Return the 400 for one wrong field; `path` is dotted, such as `data.components.0`."""
    tree: dict[str, Any] = {"_errors": [{"code": code, "message": message}]}
    for part in reversed(path.split(".")):
        tree = {part: tree}
    return invalid_form(tree)
