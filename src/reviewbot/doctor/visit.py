"""One visit of the doctor: every look in turn, none of which ends the others."""

from pathlib import Path

from reviewbot.doctor import choices, database, files, host, online
from reviewbot.doctor.findings import Finding, error, note
from reviewbot.doctor.host import Host
from reviewbot.errors import CannotStart
from reviewbot.settings import Settings, load_settings
from reviewbot.store import inspecting
from reviewbot.store.address import Address
from reviewbot.store.locking import holder


async def visit(the_host: Host, *, ask_discord: bool = False) -> list[Finding]:
    """Look everything over that can be seen from here; whether or not the bot runs."""
    try:
        settings = load_settings()
    except CannotStart as refusal:
        first, *rest = refusal.sentence.splitlines()
        return [error("settings", first, rest[-1].removeprefix("Next: ") if rest else "")]
    found = list(choices.looked_at(settings))
    if any(finding.code == "database_url" for finding in found):
        return found
    address = Address.parse(settings.database_url.get_secret_value())
    running = await _holder(address)
    if running:
        found.append(note("running", f"The database is in use by {running}."))
    folder = address.path.parent if address.path else settings.backup_folder
    found += _seen(the_host, folder, address, settings, running=bool(running))
    found += await database.looked_at(address, int(the_host.now()))
    found += await files.backups(settings, the_host.now())
    if ask_discord and settings.token.get_secret_value().strip():
        found += await online.looked_at(settings, the_host.now())
    return found


def _seen(
    the_host: Host, folder: Path, address: Address, settings: Settings, *, running: bool
) -> list[Finding]:
    return [
        *host.looked_at(the_host, folder, settings.health_port, running=running),
        *files.looked_at(address, settings, running=running),
    ]


async def _holder(address: Address) -> str | None:
    try:
        return await holder(address.dsn)
    except inspecting.Problem:
        return None
