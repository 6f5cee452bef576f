"""The application's commands, global and of one guild."""

from reviewbot.playground.errors import missing_access, unknown
from reviewbot.playground.rest.call import Answer, Call
from reviewbot.playground.rules import check_commands


def _scope(call: Call) -> str | None:
    if call.params["application_id"] != call.world.application.id:
        raise unknown("application")
    guild_id = call.params.get("guild_id")
    if guild_id is not None and call.world.bot.id not in call.world.guild(guild_id).members:
        raise missing_access()
    return guild_id


def get(call: Call) -> Answer:
    """GET the commands of a scope."""
    return 200, call.world.commands.registered(_scope(call))


def put(call: Call) -> Answer:
    """PUT the commands of a scope: what is not in the list is gone."""
    scope = _scope(call)
    check_commands(call.items)
    done = call.world.commands.put(scope, call.items)
    call.world.wake()
    return 200, done
