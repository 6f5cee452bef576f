"""Where a work is shown, its kind and year (or maker) are: one module names works (I1)."""

import ast
from collections.abc import Iterator

import pytest

from tests.rules.source import Module, modules

NAMES_WORKS = "src/reviewbot/ui/titles.py"
COMPARES = {"src/reviewbot/ui/names.py": 2, "src/reviewbot/domain/sharing.py": 1}
"""What reads a title to compare it, and how often."""
WORKS = {"work", "into", "duplicate", "before"}


def bare_titles(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that read the title of what is called a work."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "title":
            of = node.value
            name = of.attr if isinstance(of, ast.Attribute) else getattr(of, "id", "")
            if name in WORKS:
                yield node.lineno


def said(module: Module) -> Iterator[ast.AST]:
    """Yield what may be shown: below them only what stands in a sentence."""
    if module.package in {"ui", "cogs", "bot"}:
        yield module.tree
    elif module.package in {"services", "store", "domain"}:
        yield from (node for node in ast.walk(module.tree) if isinstance(node, ast.JoinedStr))


PACKAGES = {"ui", "cogs", "bot", "services", "store", "domain"}
SHOWING = [module for module in modules() if module.package in PACKAGES]


@pytest.mark.parametrize("module", SHOWING, ids=lambda m: m.name)
def test_a_title_is_shown_by_the_module_that_names_works(module: Module) -> None:
    found = sorted({line for tree in said(module) for line in bare_titles(tree)})
    if module.name == NAMES_WORKS or len(found) <= COMPARES.get(module.name, 0):
        return
    assert module.name == "src/reviewbot/domain/works.py", (
        f"lines {found}: let ui/titles.py name the work, or use Work.label in a sentence"
    )
