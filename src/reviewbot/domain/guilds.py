"""What a guild's moderators have chosen for all of it."""

from dataclasses import dataclass

from reviewbot.domain.members import CardSize


@dataclass(frozen=True, slots=True)
class GuildChoices:
    """A guild's choices; as they stand here for a guild that has chosen nothing.

    `card` is the size of cards in its channels, and in private answers to whoever chose none;
    `threads`: the first comment on a review opens a thread; `log_channel_id`: where moderators
    are told of what happened. `shares`: which works its members like together is counted with
    other servers' (`domain.sharing`), where the operator lets that be as well.
    """

    card: CardSize = CardSize.FULL
    threads: bool = False
    log_channel_id: int | None = None
    shares: bool = False
