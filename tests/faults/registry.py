"""By which ways Discord tells us of a deed: every command, press and form, from the bot itself."""

import re
from collections.abc import Mapping
from typing import Any, Final

from reviewbot.playground.payload import Payload
from tests.e2e.canary import commands, forms, menus, templates

READS: Final = frozenset({
    *("review show", "review search", "review list", "review top", "review recent"),
    *("review random", "review discussed", "review divisive", "review wanted", "review taste"),
    *("review profile", "review diary", "review settings", "review editions", "review drafts"),
    *("shelf show", "work titles", "work merge", "work merges", "reviewbot reports"),
    *("reviewbot log", "reviewbot settings", "privacy export", "privacy forget"),
    *("Comment on review", "Report", "Hide"),
    *("rv1:read", "rv1:page", "rv1:ask", "rv1:file", "rv1:comments", "rv1:uncut", "rv1:words"),
    *("rv1:said", "rv1:pick", "rv1:look", "rv1:sort", "rv1:open", "rv1:work", "rv1:hits"),
    *("rv1:kept", "rv1:find", "rv1:mine", "rv1:shelf", "rv1:only", "rv1:entry", "rv1:entries"),
    *("rv1:diary", "rv1:months", "rv1:viewing", "rv1:noted", "rv1:offernote", "rv1:offered"),
    *("rv1:ledger", "rv1:dfile", "rv1:discard", "rv1:drafts", "rv1:editions", "rv1:edition"),
    *("rv1:efile", "rv1:pics", "rv1:pl", "rv1:po", "rv1:pk", "rv1:py", "rv1:ps", "rv1:few"),
    *("rv1:gp", "rv1:gh", "rv1:doubt:r", "rv1:doubt:c", "rv1:reports", "rv1:log", "rv1:whom"),
    # These open a form, and what comes back with it is the deed.
    *("rv1:retry", "rv1:comment", "rv1:respond", "rv1:amend", "rv1:howfar", "rv1:renote"),
    *("rv1:seen", "rv1:details", "rv1:redetail", "rv1:picform", "rv1:report", "rv1:hide"),
    *("rv1:reedit", "rv1:date"),
})  # fmt: skip
"""What changes nothing that is kept; a question kept for its pages does not count."""


def entries() -> set[str]:
    """Return every way there is: commands, entries of menus, presses, forms."""
    named = {words for words, _ in commands()}
    return named | set(menus()) | {_beginning(one) for one in templates()} | set(forms())


def _beginning(template: str) -> str:
    """Return what the ids of a template begin with."""
    return template.partition("(?P<")[0].rstrip(":")


def entry_of(data: Payload) -> str:
    """Return the way that an interaction came, from what Discord says of it."""
    custom_id = data.get("custom_id")
    if custom_id is None:
        return " ".join(_words(data))
    for template in templates():
        if re.fullmatch(template, str(custom_id)):
            return _beginning(template)
    return str(custom_id).rpartition(":")[0]


def _words(data: Mapping[str, Any]) -> list[str]:
    inner = [one for one in data.get("options", ()) if one.get("type") in {1, 2}]
    return [str(data["name"]), *(_words(inner[0]) if inner else ())]
