"""Ids of a member's own settings: which switch, and what it is set to."""

from reviewbot.domain.members import CardSize


def choice(name: str, *, on: bool) -> str:
    """Set one of the presser's switches, named as in `Choices`."""
    return f"rv1:choice:{name}:{int(on)}"


def card_size(size: CardSize | None) -> str:
    """Set the size of the presser's private cards; `None` is the server's."""
    return f"rv1:size:{size.value if size else 'server'}"
