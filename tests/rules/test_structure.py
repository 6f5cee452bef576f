"""Which package may use what; the order of our own packages is held by the import contracts."""

import ast
import sys

import pytest

from tests.rules.source import PACKAGE, Module, modules

STANDARD = set(sys.stdlib_module_names) | {"reviewbot"}
THIRD_PARTIES = {
    "errors": set[str](),
    "domain": set[str](),
    "interchange": {"defusedxml"},
    "store": {"sqlalchemy", "alembic", "aiosqlite", "asyncpg", "rapidfuzz", "numpy"},
    "recommender": {"numpy", "scipy"},
    "catalogue": {"aiohttp"},
    "services": set[str](),
    "bot": {"discord", "aiohttp", "yarl"},
    "ui": {"discord", "regex", "PIL"},
    "cogs": {"discord"},
    "playground": {"aiohttp", "markdown_it", "jinja2", "multidict", "yarl"},
    "club": {"rich"},
    "doctor": {"aiohttp"},
    "app": {"discord", "aiohttp"},
    "cli": {"typer", "rich", "click"},
    "settings": {"pydantic", "pydantic_settings"},
    "__main__": set[str](),
    "__init__": set[str](),
}


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.name)
def test_a_package_uses_only_its_own_third_parties(module: Module) -> None:
    allowed = STANDARD | THIRD_PARTIES[module.package]
    used = {name.partition(".")[0] for name in module.imports}
    assert used <= allowed, f"{module.name} may not import {sorted(used - allowed)}"


@pytest.mark.parametrize("module", modules(PACKAGE / "domain"), ids=lambda m: m.name)
def test_the_domain_never_waits(module: Module) -> None:
    waits = [n for n in ast.walk(module.tree) if isinstance(n, ast.AsyncFunctionDef | ast.Await)]
    assert not waits


def test_only_services_write() -> None:
    """Commands and buttons ask over connections that refuse writes."""
    for module in modules():
        if module.package in {"cogs", "ui"}:
            assert ".write()" not in module.text, module.name


def test_the_dialect_is_asked_for_in_two_files() -> None:
    askers = {m.path.name for m in modules() if "dialect" in m.text and m.package == "store"}
    assert askers <= {"engine.py", "search.py", "connection.py", "env.py"}


def test_a_catch_all_stands_in_no_command() -> None:
    """Failures travel up to the one error policy."""
    for module in modules(PACKAGE / "cogs"):
        catches = [n for n in ast.walk(module.tree) if isinstance(n, ast.ExceptHandler)]
        assert not catches, module.name
