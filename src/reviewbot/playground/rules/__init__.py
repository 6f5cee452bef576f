"""What Discord refuses, as pure functions over raw payloads (dicts as decoded from JSON).

Every function returns nothing when the payload is fine and raises `ApiError` otherwise, with
Discord's status, code, sentence and, for bad forms, the nested tree of what is wrong where.
"""

from reviewbot.playground.errors import ApiError
from reviewbot.playground.rules.callbacks import check_callback, check_choices
from reviewbot.playground.rules.commands import check_command, check_commands
from reviewbot.playground.rules.messages import check_message
from reviewbot.playground.rules.modals import check_modal

__all__ = [
    "ApiError",
    "check_callback",
    "check_choices",
    "check_command",
    "check_commands",
    "check_message",
    "check_modal",
]
