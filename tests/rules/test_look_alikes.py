"""A rule says the same of a report whose characters are other code points that look alike.

PDF converters write radicals for ideographs; input methods write digits and letters of full width.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from gklint.checking.settings import Settings
from gklint.engine import lint_text
from gklint.testing import Case, cases_in
from gklint.testing.style import SCRIPTS, in_script

#: What is said to gklint is said in plain letters.
SAID_TO_GKLINT = ("GK904", "GK905", "GK906", "GK907")
CASES = [case for case in cases_in(Path(__file__).parent) if case.layout == "tabs_grid"]


def findings(text: str, settings: Settings) -> Counter[tuple[str, int]]:
    found = lint_text(text, settings=settings).diagnostics
    return Counter((d.code, d.line) for d in found if d.code not in SAID_TO_GKLINT)


@pytest.mark.parametrize("script", [script for script in SCRIPTS if script])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_same_is_said_of_characters_that_look_alike(case: Case, script: str) -> None:
    text = case.text
    written = in_script(text, script)
    assert findings(written, case.settings) == findings(text, case.settings)
