"""Ids of what a direct message carries: it names its guild too, for Discord does not say it."""

from reviewbot.ui.ids.shapes import base36


def tell(guild_id: int, bundle_id: str, *, on: bool) -> str:
    """Switch what the presser is told in a guild on or off; `bundle_id` marks the message."""
    return f"rv1:tell:{base36(guild_id)}:{bundle_id}:{int(on)}"


def mute(guild_id: int, review_id: str, *, on: bool) -> str:
    """Mute a review for the presser, or not any more."""
    return f"rv1:mute:{base36(guild_id)}:{review_id}:{int(on)}"


def follow(guild_id: int, review_id: str, *, on: bool) -> str:
    """Tell the presser of the comments on a review, or not any more."""
    return f"rv1:follow:{base36(guild_id)}:{review_id}:{int(on)}"


def whom(guild_id: int, review_id: str) -> str:
    """List who commented on a review, so that the presser can mute one of them."""
    return f"rv1:whom:{base36(guild_id)}:{review_id}"


def hush(guild_id: int, member_id: int, *, on: bool) -> str:
    """Mute another member for the presser, or not any more."""
    return f"rv1:hush:{base36(guild_id)}:{base36(member_id)}:{int(on)}"
