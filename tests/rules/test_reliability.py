"""Whether docs/reliability.md speaks of tests that there are."""

import re
from pathlib import Path

import pytest

from tests.rules.source import ROOT

TABLE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(?P<file>[\w/]+\.py|…)(?:::(?P<test>test_\w+))?`")
PLACES = (ROOT / "tests", ROOT)


def _named() -> list[tuple[str, str]]:
    """Every file and test that the table names; `…` stands for the file named before."""
    found, before = [], ""
    for match in NAMED.finditer(TABLE):
        before = before if match["file"] == "…" else match["file"]
        found.append((before, match["test"] or ""))
    return found


@pytest.mark.parametrize(("file", "test"), sorted(set(_named())))
def test_every_test_that_the_table_names_is_there(file: str, test: str) -> None:
    paths = [place / file for place in PLACES if (place / file).exists()]
    assert paths, f"there is no {file}"
    text = Path(paths[0]).read_text(encoding="utf-8")
    assert not test or re.search(rf"^(async )?def {test}\(", text, re.MULTILINE), test
