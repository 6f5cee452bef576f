"""What the project's files may say and be called."""

import re
from pathlib import Path

import pytest

from reviewbot.settings import CONFIG_FILE, PREFIX, Settings
from tests.rules.source import ROOT, tracked

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
TEXT_ENDINGS = {".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".ini", ".mako", ""}
DOUBLES = re.compile(r"\b(?:Magic|Async)Mock\b|unittest\.mock|monkeypatch\.setattr\(discord")
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
SUPPRESSION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma)\b(?P<rest>.*)")


def _texts(*endings: str) -> list[tuple[Path, str]]:
    wanted = set(endings) or TEXT_ENDINGS
    return [(f, f.read_text(encoding="utf-8")) for f in tracked() if f.suffix in wanted]


def test_a_name_says_what_is_inside() -> None:
    parts = {part.partition(".")[0] for f in tracked() for part in f.relative_to(ROOT).parts}
    assert not parts & EMPTY_NAMES


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-zA-Z0-9._-]+==", text, re.MULTILINE)
    assert "://" not in text
    assert pins
    assert len(re.findall(r"--hash=sha256:", text)) >= len(pins)


def test_no_lock_with_addresses_is_kept() -> None:
    kept = {f.name for f in tracked()}
    assert not kept & {"uv.lock", "pylock.toml", "package-lock.json", "poetry.lock"}


@pytest.mark.parametrize("page", [f for f in tracked() if f.suffix == ".md"], ids=lambda f: f.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    places = LINK.findall(page.read_text(encoding="utf-8"))
    assert not [place for place in places if not (page.parent / place).exists()]


def test_the_readme_says_whom_to_tell_of_a_weakness() -> None:
    """P6: what to do in an incident stands where people look for it."""
    told = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "](SECURITY.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert {"## Report a weakness", "## If something happened"} <= set(told.splitlines())


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    home = f"{ROOT.parent}/"
    if home == "//":
        pytest.skip("the project lies in the root folder, whose path is in every path")
    told = [f.name for f, text in _texts() if home in text]
    assert not told


def test_no_test_replaces_discord_the_database_or_the_loop() -> None:
    here = Path(__file__)
    assert not [f.name for f, text in _texts(".py") if f != here and DOUBLES.search(text)]


def test_every_suppression_names_its_rule_and_its_reason() -> None:
    bare = []
    for file, text in _texts(".py"):
        if file == Path(__file__):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            found = SUPPRESSION.search(line)
            if found and not re.search(r"[:\[]\s*[\w, -]+\]?\s*(?:#|-|\()\s*\w", found["rest"]):
                bare.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()}")
    assert not bare, "\n".join(bare)


def test_the_settings_file_tells_every_setting_and_its_default() -> None:
    text = (ROOT / CONFIG_FILE).read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        default = field.get_default()
        plain = default.get_secret_value() if hasattr(default, "get_secret_value") else default
        shown = f'"{plain}"' if isinstance(plain, str | Path) else str(plain).lower()
        assert re.search(rf"^# .+\n{name} = {re.escape(shown)}$", text, re.MULTILINE), name


def test_the_example_environment_names_real_settings() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(rf"^{PREFIX}(\w+)=", text, re.MULTILINE))
    assert {"TOKEN", "DATABASE_URL", "DISCORD_API_URL", "DISCORD_GATEWAY_URL"} <= named
    assert {name.lower() for name in named} <= set(Settings.model_fields)
