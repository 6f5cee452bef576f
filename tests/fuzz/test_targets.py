"""The targets of the fuzzer hold for what a quick look brings; `make fuzz` looks longer."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import SEEDS, TARGETS

TYPED = st.text(max_size=200) | st.lists(st.sampled_from(SEEDS)).map(" ".join)


@pytest.mark.parametrize("name", TARGETS)
@settings(deadline=None, max_examples=150)
@given(text=TYPED)
@example(text=" ".join(SEEDS))
def test_nothing_that_is_typed_breaks_a_parser(name: str, text: str) -> None:
    TARGETS[name](text)
