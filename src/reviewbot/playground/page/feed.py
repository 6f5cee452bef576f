"""From the world's events to the open pages that may show them."""

from reviewbot.playground.page.viewer import Viewer
from reviewbot.playground.world.models import Event, Message
from reviewbot.playground.world.permissions import VIEW_CHANNEL, may

MESSAGES = {"MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE"}
PLACES = ("CHANNEL_", "THREAD_", "GUILD_ROLE_")


def deliver(viewer: Viewer, event: Event) -> None:
    """Show an event on one page, if its member may learn of it."""
    if not _concerns(viewer, event):
        return
    if event.name in MESSAGES and event.message is not None:
        _message(viewer, event.message, fresh=event.name == "MESSAGE_CREATE")
    elif event.name == "MESSAGE_DELETE" and event.channel is viewer.channel:
        viewer.drop(str(event.data["id"]))
    elif event.name == "TYPING_START" and event.channel is viewer.channel:
        _typing(viewer, str(event.data["user_id"]))
    elif event.name.startswith("GUILD_MEMBER_"):
        viewer.show_people()
    elif event.name.startswith(PLACES):
        viewer.show_side()


def _concerns(viewer: Viewer, event: Event) -> bool:
    if event.guild is not None and event.guild is not viewer.guild:
        return False
    if event.private_to not in (None, viewer.user.id):
        return False
    return event.channel is None or may(event.channel, viewer.user.id, VIEW_CHANNEL)


def _message(viewer: Viewer, message: Message, *, fresh: bool) -> None:
    if message.channel is viewer.channel:
        viewer.put(message, fresh=fresh)
    elif fresh:
        viewer.show_side()


def _typing(viewer: Viewer, user_id: str) -> None:
    if user_id != viewer.user.id:
        viewer.push({"to": "typing", "id": user_id, "name": viewer.names.user(user_id) or "?"})
