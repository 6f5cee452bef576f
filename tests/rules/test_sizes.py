"""How long a thing may be before nobody reads it whole. Aims are lower; see CONTRIBUTING.md."""

import ast

import pytest

from tests.rules.source import PACKAGE, ROOT, Module, modules

FILE_MAX, FUNCTION_MAX, CALLBACK_MAX = 400, 60, 20
EVERYTHING = modules() + modules(ROOT / "tests") + modules(ROOT / "bench")


def _functions(module: Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [n for n in ast.walk(module.tree) if isinstance(n, kinds)]


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _body_length(node: ast.AsyncFunctionDef) -> int:
    """Count the lines after signature and docstring: each option of a command adds to those."""
    first = node.body[1 if ast.get_docstring(node) and len(node.body) > 1 else 0]
    return (node.end_lineno or first.lineno) - first.lineno + 1


@pytest.mark.parametrize("module", EVERYTHING, ids=lambda m: m.name)
def test_files_and_functions_stay_short(module: Module) -> None:
    assert module.text.count("\n") <= FILE_MAX
    long = {n.name: _length(n) for n in _functions(module) if _length(n) > FUNCTION_MAX}
    assert not long


@pytest.mark.parametrize("module", modules(PACKAGE / "cogs"), ids=lambda m: m.name)
def test_a_command_only_parses_asks_and_replies(module: Module) -> None:
    long = {
        n.name: _body_length(n)
        for n in _functions(module)
        if isinstance(n, ast.AsyncFunctionDef) and _body_length(n) > CALLBACK_MAX
    }
    assert not long
