"""What a person does on the page, by name; each runs the same driver as the tests.

A deed takes the viewer and the sent JSON object and returns what the page is told in
answer. `ClientRefuses` (what Discord's client would not send) becomes a sentence there.
"""

from collections.abc import Awaitable, Callable

from reviewbot.playground.driver.answers import Answer
from reviewbot.playground.driver.forms import Form
from reviewbot.playground.driver.handles import ChannelHandle, UserHandle
from reviewbot.playground.driver.refusing import ClientRefuses
from reviewbot.playground.page import behind
from reviewbot.playground.page.values import converted, converted_field
from reviewbot.playground.page.viewer import Viewer
from reviewbot.playground.payload import Payload
from reviewbot.playground.world import chat
from reviewbot.playground.world.interactions import COMMAND
from reviewbot.playground.world.models import Event

Deed = Callable[[Viewer, Payload], Awaitable[Payload]]


async def be(viewer: Viewer, sent: Payload) -> Payload:
    """Become another member."""
    viewer.be(sent["user"])
    return {}


async def open_channel(viewer: Viewer, sent: Payload) -> Payload:
    """Look at another channel."""
    viewer.open(sent["channel"])
    return {}


async def older(viewer: Viewer, sent: Payload) -> Payload:
    """Fetch messages before one."""
    return viewer.older(sent["before"])


async def awake(viewer: Viewer, sent: Payload) -> Payload:
    """Note whether somebody is looking at all."""
    viewer.awake = bool(sent["awake"])
    if viewer.awake and viewer.channel is not None:
        viewer.page.marks.read(viewer.user.id, viewer.channel)
    return {}


async def send(viewer: Viewer, sent: Payload) -> Payload:
    """Write a message, as a reply where `reply` names one."""
    files = [viewer.page.take_file(one) for one in sent.get("files", ())]
    place = ChannelHandle(viewer.world, viewer.here)
    text = str(sent["text"]).strip()
    if sent.get("reply"):
        answered = viewer.message(sent["reply"])
        await viewer.member.reply(answered, text, ping=bool(sent.get("ping")))
    else:
        await viewer.member.send(text, place, files)
    return {}


async def typing(viewer: Viewer, _sent: Payload) -> Payload:
    """Let others see that somebody writes."""
    data = {"channel_id": viewer.channel.id if viewer.channel else "", "user_id": viewer.user.id}
    event = Event("TYPING_START", data, viewer.guild, viewer.channel)
    viewer.page.tell(event)
    return {}


async def react(viewer: Viewer, sent: Payload) -> Payload:
    """Add a reaction, or take it back."""
    message = viewer.message(sent["message"])
    if viewer.user.id in message.it.reactions.get(sent["emoji"], ()):
        await viewer.member.unreact(message, sent["emoji"])
    else:
        await viewer.member.react(message, sent["emoji"])
    return {}


async def source(viewer: Viewer, sent: Payload) -> Payload:
    """Return the text of one's own message as it was written."""
    message = viewer.message(sent["message"])
    if message.it.author is not viewer.user:
        raise ClientRefuses("only its author can change that message")
    return {"text": message.raw["content"]}


async def edit(viewer: Viewer, sent: Payload) -> Payload:
    """Change one's own message."""
    message, text = viewer.message(sent["message"]), str(sent["text"]).strip()
    if text != message.raw["content"]:
        await viewer.member.edit(message, text)
    return {}


async def delete(viewer: Viewer, sent: Payload) -> Payload:
    """Take one's own message away; an ephemeral one is only dismissed."""
    message = viewer.message(sent["message"])
    if message.it.author is not viewer.user and not message.ephemeral:
        raise ClientRefuses("only its author can delete that message")
    chat.delete(viewer.world, message.it)
    return {}


async def press(viewer: Viewer, sent: Payload) -> Payload:
    """Press a button."""
    message = viewer.message(sent["message"])
    return _told(viewer, await viewer.member.click(sent["id"], message, within=0))


async def choose(viewer: Viewer, sent: Payload) -> Payload:
    """Choose in a select menu."""
    message = viewer.message(sent["message"])
    menu = next((one for one in message.menus if one.custom_id == sent["id"]), None)
    if menu is None:
        raise ClientRefuses("that menu is gone")
    values = converted_field(viewer, menu.raw, sent["values"])
    picked = values if isinstance(values, list) else [values]
    return _told(viewer, await viewer.member.choose(sent["id"], *picked, on=message, within=0))


async def command(viewer: Viewer, sent: Payload) -> Payload:
    """Run a slash command."""
    viewer.member.goes_to(ChannelHandle(viewer.world, viewer.here))
    given = converted(viewer, sent["command"], sent["options"])
    return _told(viewer, await viewer.member.slash(sent["command"], None, **given))


async def complete(viewer: Viewer, sent: Payload) -> Payload:
    """Ask the bot for completions."""
    viewer.member.goes_to(ChannelHandle(viewer.world, viewer.here))
    given = converted(viewer, sent["command"], sent["options"], partly=True)
    given.pop(sent["option"], None)
    found = await viewer.member.autocomplete(
        sent["command"], sent["option"], sent["typed"], **given
    )
    return {"choices": [{"name": one.name, "value": one.value} for one in found]}


async def menu(viewer: Viewer, sent: Payload) -> Payload:
    """Use an entry of the menu of a message or a member."""
    target = sent.get("message")
    if target is None:
        user = viewer.guild.members[sent["user"]].user
        return _told(viewer, await viewer.member.menu(sent["name"], UserHandle(viewer.world, user)))
    return _told(viewer, await viewer.member.menu(sent["name"], viewer.message(target)))


async def submit(viewer: Viewer, sent: Payload) -> Payload:
    """Send a form that was opened before."""
    interaction = viewer.world.interactions.get(sent["form"])
    if interaction is None or interaction.user is not viewer.user:
        raise ClientRefuses("that form is gone")
    form = Form(interaction)
    fields = {
        field.custom_id: converted_field(viewer, field.raw, sent["fields"][field.custom_id])
        for field in form.fields
        if sent["fields"].get(field.custom_id) is not None
    }
    return _told(viewer, await viewer.member.submit(form, fields))


async def look_behind(viewer: Viewer, sent: Payload) -> Payload:
    """Show what went over the wire for a message, or of late."""
    message = viewer.message(sent["message"]) if sent.get("message") else None
    about = behind.about(viewer.page.stage, message.it if message is not None else None)
    return {"html": viewer.render("behind.html", **about)}


async def fault(viewer: Viewer, sent: Payload) -> Payload:
    """Let something go wrong."""
    return {"says": await behind.strike(viewer.page.stage, sent["name"])}


def _told(viewer: Viewer, answer: Answer) -> Payload:
    """Return what the client shows of an answer besides messages: a form, or a failure."""
    told: Payload = {"failed": answer.error}
    if answer.error is not None and answer.interaction.type == COMMAND:
        told["command"] = answer.interaction.command
    if answer.form is not None:
        form = answer.form
        token = answer.interaction.token
        told["form"] = viewer.render("form.html", form=form.raw, token=token)
    return told


DEEDS: dict[str, Deed] = {
    "be": be,
    "open": open_channel,
    "older": older,
    "awake": awake,
    "send": send,
    "typing": typing,
    "react": react,
    "source": source,
    "edit": edit,
    "delete": delete,
    "press": press,
    "choose": choose,
    "command": command,
    "complete": complete,
    "menu": menu,
    "submit": submit,
    "behind": look_behind,
    "fault": fault,
}
