"""The bot itself, its application, users, members, direct messages, the gateway's address."""

from reviewbot.playground.errors import missing_access, unknown
from reviewbot.playground.payload import Payload
from reviewbot.playground.rest.call import Answer, Call
from reviewbot.playground.world import payloads
from reviewbot.playground.world.models import Application, Guild


def own_user(call: Call) -> Answer:
    """GET /users/@me."""
    return 200, payloads.own_user(call.world.bot)


def application(call: Call) -> Answer:
    """GET /oauth2/applications/@me and GET /applications/@me."""
    body = _application(call.world.application)
    return 200, body | {"approximate_guild_count": len(call.world.guilds)}


def _application(it: Application) -> Payload:
    return {
        "id": it.id,
        "name": it.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": payloads.user(it.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": payloads.application_flags(it),
        "flags_new": str(payloads.application_flags(it)),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": payloads.user(it.owner),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }


def user(call: Call) -> Answer:
    """GET /users/{user_id}."""
    return 200, payloads.user(call.world.user(call.params["user_id"]))


def _own_guild(call: Call) -> Guild:
    guild = call.world.guild(call.params["guild_id"])
    if call.world.bot.id not in guild.members:
        raise missing_access()
    return guild


def member(call: Call) -> Answer:
    """GET /guilds/{guild_id}/members/{user_id}."""
    guild = _own_guild(call)
    call.world.user(call.params["user_id"])
    found = guild.members.get(call.params["user_id"])
    if found is None:
        raise unknown("member")
    return 200, payloads.member(found)


def channels(call: Call) -> Answer:
    """GET /guilds/{guild_id}/channels."""
    guild = _own_guild(call)
    return 200, [payloads.channel(one) for one in guild.channels.values() if one.parent is None]


def channel(call: Call) -> Answer:
    """GET /channels/{channel_id}."""
    return 200, payloads.channel(call.channel())


def open_direct(call: Call) -> Answer:
    """POST /users/@me/channels."""
    user = call.world.user(str(call.body.get("recipient_id")))
    return 200, payloads.channel(call.world.direct_channel(user))


def gateway(call: Call) -> Answer:
    """GET /gateway/bot."""
    limit = call.world.sessions
    return 200, {
        "url": call.gateway_url,
        "shards": 1,
        "session_start_limit": {
            "total": limit.total,
            "remaining": limit.remaining(),
            "reset_after": limit.reset_after(),
            "max_concurrency": 1,
        },
    }
