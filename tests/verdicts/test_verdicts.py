"""What gklint says of some hundred small inputs is as it is kept: what changed is a verdict.

`make verdicts` writes it anew: see CONTRIBUTING.md.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from lab.verdicts.__main__ import FILE, kept, written
from lab.verdicts.inputs import input_named, names
from lab.verdicts.lines import lines_of

KEPT = kept()


@pytest.mark.parametrize("name", names())
def test_what_gklint_says_of_an_input_is_as_it_is_kept(name: str, tmp_path: Path) -> None:
    found = lines_of(input_named(name), str(tmp_path))
    changed = list(difflib.unified_diff(KEPT.get(name, []), found, lineterm="", n=0))[2:]
    assert not changed, "\n".join(
        ["a verdict changed; if it should, `make verdicts` writes it anew:", *changed]
    )


def test_just_these_inputs_are_kept_each_once() -> None:
    assert list(KEPT) == names()
    assert written(KEPT) == FILE.read_text("utf-8")
