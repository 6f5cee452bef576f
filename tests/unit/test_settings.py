"""Where settings come from, and which source wins."""

import os
from pathlib import Path

import pytest

from reviewbot.errors import CannotStart
from reviewbot.settings import CONFIG_FILE, Settings, load_settings
from tests.rules.source import ROOT


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Start in an empty folder with nothing of ours in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in [n for n in os.environ if n.startswith("REVIEWBOT_")]:
        monkeypatch.delenv(name)
    (tmp_path / "config").mkdir()
    return tmp_path


def test_the_project_s_own_file_says_what_the_defaults_are(folder: Path) -> None:
    defaults = load_settings()
    (folder / CONFIG_FILE).write_text((ROOT / CONFIG_FILE).read_text("utf-8"), "utf-8")
    assert load_settings() == defaults


def test_flags_win_over_the_environment_over_dotenv_over_the_file_over_defaults(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load_settings().playground_port == 8377
    (folder / CONFIG_FILE).write_text("playground_port = 1", "utf-8")
    assert load_settings().playground_port == 1
    (folder / ".env").write_text("REVIEWBOT_PLAYGROUND_PORT=2", "utf-8")
    assert load_settings().playground_port == 2
    monkeypatch.setenv("REVIEWBOT_PLAYGROUND_PORT", "3")
    assert load_settings().playground_port == 3
    assert load_settings(playground_port=4).playground_port == 4
    assert load_settings(playground_port=None).playground_port == 3


def test_a_secret_may_lie_in_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "token").write_text("from a file\n", "utf-8")
    monkeypatch.setenv("REVIEWBOT_TOKEN_FILE", "token")
    settings = load_settings()
    assert settings.token.get_secret_value() == "from a file"
    assert "from a file" not in repr(settings)
    monkeypatch.setenv("REVIEWBOT_TOKEN", "given")
    assert load_settings().token.get_secret_value() == "given"


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        (".env", "REVIEWBOT_TOKN=x", "Did you mean token?"),
        ("config/reviewbot.toml", "log_levle = 'info'", "Did you mean log_level?"),
        ("config/reviewbot.toml", "log_level = 'loud'", "log_level cannot be used"),
        ("config/reviewbot.toml", "log_level = ", "cannot be read"),
    ],
)
def test_what_is_wrong_is_named_with_the_next_step(
    folder: Path, file: str, text: str, told: str
) -> None:
    (folder / file).write_text(text, "utf-8")
    with pytest.raises(CannotStart) as refusal:
        load_settings()
    assert told in refusal.value.sentence
    assert "Next:" in refusal.value.sentence
    assert refusal.value.sentence.count("\n") < 6
    assert refusal.value.exit_code == 78


def test_a_secret_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEWBOT_DATABASE_URL_FILE", "nowhere")
    with pytest.raises(CannotStart, match="REVIEWBOT_DATABASE_URL_FILE names the file nowhere"):
        load_settings()


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().log_level = "debug"
