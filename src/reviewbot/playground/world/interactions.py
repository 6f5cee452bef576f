"""One interaction: its two clocks, its first answer, and what came of it."""

import asyncio
import secrets
from typing import TYPE_CHECKING

from reviewbot.playground.clock import Timer
from reviewbot.playground.errors import already_acknowledged, expired_token, unknown
from reviewbot.playground.payload import Payload
from reviewbot.playground.world import payloads
from reviewbot.playground.world.deadline import Deadline
from reviewbot.playground.world.models import Channel, Guild, Message, User

if TYPE_CHECKING:
    from reviewbot.playground.world.world import World

FIRST_ANSWER_WITHIN = 3.0
TOKEN_LIFETIME = 15 * 60.0
SILENCE = 5.0
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, FORM = 4, 5, 6, 7, 8, 9
NO_RESPONSE = "The application did not respond"


class Interaction:
    """What a member did to the application, and the application's answer.

    `answer` is the type of the first answer (None before it). `original` is what
    `@original` means: the message that answered, or the one that was updated. `filled`
    tells whether a deferred answer has got its content. `settled` is done as soon as the
    member sees an outcome; `error` is then set if that outcome is a failure.
    """

    def __init__(
        self, world: "World", kind: int, user: User, channel: Channel, data: Payload
    ) -> None:
        self.world = world
        self.id = world.snowflakes.make()
        self.token = secrets.token_urlsafe(48)
        self.type = kind
        self.user = user
        self.channel = channel
        self.data = data
        self.source: Message | None = None
        self.trigger: Interaction | None = None
        self.answer: int | None = None
        self.ephemeral = False
        self.filled = False
        self.original: Message | None = None
        self.messages: list[Message] = []
        self.form: Payload | None = None
        self.choices: list[Payload] | None = None
        self.error: str | None = None
        self.settled: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._started = world.clock.monotonic()
        self._deadline = Deadline(world.clock, FIRST_ANSWER_WITHIN, self._give_up)
        self._silence: Timer | None = None

    @property
    def guild(self) -> Guild | None:
        """The guild it happened in, if any."""
        return self.channel.guild

    def acknowledge(self, answer: int) -> None:
        """Note the first answer; raises ApiError 10062 when too late, 40060 when not the first."""
        if self.answer is not None:
            raise already_acknowledged()
        if self._deadline.is_over:
            raise unknown("interaction")
        self.answer = answer
        self._deadline.met()

    def require_token(self) -> None:
        """Refuse use of the token: 10015 before the first answer, 50027 after 15 minutes."""
        if self.is_over:
            raise expired_token()
        if self.answer is None:
            raise unknown("webhook")

    @property
    def is_over(self) -> bool:
        """Whether its token has expired."""
        return self.world.clock.monotonic() - self._started > TOKEN_LIFETIME

    @property
    def command(self) -> str:
        """The full name of the command that was used, such as `review post`; "" for others."""
        if self.type != COMMAND:
            return ""
        words, options = [self.data["name"]], self.data.get("options") or []
        while options and options[0]["type"] in (1, 2):
            words.append(options[0]["name"])
            options = options[0].get("options") or []
        return " ".join(words)

    @property
    def waits_for_content(self) -> bool:
        """Whether a deferred message is still to be filled."""
        return self.answer == DEFER and not self.filled

    def settle_unless_waiting(self) -> None:
        """Settle, except where a deferred answer is still to come.

        After a silent acknowledgement nothing need come; the member looks on for a moment.
        """
        if self.answer == DEFER_UPDATE:
            self._silence = self.world.clock.call_later(SILENCE, self.settle)
        elif self.answer != DEFER:
            self.filled = True
            self.settle()

    def settle(self) -> None:
        """Say that the member has seen an outcome."""
        self._deadline.met()
        if self._silence is not None:
            self._silence.cancel()
        if not self.settled.done():
            self.settled.set_result(None)
        self.world.wake()

    def _give_up(self) -> None:
        if self.answer is None:
            self.error = NO_RESPONSE
            self.settle()

    def metadata(self) -> Payload:
        """Return Discord's `interaction_metadata` for the messages that answer it."""
        body: Payload = {"id": self.id, "type": self.type, "user": payloads.user(self.user)}
        owner = {"0": self.guild.id} if self.guild is not None else {}
        body["authorizing_integration_owners"] = owner
        if self.type == COMPONENT and self.source is not None:
            body["interacted_message_id"] = self.source.id
        if self.type == MODAL and self.trigger is not None:
            body["triggering_interaction_metadata"] = self.trigger.metadata()
        return body
