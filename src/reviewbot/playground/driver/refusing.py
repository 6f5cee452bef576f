"""What Discord's client does not let a person do."""


class ClientRefuses(AssertionError):
    """The client would not send this; the message says why and what would be possible."""
